"""The Exchanges page: filters, the list, and a claim opened."""

import shutil
from functools import cache
from pathlib import Path

from streamlit.testing.v1 import AppTest

from components.ui.pages.exchanges import PAGE
from data import clock
from data.load import load
from tests.support.pages import APP, choose, offered, opened, texts

ROOT = Path(__file__).parents[2]
TABLE = "All of them as a table"
DEMAND = "russia-usdraft-2021-12-17-noeast"


@cache
def record():
    return load(ROOT / "data" / "ukraine-2022")


def page(**query):
    at = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    at.switch_page("pages/exchanges.py").run()
    assert not at.exception
    return at


def html(at):
    return texts(at)


def listed(at):
    return sum(body.count('class="ex-row') for body in html(at))


def test_the_headline_counts_and_the_list_is_sent_in_parts():
    at = page()
    assert any("187 claims, 48 in answer to another" in body for body in html(at))
    assert listed(at) == PAGE
    at.button(key="exchanges_more").click().run()
    assert listed(at) == 2 * PAGE
    at.text_input(key="view_q").set_value("minsk").run()
    assert 0 < listed(at) <= PAGE


def test_the_table_holds_every_claim_that_matches():
    at = page()
    assert not at.dataframe  # a folded table is not sent
    assert len(opened(at, TABLE).dataframe[0].value) == 187
    at = opened(page(party="nato"), TABLE)
    assert set(at.dataframe[0].value["Party"]) == {"NATO"}


def test_search_and_filters_narrow_the_list_and_say_so():
    at = page()
    choose(at, topic=["minsk"])
    assert offered(at)["topic"]["values"] == ["minsk"]
    assert at.session_state["view"].topic == ("minsk",)
    assert any("of 187 claims" in body for body in html(at))
    at.text_input(key="view_q").set_value("no such word anywhere").run()
    assert not at.exception
    assert listed(at) == 0
    nothing = [body for body in html(at) if "No results for" in body or "No claims" in body]
    assert len(nothing) == 1  # the search box says it, and nothing else


def test_a_claim_opens_with_what_answers_it_and_leads_on():
    at = page(claim=DEMAND, as_of="2022-02-24")
    assert any("ex-card" in body for body in html(at))
    replies = record().claims.index[record().claims["responds_to"] == DEMAND]
    keys = {button.key for button in at.button}
    assert {f"open_reply_{reply}" for reply in replies} <= keys
    at.button(key=f"open_reply_{replies[0]}").click().run()
    assert not at.exception
    assert at.session_state["view"].claim == replies[0]
    assert f"open_answered_{DEMAND}" in {button.key for button in at.button}
    at.button(key="claim_close").click().run()
    assert not any("ex-card" in body for body in html(at))


def test_a_claim_that_is_not_known_yet_is_not_shown():
    at = page(claim=DEMAND, as_of="2021-12-01")
    text = "\n".join(html(at))
    assert "is not known at this moment" in text
    assert "ex-card" not in text
    assert record().claims.at[DEMAND, "text"] not in text


def test_nothing_later_than_the_moment_is_on_the_page():
    at = page(claim=DEMAND, as_of="2021-12-18")
    while any(button.key == "exchanges_more" for button in at.button):
        at.button(key="exchanges_more").click().run()
    text = "\n".join(html(opened(at, TABLE))) + at.dataframe[0].value.to_csv()
    text += "\n".join(str(button.label) for button in at.button)
    claims = record().claims
    later = claims.loc[claims["reported_last"] > clock.parse("2021-12-18").last]
    assert not [claim for claim in later.index if f"claim={claim}" in text]
    assert not [words for words in later["text"] if words in text]


def test_a_made_up_crisis_runs_unchanged_and_hostile_cells_are_text(tmp_path, monkeypatch):
    folder = tmp_path / "crisis"
    shutil.copytree(ROOT / "tests" / "crisis", folder)
    path = folder / "tables" / "claims.csv"
    text = path.read_text(encoding="utf-8")
    hostile = text.replace("The river does not dredge itself.", "<script>alert(1)</script>")
    assert hostile != text
    path.write_text(hostile, encoding="utf-8")
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    at = page(claim="coralta-quiroga-1878-01-14-sixty")
    shown = "\n".join(html(at)[1:])
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert "Russia" not in shown
