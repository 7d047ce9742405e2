"""A brief as PDF, set by Typst: the template reads the brief as data, so no cell can be code."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import UTC
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as XML

from components.brief import fonts
from components.brief.model import HEADINGS, JUDGEMENT, Brief, Row, Section, stamp
from components.brief.pictures import words
from components.brief.points import KeyPoint, runs, write_runs
from components.figures.kit.theme import TEXT_PX, Theme
from data.files import LONG_AGO
from data.words import UNBROKEN

TEMPLATE = Path(__file__).with_name("paper.typ")
PAPERS = {"a4": "A4", "us-letter": "Letter"}
LEAST = 6.5  # points: the smallest type in a picture on paper
BREAK = "\u200b"  # a place where a line may end, of no width


def pdf(brief: Brief, pictures: Mapping[str, str], theme: Theme, paper: str = "a4") -> bytes:
    """Return the brief as PDF on `a4` or `us-letter`; `pictures` are SVG, by name.

    Raises KeyError for another paper.
    """
    import typst

    content = _breakable(asdict(brief)) | {
        "points": _breakable([_cited(point) for point in brief.points]),
        "sections": _breakable([_section(section) for section in brief.sections]),
        "judgement": JUDGEMENT,
        "picture_title": HEADINGS.get(brief.picture, ""),
        "colors": {"quiet": theme.quiet, "rule": theme.faint, "hairline": theme.hairline},
        "stamp": stamp(brief),
        "paper": {name: name for name in PAPERS}[paper],
        "pictures": dict(pictures),
        "least": {name: _least_wide(svg) for name, svg in pictures.items()},
    }
    wanted = _fonts(brief)
    lettered = [fonts.for_pictures(words(svg)) for svg in pictures.values()]
    content["fonts"] = wanted.families
    document = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        font_paths=fonts.for_typst(wanted, *lettered),
        sys_inputs={"brief": json.dumps(content)},
        timestamp=int(LONG_AGO.replace(tzinfo=UTC).timestamp()),
    )
    return bytes(document)


def _least_wide(svg: str) -> float:
    """Return how many points wide a picture is at least, so that all its type can be read."""
    return float(XML.fromstring(svg).get("width", 0)) * LEAST / TEXT_PX


def _section(section: Section) -> dict[str, Any]:
    rows = [_cited(row) for row in section.rows]
    return asdict(section) | {"rows": rows, "left_out": section.left_out}


def _cited(row: Row | KeyPoint) -> dict[str, Any]:
    """Return a row or a point with its sources' numbers as runs: from, and how the run reads."""
    cited = [[run[0], write_runs(range(run[0], run[1] + 1))] for run in runs(row.sources)]
    more = {"qualified": row.qualified} if isinstance(row, KeyPoint) else {}
    return asdict(row) | {"runs": cited} | more


def _breakable(value: Any) -> Any:
    """Return a brief's texts with places to break in words that are wider than their column."""
    if isinstance(value, str):
        return UNBROKEN.sub(lambda run: BREAK.join(run[0]), value)
    if isinstance(value, dict):
        return {n: part if n == "url" else _breakable(part) for n, part in value.items()}
    return [_breakable(part) for part in value] if isinstance(value, (tuple, list)) else value


def unshown(brief: Brief) -> str:
    """Return the letters of a brief that no font of this machine has."""
    return _fonts(brief).missing


def _fonts(brief: Brief) -> fonts.Fonts:
    return fonts.for_paper("".join(_words(brief)))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _words(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _words(getattr(value, field.name))
