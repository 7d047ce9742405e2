"""A brief as PDF, set by Typst: the template reads the brief as data, so no cell can be code."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from components.brief import fonts
from components.brief.model import Brief, stamp
from components.brief.pictures import words
from components.figures.kit.theme import Theme
from data.words import UNBROKEN

TEMPLATE = Path(__file__).with_name("paper.typ")
PAPERS = {"a4": "A4", "us-letter": "Letter"}
BREAK = "\u200b"  # a place where a line may end, of no width
LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC)  # the file's own date: the same bytes every time


def pdf(brief: Brief, pictures: Mapping[str, str], theme: Theme, paper: str = "a4") -> bytes:
    """Return the brief as PDF on `a4` or `us-letter`; `pictures` are SVG, by name.

    Raises KeyError for another paper.
    """
    said = _breakable(asdict(brief)) | {
        "colors": {"quiet": theme.quiet, "rule": theme.faint},
        "stamp": stamp(brief),
        "paper": {name: name for name in PAPERS}[paper],
        "pictures": dict(pictures),
    }
    wanted = _fonts(brief)
    lettered = [fonts.for_pictures(words(svg)) for svg in pictures.values()]
    said["fonts"] = wanted.families
    made = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        font_paths=fonts.for_typst(wanted, *lettered),
        sys_inputs={"brief": json.dumps(said)},
        timestamp=int(LONG_AGO.timestamp()),
    )
    return bytes(made)


def _breakable(said: Any) -> Any:
    """Return what is said with places to break in words that would run over their neighbours."""
    if isinstance(said, str):
        return UNBROKEN.sub(lambda run: BREAK.join(run[0]), said)
    if isinstance(said, dict):
        return {n: part if n == "url" else _breakable(part) for n, part in said.items()}
    return [_breakable(part) for part in said] if isinstance(said, (tuple, list)) else said


def unshown(brief: Brief) -> str:
    """Return the letters of a brief that no font of this machine has."""
    return _fonts(brief).missing


def _fonts(brief: Brief) -> fonts.Fonts:
    return fonts.for_paper("".join(_words(asdict(brief))))


def _words(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, (dict, tuple, list)):
        for part in said.values() if isinstance(said, dict) else said:
            yield from _words(part)
