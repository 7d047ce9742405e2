"""A brief as a file: the one place that knows the kinds of file there are."""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from components.brief import fonts, paper, pictures, slides, web
from components.brief.markdown import markdown
from components.brief.model import Brief, Choices, brief
from components.brief.pictures import SIZES, picture
from components.brief.sheets import geojson, xlsx
from components.figures.all_estimates import all_estimates
from components.figures.theme import Theme, theme
from components.figures.timeline import lanes
from data.load import Record
from data.queries.estimates import estimates
from data.queries.events import timeline
from data.view import View

KINDS = {
    "pdf": ("PDF", "application/pdf"),
    "pptx": (
        "Slides",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "html": ("Web page", "text/html"),
    "md": ("Markdown", "text/markdown"),
    "xlsx": ("Workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "geojson": ("Map (GeoJSON)", "application/geo+json"),
}


def file(
    kind: str, seen: Record, view: View, choices: Choices, *, on: str = next(iter(paper.PAPERS))
) -> bytes:
    """Return the brief of the record as seen, as one of KINDS; `on` is the paper of a PDF.

    The same record, view and choices give the same bytes. Raises KeyError for another kind.
    """
    made, colors = brief(seen, view, choices), theme(seen, "light")
    draw = partial(_pictures, made, seen, view, colors)
    makers: dict[str, Callable[[], Any]] = {
        "pdf": lambda: paper.pdf(made, draw("svg"), colors, on),
        "pptx": lambda: slides.pptx(made, draw("png"), colors),
        "html": lambda: web.html(made, draw("svg"), _charts(made, seen, view, colors), colors),
        "md": lambda: markdown(made),
        "xlsx": lambda: xlsx(made),
        "geojson": lambda: geojson(seen, view),
    }
    content = makers[kind]()
    return content.encode() if isinstance(content, str) else bytes(content)


def unshown(kind: str, seen: Record, view: View, choices: Choices) -> str:
    """Say which letters of such a file no font of this machine has, and what to install.

    Empty where all are shown, and for the kinds that the reader's own fonts show.
    """
    if kind not in ("pdf", "pptx", "html") or not _unusual(seen):
        return ""
    made, colors = brief(seen, view, choices), theme(seen, "light")
    names = [section.picture for section in made.sections if section.picture in SIZES]
    letters = set("".join(pictures.unshown(name, seen, view, colors) for name in names))
    letters |= set(paper.unshown(made)) if kind == "pdf" else set()
    return fonts.advice("".join(sorted(letters))) if letters else ""


@lru_cache(maxsize=64)
def _unusual(seen: Record) -> bool:
    """Say whether the record holds any letter that the shipped fonts lack."""
    words = (
        cell
        for name, table in seen.package.tables.items()
        for field in table.fields
        if table.holds_words(field) and field.name in seen.table(name)
        for cell in seen.table(name)[field.name].unique()
    )
    return fonts.unusual(words)


def _pictures(made: Brief, seen: Record, view: View, colors: Theme, kind: str) -> dict[str, bytes]:
    asked = [section.picture for section in made.sections if section.picture in SIZES]
    return {name: picture(name, seen, view, colors, kind) for name in asked}


def _charts(made: Brief, seen: Record, view: View, colors: Theme) -> dict[str, Any]:
    drawn = {}
    for section in made.sections:
        if section.key == "estimates" and section.rows:
            drawn[section.key] = all_estimates(estimates(seen, view), view, colors)
        if section.key == "timeline":
            drawn[section.key] = lanes(timeline(seen, view), view, colors)
    return drawn
