"""The Timeline page, driven as a reader drives it."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.pages import APP, choose, drawings, texts

GENEVA = "2022-01-10-geneva-security-talks"
INVASION = "2022-02-24-full-scale-invasion"


def opened(**query: str | list[str]) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page("pages/timeline.py").run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join(texts(app))


def chart(app: AppTest) -> str:
    return drawings(app)[0]


def test_the_page_counts_what_it_shows() -> None:
    app = opened()
    assert "133 events known by 9 Jan 2022, 18:21 UTC" in words(app)
    assert "6 announced" in words(app)
    assert "rl-event" not in words(app)


def test_nothing_of_a_later_day_is_on_the_page() -> None:
    app = opened()
    assert "full-scale invasion" not in chart(app)
    assert "Macron and Putin talk in Moscow" not in chart(app)


def test_lanes_are_switched_and_the_other_lanes_are_gone() -> None:
    app = opened()
    assert "<b>Meetings</b>" in words(app)
    choose(app, lanes="party")
    assert not app.exception
    assert "<b>NATO and EU</b>" in words(app)
    assert "<b>Meetings</b>" not in words(app)


def toggles(app: AppTest) -> dict[str, tuple[str, str]]:
    """Return the links of the key by their words: address and class."""
    links = re.findall(
        r'<a href="([^"]*)" target="_self"(?: class="(\w*)")?[^>]*><i [^>]*></i>([^<]*)</a>',
        words(app),
    )
    return {name: (unescape(address), state) for address, state, name in links}


def test_the_key_offers_every_party_and_kind_and_shows_what_is_chosen() -> None:
    every = toggles(opened())
    assert every["Russia"] == ("timeline?party=russia", "")
    assert every["Call"] == ("timeline?kind=call", "")
    app = opened(party=["russia", "ukraine"], kind="call")
    some = toggles(app)
    assert some.keys() == every.keys(), "what is not chosen stays offered"
    assert some["Russia"] == ("timeline?kind=call&party=ukraine", "chosen")
    assert some["US"] == ("timeline?kind=call&party=russia&party=ukraine&party=us", "faint")
    assert some["Call"] == ("timeline?party=russia&party=ukraine", "chosen")
    assert some["Visit"][1] == "faint"
    assert 'aria-current="true"><i class="shape diamond"></i>Call' in words(app)


def test_a_side_in_the_key_stands_for_all_its_parties() -> None:
    app = opened()
    address, _ = toggles(app)["Led by or allied to Russia"]
    parties = parse_qs(urlsplit(address).query)["party"]
    assert "russia" not in parties
    assert len(parties) > 1
    assert toggles(opened(party=parties))["Led by or allied to Russia"] == ("timeline", "chosen")
    assert toggles(opened(party=parties[:1]))["Led by or allied to Russia"][1] == ""


@pytest.mark.parametrize(
    ("word", "status", "moment"),
    [("announced", "scheduled", "2022-01-14"), ("called off", "called_off", "2022-02-22")],
)
def test_the_key_filters_by_what_is_announced_and_what_was_called_off(
    word: str, status: str, moment: str
) -> None:
    every = toggles(opened(as_of=moment))
    assert every[word] == (f"timeline?as_of={moment}&status={status}", "")
    app = opened(as_of=moment, status=status)
    assert toggles(app).keys() == every.keys(), "what is not chosen stays offered"
    assert toggles(app)[word] == (f"timeline?as_of={moment}", "chosen")
    assert "0 of" in words(app)
    held = toggles(opened(as_of=moment, status="occurred"))
    assert held[word] == (f"timeline?as_of={moment}&status=occurred&status={status}", "faint")


def test_a_kind_of_claims_in_the_address_leaves_the_key_alone() -> None:
    assert toggles(opened(kind="threat"))["Call"] == ("timeline?kind=threat&kind=call", "")


def test_where_lanes_are_parties_a_shape_stands_for_a_group_of_kinds() -> None:
    address, _ = toggles(opened(lanes="party"))["Meetings"]
    assert parse_qs(urlsplit(address).query)["kind"] == ["talks", "call", "visit"]


def test_an_event_opened_from_the_list_shows_its_card_beside_the_same_marks() -> None:
    app = opened()
    before = set(re.findall('data-id="[^"]*"', chart(app)))
    choose(app, event=GENEVA)
    assert not app.exception
    assert "US-Russia security talks in Geneva</h2>" in words(app)
    assert "Not yet held" in words(app)
    assert "No breakthrough" not in words(app)
    assert "rl-ring" in words(app)
    assert set(re.findall('data-id="[^"]*"', chart(app))) == before


def test_an_address_opens_the_card() -> None:
    app = opened(event=GENEVA, as_of="2022-02-24")
    assert "No breakthrough" in words(app)
    assert "origin" in words(app)


def test_an_event_not_yet_known_is_refused_politely_and_nothing_of_it_is_told() -> None:
    app = opened(event=INVASION)
    assert "was not publicly known on 9 Jan 2022, 18:21 UTC" in words(app)
    assert "full-scale invasion" not in words(app)


def test_filters_narrow_the_page_and_an_event_filtered_away_stays_open() -> None:
    app = opened(event=GENEVA)
    app.text_input(key="view_q").set_value("kazakhstan").run()
    assert not app.exception
    assert " of 133 events" in words(app)
    assert "US-Russia security talks in Geneva</h2>" in words(app)
    choose(app, event=GENEVA, q="kazakhstan", kind=["cyber"])
    assert not app.exception
    assert "0 of 133 events" in words(app)
    assert "No events" in words(app)


@pytest.mark.parametrize("lanes", ["kind", "party"])
def test_a_crisis_that_no_code_knows_has_a_timeline(
    monkeypatch: pytest.MonkeyPatch, lanes: str
) -> None:
    monkeypatch.setenv("REDLINES_RECORD", "tests/crisis")
    app = opened(lanes=lanes)
    assert "Congress of Port Serena" in chart(app)
    assert "Russia" not in chart(app)


def test_what_is_new_is_counted_and_explained_only_where_a_since_is_set() -> None:
    assert "+18 since 1 Jan 2022" in words(opened(since="2022-01-01"))
    assert "new since 1 Jan 2022" in words(opened(since="2022-01-01"))
    assert "since" not in words(opened()).split("Select a mark")[0]


def test_a_window_in_the_address_narrows_the_page_and_is_said() -> None:
    app = opened(**{"from": "2021-12-01", "to": "2021-12-31"})
    assert "Shown: happened from 1 Dec 2021 to 31 Dec 2021" in words(app)
    assert "to 31 Dec 2021" in chart(app)
    assert "CIA director Burns" not in chart(app)
    app.session_state["window"] = True  # opened, as a click does
    app.run().button(key="window_clear").click().run()
    assert not app.exception
    assert "happened from" not in words(app)
    assert "CIA director Burns" in chart(app)


def test_the_windows_days_may_come_in_either_order() -> None:
    app = opened(**{"from": "2021-12-10"})
    app.session_state["window"] = True
    app.run().date_input(key="window_to").set_value(date(2021, 12, 1)).run()
    assert not app.exception
    assert "happened from 1 Dec 2021 to 10 Dec 2021" in words(app)


def test_the_card_links_everything_that_refers_to_its_event() -> None:
    said = words(opened(event=GENEVA, as_of="2022-02-24"))
    for page in ("exchanges?", "positions?", "sources?", "map?"):
        assert f'href="{page}' in said, page
    assert "claim=" in said
    assert "place=" in said
    assert "Answered by" in said
    assert "data:image/svg+xml" in said


def test_the_card_says_what_is_new_of_its_event() -> None:
    assert "held since 9 Jan 2022</em>" in words(
        opened(event=GENEVA, as_of="2022-02-24", since="2022-01-09")
    )
    assert "rl-new" not in words(opened(event=GENEVA, as_of="2022-02-24"))


def test_the_card_of_an_announced_event_shows_no_answer_and_no_position() -> None:
    said = words(opened(event=GENEVA))
    assert "Not yet held" in said
    assert "Positions from this event" not in said
    assert "Answered by" not in said


def listed(app: AppTest) -> str:
    return next(text for text in texts(app) if 'class="tv"' in text)


def test_the_list_of_a_phone_has_the_same_events_page_by_page() -> None:
    app = opened(as_of="2022-01-14")
    first = listed(app)
    assert first.index("Putin and Xi meet in Beijing") < first.index("as of 14 Jan 2022")
    assert first.index("as of 14 Jan 2022") < first.index("US-Russia security talks in Geneva")
    assert "full-scale invasion" not in first
    assert len(re.findall("<li>", first)) == 60 + 3
    app.button(key="page_timeline_list_Next").click().run()
    assert not app.exception
    second = listed(app)
    assert "Announced, not yet held" not in second
    assert "US-Russia security talks in Geneva" not in second
    assert len(re.findall("<li>", second)) == 60


def test_the_list_marks_the_event_that_is_open_and_keeps_the_filters() -> None:
    app = opened(as_of="2022-01-14", event=GENEVA, party="russia")
    link = f'event={GENEVA}" target="_self" aria-current="true"'
    assert link in listed(app)
    assert "party=russia&amp;event=" in listed(app)
