"""The one table of row kinds says what the package and the view say."""

from dataclasses import fields

import pytest

from components.ui.frame.frame import PAGES
from data.kinds import CITING, KINDS, OPENED, Kind
from data.load import TABLES, Record
from data.package import Table
from data.view import View

# What a query or a search adds to the columns of a table.
ADDED = {"events": {"when", "named"}, "claims": {"named"}, "estimates": {"named"}}


def pointing(table: Table, target: str) -> set[str]:
    """Return the columns of a table that name rows of another, by the package's own keys."""
    listed = {f.name for f in table.fields if f.references and f.references[0] == target}
    return listed | {column for column, name, _ in table.foreign_keys if name == target}


def test_every_table_is_one_kind_and_no_kind_is_without_a_table() -> None:
    assert set(KINDS) == set(TABLES)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_names_columns_that_the_package_describes(record: Record, kind: Kind) -> None:
    table = record.package.tables[kind.table]
    described = {f.name for f in table.fields} | ADDED.get(kind.table, set())
    named = {kind.key, kind.title, kind.when, kind.order, kind.by}
    named |= {*kind.clocks, *kind.later, *kind.cites, *kind.searched, *kind.names, *kind.aliases}
    assert named - {""} <= described
    assert kind.key == table.key
    assert kind.graded == ("credibility" in described)
    assert all(table.field(column).moment for column in (*kind.clocks, *kind.later))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_cites_by_the_columns_that_point_at_sources(record: Record, kind: Kind) -> None:
    assert set(kind.cites) == pointing(record.package.tables[kind.table], "sources")
    assert (kind.table in CITING) == bool(kind.cites)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_a_row_is_about_is_opened_by_that_rows_own_field(record: Record, kind: Kind) -> None:
    if kind.by:
        assert kind.by in pointing(record.package.tables[kind.table], OPENED[kind.field].table)
    if kind.field:
        assert OPENED[kind.field].page == kind.page


def test_the_view_opens_one_row_of_each_kind_that_has_a_card() -> None:
    opening = {f.name: f.metadata for f in fields(View) if f.metadata["kind"] == "id"}
    del opening["step"]  # of the story, which is no card
    assert {field: rule["table"] for field, rule in opening.items()} == {
        field: kind.table for field, kind in OPENED.items()
    }


def test_every_page_of_a_kind_is_a_page() -> None:
    assert {kind.page for kind in KINDS.values()} - {""} <= set(PAGES)
