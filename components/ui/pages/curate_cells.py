"""The cells of an open proposal as a form: what must be filled first, what is to be confirmed."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.ui import curate
from components.ui.curate import Now
from components.ui.elements import layout
from components.ui.elements.controls import literal, pressed
from components.ui.pages import curate_fields
from components.ui.pages.curate_accept import find_open, key_of, say_row
from components.ui.pages.curate_fields import Form
from data.curation import queue
from data.curation.proposals import PERSON, Proposal
from data.curation.queue import Item
from data.curation.trial import Checked, put_in_form
from data.intake.article import Article
from data.kinds import KINDS
from data.package import Field, Table
from data.words import count

REPORTED = "reported"  # the column of when a row was publicly known


def place(proposal: Proposal, checked: Checked, items: Sequence[Item], there: Now) -> None:
    """Place the cells that are proposed and those that must be filled; the others are folded."""
    table, old = there.package.tables[proposal.table], proposal.old or {}
    cells = dict(old) | {column: cell.value for column, cell in proposal.cells.items()}

    def hear(column: str, cell: str) -> None:
        form = put_in_form(there.package, proposal.table, {column: cell})
        queue.edit(curate.home(), proposal.id, form, curate.name())

    form = Form(key_of(proposal), table, cells, hear, add_waiting(items, there))
    main_names = {
        f.name for f in table.fields if f.name in proposal.cells or _must_fill(f, proposal)
    }
    named = [f for f in table.fields if f.name in main_names]
    others = [f for f in table.fields if f.name not in main_names]
    others = [f for f in others if not (proposal.old is not None and f.name == table.key)]
    _place_fields(form, named, proposal, checked)
    faulty = {spot.column for spot in checked.faults}
    with st.expander(
        f"{count(len(others), 'other cell')}", expanded=bool(faulty & {f.name for f in others})
    ):
        _place_fields(form, others, proposal, checked)


def _must_fill(described: Field, proposal: Proposal) -> bool:
    return proposal.old is None and bool(described.constraints.get("required"))


def add_waiting(items: Sequence[Item], there: Now) -> Now:
    """Return the record with what open proposals of new rows are called, for lists to name them."""
    titles = {table: dict(rows) for table, rows in there.titles.items()}
    for (table, row), waiting in find_open(items).items():
        titles.setdefault(table, {}).setdefault(
            row, f"{say_row(waiting, there)} · proposed · {row}"
        )
    return replace(there, titles=titles)


def count_empty(proposal: Proposal, table: Table) -> int:
    """Return how many cells of a new row must be filled and are empty."""
    filled = {column for column, cell in proposal.cells.items() if cell.value}
    return sum(_must_fill(f, proposal) and f.name not in filled for f in table.fields)


def find_unfilled(proposal: Proposal, checked: Checked, table: Table) -> list[str]:
    """Return the names of the cells that the checks want filled."""
    values = {column: cell.value for column, cell in proposal.cells.items()}
    spots = checked.at(proposal.table, proposal.row).faults
    return [
        curate_fields.say_name_in(table, spot.column)
        for spot in spots
        if curate_fields.is_unfilled(spot, values.get(spot.column, ""))
    ]


def _place_fields(
    form: Form, fields: Sequence[Field], proposal: Proposal, checked: Checked
) -> None:
    left, right = (st.container(),) * 2 if proposal.article else st.columns(2, gap="medium")
    for number, described in enumerate(fields):
        with left if number < (len(fields) + 1) // 2 else right:
            _place_cell(form, described, proposal, checked)


def _place_cell(form: Form, described: Field, proposal: Proposal, checked: Checked) -> None:
    column, cell = described.name, proposal.cells.get(described.name)
    with curate_fields.make_container(form, described):
        curate_fields.place(form, described, disabled=_is_fixed(proposal, form, column))
        if cell and column in proposal.unconfirmed:
            name = curate_fields.say_name_in(form.table, column)
            st.checkbox(
                literal(f"{name}: inferred, confirm"),
                key=f"{form.key}_confirm_{column}",
                on_change=_confirm,
                args=(proposal.id, [column]),
            )
        elif cell and cell.value and not cell.spans and cell.basis == PERSON:
            layout.html("curate_basis", words="written, stated or confirmed by a person")
        curate_fields.say_faults(checked, column, form.cells.get(column, ""))


def _is_fixed(proposal: Proposal, form: Form, column: str) -> bool:
    return proposal.old is not None and column == form.table.key


@layout.action
def _confirm(id_: str, columns: Sequence[str]) -> None:
    queue.confirm(curate.home(), id_, columns, curate.name())


def say_unconfirmed(proposal: Proposal, table: Table) -> list[str]:
    """Return what is still to be confirmed, each cell with its value."""
    return [
        f"{curate_fields.say_name_in(table, column)} ({proposal.cells[column].value})"
        for column in proposal.unconfirmed
    ]


def place_reported(proposal: Proposal, article: Article | None) -> None:
    """Place the button that takes the article's moment for an empty one of becoming known."""
    clocks = KINDS[proposal.table].clocks if proposal.table in KINDS else ()
    cell, column = proposal.cells.get(REPORTED), REPORTED
    if not article or column not in clocks or proposal.old is not None or (cell and cell.value):
        return
    label = literal(f"{curate_fields.say_name(column)}: as the article, {article.published}")
    only = "Where nothing says that it was known before the article"
    if article.published and pressed(label, f"{key_of(proposal)}_as_article", help=only):
        _fill(proposal, column, article.published)
        st.rerun()


@layout.action
def _fill(proposal: Proposal, column: str, cell: str) -> None:
    queue.edit(curate.home(), proposal.id, {column: cell}, curate.name())
    st.session_state.pop(f"{key_of(proposal)}_{column}", None)  # the widget shows it, too


def place_confirming(proposal: Proposal) -> None:
    """Place the button that confirms all that was inferred, where there is more than one cell."""
    left = proposal.unconfirmed
    if len(left) > 1 and pressed(f"Confirm these {len(left)}", f"{key_of(proposal)}_confirm_all"):
        _confirm(proposal.id, left)
        st.rerun()
