"""A walk over all that is asked and answered, so that a new query is covered at once."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pandas as pd
from hypothesis import strategies as st

import data.queries
from data import search
from data.clock import Moment, parse
from data.load import TABLES, Record
from data.package import Package, list_records
from data.view import View

CLOCKS = {
    "events": ("announced_last", "reported_last", "outcome_reported_last"),
    "claims": ("reported_last",),
    "positions": ("since_last",),
    "deployments": ("reported_last",),
    "estimates": ("reported_last",),
    "sources": ("published_last",),
}


def queries() -> dict[str, Callable[[Record, View], Any]]:
    """Return every public function of data.queries that takes (seen, view), and the search."""
    by_name = {}
    for info in pkgutil.walk_packages(data.queries.__path__, "data.queries."):
        module = importlib.import_module(info.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            ours = function.__module__ == module.__name__ and not name.startswith("_")
            if ours and list(inspect.signature(function).parameters) == ["seen", "view"]:
                by_name[f"{info.name.rpartition('.')[2]}.{name}"] = function
    return by_name | {"search.search": _search_results, "search.matching": _matching}


def _search_results(seen: Record, view: View) -> Any:
    return search.search(seen, view.q)


def _matching(seen: Record, view: View) -> Any:
    return [search.matching(seen, group, view.q) for group in search.GROUPS]


def instants(record: Record) -> st.SearchStrategy[pd.Timestamp]:
    """Draw the instants at which something becomes known, and a second to either side."""
    known = sorted(
        {
            instant
            for table, columns in CLOCKS.items()
            for column in columns
            for instant in record.table(table)[column].dropna()
        }
    )
    steps = st.sampled_from([pd.Timedelta(seconds=s) for s in (-1, 0, 1)])
    return st.builds(lambda at, step: at + step, st.sampled_from(known), steps)


def views(record: Record) -> st.SearchStrategy[View]:
    """Draw views with a selection and filters, also of rows that are not known yet."""
    tables = {"event": "events", "claim": "claims", "place": "places", "issue": "issues"}
    tables |= {"who": "people", "estimate": "estimates"}
    names = [alias for aliases in record.people["aliases"] for alias in aliases]
    one = {
        field: st.sampled_from(["", *record.table(table).index]) for field, table in tables.items()
    }
    pair = st.lists(
        st.sampled_from(list(record.parties.index)), min_size=2, max_size=2, unique=True
    )
    windows = [Moment(at.ceil("D"), at.floor("D"), "day") for at in record.events["start"].dropna()]
    return st.builds(
        View.default(record).but,
        compare=pair.map(tuple),
        party=st.lists(st.sampled_from(list(record.parties.index)), max_size=1).map(tuple),
        topic=st.lists(st.sampled_from(list(record.issues.index)), max_size=1).map(tuple),
        person=st.lists(st.sampled_from(list(record.people.index)), max_size=1).map(tuple),
        medium=st.lists(st.sampled_from(sorted(set(record.claims["medium"]))), max_size=1).map(
            tuple
        ),
        lanes=st.sampled_from(["kind", "party"]),
        order=st.sampled_from(["central", "apart", "moved"]),
        q=st.just("") | st.sampled_from(["river", "missile", *names, *record.events["title"]]),
        source=st.sampled_from(["", *record.sources.index[:50]]),
        start=st.sampled_from([None, None, *windows]),
        until=st.sampled_from([None, None, *windows]),
        **one,
    )


def screens(record: Record) -> st.SearchStrategy[View]:
    """Draw views over every field of the view, as the rule of each allows."""
    strategies = {field.name: _strategy(field.metadata, record) for field in fields(View)}
    moments = _moments(record)
    return st.builds(View, **(strategies | {"as_of": moments, "since": st.none() | moments}))


def _strategy(rule: Mapping[str, Any], record: Record) -> st.SearchStrategy[Any]:
    """Draw what one field may hold: a kind of rule that is new must be told here."""
    keys = list(record.table(rule["table"]).index) if rule["table"] else []
    cells = sorted(set(record.table(rule["table"])[rule["column"]])) if rule["column"] else []
    kinds = (
        record.package.field("events", "kind").enum + record.package.field("claims", "kind").enum
    )
    words = st.sampled_from(["missile", "ryabkof geneva", "a & b = c; ?", "Łódź 🚂 %00 <b>"])
    areas = [view.view for view in record.package.crisis.map.views]
    allowed: dict[str, st.SearchStrategy[Any]] = {
        "moment": st.none() | _moments(record),
        "floor": st.sampled_from(["", "", "A1", "C3", "F6"]),
        "switch": st.booleans(),
        "text": st.just("") | words,
        "choice": st.sampled_from(rule["allowed"] or [""]),
        "choices": _some(rule["allowed"]),
        "hexagon": st.sampled_from(["", "821e47fffffffff"]),
        "record": st.sampled_from(["", *list_records()]),
        "area": st.sampled_from(areas),
        "kinds": _some(kinds),
        "tables": _some(record.package.tables),
        "id": st.sampled_from(["", *keys]),
        "ids": _some(keys),
        "cells": _some(cells),
        "narrowings": _some(["marks~Force~Russia", "events~Кто~<b> & ~"]),
        "pair": st.permutations(keys or ["", ""]).map(lambda order: tuple(order[:2])),
    }
    return allowed[rule["kind"]]


def _some(values: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw none, mostly, or a few of the values, in any order."""
    values = list(values)
    few = st.lists(st.sampled_from(values), max_size=3, unique=True) if values else st.just([])
    return st.just(()) | few.map(tuple)


