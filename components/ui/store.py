"""What is computed once per process and shared by all viewers: record, answers, figures."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.figures.kit.drawing import drawing
from components.figures.kit.theme import Theme, theme
from data.asof import seen_by
from data.checks.run import Result, check_package
from data.descriptor import read_package
from data.load import Record, load_package
from data.package import NotAPackage, Package, list_records
from data.query import Query
from data.view import View

ROOT = Path(__file__).parents[2]
RECORD = "record"  # in the session and the address: the name of the record that is read
RECORDS = 4  # that are in memory at once; one takes some 30 MB
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
    if (now := _read_now.get()) in records:
        return now
    chosen = st.session_state.get(RECORD, "") if get_script_run_ctx(suppress_warning=True) else ""
    return chosen if chosen in records else next(iter(records))


def folder() -> Path:
    """Return the folder of the record shown."""
    return list_records()[record_name()]


def named_in_address() -> dict[str, list[str]]:
    """Return what an address says of the record shown: nothing where it is the default one."""
    name = record_name()
    return {} if name == next(iter(list_records())) else {RECORD: [name]}


def titles() -> dict[str, str]:
    """Return what each record is called where there is little room, by name.

    A record that cannot be read is called by its folder.
    """
    return {name: _short_title(path) for name, path in list_records().items()}


@lru_cache(maxsize=64)
def _short_title(path: Path) -> str:
    try:
        crisis = _package(path).crisis
    except NotAPackage:
        return path.name
    return crisis.short_title or crisis.title


def checked() -> Result:
    """Return what the checks found there, once per process: a mended record needs a new start.

    Raises NotAPackage when it is none.
    """
    return _checked(folder())


def record() -> Record:
    """Return the whole record, from the very bytes that were checked; raises as `load` does."""
    return _load(folder())


def seen(view: View) -> Record:
    """Return the record as known at the view's moment."""
    return _seen(record(), view.only())


def ask(query: Query[Answer], view: View) -> Answer:
    """Return a query's answer at the view's moment: shared, so never change it."""
    return query(seen(view), view)


def draw(figure: Callable[[Any, View, Theme], Any], query: Query[Any], view: View) -> Any:
    """Return a figure of a query's answer in the reader's colours: shared, so never change it."""
    return _draw(figure, query, record(), _of_figure(figure, query, view), colors())


def draw_svg(figure: Callable[[Any, View, Theme], Any], query: Query[Any], view: View) -> str:
    """Return a figure of a query's answer as `components.figures.kit.drawing` writes it."""
    return _written(figure, query, record(), _of_figure(figure, query, view), colors())


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
        @lru_cache(maxsize=64)
        def make_once(_whole: Record, _colors: Theme, *args: Any) -> Answer:
            return make(*args)

        @wraps(make)
        def ask_once(*args: Any) -> Answer:
            given = (_narrow(x, reads, ignores) if isinstance(x, View) else x for x in args)
            return make_once(record(), colors(), *given)

        return ask_once

    return decorate


def _narrow(view: View, reads: tuple[str, ...] | None, ignores: tuple[str, ...]) -> View:
    return view.without(*ignores) if reads is None else view.only(*reads)


def colors() -> Theme:
    """Return the colours of the reader's theme; light where the browser has not sent one."""
    return _theme(record(), "dark" if st.context.theme.type == "dark" else "light")


@lru_cache(maxsize=RECORDS)
def _package(path: Path) -> Package:
    return read_package(path)


@lru_cache(maxsize=RECORDS)
def _checked(path: Path) -> Result:
    return check_package(_package(path))


@lru_cache(maxsize=RECORDS)
def _load(path: Path) -> Record:
    return load_package(_package(path))


@lru_cache(maxsize=32)
def _seen(whole: Record, lens: View) -> Record:
    return seen_by(whole, lens)


@lru_cache(maxsize=96)
def _draw(figure: Any, query: Query[Any], whole: Record, view: View, colors: Theme) -> Any:
    return figure(ask(query, view), view, colors)


@lru_cache(maxsize=96)
def _written(figure: Any, query: Query[Any], whole: Record, view: View, colors: Theme) -> str:
    return drawing(figure(ask(query, view), view, colors))


@lru_cache(maxsize=2 * RECORDS)
def _theme(whole: Record, mode: Any) -> Theme:
    return theme(whole, mode)
