"""The Sources page's parts: the list with what leans on one, dictionary, checks."""

from functools import partial

import pandas as pd
import pyarrow as pa
import streamlit as st

from components.ui import links, live, state, store
from components.ui.elements import choices, controls, history, layout, tables
from components.ui.elements.choices import Choice
from components.ui.frame import weighing
from data.checks.sheet import Finding
from data.kinds import CITING
from data.load import TABLES
from data.queries.sources import checked, dictionary, sources
from data.view import View
from data.weigh import SOLE
from data.words import number, plural

LIST = "sources_list"
HIGHEST = 560  # px of the list
SHORT = 10  # warnings that need no scrolling
ROW = 66  # px; text wraps in rows of more than 4 rem (64 px)
TITLE, LINES = 290, 3  # px of the column of titles, and lines that a row holds
FACES = {
    "": "Sources",
    "health": "Health",
    "dictionary": "Data dictionary",
    "checks": "Checks",
    "downloads": "Licence and downloads",
}
FILTERS = ("q", "reliability", "publication")
COLUMNS = {
    "reliability": "Reliability",
    "publisher": "Publisher",
    "title_label": "Title",
    "rows": "Rows that cite it",
    "url": tables.PAGE,
    "published_label": "Published",
    "kind_label": "Kind",
    "origin": "Origin",
    "lang": "Language",
}


