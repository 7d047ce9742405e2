"""Tables of a page: folded beside their charts, narrowed by what their columns hold, taken away."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.figures.kit.ruler import cut
from components.figures.kit.theme import TEXT_PX
from components.ui import state, store
from components.ui.elements import choices, files, layout
from components.ui.elements.files import File
from data import export, narrowing
from data.view import View
from data.words import name_some

MOST_FACETS = 6  # columns by whose cells a table may be narrowed
MOST_CELLS = 30  # different cells of such a column: more are a list to search, not to choose from
LONGEST_CELL = 40  # characters of such a cell: longer ones are sentences
NOTED = 3  # cells that are not there that are named; the rest are counted
PAGE = "Page"  # the heading of a column of addresses
# A cell of a list drawn on a canvas: px of its type, of the air beside it, of a letter at most.
CELL_PX, AIR, WIDEST = 14, 24, 9
YES = {True: "yes", False: ""}
INSTANT = st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm", timezone="UTC")


@dataclass(frozen=True)
class Table:
    """A table of a page: its name in the address and in its file, its title, what makes it.

    What is made has words as its headings. `menu` places what else may be taken of it, and is
    given what narrows it, as `data.narrowing` writes it.
    """

    name: str
    title: str
    make: Callable[[], pd.DataFrame]
    menu: Callable[[tuple[str, ...]], None] | None = None


@layout.block
def fold(view: View, label: str, *listed: Table) -> None:
    """Place tables beside what they belong to, folded, ready to read, sort, narrow and download.

    A folded one is neither made nor sent. A page has one of each label.
    """
    key = f"folded_{_slug(label)}"
    if any(narrowing.chosen(view.narrow, table.name) for table in listed):
        st.session_state.setdefault(key, True)  # a link to it is read at once
    folded = st.expander(label, key=key, on_change="rerun")
    if not folded.open:
        return
    with folded:
        for table in listed:
            if len(listed) > 1:
                layout.html("table_title", title=table.title)
            place(table, view)


def place(table: Table, view: View, **more: Any) -> None:
    """Place a table, the lists that narrow it, and the rows that are left as a file.

    `more` goes to Streamlit's own table.
    """
    frame, key = in_words(table.make()), f"table_{table.name}"
    chosen = _chosen(table.name, frame, view)
    rows = _left(frame, chosen)
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}_tools"):
        _place_lists(key, table.name, frame, chosen)
        counted = f"{len(rows):,} of " * (len(rows) < len(frame)) + f"{len(frame):,}"
        st.caption(f"{counted} row{'s' * (len(frame) != 1)}", width="content")
        file = f"{store.record().package.name}-{table.name}-{file_moment(view)}.csv"
        files.offer(key, File("CSV", file, "text/csv", partial(export.frame_csv, rows)))
        if table.menu:
            table.menu(narrowing.write(table.name, chosen))
    page = rows.iloc[layout.pages(key, len(rows), len(rows), layout.TABLE_PAGE)]
    config: dict[str, Any] = dict.fromkeys(page.select_dtypes("datetimetz"), INSTANT)
    if PAGE in page:
        page = page.assign(**{PAGE: page[PAGE].mask(page[PAGE] == "")})  # else it is a link, too
        config[PAGE] = st.column_config.LinkColumn(display_text="Open")
    st.dataframe(
        inert(page),
        hide_index=True,
        width="stretch",
        placeholder="",
        alt=table.title,
        column_config=config,
        **more,
    )


def file_moment(view: View) -> str:
    """Return the moment as a part of a file's name."""
    return view.as_of.text.replace(":", "")


