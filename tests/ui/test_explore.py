"""The face Explore, as a page has it: filters, what is selected, and what a selection opens."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.ui import store
from components.ui.elements import interactive
from components.ui.elements.controls import literal
from components.ui.pages import explore as face
from data.view import View
from tests.support.pages import charted, choose, offered, raised, session, texts, turn

EVE = "2022-01-09T18:21Z"
HOSTILE = '<b>x</b> <a href="javascript:alert(1)">y</a> & $z$'
GENEVA = "2022-01-10-geneva-security-talks"
INVASION = "2022-02-24-full-scale-invasion"


@pytest.mark.parametrize(
    ("told", "rows"),
    [
        ({"selection": {"points": [{"customdata": ["a"]}, {"customdata": ["a"]}]}}, ["a"]),
        ({"selection": {"points": [{"customdata": [1]}, {"customdata": "ab"}, {}, "x"]}}, []),
        ({"selection": {"points": None}}, []),
        ({}, []),
        (None, []),
    ],
)
def test_of_what_a_browser_says_is_selected_only_ids_are_taken(told, rows):
    assert interactive._rows(told) == rows


def opened(**query_of: Any) -> AppTest:
    at = turn(session({"show": "explore", **query_of}).run(), "timeline")
    assert raised(at) == []
    return at


def select(monkeypatch: pytest.MonkeyPatch, *ids: str) -> dict[str, str]:
    """Return how the view changes where a reader selects these events."""
    changes: dict[str, str] = {}
    monkeypatch.setattr(face.state, "view", lambda: View.default(face.store.record()))
    monkeypatch.setattr(face.state, "change", changes.update)
    face._select(ids)
    return changes


def test_one_event_selected_opens_and_several_or_an_unknown_one_do_not(monkeypatch):
    assert select(monkeypatch, GENEVA) == {"event": GENEVA}
    assert select(monkeypatch, GENEVA, "2021-12-17-treaties") == {}
    assert select(monkeypatch, INVASION) == {}
    assert select(monkeypatch, "no such event") == {}
    assert select(monkeypatch) == {}


def test_the_face_is_chosen_beside_the_lanes_and_shows_the_card_of_its_event():
    at = opened(event=GENEVA)
    assert offered(at)["show"]["values"] == ["explore"]
    assert any("US-Russia security talks in Geneva</h2>" in body for body in texts(at))
    assert GENEVA in charted(at)
    assert charted(choose(at, show="")) == set()


@pytest.mark.parametrize(
    "narrower",
    [
        {"kind": ["talks"]},
        {"party": ["nato"]},
        {"status": ["scheduled"]},
        {"q": "kazakhstan"},
        {"from": "2021-12-01", "to": "2021-12-31"},
    ],
)
def test_every_filter_of_the_timeline_narrows_the_chart(narrower):
    every, fewer = charted(opened()), charted(opened(**narrower))
    assert 0 < len(fewer) < len(every)
    assert fewer < every


def test_nothing_of_a_later_day_is_in_the_chart_and_an_empty_one_is_said():
    assert INVASION not in charted(opened())
    at = opened(q="no such word anywhere")
    assert charted(at) == set()
    assert any("No results for" in body for body in texts(at))


def test_what_several_selected_events_are_called_is_no_markdown(monkeypatch):
    at = opened()
    known = sorted(charted(at))[:3]
    rows = store.record().events.loc[known].sort_values("start")
    known = list(rows.index)
    monkeypatch.setattr(interactive, "place", lambda *_: [*known[::-1], INVASION])
    at.run()
    buttons = [button for button in at.button if button.key.startswith("open_")]
    assert [button.key for button in buttons] == [f"open_{row}" for row in known]
    for button, title in zip(buttons, rows["title"], strict=True):
        assert button.label.endswith(literal(f": {title}"))
    assert any("3 events selected" in body for body in texts(at))
    buttons[1].click().run()
    assert known[1] in at.query_params["event"]
    assert any("<h2" in body and "rl-event" in body for body in texts(at))


def test_the_numbers_selected_are_shown_in_words_with_the_way_to_their_source(monkeypatch):
    at = session({"show": "estimates"}).run()
    numbers = sorted(charted(at))
    monkeypatch.setattr(interactive, "place", lambda *_: [numbers[0], "no such number"])
    at.run()
    cards = [body for body in texts(at) if "rl-estimates" in body]
    assert len(cards) == 1
    assert cards[0].count("<article") == 1
    assert f'data-row="{numbers[0]}"' in cards[0]
    assert "sources?source=" in cards[0]
