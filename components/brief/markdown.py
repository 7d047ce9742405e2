"""A brief as Markdown, to paste into a letter."""

import re

from components.brief.model import Brief, Row, Section, Source, stamp

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
    if brief.note:
        lines += [
            "## Analyst's note",
            "",
            *(f"> {_safe(part)}" for part in brief.note.split("\n")),
            "",
        ]
    for section in brief.sections:
        lines += [f"## {section.title}", "", *_rows(section), ""]
    lines += ["## Sources", "", *(_safe(line) for line in brief.statement), ""]
    lines += [_source(source) for source in brief.sources]
    return "\n".join(lines) + "\n"


def _rows(section: Section) -> list[str]:
    if not section.rows:
        return ["Nothing on record."]
    more = [f"- {section.left_out}"] if section.more else []
    return [_row(row, section) for row in section.rows] + more


def _row(row: Row, section: Section) -> str:
    cells = row.cells
    if section.key == "positions":  # only its headings say whose stance a cell is
        issue, *sides, distance = cells
        whose = zip(section.columns[1:-1], sides, strict=True)
        cells = (issue, *(f"{party}: {side}" for party, side in whose), distance)
    first, *rest = (_safe(cell) for cell in cells if cell)
    text = "; ".join(rest)
    cited = "".join(f"[{n}]" for n in row.sources) or _safe(row.mark)
    return f"- **{first}** {text} {cited}".replace("  ", " ").rstrip()


def _source(source: Source) -> str:
    text = " · ".join(filter(None, (source.publisher, source.title_label, source.published)))
    address = f" <{_address(source.url)}>" if source.url else ""
    return f"{source.number}. {_safe(text)} ({source.reliability}){address}"


def _safe(cell: str) -> str:
    return SPECIAL.sub(r"\\\1", " ".join(cell.split()))


def _address(url: str) -> str:
    return url.replace(">", "%3E").replace("<", "%3C").replace(" ", "%20")
