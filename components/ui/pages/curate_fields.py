"""The fields of a form, made from the schema: a widget for each kind of cell, and its faults."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.ui import curate
from components.ui.curate import Now
from components.ui.elements import layout
from components.ui.elements.controls import literal
from data import clock
from data.cells import fold
from data.curation.trial import Checked, Spot
from data.package import Field, Table

LONG = ("summary", "text", "quote", "translation", "outcome", "preview", "note", "description")
MOST = 2_000  # rows that a list offers at once; of others, those that have the words typed
MOMENT = "2022-01-09T18:30Z (UTC), 2022-01-09, 2022-01 or 2022"
PAUSE = "500ms"  # without a key pressed, until what is written is checked
MARKED = "must not be empty"  # the rule of a cell that is still to be filled
Heard = Callable[[str, str], None]  # given a column and the cell now


@dataclass(frozen=True)
class Form:
    """A row as a form: `key` tells its widgets from others, `hear` what a person writes.

    A `live` one hears what is written as it is, after a pause.
    """

    key: str
    table: Table
    cells: Mapping[str, str]
    hear: Heard
    there: Now
    live: bool = False


def make_container(form: Form, described: Field) -> Any:
    """Return the container of a cell's widget and of all that is said of it.

    Each cell has one, so that no word that comes or goes moves the widgets below: the browser would
    make them anew, without what is being written there.
    """
    return st.container(key=f"cell_{form.key}_{described.name}")


def place(form: Form, described: Field, **more: Any) -> None:
    """Place the widget of one cell; `more` goes to it."""
    key = f"{form.key}_{described.name}"
    star = " *" * bool(described.constraints.get("required"))
    label = literal(say_name_in(form.table, described.name)) + star
    more = {"help": literal(described.description) or None} | more
    cell = form.cells.get(described.name, "")
    if target := find_target(form.table, described):
        _place_rows(form, described, target, label, cell, **more)
    elif described.enum or described.type == "boolean":
        _place_words(form, described, label, cell, **more)
    else:
        st.session_state.setdefault(key, cell)
        long = described.name in LONG
        draw: Callable[..., Any] = st.text_area if long else st.text_input
        if form.live and not long:
            more |= {"live": PAUSE}
        draw(
            label,
            key=key,
            on_change=_pass_on,
            args=(form, described, key),
            **{"placeholder": _example(described)} | more,
        )
        _say_reading(described, str(st.session_state[key]), cell)


def _say_reading(described: Field, written: str, cell: str) -> None:
    """Say how a cell is read, where that is another way to write it; of a date how exact it is."""
    if described.moment and cell:
        try:
            exact = f"known to the {clock.parse(cell).precision}"
        except ValueError:
            return
        same = written.strip() == cell
        layout.html("curate_basis", words=exact if same else f"Read as {cell}, {exact}")
    elif cell and written.strip() not in ("", cell):
        layout.html("curate_basis", words=f"Read as {cell}")


def say_name(column: str) -> str:
    """Return a column's name for people."""
    one = column.removesuffix("_ids").removesuffix("_id")
    if column.endswith("_ids") and not one.endswith("people"):
        one = f"{one.removesuffix('y')}ies" if one.endswith("y") else f"{one}s"
    return one.replace("_", " ").capitalize()


def say_name_in(table: Table, column: str) -> str:
    """Return a column's name for people in its own table, whose key is the id."""
    return "Id" if column == table.key else say_name(column)


def find_target(table: Table, described: Field) -> str:
    """Return the table whose rows a column names; "" for none."""
    if described.references:
        return described.references[0]
    return next((other for name, other, _ in table.foreign_keys if name == described.name), "")


def say_faults(checked: Checked, column: str, cell: str) -> None:
    """Say at a cell what the checks find; one that is still empty is asked for elsewhere."""
    faults = [s for s in checked.faults if s.column == column and not is_unfilled(s, cell)]
    doubts = [spot for spot in checked.doubts if spot.column == column]
    if faults or doubts:
        layout.html("curate_spots", faults=faults, doubts=doubts)