@layout.block
def head(view: View) -> None:
    """Place the headline and the switch between the faces of the page."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        layout.place(_head(view))
        choices.faces(_faces(view), view)


def _faces(view: View) -> dict[str, str]:
    """Return the faces to offer: what loses its support only where a source is ignored."""
    return FACES | ({"support": "No other source"} if view.left_out else {})


@store.cached(reads=FILTERS)
def _head(view: View) -> str:
    answer = store.ask(sources.sources, view)
    matching = f", matching “{view.q}”" if view.q else ""
    line = f"Sources of the record, as known {view.as_of.at_end}{matching}"
    return layout.template(
        "header", title=_title(answer, store.ask(sources.listed, view), view), line=line
    )


def _title(answer: pd.DataFrame, rows: pd.DataFrame, view: View) -> str:
    if rows.empty:
        return "No source matches" if view.q or len(answer) else "No source yet"
    origins = sources.origins(rows)
    of = f" of {len(answer):,}" if len(rows) < len(answer) else ""
    many = f"{number(len(rows))}{of} {plural(len(answer), 'source')}"
    title = f"{many} from {number(origins)} independent {plural(origins, 'origin')}"
    return title[:1].upper() + title[1:]


def list_sources(view: View) -> pd.DataFrame:
    """Return the sources that match the view as a table for reading."""
    titles = {t: store.record().package.tables[t].title for t in CITING}
    rows = store.ask(sources.listed, view)
    return rows[list(COLUMNS) + list(titles)].rename(columns=COLUMNS | titles)


@layout.block
def listed(view: View) -> None:
    """Place the list of sources beside what leans on the one selected."""
    left, right = st.columns([800, 448], gap="medium")
    with left:
        if view.present:
            layout.place(_list(view))
        else:
            _filters(view)
            _table(view)
    with right:
        answer = store.ask(sources.leaning, view)
        if answer is not None:
            _card(answer, view)
            return
        if view.source:
            layout.notice(f"The source asked for was not publicly known {view.as_of.at_end}.")
        layout.place(_key(view))


@store.cached()
def _list(view: View) -> str:
    """Return the first rows for a stage, where a table drawn as a picture would blur."""
    rows, link = store.ask(sources.listed, view), partial(links.address, "sources", view)
    first = rows.head(layout.PAGE).to_dict("records")
    return layout.template("sources_list", rows=first, more=len(rows) - len(first), link=link)


@store.cached(reads=("q",))
def _key(view: View) -> str:
    answer = store.ask(sources.sources, view)
    return layout.template("sources_key", letters=_letters(answer), kinds=_kinds(answer))


@layout.block
def explained(view: View) -> None:
    """Place the data dictionary."""
    described = store.ask(dictionary.dictionary, view)
    name = st.selectbox(
        "Table", range(len(described)), format_func=lambda i: described[i].title, width=320
    )
    layout.html("sources_dictionary", table=described[name or 0])


@layout.block
def checks(view: View) -> None:
    """Place what the checks found: how many, and the warnings on rows known at the moment."""
    result, seen = store.checked(), store.seen(view)
    warnings = checked.known(seen, result.warnings)
    layout.html(
        "sources_checks",
        faults=len(result.faults),
        warnings=len(warnings),
        rows=sum(len(seen.table(name)) for name in TABLES),
        package=seen.package,
        waits=bool(live.find_faults(seen.package.home)),
    )
    if warnings:
        title = "The warnings, by row"
        listed = tables.Table("warnings", title, partial(_as_table, warnings))
        tables.place(listed, view, height=440 if len(warnings) > SHORT else "auto")


def _filters(view: View) -> None:
    offered = _choices(view)
    if not offered:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        choices.row("sources", view, *offered)
        controls.clear(view, *FILTERS)


@store.cached(reads=("q",))
def _choices(view: View) -> tuple[Choice, ...]:
    answer = store.ask(sources.sources, view)
    if answer.empty:
        return ()
    letters = {letter: f"{letter} {count:,}" for letter, _, count in _letters(answer)}
    counts = answer["kind"].value_counts()
    labels = store.record().package.field("sources", "kind").labels
    kinds = {
        kind: f"{label} ({counts[kind]:,})" for kind, label in labels.items() if kind in counts
    }
    return (
        Choice("reliability", "Reliability", letters),
        Choice("publication", "Kind", kinds, every="All kinds"),
    )


def _table(view: View) -> None:
    every_id = store.ask(sources.listed, view).index
    if every_id.empty:
        layout.place_no_match("sources", view, "sources")
        return
    filters = view.only(*FILTERS)
    rows = layout.pages("sources", len(every_id), filters, layout.TABLE_PAGE)
    ids = every_id[rows]
    titles = store.record().package.tables
    counts = {t: st.column_config.NumberColumn(titles[t].title, width=80) for t in CITING}

    @layout.action
    def selected() -> None:
        indexes = st.session_state[LIST].selection.rows
        state.change(source=str(ids[indexes[0]]) if indexes else "")

    st.dataframe(
        _rows(view, rows.start or 0),
        key=LIST,
        hide_index=True,
        row_height=ROW,
        height=min(HIGHEST, 38 + ROW * len(ids)),
        on_select=selected,
        selection_mode="single-row",
        placeholder="not given",
        alt="Sources; select one to see which rows cite it",
        column_config={
            "reliability": st.column_config.TextColumn("A-F", width=45, help="Reliability"),
            "publisher": st.column_config.TextColumn("Publisher", width=170),
            "title_label": st.column_config.TextColumn("Title", width=TITLE),
            "rows": st.column_config.NumberColumn("Rows", width=55, help="Rows that cite it"),
            "url": st.column_config.LinkColumn("Page", display_text="Open", width=60),
            "published": st.column_config.DateColumn("Published", format="D MMM YYYY", width=100),
            "published_label": st.column_config.TextColumn("Published", width=170),
            "kind_label": st.column_config.TextColumn("Kind", width=130),
            "origin": st.column_config.TextColumn("Origin", width=110),
            "lang": st.column_config.TextColumn("Language", width=80),
            **counts,
        },
    )


@store.cached(reads=FILTERS)
def _rows(view: View, start: int) -> pa.Table:
    """Return the cells of a page as they are sent: to convert them costs a click 20 ms."""
    rows = store.ask(sources.listed, view).iloc[start : start + layout.TABLE_PAGE]
    rows = rows.assign(
        url=rows["url"].mask(rows["url"] == ""),  # else an empty cell is a link, too
        title_label=[
            tables.fit(" · ".join(filter(None, cells)), TITLE, LINES)
            for cells in zip(rows["title_label"], rows["shelf"], strict=True)
        ],
    )
    # A date column would show a month as its first day: then the words say it.
    dated = "published" if rows["published_exact"].all() else "published_label"
    columns = [
        *("reliability", "publisher", "title_label", "rows", "url", dated, "kind_label"),
        *("origin", "lang", *CITING),
    ]
    return pa.Table.from_pandas(tables.inert(rows[columns]), preserve_index=False)


def _card(answer: sources.Leaning, view: View) -> None:
    weighing.leave_out(view)
    layout.html(
        "sources_card",
        source=answer.source.to_dict(),
        tables=[
            (name, title, len(rows), rows.tail(layout.PAGE).to_dict("records"))
            for name, title, rows in answer.tables
        ],
        link=lambda table, row: links.entry(table, row["opens"], view),
        close=links.address("sources", view, source=""),
        sole=SOLE,
        past=history.of_row("sources", view.source, view),
    )


def _letters(answer: pd.DataFrame) -> list[tuple[str, str, int]]:
    labels = store.record().package.field("sources", "reliability").labels
    counts = answer["reliability"].value_counts()
    return [(letter, label, int(counts.get(letter, 0))) for letter, label in labels.items()]


def _kinds(answer: pd.DataFrame) -> list[tuple[str, int]]:
    return [(str(kind), int(n)) for kind, n in answer["kind_label"].value_counts().items()]


def _as_table(warnings: tuple[Finding, ...]) -> pd.DataFrame:
    titles = store.record().package.tables
    cells = [
        (
            titles[w.table].title if w.table in titles else w.table,
            w.row,
            w.column,
            w.value,
            w.rule,
            w.mend,
        )
        for w in warnings
    ]
    return pd.DataFrame(cells, columns=["Table", "Row", "Column", "Value", "Rule", "How to fix"])
