"""The Situation and Sources pages stand at every moment and show nothing later."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from data.asof import seen_by
from data.clock import parse
from data.load import Record
from data.queries.events import events
from data.view import View
from data.words import number
from tests.support.pages import APP, drawings, offered, texts

ROOT = Path(__file__).parents[2]
MOMENTS = (
    "1900-01-01",
    "2021-03-01",
    "2021-11-15",
    "2022-01-09T18:21Z",
    "2022-01-20",
    "2022-02-24",
)


def opened(page: str, **query: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=30)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    if page != "situation":
        at.switch_page(f"pages/{page}.py").run()
    assert not at.exception, [e.message for e in at.exception]
    return at


def words(at: AppTest) -> str:
    blocks = " ".join(texts(at))
    return blocks + " ".join(drawings(at))


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_situation_stands_at_every_moment(moment: str) -> None:
    at = opened("situation", as_of=moment)
    said = words(at)
    assert "How far apart" in said
    assert not re.search(r"\bNone\b(?! on record)", said.split("<style>")[-1])
    assert not any(word in said for word in (">nan<", "NaT", "{{"))


def test_the_eve_shows_what_is_announced_and_nothing_reported_later(record: Record) -> None:
    said = words(opened("situation"))
    for known in ("US-Russia security talks in Geneva", "NATO-Russia Council", "OSCE Permanent"):
        assert known in said
    eve = parse("2022-01-09T18:21Z").last
    events = record.events
    later = events.loc[~((events["reported_last"] <= eve) | (events["announced_last"] <= eve))]
    assert len(later) > 100
    assert not [title for title in later["title"] if title in said]
    outcomes = events.loc[events["outcome_reported_last"] > eve, "outcome"]
    assert not [outcome for outcome in outcomes if outcome in said]


LISTED = re.compile(r'href="timeline\?([^"]*status=scheduled[^"]*)"[^>]*>([^<]*)</a>')


@pytest.mark.parametrize("moment", ["2022-01-09T18:21Z", "2022-02-10", "2022-02-21", "2022-02-24"])
def test_every_count_of_what_is_announced_is_the_length_of_the_list_it_opens(
    record: Record, moment: str
) -> None:
    at = opened("situation", as_of=moment, kind="document", party="un", **{"from": "2022-01-01"})
    found = 0
    for address, said in LISTED.findall(words(at)):
        view, dropped = View.from_query(parse_qs(unescape(address)), record)
        assert not dropped
        answer = events.timeline(seen_by(record, view), view)
        assert answer.occurred.empty
        assert answer.called_off.empty
        if said.endswith("announced"):
            found += 1
            assert said.split()[-2 if said.startswith("All") else 0].lower() == number(
                len(answer.ahead)
            ), said
        elif "none" in said:
            found += 1
            assert answer.ahead.empty
    assert found >= 1, "the weeks count at every moment"


def test_what_is_missing_is_said_to_be_none_on_record() -> None:
    said = words(opened("situation", as_of="1900-01-01"))
    assert "meetings announced: none on record" in said
    assert ">Last</a>: none on record" in said
    assert ">None on record<" in said
    assert "No date yet, no date yet" not in said


def test_what_was_called_off_stands_under_what_is_next() -> None:
    said = words(opened("situation", as_of="2022-02-23"))
    assert said.count("<b>Called off</b><span>22 Feb</span>") == 2
    assert "Crossed: called off" in said
    before = words(opened("situation", as_of="2022-02-21"))
    assert "<b>Called off</b>" not in before
    assert "Crossed: called off" not in before


def test_a_link_keeps_the_readers_moment_and_names_no_setting_twice() -> None:
    said = words(opened("situation", as_of="2022-01-20"))
    assert "timeline?as_of=2022-01-20&amp;event=" in said
    assert "area=&amp;" not in said
    assert 'area="' not in said


def test_what_is_new_is_marked_where_a_since_is_set_and_nowhere_else() -> None:
    said = words(opened("situation", since="2021-12-20"))
    assert "since 20 Dec 2021: +" in said
    assert "rl-new" in said
    assert "s-fresh" in said
    plain = " ".join(texts(opened("situation")))
    assert "rl-new" not in plain
    assert "s-fresh" not in plain


def test_the_event_chosen_is_marked_in_its_row() -> None:
    said = words(opened("situation", event="2022-01-10-geneva-security-talks"))
    assert said.count('aria-current="true"') == 1
    assert 'aria-current="true"' not in words(opened("situation"))


def test_a_window_is_said_on_the_situation() -> None:
    said = words(opened("situation", **{"from": "2021-12-01", "to": "2021-12-31"}))
    assert "last and weeks: only what happened from 1 Dec 2021 to 31 Dec 2021" in said
    assert "Blinken interview on ABC" not in said


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_sources_stand_at_every_moment(moment: str) -> None:
    at = opened("sources", as_of=moment)
    assert ("independent origin" in words(at)) != ("No source yet" in words(at))


def test_the_list_of_sources_is_narrowed_by_the_address_too() -> None:
    at = opened("sources", reliability="A")
    (listed,) = [frame.value for frame in at.dataframe if "reliability" in frame.value]
    assert set(listed["reliability"]) == {"A"}
    assert f"{len(listed)} of 561 sources" in words(at)
    at.button(key="clear").click().run()
    (listed,) = [frame.value for frame in at.dataframe if "reliability" in frame.value]
    assert len(set(listed["reliability"])) > 1


def test_a_source_opens_what_leans_on_it() -> None:
    at = opened("sources", source="seed-2022-01-09-talks")
    assert "Russia rules out any concession" in words(at)
    assert "What leans" not in words(at)


def test_a_source_of_later_is_not_opened_before() -> None:
    said = words(opened("sources", source="seed-2022-01-09-talks", as_of="2021-03-01"))
    assert "Russia rules out any concession" not in said
    assert "not publicly known" in said


@pytest.mark.parametrize("face", ["health", "dictionary", "checks", "downloads"])
@pytest.mark.parametrize("moment", ["1900-01-01", "2022-01-09T18:21Z"])
def test_the_other_faces_of_the_sources_stand(face: str, moment: str) -> None:
    at = opened("sources", as_of=moment, show=face)
    assert not at.exception
    assert offered(at)["show"]["values"] == [face]


def test_a_search_without_a_match_says_so() -> None:
    at = opened("sources", q="no such words")
    assert words(at).count("No results for") == 1
    assert "Remove a filter" not in words(at)


def test_a_letter_that_no_source_has_is_offered_and_says_so() -> None:
    at = opened("sources", reliability="F")
    assert "Ignored in the address" not in words(at)
    assert "Remove a filter" in words(at)


def test_the_charts_tables_are_folded_and_each_is_named() -> None:
    at = opened("situation")
    assert not at.dataframe
    at.session_state["folded_the_three_charts_as_tables"] = True  # unfolded, as a click does
    at.run()
    assert len(at.dataframe) == 3
    titles = [text for text in texts(at) if "rl-table-title" in text]
    assert [re.sub("<[^>]*>", "", title).strip() for title in titles] == [
        "How many",
        "Where",
        "The weeks",
    ]
