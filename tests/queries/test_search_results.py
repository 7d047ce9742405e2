"""What a search found says who and when, and how many there are."""

import pytest
from streamlit.testing.v1 import AppTest

from data import clock
from data.asof import as_of
from data.load import Record
from data.queries.overview.search_results import lists_party, search_results, taken
from data.search import GROUPS, MOST_HITS, matching
from data.view import View
from tests.support.pages import APP, texts

HOSTILE = (
    "<script>window.taken=1</script>",
    "{{ cycler.__init__ }}",
    "'; DROP TABLE x; --",
    "$\\alpha$ **zzzzqq**",
    "\\",
)


@pytest.fixture(scope="module")
def eve(record: Record) -> Record:
    return as_of(record, clock.parse("2022-01-09T18:21Z").last)


@pytest.mark.parametrize("words", ["ryabkov", "missile", "washington", "reuters"])
def test_every_group_says_how_many_match_in_all(eve: Record, words: str) -> None:
    rows = search_results(eve, View(q=words))
    assert len(rows)
    for group, part in rows.groupby("group"):
        matches = matching(eve, str(group), words)
        assert set(part["total"]) == {len(matches)}
        assert len(part) == min(MOST_HITS, len(matches))
        assert set(part.index) <= set(matches)


def test_a_claim_found_says_who_said_it_and_when(eve: Record) -> None:
    claims = search_results(eve, View(q="ryabkov")).query("group == 'claims'")
    assert (claims["who"] != "").all()
    assert (claims["when_label"] != "").all()
    assert list(claims["party_id"]) == list(eve.claims.loc[claims.index, "party_id"])


@pytest.mark.parametrize("words", ["", " ", "zzzz qqqq", *HOSTILE])
def test_words_that_match_nothing_give_an_empty_answer_of_the_same_form(
    eve: Record, words: str
) -> None:
    rows = search_results(eve, View(q=words))
    assert rows.empty
    assert {"group", "total", "says"} <= set(rows.columns)


def test_every_group_that_is_searched_can_be_told() -> None:
    from data.queries.overview.search_results import DESCRIBED

    assert set(DESCRIBED) == set(GROUPS)


def searched(path: str, words: str) -> str:
    at = AppTest.from_file(APP, default_timeout=60)
    at.query_params["q"] = words
    at.run()
    if path != "situation":
        at.switch_page(f"pages/{path}.py").run()
    assert not at.exception
    return next(t for t in texts(at) if "Clear the search" in t)


def test_choosing_a_row_ends_the_search_and_a_person_leads_to_their_card(eve: Record) -> None:
    panel = searched("situation", "ryabkov")
    claims = len(matching(eve, "claims", "ryabkov"))
    links = [part.split('"')[0] for part in panel.split('href="')[1:]]
    assert any(link.startswith("timeline?event=") for link in links)
    assert not any("q=" in link for link in links if "event=" in link or "claim=" in link)
    assert "exchanges?who=ryabkov" in links
    assert claims > MOST_HITS
    assert f"{MOST_HITS} of {claims}" in panel


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Шойгу", "Sergei Shoigu for “Шойгу”"),
        ("шойгу", "Sergei Shoigu for “шойгу”"),
        ("Зеленський", "Volodymyr Zelensky for “Зеленський”"),
        ("Ельня", "Yelnya for “Ельня”"),
        ("Kiev", "Kyiv for “Kiev”"),
        ("Kyev", "Kyiv for “Kyev”"),
        ("Lavroff", "Sergei Lavrov for “Lavroff”"),
        ("Sergey Lavroff", "Sergei Lavrov for “Sergey Lavroff”"),
        ("США", "US for “США”"),
        ("НАТО", "NATO for “НАТО”"),
        ("Ryabkov", ""),
        ("Moscow", ""),
        ("the talks", ""),
        ("Kyiv", ""),
    ],
)
def test_a_search_says_what_it_took_a_word_for(eve: Record, words: str, said: str) -> None:
    assert ", ".join(map(str, taken(eve, View(q=words)))) == said


def test_what_a_word_was_taken_for_stands_above_what_was_found() -> None:
    panel = searched("situation", "Шойгу")
    assert "Showing Sergei Shoigu for “Шойгу”." in panel
    assert panel.index("exchanges?who=shoigu") < panel.index("timeline?event=")


def test_a_party_leads_to_a_list_that_names_it(eve: Record) -> None:
    assert "exchanges?party=nato" in searched("situation", "OTAN")
    columns = {"claims": "party_id", "events": "party_ids", "deployments": "force"}
    for party in matching(eve, "parties", "republic"):
        table = lists_party(eve, View(party=(party,)))
        cells = eve.table(table)[columns[table]]
        assert any(party == cell or party in cell for cell in cells), party


def test_where_nothing_is_found_the_words_and_the_moment_are_named() -> None:
    panel = searched("situation", "zanzibar")
    assert "No results for “zanzibar” as of 9 Jan 2022, 18:21 UTC." in panel
    assert "Try fewer words or a later date." in panel


@pytest.mark.parametrize(("path", "listed"), [("exchanges", "claims"), ("timeline", "events")])
def test_a_page_that_lists_what_matches_says_so_and_folds_the_rest(path: str, listed: str) -> None:
    panel = searched(path, "ryabkov")
    assert f"This page lists only the {listed} that match" in panel
    assert "open>" not in panel.split("<summary>")[0]


def test_other_pages_show_what_was_found_and_claim_no_filter() -> None:
    panel = searched("positions", "ryabkov")
    assert "open>" in panel.split("<summary>")[0]
    assert "This page lists only" not in panel


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_they_were_typed(words: str) -> None:
    panel = searched("situation", words)
    assert "No results for" in panel
    assert "<script" not in panel
    assert "function" not in panel