def facets(frame: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Return the columns by which a table may be narrowed: how often each holds which cell.

    A column of short texts that come again and again; an empty cell is no choice.
    """
    counted = {}
    for column in frame.select_dtypes("str"):
        counts = frame[column].loc[lambda cells: cells != ""].value_counts()
        repeated = 2 * len(counts) <= len(frame)
        short = counts.index.str.len().max() <= LONGEST_CELL if len(counts) else False
        if 2 <= len(counts) <= MOST_CELLS and repeated and short:
            counted[str(column)] = {str(cell): int(n) for cell, n in counts.items()}
    return dict(list(counted.items())[:MOST_FACETS])


def _chosen(name: str, frame: pd.DataFrame, view: View) -> dict[str, list[str]]:
    """Return the cells, by column, to which the address narrows a table; say which it has not."""
    wanted = narrowing.chosen(view.narrow, name)
    chosen = _there(frame, wanted)
    _say_what_is_not_there(wanted, chosen)
    return chosen


def _there(frame: pd.DataFrame, wanted: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return those of the cells, by column, that the table's lists offer."""
    offered = facets(frame)
    return {
        column: [cell for cell in cells if cell in offered.get(column, ())]
        for column, cells in wanted.items()
    }


def count_left(name: str, frame: pd.DataFrame, view: View) -> int:
    """Return how many rows of a table the address leaves."""
    words = in_words(frame)
    return len(_left(words, _there(words, narrowing.chosen(view.narrow, name))))


def _place_lists(key: str, name: str, frame: pd.DataFrame, chosen: dict[str, list[str]]) -> None:
    """Place the lists that narrow a table.

    A cell's count is of the rows that the other lists leave, so that what is picked in one list
    does not change it while it is open.
    """
    offered = facets(frame)

    def take(column: str, cells: list[Any]) -> None:
        if column in offered:
            known = [cell for cell in offered[column] if cell in cells]
            state.change(narrow=narrowing.choose(state.view().narrow, name, column, known))

    lists = []
    for column, cells in offered.items():
        others = {other: picked for other, picked in chosen.items() if other != column}
        counts = _left(frame, others)[column].value_counts()
        options = [(cell, f"{cell} ({counts.get(cell, 0):,})") for cell in cells]
        lists.append(choices.describe_list(column, column, options, chosen.get(column, [])))
    if lists:
        choices.place(f"{key}_lists", lists, take)


def _say_what_is_not_there(wanted: dict[str, list[str]], chosen: dict[str, list[str]]) -> None:
    """Say which cells of the address the table does not hold; it is shown without them."""
    missing = [
        f"{column} “{cell}”"
        for column, cells in wanted.items()
        for cell in cells
        if cell not in chosen[column]
    ]
    if missing:
        layout.notice(f"Ignored, as not in this table: {name_some(missing, NOTED)}.")


def _left(frame: pd.DataFrame, chosen: dict[str, list[str]]) -> pd.DataFrame:
    """Return the rows that hold, in each column, one of the cells chosen there."""
    for column, cells in chosen.items():
        if cells:
            frame = frame.loc[frame[column].isin(cells)]
    return frame


def in_words(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with yes for what is true, and texts for categories; none is empty."""
    frame = frame.copy()
    for column, cells in frame.items():
        if cells.dtype == "bool":
            frame[column] = cells.map(YES)
        elif isinstance(cells.dtype, pd.CategoricalDtype) or cells.dtype in ("object", "str"):
            frame[column] = cells.astype("object").fillna("").astype("str")
    return frame


def inert(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with no cell that a spreadsheet would run as a formula.

    A table's own download is made in the browser, from the cells shown.
    """
    texts = frame.select_dtypes(["str", "object"])
    return frame.assign(**{name: texts[name].map(_inert) for name in texts})


def _inert(cell: Any) -> Any:
    return export.inert(cell) if isinstance(cell, str) else cell


def _slug(label: str) -> str:
    return re.sub(r"\W+", "_", label.lower())


def fit(text: str, wide: float, lines: int) -> str:
    """Return as much of a text as a cell `wide` px across shows whole in so many lines."""
    if len(text) < lines * (wide - AIR) / WIDEST:
        return text
    return " ".join(cut(text, (wide - AIR) * TEXT_PX / CELL_PX, lines))
