"""What becomes of a record while it is read: the page takes its newest state, and says so."""

from typing import Any

import pandas as pd
import streamlit as st

from components.ui import links, live, store
from components.ui.elements import layout
from data import editions
from data.kinds import KINDS
from data.load import Record
from data.memory import keep
from data.view import View

MOST_NAMED = 40  # rows of each kind that the line lists behind its fold; more are counted
WORDS = ("added", "changed", "removed")
NEWEST = "newest"
component = st.components.v2.component("red_lines_news", js=layout.script("news.js"))


@layout.block
def listen() -> None:
    """Have the browser ask which state is the newest, and the page made anew of another."""
    mark = live.state(store.home()).mark
    shown = {"record": store.record_name(), "mark": mark}
    component(key=NEWEST, data=shown, on_moved_change=_hear)


def _hear() -> None:
    """Do nothing: a run of the whole page takes the newest state by itself."""


@layout.block
def bar(view: View) -> None:
    """Say in one line what has changed under the reader's eyes, until they put it away."""
    was = live.read_since(store.home())
    if was is None:
        return
    with st.container(key="news", horizontal=True, vertical_alignment="center"):
        layout.place_beside(_line(view, _difference(store.record(), _Rows(was))))
        st.button("Hide", key="news_hide", type="tertiary", on_click=_hide)


@layout.action
def _hide() -> None:
    live.have_seen(store.home())


class _Rows:
    """The rows of a state, told from those of another by being the same frame."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def __eq__(self, other: object) -> bool:
        """Say whether both hold the very same frame."""
        return isinstance(other, _Rows) and self.frame is other.frame

    def __hash__(self) -> int:
        """Return the same number for the same frame."""
        return id(self.frame)


@keep(8)
def _difference(record: Record, was: _Rows) -> editions.Difference:
    return editions.compare(was.frame, record)


def _line(view: View, difference: editions.Difference) -> str:
    """Return the line: all that changed is counted, and what is known at the moment named."""
    seen = store.seen(view)
    named = editions.keep_known(difference, seen)
    counts = {word: len(getattr(difference, word)) for word in WORDS}
    return layout.template(
        "news",
        counts=counts,
        summary=", ".join(f"{count:,} {word}" for word, count in counts.items() if count),
        rows={word: _links(getattr(named, word).head(MOST_NAMED), seen, view) for word in WORDS},
        moment=str(view.as_of),
    )


def _links(rows: pd.DataFrame, seen: Record, view: View) -> list[dict[str, Any]]:
    """Return rows with the addresses at which they are read; "" where they are read nowhere."""
    return [
        {"table": table, "id": row, "address": _address(table, row, seen, view)}
        for table, row in zip(rows["table"], rows["id"], strict=True)
    ]


def _address(table: str, row: str, seen: Record, view: View) -> str:
    kind = KINDS.get(table)
    if not kind or not kind.field or row not in seen.table(table).index:
        return ""
    return links.entry(table, str(seen.table(table).at[row, kind.opened_by]), view)
