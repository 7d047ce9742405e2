"""The controls of the two clocks: as of, since, the named moments."""

from datetime import date, time
from typing import Any

import pandas as pd
import streamlit as st

from components.ui import state, store
from components.ui.elements import layout
from data import clock
from data.view import View

BACK = {"A day before": pd.Timedelta(days=1), "A week before": pd.Timedelta(weeks=1)}
MOMENT_BEFORE = "Named moment before"
NONE = "None"
PICKED = "picked"
# One element of our own: several of Streamlit's are slower to draw, and browsers write a day in
# different ways, which readers of one screen would see.
component = st.components.v2.component(
    "red_lines_clocks", js=layout.script("dom.js", "clocks.js"), isolate_styles=False
)


@layout.block
def panel(view: View) -> None:
    """Place the two clocks and the named moments, for the sidebar."""
    _place("sidebar", view, *_clocks(view))


@store.cached(reads=())
def _clocks(view: View) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the clocks offer, and what is chosen of it."""
    first, last = _days(view)
    minute = view.as_of.precision == "minute"
    moments = store.record().moments
    at = moments.index[moments["as_of_last"] == view.as_of.last]
    # An address may set a since that lies after as of; the box must hold it all the same.
    latest = max(view.as_of.last.date(), view.since.last.date() if view.since else first)
    offered: dict[str, Any] = {
        "as_of": {"first": first.isoformat(), "last": last.isoformat()},
        "since": {"first": first.isoformat(), "last": latest.isoformat()},
        "steps": [],
        "moments": _listed(moments),
    }
    values = {
        "as_of": {
            "day": view.as_of.last.date().isoformat(),
            "hour": f"{view.as_of.last:%H:%M}" if minute else "",
        },
        "since": {"day": view.since.last.date().isoformat() if view.since else ""},
        "moments": at[0] if len(at) else None,
    }
    return offered, values


def steps(view: View, where: str) -> None:
    """Place the short ways to an earlier moment that there are, and the way back to none."""
    if _ways(view) or view.since:
        _place(where, view, {"steps": []}, {})


@layout.block
def style_switch(view: View) -> None:
    """Pass the label of the sidebar's switch to the style sheet: as of, and since below it."""
    since = f"\\A since {view.since}" if view.since else ""
    size = 13 if view.since else 15
    st.html(
        f"<style>.stAppHeader{{--as-of:'{view.as_of}';--since:'{since}';--switch:{size}px}}</style>"
    )


def _place(where: str, view: View, offered: dict[str, Any], values: dict[str, Any]) -> None:
    """Place the parts that are offered, with the steps, and set what the reader picks."""
    ways = _ways(view)
    at = [way for way, moment in ways.items() if view.since and moment.last == view.since.last]
    named = [*ways, NONE] if view.since else list(ways)
    parts = offered | {"steps": [(way, way) for way in named]}
    key = f"clocks_{where}"
    component(
        key=key,
        data={
            "offered": {name: part for name, part in parts.items() if part},
            "values": values | {"steps": at[0] if at else None},
        },
        width="stretch",
        on_picked_change=lambda: hear((st.session_state.get(key) or {}).get(PICKED) or {}),
    )


@layout.action
def hear(picked: dict[str, Any]) -> None:
    """Set the clock that the browser names; a message that no clock can send is ignored."""
    what, value = picked.get("what"), f"{picked.get('value')}"
    if what == "as_of" and (moment := _moment(picked.get("day"), picked.get("hour"))):
        state.change(as_of=moment)
    elif what == "since" and (not picked.get("day") or _moment(picked["day"])):
        state.change(since=_moment(picked.get("day")))
    elif what == "step":  # one that leads nowhere is none
        state.change(since=_ways(state.view()).get(value))
    elif what == "moment" and value in store.record().moments.index:
        state.change(as_of=store.record().moment(value))


def _moment(day: object, hour: object = "") -> clock.Moment | None:
    try:
        moment = clock.parse(f"{day}T{hour}Z" if hour else f"{day}")
    except ValueError:
        return None
    return moment if moment.precision in ("day", "minute") else None


def _ways(view: View) -> dict[str, clock.Moment]:
    """Return the steps back from as of: those that lead to before anything was known are none."""
    return _steps_back(view)


@store.cached(reads=())
def _steps_back(view: View) -> dict[str, clock.Moment]:
    hour: time | None = view.as_of.last.time() if view.as_of.precision == "minute" else None
    first = _days(view)[0]
    ways = {
        way: clock.on(day, hour)
        for way, back in BACK.items()
        if (day := (view.as_of.last - back).date()) >= first
    }
    moments = store.record().moments
    earlier = moments.index[moments["as_of_last"] < view.as_of.last]
    if len(earlier):
        ways[MOMENT_BEFORE] = store.record().moment(earlier[-1])
    return ways


def _days(view: View) -> tuple[date, date]:
    record = store.record()
    known = [m.date() for m in (record.events["reported"].min(), record.last) if pd.notna(m)]
    known += [m.last.date() for m in (view.as_of, view.since) if m]
    return min(known), max(known)


def _listed(moments: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return each moment's id, its title, and its day."""
    whens = zip(moments["as_of"], moments["as_of_precision"], strict=True)
    days = [clock.say_day(*when) for when in whens]
    return list(zip(moments.index, moments["title"], days, strict=True))
