"""Queries declare which fields of the view they read, and their answers are shared by these."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

import pandas as pd

from data import clock
from data.load import Record
from data.memory import keep
from data.view import View

Answer = TypeVar("Answer")
Answer_co = TypeVar("Answer_co", covariant=True)
CLOCKS = {"as_of", "since"}  # the fields of the view that name an instant the record is seen at
# A page asks up to twenty queries, so these are the answers of some 13 moments of a record; what
# the pages made of them is kept for longer. With each answer goes the record as seen, 0.2 MB.
MOST_ANSWERS = 256


class Query(Protocol[Answer_co]):
    """A function of the record as seen and the view, with the fields of the view that it reads."""

    reads: tuple[str, ...]
    __name__: str
    __module__: str

    def __hash__(self) -> int:
        """Return the same number for the same query."""

    def __call__(self, seen: Record, view: View, /) -> Answer_co:
        """Return the answer: shared, so never change it."""


def query(
    *, reads: tuple[str, ...] = ()
) -> Callable[[Callable[[Record, View], Answer]], Query[Answer]]:
    """Return a decorator for a query that reads those fields, and what decides which rows are seen.

    Who asks with views that differ in other fields gets the same answer, and so does a query that
    asks another. `as_of` and `since` are declared where the instant itself is written or counted
    from; else one answer serves all instants between two steps of the record. Raises TypeError, as
    `View.only`, for a field that no view has.
    """
    dated = not CLOCKS.isdisjoint(reads)

    def declare(answer: Callable[[Record, View], Answer]) -> Query[Answer]:
        @wraps(answer)
        def ask(seen: Record, view: View) -> Answer:
            step = None if dated else seen.step
            if step:
                seen, view = step, view_at_step(step, view)
            return _cached_answer(answer, seen, view.only(*reads))

        declared: Any = ask
        declared.reads = reads
        return declared

    return declare


def view_at_step(step: Record, view: View) -> View:
    """Return the view at the instants that a record's `step` is seen at and compared with."""
    since = _instant(step.before.seen_at) if step.before else None
    return view.but(as_of=_instant(step.seen_at), since=since)


def _instant(at: pd.Timestamp) -> clock.Moment:
    return clock.Moment(at, at, "minute")


@keep(MOST_ANSWERS)
def _cached_answer(answer: Callable[[Record, View], Answer], seen: Record, view: View) -> Answer:
    return answer(seen, view)
