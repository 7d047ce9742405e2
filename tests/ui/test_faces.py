"""The other faces of pages, at two moments."""

import pytest

from tests.support.pages import raised, session, texts, turn

FACES = {
    "estimates": ("situation", "published estimates"),
    "explore": ("timeline", "Timeline</h1>"),
    "matrix": ("positions", "stances on"),
    "distance": ("positions", "How far apart"),
    "room": ("positions", "Room for agreement"),
    "threads": ("exchanges", "threads of claims"),
    "network": ("exchanges", "answers between"),
    "unanswered": ("exchanges", "demands with no recorded reply"),
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
