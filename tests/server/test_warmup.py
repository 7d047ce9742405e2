"""Which moments the server has opened before anybody asks for them."""

import asyncio
from urllib.parse import parse_qs

import pytest

from components import warmup
from components.ui import store
from components.ui.frame import faults
from components.ui.frame.frame import PAGES
from data.package import list_records
from data.view import View


def test_every_named_moment_is_visited_on_every_page_and_each_step_of_the_story(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visits: list[tuple[str, View]] = []
    others: list[tuple[str, str]] = []

    async def visit(page: str, query: str) -> None:
        named = parse_qs(query)
        if store.RECORD in named:
            others.append((named[store.RECORD][0], page))
            return
        view, dropped = View.from_query(named, store.record())
        assert not dropped
        visits.append((page, view))

    monkeypatch.setattr(warmup, "_visit", visit)
    monkeypatch.setattr(warmup, "PAUSE", 0.0)
    asyncio.run(warmup.visit_named_moments())
    record = store.record()
    assert {view.step for _, view in visits} == {"", *record.story.index}
    shown = {(page, view.as_of) for page, view in visits if not view.step}
    moments = {record.moment(name) for name in record.moments.index}
    assert shown == {(page, moment) for page in PAGES for moment in moments}
    assert others == [(name, page) for name in list(list_records())[1:] for page in PAGES]


def test_no_moment_is_visited_while_a_reader_opens_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader comes at 100.2 and 103 s; the server's own visits are no reason to wait."""
    now, runs, events = [100.0], [99.0, 100.2, 103.0], list[str]()

    async def wait(seconds: float) -> None:
        now[0] += seconds

    async def visit(_page: str, _query: str) -> None:
        events.append(f"visited at {now[0]:.1f}")
        runs.append(now[0])
        now[0] += 0.3
        if len(events) == 2:
            raise asyncio.CancelledError

    def find_last_run() -> float:
        return max(run for run in runs if run <= now[0])

    monkeypatch.setattr(warmup, "monotonic", lambda: now[0])
    monkeypatch.setattr(warmup.live, "find_last_run", find_last_run)
    monkeypatch.setattr(warmup.asyncio, "sleep", wait)
    monkeypatch.setattr(warmup, "_visit", visit)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(warmup.visit_named_moments())
    assert events == ["visited at 113.0", "visited at 113.8"]


def test_a_record_at_fault_is_not_visited(monkeypatch: pytest.MonkeyPatch) -> None:
    queries: list[str] = []

    async def visit(_page: str, query: str) -> None:
        queries.append(query)

    monkeypatch.setattr(warmup, "_visit", visit)
    monkeypatch.setattr(warmup, "PAUSE", 0.0)
    monkeypatch.setattr(faults, "find_faults", lambda: ("a fault",))
    asyncio.run(warmup.visit_named_moments())
    assert all(store.RECORD in parse_qs(query) for query in queries)
