"""The Briefing page's pieces: the choice of sections, the files, and the preview."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import streamlit as st
from markupsafe import Markup

from components.brief import make
from components.brief.model import (
    HEADINGS,
    JUDGEMENT,
    LEADING,
    LENGTHS,
    PICTURES,
    Choices,
    Section,
    stamp,
)
from components.brief.paper import PAPERS
from components.brief.sections import SECTIONS
from components.figures.kit.theme import Mode
from components.ui import store
from components.ui.elements import files, layout, lists
from components.ui.elements.files import File
from data.load import Record
from data.memory import keep
from data.view import View

Answer = TypeVar("Answer")
SETTINGS = "brief"  # in the session: what the reader has chosen for it
READ = (
    *("compare", "start", "until", "kind", "party", "topic", "q", "fresh", "lanes"),
    *("basis", "age"),
)
LONGEST_NOTE = 4000  # characters
PREVIEWED = 12  # rows of each section


def choices(view: View) -> Choices:
    """Let the reader choose sections, their order, length and picture, and write a judgement.

    What was chosen stays for as long as the reader does: they look around before they take it away.
    """
    settings = st.session_state.setdefault(SETTINGS, {"order": list(SECTIONS)})
    with st.container(key="brief_sections", gap=None):
        st.caption("Sections, in this order")
        wanted = [key for key in settings["order"] if _section(key, view)]
    length = _one_of("Length", LENGTHS, "length")
    picture = _one_of("Picture of page one", PICTURES, "picture")
    appendix = _keeping(
        st.checkbox,
        "Slides with an appendix of tables",
        "appendix",
        False,
        help="Without it, a full brief has about twelve slides, one message each.",
    )
    note = _keeping(
        st.text_area,
        "Analyst's judgement",
        "note",
        "",
        max_chars=LONGEST_NOTE,
        height=140,
        placeholder="Your own words, in a box apart from the record",
    )
    return Choices(tuple(wanted), length, note, picture=picture, appendix=appendix)


def _section(name: str, view: View) -> bool:
    """Place one section's switch and what moves it, and say whether the brief holds it."""
    order, title = st.session_state[SETTINGS]["order"], SECTIONS[name].title
    at, idle = order.index(name), name == "changes" and not view.since
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        help_ = "To include it, set “Since” in the sidebar." if idle else None
        wanted = _keeping(
            st.checkbox, title, f"with_{name}", True, width="stretch", disabled=idle, help=help_
        )
        for way, by, end in (("up", -1, 0), ("down", 1, len(order) - 1)):
            st.button(
                f"Move {title} {way}",
                key=f"brief_{way}_{name}",
                type="tertiary",
                disabled=at == end,
                on_click=_move,
                args=(name, by),
            )
    return wanted and not idle


@layout.action
def _move(name: str, by: int) -> None:
    order = st.session_state[SETTINGS]["order"]
    at = order.index(name)
    order[at], order[at + by] = order[at + by], order[at]


@layout.block
def take_away(view: View, options: Choices) -> None:
    """Place a button for each kind of file, made when it is asked for."""
    if not options.sections:
        return
    paper = _one_of("Paper size of the PDF", PAPERS, "paper")
    lens, seen = view.only(*READ), store.seen(view)
    name = f"{seen.package.name}-{seen.seen_at:%Y-%m-%dT%H%MZ}"
    files.offer(
        "brief",
        *(
            File(
                title,
                f"{name}.{kind}",
                mime,
                partial(_file, kind, store.record(), lens, options, paper),
            )
            for kind, (title, mime) in make.KINDS.items()
        ),
    )
    for kinds, letters in _unshown(store.record(), lens, options):
        layout.notice(f"{kinds} cannot show {letters}.")


@layout.block
def preview(view: View, options: Choices) -> None:
    """Place the brief as it will read, the first rows of each section."""
    if not options.sections:
        layout.header("Briefing", "Choose at least one section on the left.")
        return
    document = _preview(store.record(), view.only(*READ), options, store.colors().mode)
    lists.place("brief", [lists.Row("brief", document)])  # Streamlit's own HTML holds no pictures


def _one_of(label: str, options: Mapping[str, str], name: str) -> str:
    """Let the reader choose one of `options`, which are titles by name."""
    first = next(iter(options))
    value = _keeping(
        st.segmented_control,
        label,
        name,
        first,
        options=list(options),
        format_func=options.__getitem__,
        required=True,
    )
    return value or first


def _keeping(
    widget: Callable[..., Answer], label: str, name: str, first: Answer, **more: Any
) -> Answer:
    """Place a widget and keep its value: Streamlit forgets it when the reader turns the page."""
    key, settings = f"brief_{name}", st.session_state[SETTINGS]
    st.session_state.setdefault(key, settings.get(name, first))
    settings[name] = widget(label, key=key, **more)
    return settings[name]


@keep(32)
def _file(kind: str, whole: Record, view: View, options: Choices, paper: str) -> bytes:
    del whole  # only a part of the cache's key: another record has other files
    return make.file(kind, store.seen(view), view, options, on=paper)


@keep(64)
def _unshown(whole: Record, view: View, options: Choices) -> tuple[tuple[str, str], ...]:
    """Return the kinds of file, by title, that lack letters, with which and what to install."""
    by_letters: dict[str, list[str]] = {}
    unshown = make.unshown(store.seen(view), view, options, mode=store.colors().mode)
    for kind, letters in unshown.items():
        by_letters.setdefault(letters, []).append(make.KINDS[kind][0])
    return tuple((", ".join(titles), letters) for letters, titles in by_letters.items())


@keep(64)
def _preview(whole: Record, view: View, options: Choices, mode: Mode) -> str:
    seen = store.seen(view)
    document = make.cached_brief(seen, view, options)
    pictures = make.draw_pictures(document, seen, view, mode)
    drawn = {name: Markup(svg) for name, svg in pictures.items()}
    first, rest = (
        [_shown(section, drawn) for section in sections]
        for sections in (document.first, document.rest)
    )
    del whole  # only a part of the cache's key: another record has another preview
    return layout.template(
        "brief_preview",
        brief=document,
        first=first,
        rest=rest,
        picture=drawn.get(LEADING, ""),
        picture_title=HEADINGS.get(document.picture, ""),
        judgement=JUDGEMENT,
        stamp=stamp(document),
    )


def _shown(section: Section, drawn: Mapping[str, Markup]) -> dict[str, Any]:
    """Return what the preview shows of a section: its first rows, and how many more there are."""
    short = replace(
        section,
        rows=section.rows[:PREVIEWED],
        more=section.more + max(0, len(section.rows) - PREVIEWED),
    )
    return {
        "title": section.title,
        "columns": section.columns,
        "rows": short.rows,
        "left_out": short.left_out,
        "nothing": short.nothing,
        "picture": drawn.get(section.picture, ""),
    }
