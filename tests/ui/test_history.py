"""A card's history: for all readers, at the record's last moment alone, without a cell's value."""

from collections.abc import Callable
from pathlib import Path

import pytest

from components.ui.curate import SET_UP
from data.curation import writer
from data.curation.log import Account
from data.files import LOG
from data.kinds import KINDS
from tests.conftest import MADE_UP
from tests.curation.made_changes import change_cell
from tests.support.curating import HOSTILE
from tests.support.pages import raised, session, texts, turn

LAST, EARLIER = "1878-12-31", "1878-03-10"
EVENT, CLAIM, SOURCE = (
    "1877-11-river-dues",
    "maranzul-vidaurre-1877-11-dues",
    "gazette-1866-02-treaty",
)
ESTIMATE, REPORT = "coralta-1878-02-05-2000", "aurelio-1878-02-05-reserves"
POSITION = "procedure-coralta-1878-03-09"
WHY = f"hindsight {HOSTILE}"
CARDS = [  # where a row is read whole, and where its card stands above a page
    ("timeline", {"event": EVENT}, "events", EVENT, "summary"),
    ("situation", {"event": EVENT}, "events", EVENT, "summary"),
    ("exchanges", {"claim": CLAIM}, "claims", CLAIM, "text"),
    ("sources", {"source": SOURCE}, "sources", SOURCE, "note"),
    ("exchanges", {"who": "quiroga"}, "people", "quiroga", "role"),
    ("situation", {"estimate": ESTIMATE}, "estimates", ESTIMATE, "text"),
    ("positions", {"issue": "procedure"}, "positions", POSITION, "summary"),
    ("positions", {"issue": "procedure"}, "issues", "procedure", "question"),
    ("positions", {"issue": "war-intent"}, "issues", "war-intent", "question"),
    ("situation", {"issue": "procedure"}, "issues", "procedure", "question"),
    ("map", {"place": "fort-aurelio"}, "places", "fort-aurelio", "note"),
    ("map", {"place": "fort-aurelio"}, "deployments", REPORT, "what"),
    ("situation", {"place": "fort-aurelio"}, "places", "fort-aurelio", "note"),
]


@pytest.fixture
def folder(copied: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copied(MADE_UP)
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    monkeypatch.delenv(SET_UP, raising=False)
    return folder


def card(page: str, query: dict[str, str], moment: str) -> str:
    at = session().run()
    at = at if page == "situation" else turn(at, page)
    for name, value in (query | {"as_of": moment}).items():
        at.query_params[name] = value
    at.run()
    assert raised(at) == []
    return " ".join(texts(at))


@pytest.mark.parametrize("shown", CARDS, ids=lambda shown: f"{shown[0]} {shown[2]}")
def test_it_stands_on_the_card_at_the_last_moment_and_not_before(
    shown: tuple[str, dict[str, str], str, str, str], folder: Path
) -> None:
    page, query, table, row, column = shown
    changes = change_cell(folder, table, row, column, "What the cell says from now on.")
    writer.write(folder, changes, Account("Anna", WHY))
    said = card(page, query, LAST)
    assert f"{column} corrected" in said
    assert "by Anna: hindsight" in said
    assert "<script>alert" not in said
    assert "Correct this row" not in said
    earlier = card(page, query, EARLIER)
    assert "hindsight" not in earlier
    assert "by Anna" not in earlier


def test_each_kind_that_is_read_on_a_page_has_one_there() -> None:
    read = {(kind.table, kind.page) for kind in KINDS.values() if kind.page}
    assert read == {(table, page) for page, _, table, *_ in CARDS if (table, page) in read}


@pytest.mark.parametrize("shown", CARDS, ids=lambda shown: f"{shown[0]} {shown[2]}")
def test_who_curates_finds_the_way_to_correct_it_on_each_and_readers_none(
    shown: tuple[str, dict[str, str], str, str, str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page, query, table, row, _ = shown
    way = f"correct={table}/{row}"
    monkeypatch.setenv(SET_UP, "1")
    assert way in card(page, query, LAST)
    monkeypatch.delenv(SET_UP)
    assert way not in card(page, query, LAST)


def test_it_names_no_old_word_of_a_cell(folder: Path) -> None:
    writer.write(
        folder, change_cell(folder, "people", "quiroga", "role", "Oldest word"), Account("A")
    )
    writer.write(
        folder, change_cell(folder, "people", "quiroga", "role", "Newer word"), Account("B")
    )
    said = card("situation", {"who": "quiroga"}, LAST)
    assert "role corrected" in said
    assert "Oldest word" not in said


def test_a_row_without_a_change_has_none_and_a_broken_log_breaks_no_card(
    folder: Path, broken_parts: list[str]
) -> None:
    assert "rl-history" not in card("situation", {"who": "quiroga"}, LAST)
    (folder / LOG).write_text("no header\n", encoding="utf-8")
    assert "quiroga" in card("situation", {"who": "quiroga"}, LAST)
