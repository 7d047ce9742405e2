"""Two records side by side, each at its own moment: a face of Situation."""

import streamlit as st

from components.figures.timeline.strip import strip as strip_figure
from components.ui import links, store
from components.ui.elements import drawings, layout
from components.ui.pages import situation
from data import clock
from data.queries.overview import overview
from data.view import View

BESIDE = "record_beside"  # the container of the other record's parts


@layout.block
def face(view: View) -> None:
    """Place how far apart the sides are, and the weeks, of this record and of another."""
    titles = store.titles()
    here = store.record_name()
    others = {name: title for name, title in titles.items() if name != here}
    if not others:
        layout.header("No other record is here", "REDLINES_RECORD may name several folders")
        layout.html("back", address=links.address(links.HOME, view, show=""), to="Situation")
        return
    other = view.beside if view.beside in others else next(iter(others))
    with store.reading(other):
        there = _view_of_other(view)
    layout.header(
        f"{titles[here]} beside {titles[other]}",
        "Each as it was known at its own moment. The questions differ, and each record judges its "
        "own: compare how the sides stand, not how many rows there are.",
    )
    plain = view.but(show="", beside="", beside_as_of=None)
    layout.html("back", address=links.address(links.HOME, plain), to="Situation")
    left, right = st.columns(2, gap="medium")
    with left:
        _place_moments(titles[here], here, view, view.as_of, "as_of")
        situation.how_far(plain)
    with right, st.container(key=BESIDE):
        _place_moments(titles[other], other, view, there.as_of, "beside_as_of")
        with store.reading(other):
            layout.party_colors(BESIDE)
            layout.place(situation.describe_far(there))
    _head_weeks(titles[here])
    situation.weeks(plain)
    _head_weeks(titles[other])
    _weeks(other, there)
    if others.keys() - {other}:
        ways = {
            title: links.address(links.HOME, view, beside=name, beside_as_of=None)
            for name, title in others.items()
        }
        layout.html("records_beside", ways=ways, shown=titles[other])


def _view_of_other(view: View) -> View:
    """Return the view of the record that is read, at the moment chosen for it or at its first."""
    first = View.default(store.record())
    return first.but(as_of=view.beside_as_of or first.as_of)


@layout.block
def _place_moments(title: str, name: str, view: View, now: clock.Moment, field: str) -> None:
    """Place what a record is called and its named moments, each a link that chooses it."""
    with store.reading(name):
        record = store.record()
    moments = {i: record.moment(i) for i in record.moments.index}
    layout.html(
        "record_beside",
        title=title,
        crisis=record.package.title,
        moment=now.at_end,
        moments=[
            {
                "title": record.moments.loc[i, "title"],
                "day": str(moment),
                "address": links.address(links.HOME, view, **{field: moment}),
                "shown": moment == now,
            }
            for i, moment in moments.items()
        ],
    )


def _head_weeks(title: str) -> None:
    layout.html("record_weeks", title=title)


@layout.block
def _weeks(other: str, there: View) -> None:
    """Place the weeks around the moment of the other record; its lists open with a click."""
    with store.reading(other):
        words, alt = situation.describe_weeks(there)
        svg = store.draw_svg(strip_figure, overview.strip, there)
    with st.container(key=f"{BESIDE}_weeks"):
        with store.reading(other):
            layout.party_colors(f"{BESIDE}_weeks")
        drawings.place("weeks_beside", svg, alt, words)