def _moments(record: Record) -> st.SearchStrategy[Moment]:
    """Draw days of the record, and minutes, months and years."""
    first, last = record.events["reported"].min(), record.last
    pattern = st.sampled_from(["%Y-%m-%d", "%Y-%m-%d", "%Y-%m-%dT%H:%MZ", "%Y-%m", "%Y"])
    late = last - pd.Timedelta(days=150)
    within = [st.datetimes(_naive(start), _naive(last)) for start in (first, late, late)]
    written = st.builds(lambda at, as_: parse(at.strftime(as_)), st.one_of(within), pattern)
    return written


def _naive(at: pd.Timestamp) -> Any:
    return at.tz_localize(None).to_pydatetime()


def at(view: View, instant: pd.Timestamp, since: pd.Timestamp | None = None) -> View:
    """Return a view at an instant, to the second, compared with an earlier one."""
    compared = None if since is None else Moment(since, since, "minute")
    return view.but(as_of=Moment(instant, instant, "minute"), since=compared)


def leaves(answer: Any) -> Iterator[str]:
    """Yield everything an answer holds, as text."""
    if isinstance(answer, pd.DataFrame):
        yield from leaves(answer.index)
        for column in answer.columns:
            yield from leaves(answer[column])
    elif isinstance(answer, pd.Series | pd.Index):
        for value in pd.unique(pd.Series(answer).map(_plain)):
            yield from leaves(value)
    elif isinstance(answer, Mapping):
        for key, value in answer.items():
            yield from leaves(key)
            yield from leaves(value)
    elif isinstance(answer, Package):
        return  # what the package declares is bound to no clock
    elif is_dataclass(answer) and not isinstance(answer, type):
        for field in fields(answer):
            yield from leaves(getattr(answer, field.name))
    elif isinstance(answer, str | bytes) or not isinstance(answer, Iterable):
        yield str(answer)
    else:
        for value in answer:
            yield from leaves(value)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else "\n".join(leaves(value))


def frames(answer: Any) -> Iterator[pd.DataFrame]:
    """Yield every frame an answer holds."""
    if isinstance(answer, pd.DataFrame):
        yield answer
    elif isinstance(answer, Record):
        yield from (answer.table(name) for name in TABLES)
    elif is_dataclass(answer) and not isinstance(answer, type):
        for field in fields(answer):
            yield from frames(getattr(answer, field.name))
    elif isinstance(answer, tuple | list):
        for part in answer:
            yield from frames(part)


WORD = re.compile(r"(?<![^\W_])(?=[^\W_])")  # where a word begins


def windows(text: str, width: int) -> Iterator[str]:
    """Yield every stretch of `width` characters that begins with a word."""
    for match in WORD.finditer(text):
        piece = text[match.start() : match.start() + width]
        if len(piece) == width:
            yield piece
