"""Past the record's last instant every page and every file says where it ends."""

import json

import pytest

from components.brief.make import KINDS, file
from components.brief.model import Choices
from components.ui.frame.frame import PAGES
from data.asof import as_of, seen_by
from data.clock import parse
from data.load import Record
from data.queries.events.ending import record_end
from data.view import View
from tests.support.pages import raised, session, texts, turn
from tests.support.reading import words_of

SAID = "The record ends on 24 Feb 2022"


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2022-01-09T18:21Z", ""),
        ("2022-02-24", ""),
        ("2022-02-24T23:59Z", ""),
        ("2022-02-25T00:00Z", SAID),
        ("2022-02-25", SAID),
        ("2030-01-01", SAID),
    ],
)
def test_it_is_said_after_the_last_instant_alone(record: Record, moment: str, said: str) -> None:
    assert record_end(as_of(record, parse(moment).last)) == said


def test_another_crisis_ends_on_its_own_day(made_up: Record) -> None:
    assert record_end(as_of(made_up, parse("1950").last)).startswith("The record ends on ")
    assert "1878" in record_end(as_of(made_up, parse("1950").last))


@pytest.mark.parametrize("present", ["", "1"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_so_once_and_no_page_within_the_record(page: str, present: str) -> None:
    for moment, times in (("2022-03-01", 1), ("2022-02-24", 0)):
        query = {"as_of": moment} | ({"present": present} if present else {})
        at = session(query).run()
        at = turn(at, page) if page != "situation" else at
        assert not raised(at)
        assert " ".join(texts(at)).count(f'role="status">{SAID}.</p>') == times


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "geojson"])
def test_every_file_says_so(record: Record, kind: str) -> None:
    choices = Choices(("next",))
    for moment, is_said in (("2022-03-01", True), ("2022-02-24", False)):
        view = View.default(record).but(as_of=parse(moment))
        said = words_of(kind, file(kind, seen_by(record, view), view, choices))
        assert (SAID in " ".join(said.split())) is is_said


def test_every_feature_of_the_map_says_so(record: Record) -> None:
    for moment, said in (("2022-03-01", SAID), ("2022-02-24", None)):
        view = View.default(record).but(as_of=parse(moment))
        made = json.loads(file("geojson", seen_by(record, view), view, Choices()))
        assert made.get("record") == said
        assert {feature["properties"].get("record") for feature in made["features"]} == {said}
