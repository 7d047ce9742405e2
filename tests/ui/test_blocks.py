"""No page shows an error box: what fails says so in its place, is logged, and the rest stands."""

import ast
import inspect
from collections.abc import Callable
from datetime import date
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.ui.elements import choices, edition, layout
from components.ui.frame import clocks, faults, replay, search_box, selected, tools
from components.ui.frame.frame import PAGES
from components.ui.pages import (
    changes_note,
    dialogues,
    exchanges,
    health,
    mapping,
    positions,
    situation,
    sources,
    stances,
    timeline,
)
from data.queries.events import ahead as coming
from data.queries.events import events
from data.queries.forces import estimates
from data.queries.overview import headline as headlines
from data.queries.overview import overview
from tests.conftest import MADE_UP
from tests.support.broken_cells import LATER, SIXTY, TERMS
from tests.support.examples import spread
from tests.support.pages import APP, choose, raised, session, texts, turn
from tests.support.slips import answering, with_date

Copy = Callable[[Path], Path]
Patch = pytest.MonkeyPatch
SECRET = "a cell's secret"
BROKEN = layout.BROKEN.partition("'")[0]
FACES = {
    "situation": ("estimates",),
    "timeline": ("explore",),
    "positions": ("matrix", "distance", "room"),
    "exchanges": ("threads", "network", "unanswered", "denials"),
    "sources": ("health", "dictionary", "checks", "downloads"),
}
minutes = count()


def fails(*_: object, **__: object) -> None:
    raise ValueError(SECRET)


fails.reads = ()  # type: ignore[attr-defined]  # where it stands for a query


def moment() -> str:
    """Return a moment at which no answer was asked for yet, so that none is remembered."""
    at = next(minutes)
    return f"2022-01-12T{at // 60:02}:{at % 60:02}Z"


def broken(at: AppTest) -> int:
    """Return how many parts of a page say that they could not be shown, in whatever place."""
    assert raised(at) == []
    assert not any(SECRET in text for text in texts(at))
    return sum(BROKEN in text for text in texts(at))


# What is broken, on which page, what its address asks for, and words of another part that stand.
PARTS = [
    ((situation, "describe_far"), "situation", {}, "Next: "),
    ((estimates, "estimates"), "situation", {}, "How far apart"),
    ((overview, "where"), "situation", {}, "How far apart"),
    ((overview, "strip"), "situation", {}, "How many"),
    ((headlines, "headline"), "situation", {}, "How far apart"),
    ((coming, "upcoming"), "situation", {}, "How far apart"),
    ((timeline, "_head"), "timeline", {}, "aria-hidden"),
    ((events, "sentence"), "timeline", {}, ""),
    ((mapping, "forces"), "map", {}, ""),
    ((mapping, "venues"), "map", {}, "Where forces stand"),
    ((positions, "_rows"), "positions", {}, "<h1"),
    ((stances.matrix, "room"), "positions", {"show": "room"}, ""),
    ((exchanges, "_rows"), "exchanges", {}, "<h1"),
    ((exchanges, "_head"), "exchanges", {}, "ex-row"),
    ((dialogues.threads, "network"), "exchanges", {"show": "network"}, ""),
    ((changes_note, "sections"), "changes", {}, "<h1"),
    ((sources, "_key"), "sources", {}, "<h1"),
    ((sources.dictionary, "dictionary"), "sources", {"show": "dictionary"}, "<h1"),
    ((health.health, "health"), "sources", {"show": "health"}, "<h1"),
    ((clocks, "_clocks"), "positions", {}, "<h1"),
    ((tools, "_titles"), "positions", {}, "<h1"),
    ((edition.editions, "changes_since"), "positions", {"edition": "0" * 12}, "<h1"),
    ((search_box, "search_results"), "positions", {"q": "missile"}, "<h1"),
    (
        (selected, "refers"),
        "positions",
        {"claim": "russia-usdraft-2021-12-17-noeast", "pinned": "1"},
        "<h1",
    ),
    ((replay, "_line"), "positions", {}, "<h1"),
]


@pytest.mark.parametrize(
    "case", PARTS, ids=[f"{module.__name__}.{name}" for (module, name), *_ in PARTS]
)
def test_a_part_that_raises_says_so_and_the_others_stand(
    monkeypatch: Patch, broken_parts: list[str], case: tuple[Any, str, dict[str, str], str]
) -> None:
    part, page, query, stands = case
    monkeypatch.setattr(*part, fails)
    at = session({"as_of": moment(), "since": "2021-12-20"} | query)
    at.session_state["replay_open"] = True
    at.run().switch_page(f"pages/{page}.py").run()
    choose(at, **query)
    assert broken(at) >= 1
    assert stands in "".join(texts(at))
    assert at.get("bidi_component"), "what stands around the page"
    assert broken_parts
    assert all("Traceback" in line and SECRET in line for line in broken_parts)
    broken_parts.clear()


