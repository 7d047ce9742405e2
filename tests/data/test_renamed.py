"""Ids of an earlier edition lead to the rows of today."""

from dataclasses import replace

import pytest

from data import editions
from data.checks.renamed import renamed
from data.checks.sheet import read_sheets
from data.load import Record
from data.view import View

OLD, NEW = "1878-01-13-coralta-note", "1878-01-14-coralta-note"


def with_renamed(record: Record, **tables: dict[str, str]) -> Record:
    crisis = replace(record.package.crisis, renamed=tables)
    return record.but(package=replace(record.package, crisis=crisis))


def test_an_old_address_opens_the_row_as_it_is_called_today(made_up: Record) -> None:
    view, dropped = View.from_query({"event": [OLD]}, with_renamed(made_up, events={OLD: NEW}))
    assert view.event == NEW
    assert not dropped
    assert View.from_query({"event": [OLD]}, made_up)[1], (
        "an unknown id is still said to be unknown"
    )


def test_every_renamed_id_of_the_shipped_record_is_gone_and_leads_to_a_row(record: Record) -> None:
    assert sum(len(ids) for ids in record.package.crisis.renamed.values()) == 11
    for table, ids in record.package.crisis.renamed.items():
        for old, new in ids.items():
            assert old not in record.table(table).index
            assert new in record.table(table).index


def test_a_row_that_got_another_id_is_changed_not_removed(record: Record) -> None:
    first = "00b05f331dc2"
    difference = editions.changes_since(record, first)
    assert difference is not None
    assert "2021-10-austin-kyiv" in set(difference.changed["id"])
    for old in record.package.crisis.renamed["events"]:
        assert old not in set(difference.removed["id"])


@pytest.mark.parametrize(
    ("table", "ids", "rule"),
    [
        ("events", {OLD: "nowhere"}, "is not in events"),
        ("events", {NEW: "1878-02-03-call-up"}, "is the id of a row today"),
        ("wars", {"a": "b"}, "is no table"),
    ],
)
def test_a_renamed_id_that_leads_nowhere_is_a_fault(
    made_up: Record, table: str, ids: dict[str, str], rule: str
) -> None:
    package = with_renamed(made_up, **{table: ids}).package
    assert rule in [f.rule for f in renamed(read_sheets(package)[0])]
