"""A query reads what it declares, and nothing else of the view."""

import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from importlib import import_module
from itertools import chain
from typing import Any

import pandas as pd
import pytest

from data import clock, queries
from data.ages import AGES
from data.asof import seen_by
from data.load import Record, load
from data.package import list_shipped, shipped
from data.prepared import prepare
from data.query import CLOCKS, view_at_step
from data.view import LENS, View
from tests.conftest import MADE_UP
from tests.support.examples import share

RECORDS = (load(shipped()), load(MADE_UP))
# Of which some became known long after it happened: for what only then shows that it matters.
ALL_RECORDS = (*RECORDS, load(list_shipped()[1]))
NAMES = [module.name for module in pkgutil.walk_packages(queries.__path__, "data.queries.")]
MODULES = [import_module(name) for name in NAMES]
QUERIES = {
    f"{module.__name__.rpartition('.')[2]}.{name}": query
    for module in MODULES
    for name, query in vars(module).items()
    if hasattr(query, "reads") and query.__module__ == module.__name__
}
# Of fields that choose a row, queries say only what is beside that row.
OF_PAGES = {"show", "map", "area", "zoom", "hide", "present"}
OF_PAGES |= {"pinned", "chart", "narrow", "beside", "beside_as_of"}
OF_PAGES |= {
    "feed",
    "raw",
    "plover",
    "day",
    "hexagon",
}  # of feeds, which no query of the record asks
TABLES = {name: f"{name}s" for name in ("event", "claim", "place", "issue", "source", "estimate")}
TABLES["who"] = "people"
CHOOSES = {*TABLES, "step"}


