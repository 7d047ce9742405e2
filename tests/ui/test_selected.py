"""The row that an address names has its card on every page that is not its own."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from components.ui import store
from components.ui.links import ABOVE, ROWS, address, entry, is_opened_by
from data.view import View
from tests.support.pages import APP, texts

CHOSEN = {
    "event": "2022-01-09-blinken-cnn",
    "claim": "us-blinken-2022-01-09-dialogue",
    "place": "washington",
    "issue": "nato-enlargement",
    "source": "seed-2022-01-09-talks",
    "who": "ryabkov",
    "estimate": "us-2021-12-16-95-100",
}
PAGES = ("situation", "timeline", "map", "positions", "exchanges", "changes", "sources")
CARD = 'class="rl-row"'


def shown(path: str, **query: str) -> list[str]:
    at = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    if path != "situation":
        at.switch_page(f"pages/{path}.py").run()
    assert not at.exception
    return texts(at)


@pytest.mark.parametrize("kind", CHOSEN)
def test_a_selected_row_opens_its_card_where_the_page_is_not_its_own(kind: str) -> None:
    cards = [body for body in shown("situation", **{kind: CHOSEN[kind]}) if CARD in body]
    assert len(cards) == 1
    assert re.search(r'<details class="rl-row"[^>]* open>', cards[0])
    assert kind in ABOVE or f"Open on {ROWS[kind].capitalize()}" in cards[0]
    assert 'aria-label="Close"' in cards[0]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_shows_the_card_of_a_row_that_it_opens_itself(path: str) -> None:
    own = next((kind for kind in ROWS if is_opened_by(path, kind)), None)
    cards = "".join(body for body in shown(path, **CHOSEN, pinned="1") if CARD in body)
    assert cards.count(CARD) == len(ROWS) - (own is not None)
    assert own is None or f"Open on {path.capitalize()}" not in cards


def test_a_card_goes_along_to_another_page_where_it_is_pinned_and_folded_there() -> None:
    assert not any(CARD in body for body in shown("positions", event=CHOSEN["event"]))
    body = next(b for b in shown("positions", event=CHOSEN["event"], pinned="1") if CARD in b)
    assert "open>" not in body


def test_a_row_chosen_on_its_own_page_is_not_shown_on_another_one() -> None:
    at = AppTest.from_file(APP, default_timeout=60)
    at.run()
    at.switch_page("pages/timeline.py").run()
    at.query_params["event"] = CHOSEN["event"]
    at.run()
    assert at.session_state["view"].event
    at.switch_page("pages/map.py").run()
    assert at.session_state["view"].event
    assert not any(CARD in body for body in texts(at))


def test_a_row_that_is_not_known_yet_is_said_so_and_not_named() -> None:
    bodies = "".join(shown("map", event="2022-01-21-blinken-lavrov-geneva", pinned="1"))
    assert "was not publicly known on 9 Jan 2022" in bodies
    assert CARD not in bodies
    assert "Blinken and Lavrov meet" not in bodies


def test_a_link_to_a_row_leads_to_the_face_that_opens_it():
    view = View.default(store.record()).but(show="health")
    source = store.record().sources.index[0]
    assert "show=" not in address("sources", view, source=source)
    assert "show=health" in address("sources", view)
    assert "show=estimates" in entry("estimates", CHOSEN["estimate"], view)
    assert "show=threads" in address("exchanges", view, claim="any", show="threads")
