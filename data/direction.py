"""Right-to-left words beside others: a text that holds any is set apart, so that none moves."""

import re
from collections.abc import Iterable
from typing import Any
from unicodedata import bidirectional

# Unicode Bidirectional Algorithm (UAX #9): a text between these two is laid out by itself, in the
# direction of its first letter, and what stands beside it stays where it is.
FIRST, LAST = "\u2068", "\u2069"
# Letters and numbers that run from right to left, and what overrides the direction of others.
BACKWARD = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRO"}
WHOLE = re.compile(f"{FIRST}[^{FIRST}{LAST}]*{LAST}")


def isolate(text: str) -> str:
    """Return a text set apart where it holds right-to-left letters; any other as it is.

    What is set apart already is not set apart again.
    """
    if text.isascii() or not holds_backward(_around(text)):
        return text
    return f"{FIRST}{text}{LAST}"


def isolate_cell(value: Any) -> Any:
    """Return what a template writes, set apart if it is plain text: markup and addresses stay."""
    if type(value) is not str or value.startswith(("http://", "https://")):
        return value
    return isolate(value)


def bare(text: str) -> str:
    """Return a text without the marks that `isolate` sets."""
    return text.replace(FIRST, "").replace(LAST, "")


def balance(lines: Iterable[str]) -> list[str]:
    """Return the lines of one broken or cut text, each of which closes what it sets apart."""
    balanced, depth = [], 0
    for line in lines:
        whole = FIRST * depth + line
        depth = max(0, whole.count(FIRST) - whole.count(LAST))
        balanced.append(whole + LAST * depth)
    return balanced


def holds_backward(text: str) -> bool:
    """Say whether a text holds letters that run from right to left."""
    return not text.isascii() and any(bidirectional(letter) in BACKWARD for letter in text)


def _around(text: str) -> str:
    """Return what of a text stands outside all that is set apart."""
    replaced = 1
    while replaced:
        text, replaced = WHOLE.subn("", text)
    return text
