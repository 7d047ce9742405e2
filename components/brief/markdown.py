"""A brief as Markdown, to paste into a letter."""

import re

from components.brief.model import JUDGEMENT, Brief, Row, Section, Source, stamp
from components.brief.points import KeyPoint

WHO_AND_WHAT = {"exchanges": 3, "changes": 4}  # up to which cell a row says who, then what
SPECIAL = re.compile(r"([\\`*_\[\]<>|#~$]|&(?=#?\w+;))")


def markdown(brief: Brief) -> str:
    """Return the brief as Markdown; every cell is escaped, so that none can place a link or tag."""
    lines = [
        f"# {_safe(brief.title)}",
        "",
        f"{_safe(brief.subject)}. {stamp(brief)}.",
    ]
    if brief.filters:
        lines.append(f"Shown: {_safe('; '.join(brief.filters))}.")
    lines += [f"Record {brief.digest}.", ""]
    if brief.points:
        lines += ["## Key points", ""]
        lines += [f"{number}. {_point(point)}" for number, point in enumerate(brief.points, 1)]
        lines.append("")
    for section in brief.first:
        lines += [f"## {section.title}", "", *_rows(section), ""]
    if brief.note:
        lines += [f"## {JUDGEMENT}", "", *(f"> {_safe(p)}" for p in brief.note.split("\n")), ""]
    for section in brief.rest:
        lines += [f"## {section.title}", "", *_rows(section), ""]
    lines += ["## Sources", "", *(_safe(line) for line in brief.statement), ""]
    lines += [_source(source) for source in brief.sources]
    return "\n".join(lines) + "\n"


def _point(point: KeyPoint) -> str:
    lead = f"**{_safe(point.lead)}** " if point.lead else ""
    return f"{lead}{_safe(point.text)} {point.citation} ({point.qualified})".replace("  ", " ")


def _rows(section: Section) -> list[str]:
    more = [f"- {section.left_out}"] if section.left_out else []
    if not section.rows:
        return more or [_safe(section.nothing)]
    return [_row(row, section) for row in section.rows] + more


def _row(row: Row, section: Section) -> str:
    cells = row.cells
    if section.key == "positions":  # only its headings say whose stance a cell is
        issue, *sides, distance = cells
        whose = zip(section.columns[1:-1], sides, strict=True)
        cells = (issue, *(f"{party}: {side}" for party, side in whose), distance)
    elif section.key in WHO_AND_WHAT:  # who comes just before what they said or did
        *before, who, what = cells[: WHO_AND_WHAT[section.key]]
        words = f"{who}: {what}" if who else what
        cells = (*before, words, *cells[WHO_AND_WHAT[section.key] :])
    first, *rest = (_safe(cell) for cell in cells if cell)
    text = "; ".join(rest)
    cited = row.citation if row.sources else _safe(row.mark)
    return f"- **{first}** {text} {cited}".replace("  ", " ").rstrip()


def _source(source: Source) -> str:
    text = " · ".join(filter(None, (source.publisher, source.title_label, source.published)))
    place = f"<{_address(source.url)}>" if source.url else _safe(source.shelf)
    return f"{source.number}. {_safe(text)} ({source.reliability}) {place}".rstrip()


def _safe(cell: str) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(cell.split()))


def _address(url: str) -> str:
    return url.replace(">", "%3E").replace("<", "%3C").replace(" ", "%20")
