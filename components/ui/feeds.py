"""The machine-coded feeds that are there: opened once a process, answers shared by all viewers."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from components.ui import store
from data.feeds.layouts import LAYOUTS
from data.view import View

Answer = TypeVar("Answer")


def are_there() -> bool:
    """Return whether the operator set up feeds: nothing of them is loaded before that."""
    from data.feeds.engine import find_address

    return bool(find_address())


def titles() -> dict[str, str]:
    """Return what the feeds are called that are there, by name; raises FeedFault."""
    return _titles(_address())


def ask(answer: Callable[..., Answer], view: View, *more: Any) -> Answer:
    """Return an answer of `data.feeds.answers` for a view: shared, so never change it.

    Raises FeedFault where the engine does not answer.
    """
    from data.feeds.answers import ask as ask_feed

    return _ask_engine(answer, _address(), ask_feed(store.seen(view), view), more)


def count(view: View) -> Any:
    """Return `data.feeds.answers.count` of the types that are chosen, as a frame.

    Raises FeedFault where the engine does not answer.
    """
    from data.feeds.answers import count as count_all

    counted = ask(count_all, view.but(plover=()))
    return counted.loc[counted["plover"].isin(view.plover)] if view.plover else counted


def ask_week(view: View) -> tuple[int, int]:
    """Return how many reports of a feed became known in the past week, and of how many happenings.

    Raises FeedFault where the engine does not answer.
    """
    return _week(_address(), view.only("feed").without("since", "floor", "left_out"))


def _address() -> str:
    from data.feeds.engine import find_address

    return find_address()


@lru_cache(maxsize=4)
def _engine(address: str) -> Any:
    from data.feeds.engine import connect

    return connect(address)


@lru_cache(maxsize=4)
def _titles(address: str) -> dict[str, str]:
    from data.feeds.engine import fetch

    reports = _engine(address).reports
    names = fetch(_engine(address), reports.select("feed").distinct(), len(LAYOUTS))["feed"]
    return {name: LAYOUTS[name].title for name in LAYOUTS if name in set(names)}


@lru_cache(maxsize=256)
def _ask_engine(
    answer: Callable[..., Any], address: str, question: Any, more: tuple[Any, ...]
) -> Any:
    return answer(_engine(address), question, *more)


@lru_cache(maxsize=64)
def _week(address: str, view: View) -> tuple[int, int]:
    from data.feeds.answers import sum_week

    return sum_week(_engine(address), view)