def is_unfilled(spot: Spot, cell: str) -> bool:
    """Say whether a fault is only that a cell is still to be filled."""
    return spot.rule == MARKED and not cell


def _example(described: Field) -> str:
    if described.moment:
        return MOMENT
    if described.delimiter:
        return f"several, with {described.delimiter} between them"
    if described.name == "url":
        return "https://"
    return ""


@layout.action
def _pass_on(form: Form, described: Field, key: str) -> None:
    value = st.session_state.get(key)
    if isinstance(value, list):
        value = (described.delimiter or ";").join(map(str, value))
    form.hear(described.name, str(value or "").strip())


def _place_words(form: Form, described: Field, label: str, cell: str, **more: Any) -> None:
    """Place the words that a cell may be, each with what it means."""
    key = f"{form.key}_{described.name}"
    words = [str(w) for w in described.enum] or [described.true_values[0]]
    # A value that is none of them stays to be seen, and the check names it.
    options = list(dict.fromkeys(["", *words, cell]))
    labels = described.labels or ({words[0]: "yes"} if described.type == "boolean" else {})
    st.session_state.setdefault(key, cell)
    st.selectbox(
        label,
        options,
        key=key,
        format_func=lambda word: _say_word(word, labels.get(word, "")),
        on_change=_pass_on,
        args=(form, described, key),
        **more,
    )


def _say_word(word: str, meaning: str) -> str:
    """Return a word with what it means, where that says more."""
    more = meaning and fold(meaning) != fold(word)
    return f"{word}: {meaning}" if more else word or "—"


def _place_rows(
    form: Form, described: Field, target: str, label: str, cell: str, **more: Any
) -> None:
    """Place a search among the rows of another table: for one of them, or several."""
    key, titles = f"{form.key}_{described.name}", form.there.titles.get(target, {})
    mark = described.delimiter
    chosen = [part.strip() for part in cell.split(mark) if part.strip()] if mark else [cell]
    rows = find_rows(titles, st.session_state.get(f"{key}_words", ""))
    options = list(dict.fromkeys([*filter(None, chosen), *rows]))
    shared: dict[str, Any] = {
        "options": options,
        "key": key,
        "format_func": lambda row: titles.get(row, row),
        "on_change": _search_or_pass_on,
        "args": (form, described, key, titles),
        "accept_new_options": True,
        "placeholder": f"Search among {len(titles):,}",
    }
    if mark:
        st.session_state.setdefault(key, [part for part in chosen if part])
        st.multiselect(label, **shared | more)
    else:
        st.session_state.setdefault(key, cell or None)
        st.selectbox(label, index=None, **shared | more)


@layout.action
def _search_or_pass_on(form: Form, described: Field, key: str, titles: Mapping[str, str]) -> None:
    """Take words that name no row as a search: the list then offers what has them."""
    value = st.session_state.get(key)
    values = value if isinstance(value, list) else [value] if value else []
    if named := [v if v in titles else curate.find_row(v, titles) or v for v in values]:
        values = list(dict.fromkeys(named))
        st.session_state[key] = values if isinstance(value, list) else values[0]
    before = set(form.cells.get(described.name, "").split(described.delimiter or ";"))
    strange = [v for v in values if v not in titles and v not in before]
    if strange and (matches := find_rows(titles, strange[-1])):
        known = [v for v in values if v not in strange]
        only = matches if len(matches) == 1 else []
        st.session_state[f"{key}_words"] = "" if only else strange[-1]
        values = [*known, *only]
        one = values[-1] if values else None
        st.session_state[key] = values if isinstance(value, list) else one
        if not only and not isinstance(value, list):
            return  # a choice among those found is still to be made
    _pass_on(form, described, key)


def find_rows(titles: Mapping[str, str], words: str) -> Sequence[str]:
    """Return the ids of rows whose titles have all the words; so many as a list offers."""
    wanted = [part for word in words.split() if (part := fold(word))]
    matches = [row for row, title in titles.items() if all(w in fold(title) for w in wanted)]
    return matches[:MOST] if wanted else matches[-MOST:]
