"""A ready citation of what is on screen: what, as of, record, address, sources."""

import streamlit as st

from components.ui import state, store
from components.ui.elements import edition, layout
from data.queries.sources.cite import Cited, citation
from data.view import View


def panel(page: str, title: str) -> None:
    """Place the citation of the page with the rows selected on it."""
    st.markdown(
        "Citation: the page, the date, the edition of the record, the address and the sources."
    )
    st.code(page_text(page, title, state.view()), language=None, wrap_lines=True)


def page_text(page: str, title: str, view: View) -> str:
    """Return the citation of a page, with the rows selected on it."""
    named = store.ask(citation, view)
    rest = f"Sources of the record as seen: {named.sources:,}, listed on the page Sources."
    return _text(page, title, named.rows, view, rest=rest)


def row_text(page: str, kind: str, view: View) -> str:
    """Return the citation of one row selected; nothing where it is not known at the moment."""
    row_view = view.only("compare").but(**{kind: getattr(view, kind)})
    rows = store.ask(citation, row_view).rows
    return (
        _text(page, "", rows, row_view, rest="No source for it was published by then.")
        if rows
        else ""
    )


def _text(page: str, title: str, rows: tuple[Cited, ...], view: View, *, rest: str) -> str:
    record = store.record()
    titles = [f"{row.kind.capitalize()} “{row.title}”" for row in rows]
    sources = [
        f"{s.publisher}, {f'“{s.title}”' if s.title else s.title_label}"
        f"{f', {s.published_label}' * bool(s.published_label)} (reliability {s.reliability})."
        f"{f' {s.url}' * bool(s.url)}{f' {s.shelf}.' * bool(s.shelf)}"
        for s in dict.fromkeys(s for row in rows for s in row.sources.itertuples(index=False))
    ]
    numbered = [f"[{number}] {source}" for number, source in enumerate(sources, start=1)]
    without = [
        f"ignoring {record.sources.at[source, 'publisher']}"
        for source in view.left_out
        if source in store.seen(view).sources.index
    ]
    weighed = "; ".join([view.describe(record), *without])
    lines = [
        f"Red Lines, {record.package.title}. {'; '.join(filter(None, [title, *titles]))}.",
        f"{weighed[0].upper()}{weighed[1:]}.",
        f"Record {record.digest}. {edition.address(page, view)}",
        *(numbered or [rest]),
    ]
    return "\n".join(lines)


def fold(text: str) -> None:
    """Place a row's citation, folded, under its card."""
    if text:
        layout.html("cite", text=text)
