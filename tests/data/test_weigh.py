"""A floor under what is shown, and a source left out."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from data import clock
from data.asof import as_of
from data.kinds import CITING
from data.load import Record, load
from data.weigh import pair

EVE = clock.parse("2022-01-09T18:21Z").last


@pytest.mark.parametrize("floor", ["A1", "B2", "C3", "D6"])
def test_every_row_above_the_floor_and_no_other_is_seen(record: Record, floor: str) -> None:
    plain, floored = as_of(record, EVE), as_of(record, EVE, floor=floor)
    letters = plain.sources["reliability"].astype("str").to_dict()
    origin = plain.sources["origin"]
    for table in CITING:
        expected = set()
        for row in plain.table(table).itertuples():
            reliable = [s for s in row.cited if letters[s] <= floor[0]]
            digit = getattr(row, "credibility", None)
            # Confirmed only by sources beneath the floor is not confirmed above it.
            alone = digit == "1" and origin[reliable].nunique() < 2
            credible = not isinstance(digit, str) or ("2" if alone else digit) <= floor[1]
            if reliable and credible:
                expected.add(row.Index)
        assert set(floored.table(table).index) == expected
        cited = {s for cell in floored.table(table)["cited"] for s in cell}
        assert all(letters[s] <= floor[0] for s in cited)
    assert set(floored.sources.index) <= {s for s, x in letters.items() if x <= floor[0]}
    assert len(as_of(record, EVE, floor="A1").events) < len(plain.events)


def test_a_reply_to_what_the_floor_hides_is_unlinked(record: Record) -> None:
    floored = as_of(record, record.last, floor="A2")
    linked = floored.claims.loc[floored.claims["responds_to"] != "", "responds_to"]
    assert len(linked)
    assert set(linked) <= set(floored.claims.index)


def test_a_floor_hides_the_stance_it_hides_and_an_older_one_comes_into_force(
    record: Record,
) -> None:
    floored = as_of(record, record.last, floor="A6")
    lines = floored.positions.groupby(["issue_id", "party_id"])
    assert (lines["in_force"].sum() == 1).all()


@pytest.mark.parametrize("floor", ["", "c3", "G1", "A7", "A", "33", "A1;"])
def test_what_is_no_admiralty_pair_is_refused(floor: str) -> None:
    with pytest.raises(ValueError, match="no Admiralty pair"):
        pair(floor)


def test_a_source_reweighed_changes_what_its_rows_pass_and_no_claim(
    record: Record, copied: Callable[[Path], Path]
) -> None:
    folder = copied(record.package.folder)
    cited = as_of(record, record.last).claims["cited"]
    source = cited.loc[cited.map(len) == 1].map(lambda only: only[0]).value_counts().index[0]
    file = folder / "tables" / "sources.csv"
    with file.open(newline="", encoding="utf-8") as opened:
        rows = list(csv.reader(opened))
    place = rows[0].index("reliability")
    for row in rows[1:]:
        if row[0] == source:
            row[place] = "E"
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened, lineterminator="\n").writerows(rows)
    changed = load(folder)
    assert changed.sources.at[source, "reliability"] == "E"
    assert list(changed.claims["credibility"]) == list(record.claims["credibility"])
    before, after = (as_of(r, r.last, floor="D6").claims.index for r in (record, changed))
    assert len(after) < len(before)
