"""Records of any time and place go through the check, every page and every file of a brief."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from components.brief.make import KINDS, file
from components.brief.model import Choices
from components.ui.frame.frame import PAGES
from data.asof import seen_by
from data.checks.run import check
from data.clock import parse
from data.first_rows import ask_for_rows
from data.kinds import CITING
from data.load import Record, load
from data.view import View
from tests.conftest import MADE_UP
from tests.support.pages import choose, links, raised, session, texts, turn
from tests.support.reading import words_of
from tests.support.records import HOSTILE, LONG, PAPER, RECORDS, first_day

NO_POSITION = "No positions yet: add the first row to positions.csv."
NO_PLACE = "No places yet: add the first row to places.csv."
NO_ESTIMATE = "No estimates yet: add the first row to estimates.csv."
NO_EVENT = "No events yet: add the first row to events.csv."
NO_ISSUE = "No issues yet: add the first row to issues.csv."


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("records")
    return {name: build(root / name) for name, build in RECORDS.items()}


@pytest.fixture
def shown(folders, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Iterator[tuple[str, str]]]:
    """Return a function that turns to pages of a record, or all, and yields each with its HTML."""

    def show(name: str, *pages: str) -> Iterator[tuple[str, str]]:
        monkeypatch.setenv("REDLINES_RECORD", str(folders[name]))
        at = session().run()
        for page in pages or PAGES:
            turn(at, page)
            assert raised(at) == []
            assert not at.error
            assert "" not in links(at)
            yield page, "".join(texts(at))

    return show


@cache
def words_of_all(folder: Path) -> dict[str, str]:
    """Return what each file of a brief says, its breaks of lines taken out."""
    record = load(folder)
    view = View.default(record)
    made = {kind: file(kind, seen_by(record, view), view, Choices()) for kind in KINDS}
    return {kind: " ".join(words_of(kind, made[kind]).split()) for kind in made}


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_passes_the_check_and_every_page_shows_it(folders, shown, name: str) -> None:
    assert check(folders[name]).faults + check(folders[name]).warnings == ()
    for page, html in shown(name):
        assert "could not be shown" not in html, page
        assert "<b>Ultimatum" not in html, page


@pytest.mark.parametrize("name", RECORDS)
def test_every_file_of_its_brief_is_made(folders, name: str) -> None:
    said = words_of_all(folders[name])
    assert all(said.values())
    assert "<b>Ultimatum" not in said["html"]
    assert 'href="javascript' not in said["html"]
    if name == "andes":
        assert HOSTILE in said["xlsx"]
        assert PAPER in said["md"]
        assert r"\[go\](javascript" in said["md"], "a cell is no link"
        assert "Mar 1872" in said["md"], "no day of a month is invented"
    if name == "pacific":
        assert LONG[:20] in said["html"]


def test_both_sides_of_the_meridian_are_on_the_map(folders) -> None:
    record = load(folders["pacific"])
    settings = record.package.crisis.map
    assert settings.overview_view.west == 170
    assert settings.overview_view.east == 195
    said = words_of_all(folders["pacific"])["geojson"]
    assert "179.98" in said
    assert "-171.77" in said


def test_a_first_day_is_told_what_to_add_next(shown) -> None:
    html = dict(shown("first-day"))
    assert NO_POSITION in html["situation"]
    assert NO_ESTIMATE in html["situation"]
    assert NO_ISSUE in dict(shown("one-event", "situation"))["situation"]
    assert "the wider the gap" not in dict(shown("one-event", "situation"))["situation"]
    assert NO_PLACE in html["situation"]
    assert NO_POSITION in html["positions"]
    assert NO_PLACE in html["map"]
    assert NO_EVENT not in "".join(html.values())
    assert "choose a later moment" not in html["map"], "there is none with anything"
    assert NO_POSITION in html["briefing"]
    assert "No statement on record answers another." in html["briefing"]


def test_a_first_day_s_brief_is_told_so_in_every_file(folders) -> None:
    said = words_of_all(folders["first-day"])
    for kind in ("pdf", "html", "md"):
        plain = said[kind].replace("\\", "")
        assert NO_POSITION in plain, kind
        assert NO_ESTIMATE in plain, kind
        assert NO_PLACE in plain, kind
        assert "No statement on record answers another." in plain, kind
    assert NO_ESTIMATE in said["pptx"]


@pytest.mark.parametrize(
    ("name", "page", "sentence"),
    [
        ("claims-alone", "situation", NO_EVENT),
        ("claims-alone", "timeline", NO_EVENT),
        ("one-event", "exchanges", NO_ISSUE),
        ("one-event", "positions", NO_ISSUE),
    ],
)
def test_what_is_empty_as_a_whole_asks_for_its_first_row(shown, name, page, sentence) -> None:
    assert sentence in dict(shown(name, page))[page]


@pytest.mark.parametrize(
    ("name", "table", "sentence"),
    [
        ("first-day", "numbers", NO_ESTIMATE),
        ("first-day", "stances", NO_POSITION),
        ("first-day", "marks", NO_PLACE),
        ("one-event", "claims", NO_ISSUE),
        ("claims-alone", "events", NO_EVENT),
        ("claims-alone", "meetings", NO_EVENT),
    ],
)
def test_a_table_alone_asks_for_its_first_row(folders, monkeypatch, name, table, sentence) -> None:
    monkeypatch.setenv("REDLINES_RECORD", str(folders[name]))
    html = "".join(texts(turn(session({"chart": table}).run(), "chart")))
    assert sentence in html
    assert "none on record" not in html


def test_a_table_alone_with_rows_asks_for_none(folders, monkeypatch) -> None:
    monkeypatch.setenv("REDLINES_RECORD", str(folders["first-day"]))
    html = "".join(texts(turn(session({"chart": "claims"}).run(), "chart")))
    assert "add the first row" not in html


def test_estimates_are_asked_for_and_counted_as_they_are(folders, monkeypatch) -> None:
    monkeypatch.setenv("REDLINES_RECORD", str(folders["first-day"]))
    html = "".join(texts(choose(session().run(), show="estimates")))
    assert NO_ESTIMATE in html
    assert "; ;" not in html
    monkeypatch.setenv("REDLINES_RECORD", str(folders["pacific"]))
    html = "".join(texts(choose(session().run(), show="estimates")))
    assert "How many: 1 published estimate<" in html


def test_rows_that_are_only_not_known_yet_are_not_asked_for(
    made_up: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = View.default(made_up).but(as_of=parse("1800"))
    seen = seen_by(made_up, early)
    assert seen.positions.empty
    assert {ask_for_rows(seen, name) for name in (*CITING, "issues", "places")} == {""}
    monkeypatch.setenv("REDLINES_RECORD", str(MADE_UP))
    at = session({"as_of": "1800"}).run()
    for page in PAGES:
        turn(at, page)
        at.query_params["as_of"] = "1800"
        html = "".join(texts(at.run()))
        assert "add the first row" not in html, page
    alone = turn(session({"chart": "stances", "as_of": "1800"}).run(), "chart")
    html = "".join(texts(alone))
    assert "none on record" in html
    assert "add the first row" not in html
    said = "".join(words_of("md", file("md", seen, early, Choices())))
    assert "add the first row" not in said


def test_a_table_is_asked_for_in_the_order_in_which_it_is_needed(tmp_path: Path) -> None:
    record = load(first_day(tmp_path / "record"))
    assert ask_for_rows(record, "issues", "positions") == NO_POSITION
    assert ask_for_rows(record, "places", "deployments") == NO_PLACE
    assert ask_for_rows(record, "deployments") == (
        "No reports of forces yet: add the first row to deployments.csv."
    )
    assert ask_for_rows(record, "events", "claims") == ""
