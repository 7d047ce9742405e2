"""Lines for a console: each one line, whatever a cell holds and whatever the console can print."""

import io
import sys


def prepare() -> None:
    """Have standard output and error escape what their encoding lacks, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def printable(text: str) -> str:
    """Return a text as one line: what moves the cursor, or shows nothing, is escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
