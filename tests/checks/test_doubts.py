"""The check warns of what is likely a slip: rings of replies, and dates far from the rest."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.__main__ import main
from data.checks.run import check
from data.package import shipped
from tests.conftest import MADE_UP
from tests.support.broken_cells import LATER, SIXTY, TERMS
from tests.support.settings import change
from tests.support.slips import add, answering, with_date

Copy = Callable[[Path], Path]


def warned(folder: Path, column: str) -> list[str]:
    result = check(folder)
    assert result.faults == ()
    return [str(warning) for warning in result.warnings if warning.column == column]


def test_two_claims_that_answer_each_other_are_named_once(copied: Copy) -> None:
    assert warned(MADE_UP, "responds_to") == []
    (line,) = warned(answering(copied(MADE_UP), SIXTY, LATER), "responds_to")
    assert "is in a ring of replies" in line
    assert SIXTY in line
    assert LATER in line


def test_a_longer_ring_is_named_whole_and_once(copied: Copy) -> None:
    (line,) = warned(answering(copied(MADE_UP), SIXTY, LATER, TERMS), "responds_to")
    ring = line.partition("ring of replies: ")[2].partition(";")[0].split(" answers ")
    assert set(ring) == {SIXTY, LATER, TERMS}
    assert ring[0] == ring[-1]


def test_a_chain_of_replies_is_no_ring() -> None:
    assert warned(shipped(), "responds_to") == []


FAR = [
    "0100-01-01",
    "0850-06",
    "1066-10-14",
    "1683-12-31",
    "1978-01-14",
    "2256-01-01",
    "2262-04-12",
]
FAR += ["2878-03-01T10:00Z", "9800-12-31T23:59Z"]


@pytest.mark.parametrize("cell", [cell for cell in FAR if len(cell) >= 10])
def test_a_date_far_outside_the_rest_of_the_record_is_warned_of(copied: Copy, cell: str) -> None:
    folder = with_date(copied(MADE_UP), cell)
    lines = warned(folder, "reported")
    assert len(lines) == 4  # event, claim, deployment, estimate
    assert all(
        f"{cell!r} - lies far outside the rest of the record, 1865 to 1878" in x for x in lines
    )
    later = int(cell > "1878")
    assert len(warned(folder, "since")) == later


@pytest.mark.parametrize("cell", ["1790-01-01", "1886-05-01"])
def test_background_and_what_is_foreseen_are_not_warned_of(copied: Copy, cell: str) -> None:
    folder = with_date(copied(MADE_UP), cell)
    assert warned(folder, "reported") == []
    assert warned(folder, "start") == []


def test_a_source_printed_long_after_is_none(copied: Copy) -> None:
    folder = copied(MADE_UP)
    add(
        folder,
        "sources",
        source_id="history",
        url="https://archive.example/history",
        published="1987-05-01",
        not_before="",
    )
    assert warned(folder, "published") == warned(MADE_UP, "published")


def test_the_shipped_record_has_no_date_far_from_the_rest() -> None:
    assert not [w for w in check(shipped()).warnings if "far outside" in w.rule]


@pytest.mark.parametrize("cell", ["0001-01-01", "0099-12-31", "9801-01-01", "9999-12-31T23:59Z"])
def test_a_year_that_no_chart_reaches_is_a_fault_that_says_the_limits(
    copied: Copy, cell: str
) -> None:
    faults = check(with_date(copied(MADE_UP), cell)).faults
    assert faults
    assert all("is outside the years 100 to 9800" in str(fault) for fault in faults)


def test_a_file_that_is_named_and_not_there_is_warned_of(copied: Copy, capsys) -> None:
    folder = copied(shipped())
    (folder / "README.md").unlink()
    assert main(["check", str(folder)]) == 0
    assert "warning: datapackage.json readme: 'README.md' - is not there" in capsys.readouterr().out


def test_a_replay_begins_on_a_real_date(copied: Copy) -> None:
    (fault,) = check(change(copied(MADE_UP), ["replay_from"], "soon")).faults
    assert str(fault).startswith("crisis.yaml replay_from: 'soon' - is no real date")
