"""The Briefing page's pieces: what the brief shall hold, its files, and how it will read."""

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

import streamlit as st

from components.brief import make
from components.brief.model import LENGTHS, Brief, Choices, brief, stamp
from components.brief.paper import PAPERS
from components.brief.sections import SECTIONS
from components.ui import layout, store
from data.asof import seen_by
from data.load import Record
from data.view import View

READ = ("compare", "start", "until", "kind", "party", "topic", "q", "fresh", "lanes")
LONGEST_NOTE = 4000  # characters
PREVIEWED = 12  # rows of each section


def choices(view: View) -> Choices:
    """Let the reader choose sections, their order and length, and write a note."""
    titles = {key: kind.title for key, kind in SECTIONS.items()}
    kept = st.multiselect(
        "Sections, in this order",
        list(titles),
        default=[key for key in titles if key != "changes" or view.since],
        key="brief_sections",
        format_func=titles.__getitem__,
        help="Take one out and choose it again to move it to the end.",
        placeholder="Choose what the brief holds",
        wrap=True,
    )
    length = _one_of("Length", LENGTHS, "brief_length")
    note = st.text_area(
        "Analyst's note",
        key="brief_note",
        max_chars=LONGEST_NOTE,
        height=140,
        placeholder="Your own judgement, kept apart from the record",
    )
    return Choices(tuple(kept), length, note)


def files(view: View, chosen: Choices) -> None:
    """Place a button for each kind of file, made when it is asked for."""
    if not chosen.sections:
        return
    paper = _one_of("Paper of the PDF", PAPERS, "brief_paper")
    asked, seen = view.only(*READ), store.seen(view)
    with st.container(horizontal=True, key="brief_files"):
        for kind, (title, mime) in make.KINDS.items():
            st.download_button(
                title,
                data=partial(_file, kind, store.record(), asked, chosen, paper),
                file_name=f"{seen.package.name}-{seen.seen_at:%Y-%m-%dT%H%MZ}.{kind}",
                mime=mime,
                key=f"brief_{kind}",
                on_click="ignore",
            )


def preview(view: View, chosen: Choices) -> None:
    """Place the brief as it will read, the first rows of each section."""
    if not chosen.sections:
        layout.header("Briefing", "Choose at least one section on the left.")
        return
    st.html(_preview(store.record(), view.only(*READ), chosen), width="stretch")


def _one_of(label: str, options: Mapping[str, str], key: str) -> str:
    """Let the reader choose one of `options`, which are titles by name."""
    first = next(iter(options))
    chosen = st.segmented_control(
        label,
        list(options),
        default=first,
        key=key,
        format_func=options.__getitem__,
        required=True,
    )
    return chosen or first


@lru_cache(maxsize=32)
def _file(kind: str, whole: Record, view: View, chosen: Choices, paper: str) -> bytes:
    return make.file(kind, seen_by(whole, view), view, chosen, on=paper)


@lru_cache(maxsize=64)
def _preview(whole: Record, view: View, chosen: Choices) -> str:
    made: Brief = brief(store.seen(view), view, chosen)
    shown: list[dict[str, Any]] = [
        {
            "title": section.title,
            "columns": section.columns,
            "rows": section.rows[:PREVIEWED],
            "more": section.more + max(0, len(section.rows) - PREVIEWED),
            "picture": section.picture,
        }
        for section in made.sections
    ]
    del whole  # what is asked above is of it; it is here to be told apart by
    return layout.template(
        "brief_preview", brief=made, sections=shown, stamp=stamp(made.as_of, made.since)
    )
