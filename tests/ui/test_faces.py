"""The other faces of pages, at two moments."""

import pytest

from data.asof import as_of
from data.clock import parse
from data.queries.positions import demands
from data.view import View
from tests.support.pages import raised, session, texts, turn

FACES = {
    "estimates": ("situation", "published estimates"),
    "explore": ("timeline", "Timeline</h1>"),
    "matrix": ("positions", "stances on"),
    "distance": ("positions", "How far apart"),
    "room": ("positions", "Room for agreement"),
    "threads": ("exchanges", "threads of claims"),
    "network": ("exchanges", "answers between"),
    "unanswered": ("exchanges", "demands with no full reply on record"),
    "denials": ("exchanges", "denials"),
}


@pytest.mark.parametrize("moment", ["1900-01-01", "2022-02-01"])
@pytest.mark.parametrize("face", FACES)
def test_a_face_opens_by_its_address_and_at_a_moment_when_nothing_is_known(face, moment):
    page, title = FACES[face]
    at = turn(session({"as_of": moment, "show": face, "floor": "C3"}).run(), page)
    assert raised(at) == []
    assert any(title in body for body in texts(at))


def test_a_face_of_another_page_leaves_this_one_as_it_is():
    at = turn(session({"show": "threads"}).run(), "positions")
    assert raised(at) == []
    assert not any("threads of claims" in body for body in texts(at))


def test_a_demand_answered_in_part_is_counted_as_such(record):
    view = View.default(record).but(as_of=parse("2022-02-01"))
    answer = demands.unanswered(as_of(record, view.as_of.last), view)
    partly = int((answer["partly_id"] != "").sum())
    assert 0 < partly < len(answer)
    at = turn(session({"as_of": "2022-02-01", "show": "unanswered"}).run(), "exchanges")
    title = f"{len(answer)} demands with no full reply on record, {partly} answered in part"
    assert any(title in body for body in texts(at))
    assert not any("<b>0</b>" in body for body in texts(at))
