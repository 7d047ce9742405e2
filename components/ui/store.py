"""What is computed once per process and shared by all viewers: record, answers, figures."""

import os
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from components.figures.kit.drawing import drawing
from components.figures.kit.theme import Theme, theme
from data.asof import seen_by
from data.checks.run import Result, check_package
from data.descriptor import read_package
from data.load import Record, load_package
from data.package import Package, shipped
from data.query import Query
from data.view import View

ROOT = Path(__file__).parents[2]
Answer = TypeVar("Answer")


def folder() -> Path:
    """Return the folder of the record shown: REDLINES_RECORD, or the one that is shipped."""
    return ROOT / os.environ.get("REDLINES_RECORD", shipped())


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
    return _draw(figure, query, record(), view, colors())


def draw_svg(figure: Callable[[Any, View, Theme], Any], query: Query[Any], view: View) -> str:
    """Return a figure of a query's answer as `components.figures.kit.drawing` writes it."""
    return _written(figure, query, record(), view, colors())


def cached(make: Callable[..., Answer]) -> Callable[..., Answer]:
    """Cache the answers of `make` by its arguments, the record and the theme; never change one.

    For HTML and tables made of answers, which are most of a click's time on the server.
    """

    @lru_cache(maxsize=256)
    def answer(_whole: Record, _colors: Theme, *arguments: Any) -> Answer:
        return make(*arguments)

    @wraps(make)
    def wrapper(*arguments: Any) -> Answer:
        return answer(record(), colors(), *arguments)

    return wrapper


def colors() -> Theme:
    """Return the colours of the reader's theme; light where the browser has not sent one."""
    return _theme(record(), "dark" if st.context.theme.type == "dark" else "light")


@lru_cache(maxsize=2)
def _package(path: Path) -> Package:
    return read_package(path)


@lru_cache(maxsize=2)
def _checked(path: Path) -> Result:
    return check_package(_package(path))


@lru_cache(maxsize=2)
def _load(path: Path) -> Record:
    return load_package(_package(path))


@lru_cache(maxsize=64)
def _seen(whole: Record, lens: View) -> Record:
    return seen_by(whole, lens)


@lru_cache(maxsize=256)
def _draw(figure: Any, query: Query[Any], whole: Record, view: View, colors: Theme) -> Any:
    return figure(ask(query, view), view, colors)


@lru_cache(maxsize=256)
def _written(figure: Any, query: Query[Any], whole: Record, view: View, colors: Theme) -> str:
    return drawing(figure(ask(query, view), view, colors))


@lru_cache(maxsize=4)
def _theme(whole: Record, mode: Any) -> Theme:
    return theme(whole, mode)
