"""What is computed once per process and shared by all viewers: record, answers, figures."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.figures.kit.drawing import drawing
from components.figures.kit.theme import Theme, theme
from components.ui import live, warmth
from data.asof import seen_by
from data.checks.run import Result
from data.homes import Home
from data.load import Record
from data.memory import keep
from data.package import NotAPackage, find_title, list_records
from data.query import Query
from data.view import View

ROOT = Path(__file__).parents[2]
RECORD = "record"  # in the session and the address: the name of the record that is read
Answer = TypeVar("Answer")
_read_now: ContextVar[str] = ContextVar("read_now", default="")  # see `reading`


@contextmanager
def reading(name: str) -> Iterator[None]:
    """Let all that is asked for, drawn and linked in this context be of the record of this name."""
    token = _read_now.set(name)
    try:
        yield
    finally:
        _read_now.reset(token)


def record_name() -> str:
    """Return the name of the record that is read now: the reader's, or else the default one.

    Outside the run of a page, as while the server warms up, there is no reader.
    """
    records = list_records()
    if folder := live.find_home():
        return next(name for name, path in records.items() if path == folder)
    if (now := _read_now.get()) in records:
        return now
    chosen = st.session_state.get(RECORD, "") if get_script_run_ctx(suppress_warning=True) else ""
    return chosen if chosen in records else next(iter(records))


def home() -> Home:
    """Return where the record shown lives."""
    return list_records()[record_name()]


def named_in_address() -> dict[str, list[str]]:
    """Return what an address says of the record shown: nothing where it is the default one."""
    name = record_name()
    return {} if name == next(iter(list_records())) else {RECORD: [name]}


def titles() -> dict[str, str]:
    """Return what each record is called where there is little room, by name.

    A record that cannot be read is called by its folder.
    """
    return {name: find_title(path) for name, path in list_records().items()}


def checked() -> Result:
    """Return what the checks found in the files of which the page is made."""
    return live.state(home()).result


def record() -> Record:
    """Return the whole record, from the very bytes that were checked.

    It is the same throughout a page, and the newest as the page is begun. Raises NotAPackage where
    the checks found a fault.
    """
    state = live.state(home())
    if state.record is None:
        raise NotAPackage(f"{home()}: {state.result.faults[0]}")
    return state.record


def seen(view: View) -> Record:
    """Return the record as known at the view's moment."""
    return _seen(record(), view.only())


def ask(query: Query[Answer], view: View) -> Answer:
    """Return a query's answer at the view's moment: shared, so never change it."""
    whole = record()
    warmth.remember(whole, _ask, "", query, view.only(*query.reads))
    return _ask(whole, "", query, view)


def draw(figure: Callable[[Any, View, Theme], Any], query: Query[Any], view: View) -> Any:
    """Return a figure of a query's answer in the reader's colours: shared, so never change it."""
    return _remembered(_draw, figure, query, _of_figure(figure, query, view))


def draw_svg(figure: Callable[[Any, View, Theme], Any], query: Query[Any], view: View) -> str:
    """Return a figure of a query's answer as `components.figures.kit.drawing` writes it."""
    return _remembered(_draw_svg, figure, query, _of_figure(figure, query, view))


def _remembered(make: Callable[..., Answer], *given: Any) -> Answer:
    whole, mode = record(), colors().mode
    warmth.remember(whole, make, mode, *given)
    return make(whole, mode, *given)


def _of_figure(figure: Any, query: Query[Any], view: View) -> View:
    """Return the view with only the fields that the query and the figure read.

    A figure may be one of which some arguments are given, as `functools.partial` does.
    """
    drawn = getattr(figure, "func", figure)
    return view.only(*query.reads, *getattr(drawn, "reads", ()))


def cached(
    *, reads: tuple[str, ...] | None = None, ignores: tuple[str, ...] = ()
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Return a decorator that caches what a function makes of a view: shared, so never change it.

    For HTML and tables made of answers: to make them anew is most of what a click costs the server.
    The function is given the view with only the fields that it `reads`, and with those that decide
    which rows are seen; or, where it writes links, the whole view but those that it `ignores`.
    """

    def decorate(make: Callable[..., Answer]) -> Callable[..., Answer]:
        @keep(64)
        def make_once(_whole: Record, _mode: str, *args: Any) -> Answer:
            return make(*args)

        @wraps(make)
        def ask_once(*args: Any) -> Answer:
            given = (_narrow(x, reads, ignores) if isinstance(x, View) else x for x in args)
            return _remembered(make_once, *given)

        return ask_once

    return decorate


def _narrow(view: View, reads: tuple[str, ...] | None, ignores: tuple[str, ...]) -> View:
    return view.without(*ignores) if reads is None else view.only(*reads)


def colors() -> Theme:
    """Return the colours of the reader's theme; light where the browser has not sent one."""
    mode = warmth.mode_now.get() or st.context.theme.type
    return _theme(record(), "dark" if mode == "dark" else "light")


@keep(32)
def _seen(whole: Record, lens: View) -> Record:
    return seen_by(whole, lens)


def _ask(whole: Record, _mode: str, query: Query[Answer], view: View) -> Answer:
    return query(_seen(whole, view.only()), view)


@keep(64)
def _draw(whole: Record, mode: str, figure: Any, query: Query[Any], view: View) -> Any:
    return figure(_ask(whole, mode, query, view), view, _theme(whole, mode))


@keep(64)
def _draw_svg(whole: Record, mode: str, figure: Any, query: Query[Any], view: View) -> str:
    return drawing(figure(_ask(whole, mode, query, view), view, _theme(whole, mode)))


@keep(2)
def _theme(whole: Record, mode: Any) -> Theme:
    return theme(whole, mode)
