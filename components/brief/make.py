"""A brief as a file: the one place that knows the kinds of file there are.

What writes PDF, slides and web pages is loaded with the first of them: together it takes 30 MB.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from components.brief import fonts, paper, pictures
from components.brief.geojson import geojson
from components.brief.markdown import markdown
from components.brief.model import LEADING, Brief, Choices, brief
from components.brief.pictures import picture
from components.brief.sheets import xlsx
from components.brief.slides.deck import slides
from components.brief.slides.messages import say
from components.figures.kit.theme import Mode, Theme, theme
from data.load import Record
from data.memory import keep
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
    document, colors = cached_brief(seen, view, choices), theme(seen, "light")
    draw = partial(draw_pictures, document, seen, view)
    makers: dict[str, Callable[[], Any]] = {
        "pdf": lambda: paper.pdf(document, draw(), colors, on),
        "pptx": lambda: _slides(document, seen, view, colors, appendix=choices.appendix),
        "html": lambda: _web_page(document, draw(), colors, theme(seen, "dark")),
        "md": lambda: markdown(document),
        "xlsx": lambda: xlsx(document, seen),
        "geojson": lambda: geojson(seen, view),
    }
    content = makers[kind]()
    return content.encode() if isinstance(content, str) else bytes(content)


def _web_page(document: Brief, drawn: dict[str, str], light: Theme, dark: Theme) -> str:
    from components.brief import web

    return web.html(document, drawn, light, dark)


def _slides(document: Brief, seen: Record, view: View, colors: Theme, *, appendix: bool) -> bytes:
    from components.brief.slides.writer import pptx

    made = slides(document, say(seen, view), appendix=appendix)
    drawn = {
        name: pictures.png(pictures.low_picture(name, seen, view))
        for name in dict.fromkeys(slide.picture for slide in made if slide.picture)
    }
    return pptx(document, made, drawn, colors)


def unshown(seen: Record, view: View, choices: Choices, *, mode: Mode = "light") -> dict[str, str]:
    """Say by kind of file which letters of it no font of this machine has, and what to install.

    Kinds that show all of theirs are missing, as are those that the reader's own fonts show.
    `mode` is that in which the pictures are drawn already: they say the same in both.
    """
    if not _unusual(seen):
        return {}
    document = cached_brief(seen, view, choices)
    text = "".join(map(pictures.words, draw_pictures(document, seen, view, mode).values()))
    drawn = set(fonts.for_pictures(text).missing)
    letters = {"pdf": drawn | set(paper.unshown(document)), "pptx": drawn}
    return {kind: fonts.advice("".join(sorted(of))) for kind, of in letters.items() if of}


@keep(8)
def cached_brief(seen: Record, view: View, choices: Choices) -> Brief:
    """Return the brief: its files and its preview share it."""
    return brief(seen, view, choices)


def draw_pictures(
    document: Brief, seen: Record, view: View, mode: Mode = "light"
) -> dict[str, str]:
    """Return the pictures of a brief's sections, by name, and LEADING, the low one, as SVG."""
    names = [section.picture for section in document.sections if section.picture]
    drawn = {name: picture(name, seen, view, mode) for name in names}
    if document.picture:
        drawn[LEADING] = pictures.low_picture(document.picture, seen, view, mode)
    return drawn


@keep(8)
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