def same(one: Any, other: Any) -> bool:
    """Say whether two answers are equal, cell by cell."""
    if type(one) is not type(other):
        return False
    if isinstance(one, pd.DataFrame | pd.Series):
        return bool(one.equals(other))
    if is_dataclass(one):
        return all(same(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    return bool(one == other or (pd.isna(one) and pd.isna(other)))


def values(field: str, seen: Record) -> list[Any]:
    """Return what a field of the view may be, beside its default, of rows known then."""
    tables = {"topic": "issues", "person": "people", "party": "parties"} | TABLES
    first, last = seen.events["when"].quantile(0.3), seen.events["when"].quantile(0.9)
    special = {
        "compare": [tuple(reversed(seen.package.crisis.compare)), tuple(seen.parties.index[2:4])],
        "lanes": ["party"],
        "order": ["apart", "moved"],
        "q": ["talks", "a", *chain(*seen.people["aliases"])][:9],
        "start": [clock.on(first.date())],
        "until": [clock.on(last.date())],
        "fresh": [True],
        "kind": [(kind,) for kind in (*seen.events["kind"], *seen.claims["kind"])][::9],
        "status": [("scheduled",), ("occurred",)],
        "medium": [(seen.claims["medium"].iloc[0],)],
        "basis": [(basis,) for basis in seen.deployments["basis"].unique()],
        "age": [(age,) for age in AGES],
        "reliability": [(letter,) for letter in seen.sources["reliability"].unique()],
        "publication": [(kind,) for kind in seen.sources["kind"].unique()],
        "table": [("claims",), ("events",)],
        "step": list(seen.story.index)[1:3],
    }
    if field in special:
        return special[field]
    rows = list(seen.table(tables[field]).index)
    ids = [*rows[:: max(len(rows) // 25, 1)], rows[-1]]
    return ids if field in CHOOSES else [(i,) for i in ids]


def views(record: Record) -> Iterator[tuple[Record, View]]:
    """Yield moments, with an earlier one, and sources left out."""
    last = record.last
    for part, more in ((0.6, {}), (0.9, {"left_out": tuple(record.sources.index[:3])})):
        at = record.events["reported_last"].quantile(part, interpolation="nearest")
        view = View.default(record).but(
            as_of=clock.on(at.date()), since=clock.on((at - pd.Timedelta(days=8)).date()), **more
        )
        yield seen_by(record, view), view
    view = View.default(record).but(as_of=clock.on(last.date()))
    yield seen_by(record, view), view


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_reads_no_field_that_it_does_not_declare(name: str) -> None:
    answer = QUERIES[name].__wrapped__
    others = {f.name for f in fields(View)} - {*LENS, *OF_PAGES, *QUERIES[name].reads}
    for record in RECORDS:
        for seen, view in views(record):
            plain = answer(seen, view.only(*QUERIES[name].reads))
            found = {field: values(field, seen) for field in others}
            changed = {field: some[len(some) // 2] for field, some in found.items() if some}
            assert same(answer(seen, view.but(**changed)), plain)


@pytest.mark.parametrize(
    ("name", "field"),
    [(n, field) for n, query in QUERIES.items() for field in query.reads if field not in CLOCKS],
)
def test_what_a_query_declares_matters(name: str, field: str) -> None:
    answer = QUERIES[name].__wrapped__
    for record in ALL_RECORDS:
        for seen, view in views(record):
            base = view.only(*QUERIES[name].reads)
            chosen = [c for c in QUERIES[name].reads if c in CHOOSES]
            rows = [(c, row) for c in chosen for row in values(c, seen)[:6]]
            asked = [base, *(base.but(**{c: row}) for c, row in rows)]
            for start in asked:
                plain = answer(seen, start)
                for value in values(field, seen):
                    if not same(answer(seen, start.but(**{field: value})), plain):
                        return
    pytest.fail(f"{name} answers alike whatever {field} is")


@cache
def stretches(record: Record) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Return the stretches of time within which nothing becomes known, the longest first."""
    steps = prepare(record).steps
    ends = [*steps[1:], steps[-1] + pd.Timedelta(days=800)]
    every = [(a, b - pd.Timedelta(seconds=1)) for a, b in zip(steps, ends, strict=True)]
    return sorted(every, key=lambda stretch: stretch[0] - stretch[1])


def answers_between_steps(name: str, at_most: int) -> Iterator[tuple[Any, Any]]:
    """Yield a query's answer late in such stretches, and the one at the beginning of each."""
    query = QUERIES[name]
    for record in ALL_RECORDS:
        spread = stretches(record)
        for place, (_, late) in enumerate(spread[:: max(len(spread) // at_most, 1)]):
            since = sorted(spread)[place % len(spread)][1] if place % 2 else None
            seen, view = _seen_late(record, late, since)
            assert seen.step
            chosen = [f for f in query.reads if f in TABLES and len(seen.table(TABLES[f]))]
            for choice in ({}, *({f: seen.table(TABLES[f]).index[-1]} for f in chosen)):
                there = view.but(**choice).only(*query.reads)
                at_step = query.__wrapped__(seen.step, view_at_step(seen.step, there))
                yield query.__wrapped__(seen, there), at_step


@lru_cache(maxsize=40)  # no more, as each fills 30 MB with what is asked of it
def _seen_late(
    record: Record, late: pd.Timestamp, since: pd.Timestamp | None
) -> tuple[Record, View]:
    earlier = None if since is None else clock.Moment(since, since)
    view = View.default(record).but(as_of=clock.Moment(late, late), since=earlier)
    return seen_by(record, view), view


DATED = {name for name, query in QUERIES.items() if not CLOCKS.isdisjoint(query.reads)}


@pytest.mark.parametrize("name", sorted(QUERIES.keys() - DATED))
def test_one_answer_serves_all_instants_between_two_steps(name: str) -> None:
    assert all(same(late, at_step) for late, at_step in answers_between_steps(name, share(0.2)))


@pytest.mark.parametrize("name", sorted(DATED))
def test_an_instant_that_a_query_declares_matters(name: str) -> None:
    assert any(not same(late, at_step) for late, at_step in answers_between_steps(name, 40))


def test_one_answer_serves_all_who_differ_in_what_is_not_read() -> None:
    seen, view = next(views(RECORDS[1]))
    query = QUERIES["positions.side_by_side"]
    assert query(seen, view) is query(seen, view.but(q="fort", event=str(seen.events.index[0])))
    assert query(seen, view) is not query(seen, view.but(order="moved"))