@pytest.mark.parametrize("page", [*PAGES, "speaker"])
def test_what_a_page_places_fails_by_itself(page: str) -> None:
    script = Path(APP).parent / "pages" / f"{page}.py"
    tree = ast.parse(script.read_text(encoding="utf-8"))
    modules = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and f"{node.module}".startswith("components.ui.")
        for alias in node.names
    }
    named = {
        (node.value.id, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    parts = {
        f"{module}.{name}": getattr(import_module(modules[module]), name)
        for module, name in named
        if module in modules and module != "frame"
    }
    placing = {n: f for n, f in parts.items() if inspect.signature(f).return_annotation is None}
    assert placing
    assert [name for name, part in placing.items() if not hasattr(part, "__wrapped__")] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_whose_script_raises_keeps_what_stands_around_it(
    monkeypatch: Patch, broken_parts: list[str], page: str
) -> None:
    at = session().run()
    monkeypatch.setattr("components.ui.frame.frame._draw_page", fails)
    turn(at, page)
    assert broken(at) == 1
    assert at.get("bidi_component")
    broken_parts.clear()


def test_what_fails_before_any_page_says_so(monkeypatch: Patch, broken_parts: list[str]) -> None:
    monkeypatch.setattr(faults, "find_faults", fails)
    assert broken(session().run()) == 1
    broken_parts.clear()


def test_a_part_may_stop_a_run_or_start_it_anew(broken_parts: list[str]) -> None:
    def script() -> None:
        import streamlit as st

        from components.ui.elements import layout

        @layout.block
        def part() -> None:
            st.session_state["runs"] = st.session_state.get("runs", 0) + 1
            if st.session_state["runs"] == 1:
                st.rerun()
            st.text(f"run {st.session_state['runs']}")
            st.stop()

        part()
        st.text("not reached")

    at = AppTest.from_function(script).run()
    assert raised(at) == []
    assert [text.value for text in at.text] == ["run 2"]
    assert broken_parts == []


def test_an_answer_to_a_click_that_raises_leaves_the_page_as_it_was_and_says_so(
    monkeypatch: Patch, broken_parts: list[str]
) -> None:
    at = turn(session({"as_of": "2022-01-12"}).run(), "exchanges")
    choose(at, claim="russia-usdraft-2021-12-17-noeast")
    at.session_state["replay_open"] = True
    at.run()
    monkeypatch.setattr(replay, "_moved", fails)
    at.button(key="next").click().run()
    assert raised(at) == []
    assert any(layout.NOT_DONE.partition("'")[0] in text for text in texts(at))
    assert "ex-row" in "".join(texts(at))
    (line,) = broken_parts
    assert "replay._step" in line
    assert SECRET in line
    broken_parts.clear()
    monkeypatch.undo()
    at.button(key="next").click().run()
    assert not any(layout.NOT_DONE.partition("'")[0] in text for text in texts(at))
    assert at.session_state["view"].as_of.text == "2022-01-13"


@pytest.mark.parametrize("heard", [5, "x", [1], {"what": ["moment"], "value": {}}, {"field": []}])
def test_a_browser_that_tells_nonsense_is_not_believed(
    kept_session: dict[str, Any], broken_parts: list[str], heard: Any
) -> None:
    for hears in (clocks.hear, tools.hear):
        hears(heard)
    choices.hear(heard, lambda *picked: pytest.fail(f"{picked} was taken"))
    broken_parts.clear()


@pytest.fixture
def kept_session(monkeypatch: Patch) -> dict[str, Any]:
    kept: dict[str, Any] = {"view": None}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def shown(folder: Path, monkeypatch: Patch, **query: str) -> None:
    """See every page and face of a record, with the replay open."""
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    at = session(query)
    at.session_state["replay_open"] = True
    at.run()
    for page in PAGES:
        for show in ("", *FACES.get(page, ())):
            assert raised(choose(at, show=show) if show else turn(at, page)) == [], (page, show)
            assert "<h1" in "".join(texts(at)), (page, show)
            assert any("rl-pace" in text for text in texts(at)), (page, show)


@pytest.mark.parametrize("ring", [(SIXTY, LATER), (SIXTY, LATER, TERMS)], ids=len)
def test_claims_that_answer_each_other_are_shown_on_every_page(
    copied: Copy, monkeypatch: Patch, ring: tuple[str, ...]
) -> None:
    folder = answering(copied(MADE_UP), *ring)
    for claim in ring:
        shown(folder, monkeypatch, as_of="1878-04-01", claim=claim)
    at = session({"as_of": "1878-04-01", "show": "threads", "claim": ring[0]}).run()
    at.switch_page("pages/exchanges.py").run()
    choose(at, show="threads", claim=ring[0])
    (thread,) = [text for text in texts(at) if 'aria-label="Thread"' in text]
    assert all(thread.count(f'id="{claim}') <= 1 for claim in ring)
    assert thread.count("<article") == len(ring)


FAR = ("0100-01-01", "0999-05-01T10:00Z", "1683-12-31", "2256-01-01", "2878-03-01", "9800-12-31")


@pytest.mark.parametrize("cell", spread(FAR, 0.5))
def test_dates_far_from_ours_are_shown_on_every_page_replay_included(
    copied: Copy, monkeypatch: Patch, cell: str
) -> None:
    folder = with_date(copied(MADE_UP), cell)
    shown(folder, monkeypatch, as_of="1878-03-20", since="1878-01-01")
    shown(folder, monkeypatch, as_of=cell)


def test_the_handle_of_a_replay_goes_over_a_thousand_years_and_by_days_over_a_season(
    copied: Copy, monkeypatch: Patch
) -> None:
    monkeypatch.setenv("REDLINES_RECORD", str(with_date(copied(MADE_UP), "2878-03-01")))
    at = session({"as_of": "1878-03-20"})
    at.session_state["replay_open"] = True
    at.run()
    (handle,) = at.select_slider
    assert 20 < len(handle.options) < 1000
    assert handle.options[-1] == "1 Mar 2878"
    handle.set_value(date(2878, 3, 1)).run()
    assert raised(at) == []
    assert at.session_state["view"].as_of.text == "2878-03-01"
    at.button(key="back").click().run()
    assert at.session_state["view"].as_of.text == "1878-04-30", "the day with news before"
