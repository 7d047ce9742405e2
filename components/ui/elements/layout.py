"""How a page is laid out: style, blocks, headers, notices, pages of long lists."""

import logging
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from components.figures.kit.symbols import masks
from components.figures.kit.theme import GROUNDS, theme
from components.ui import store
from components.ui.account import Refused
from data import first_rows
from data.direction import isolate_cell
from data.queries.overview.search_results import search_results
from data.queries.sources.citing import reported
from data.view import View
from data.words import is_unbroken, number, plural

HERE = Path(__file__).parents[1]
SCRIPTS = HERE / "browser"
BROKEN = "This part could not be shown. The rest is not affected, and the server's log says why."
NOT_DONE = "That could not be done; the server's log says why."
PAGE = 100  # rows of HTML on a page
TABLE_PAGE = 2_000  # rows of a table, which a browser draws as they are scrolled to
FAILED = "failed"  # in the session: what a callback could not do, until the reader knows
Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        finalize=isolate_cell,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else each of fifty templates of a run is looked up on the disk
    )
    environment.globals["reported"] = reported
    environment.filters["number"] = number
    environment.filters["plural"] = plural
    environment.tests["unbroken"] = is_unbroken
    return environment


def block(draw: Callable[Arguments, Result]) -> Callable[Arguments, Result | None]:
    """Guard a function that draws a part of a page, so that only this part fails.

    An exception is logged with its traceback, and one sentence stands in place of the part; the
    rest of the page is not affected. Streamlit's own exceptions, which stop or restart a run, pass.
    """

    @wraps(draw)
    def guarded(*arguments: Arguments.args, **more: Arguments.kwargs) -> Result | None:
        try:
            return draw(*arguments, **more)
        except Exception:
            part = f"{draw.__module__}.{draw.__qualname__}"
            logging.getLogger(__name__).exception("a part of a page failed: %s", part)
            notice(BROKEN)
            return None

    return guarded


def action(act: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Guard a callback of a widget, so that the page is drawn even where it fails.

    An exception is logged with its traceback, and `say_what_failed` tells the reader. Of who may
    not write it tells the reason.
    """

    @wraps(act)
    def guarded(*arguments: Arguments.args, **more: Arguments.kwargs) -> None:
        try:
            act(*arguments, **more)
        except Refused as refusal:
            st.session_state[FAILED] = f"Nothing was written. {refusal}"
        except Exception:
            what = f"{act.__module__}.{act.__qualname__}"
            logging.getLogger(__name__).exception("an answer to a reader failed: %s", what)
            st.session_state[FAILED] = NOT_DONE

    return guarded


def say_what_failed() -> None:
    """Say once that what the reader did last could not be done."""
    if sentence := st.session_state.pop(FAILED, ""):
        notice(sentence)


def template(name: str, **values: Any) -> str:
    """Return a template filled in; every value is escaped, as cells are hostile."""
    return _templates().get_template(f"{name}.html").render(**values)


def html(name: str, **values: Any) -> None:
    """Place a template of `templates/` on the page."""
    place(template(name, **values))


def place(*filled: str) -> None:
    """Place templates that are filled in already, one after the other."""
    for body in filled:
        st.html(body, width="stretch")


def place_beside(filled: str) -> None:
    """Place a template that is filled in already in a row, as wide as it is."""
    st.html(filled, width="content")


@lru_cache(maxsize=1)
def _css() -> str:
    sheets = sorted((HERE / "styles").glob("*.css"))
    signs = [f'.{name}{{--m:url("{address}")}}' for name, address in masks().items()]
    return "\n".join([*signs, *(sheet.read_text(encoding="utf-8") for sheet in sheets)])


def script(*names: str) -> str:
    """Return scripts of this folder as one module: a component's is sent as text.

    The last of them has a function `draw`, which fails by itself as a `block` does.
    """
    return "\n".join((SCRIPTS / name).read_text(encoding="utf-8") for name in (*names, "guard.js"))


def style() -> None:
    """Place the one style block: what Streamlit's theme cannot say, and the colours by name.

    Every colour of the theme is `--ink`, `--quiet` ... and every party's `--party-<id>`.
    """
    st.html(_style_of_all())


def plain_style() -> None:
    """Place the style block without the parties' colours, for when there is no record."""
    light, dark = GROUNDS["light"], GROUNDS["dark"]
    st.html(_style({name: (light[name], dark[name]) for name in light}))


def party_colors(key: str) -> None:
    """Name the colours of the parties of the record that is read, in the container of this key."""
    st.html(f"<style>.st-key-{key}{{{_colors(_colors_of_parties())}}}</style>")


@store.cached()
def _style_of_all() -> str:
    light, dark = (theme(store.record(), mode) for mode in ("light", "dark"))
    named = {name: (getattr(light, name), getattr(dark, name)) for name in GROUNDS["light"]}
    return _style(named | _colors_of_parties())


def _colors_of_parties() -> dict[str, tuple[str, str]]:
    light, dark = (theme(store.record(), mode).party for mode in ("light", "dark"))
    return {f"party-{party}": (light[party], dark[party]) for party in light}


def _style(named: Mapping[str, tuple[str, str]]) -> str:
    return f"<style>:root{{{_colors(named)}}}\n{_css()}</style>"


def _colors(named: Mapping[str, tuple[str, str]]) -> str:
    return "".join(f"--{name}:light-dark({a},{b});" for name, (a, b) in named.items())


def sheet(name: str) -> None:
    """Place a style sheet of its own folder, which counts only where it is placed."""
    css = (HERE / "styles" / name / f"{name}.css").read_text(encoding="utf-8")
    st.html(f"<style>{css}</style>")


def header(title: str, line: str) -> None:
    """Place the page's headline and the line under it that says what is shown."""
    html("header", title=title, line=line)


def notice(sentence: str) -> None:
    """Say something quietly in one line."""
    html("notice", sentence=sentence)


def ask_for_rows(*tables: str) -> str:
    """Return what to add to a record that has only begun; empty where these tables have rows."""
    return first_rows.ask_for_rows(store.record(), *tables)


def place_no_match(what: str, view: View, *tables: str) -> None:
    """Place a notice that nothing matches, and what to do; `tables`: those that it would stand in.

    Nothing where the search finds nothing on any page: the search box says so above.
    """
    if advice := ask_for_rows(*tables):
        notice(advice)
        return
    if view.q and store.ask(search_results, view).empty:
        return
    sentence = (
        f"No {what} {view.describe(store.record())}. "
        "Remove a filter, or choose a later moment in the sidebar."
    )
    notice(sentence)


def pages(name: str, total: int, of: Hashable, size: int = PAGE) -> slice:
    """Return which of `total` rows stand on the page chosen, and place the ways to the others.

    Nothing is placed where all fit. `name` tells two lists apart; `of` is what the rows depend on:
    where that changes, the first page is shown again.
    """
    if total <= size:
        return slice(None)
    key, last = f"page_{name}", (total - 1) // size
    known, number = st.session_state.get(key, (of, 0))
    number = min(number, last) if known == of else 0
    first = number * size
    with st.container(horizontal=True, vertical_alignment="center", key=f"pages_{name}"):
        for label, to in (("Previous", number - 1), ("Next", number + 1)):
            st.button(
                label,
                key=f"{key}_{label}",
                disabled=not 0 <= to <= last,
                on_click=_turn,
                args=(key, of, to),
            )
        html("pages", first=first + 1, last=min(first + size, total), total=total)
    return slice(first, first + size)


@action
def _turn(key: str, of: Hashable, number: int) -> None:
    st.session_state[key] = (of, number)
