"""The reports of a machine-coded feed over time: a bar a day, a week or a month."""

from typing import Any, NamedTuple

import pandas as pd

from components.figures.kit.drawing import Figure
from components.figures.kit.layout import axes_over_time, lay_out
from components.figures.kit.pixels import UNSEEN
from components.figures.kit.reads import reads
from components.figures.kit.theme import Theme
from components.figures.kit.ticks import axis, number_ticks, ticks
from components.figures.kit.traces import with_tips
from data import clock
from data.view import View

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 190, 52, 12, 20, 24
NARROW = 940  # px of the plot on a page 1,280 wide
STEPS = {"D": pd.Timedelta(days=1), "W": pd.Timedelta(days=7), "M": pd.Timedelta(days=30)}
PART, THINNEST = 0.72, 1.5  # of a step that its bar takes; px
MOST_TICKS = 5


class Reports(NamedTuple):
    """How many by step, between two instants (UTC): `at`, `number`; `step` D, W or M."""

    rows: pd.DataFrame
    first: pd.Timestamp
    last: pd.Timestamp
    step: str
    what: str  # happenings, or reports


@reads("day", "since")
def reports(answer: Reports, view: View, theme: Theme) -> Figure:
    """Draw one bar a step, from zero; `customdata` of a bar is its first day, as 2022-01-09.

    The bar of the view's `day` is the darkest. A thin line stands at since.
    """
    long = STEPS[answer.step]
    most = max(float(answer.rows["number"].max()), 1.0) if len(answer.rows) else 1.0
    wide = max(NARROW * (long / max(answer.last - answer.first, long)) * PART, THINNEST)
    chosen = view.day.first if view.day else None
    is_chosen = answer.rows["at"] == chosen
    traces = [
        _bars(answer.rows.loc[rows], answer, color, wide)
        for rows, color in ((~is_chosen, theme.feed), (is_chosen, theme.ink))
        if rows.any()
    ]
    if traces:  # a low bar is pointed at by all of its step
        traces.insert(0, _bars(answer.rows, answer, UNSEEN, wide / PART, most))
    first, last = answer.first, answer.last
    numbers = number_ticks(0.0, most, MOST_TICKS, whole=True)
    margin, axes = (LEFT, RIGHT, TOP, BOTTOM), axes_over_time(theme)
    axes["xaxis"] |= {"range": [first, last], **axis(ticks(first, last, NARROW))}
    axes["yaxis"] |= {"range": [0, most * 1.05], "tickvals": numbers}
    axes["yaxis"]["ticktext"] = [f"{number:,.0f}" for number in numbers]
    layout: dict[str, Any] = {**lay_out(HEIGHT, theme, margin), **axes}
    if view.since and first <= view.since.last <= last:
        line = {"type": "line", "yref": "y domain", "y0": 0, "y1": 1}
        at = {"x0": view.since.last, "x1": view.since.last}
        layout["shapes"] = [{**line, **at, "line": {"color": theme.quiet, "width": 1}}]
    return {"data": traces, "layout": layout}


def _bars(
    rows: pd.DataFrame, answer: Reports, color: str, wide: float, tall: float = 0.0
) -> dict[str, Any]:
    """Return a bar for each row, as high as its number, or as `tall`."""
    middle = rows["at"] + STEPS[answer.step] / 2
    pairs = zip(rows["at"], rows["number"], strict=True)
    tips = [tip for pair in pairs for tip in [_say(*pair, answer)] * 3]
    xs = [x for at in middle for x in (at, at, None)]
    ys = [y for number in rows["number"] for y in (0, tall or int(number), None)]
    days = rows["at"].dt.strftime("%Y-%m-%d").repeat(3)
    return with_tips("lines", xs, ys, days, tips, line={"color": color, "width": wide})


def say_step(at: pd.Timestamp, step: str) -> str:
    """Return the day, week or month that begins at an instant, in words."""
    span = clock.say(at, "month" if step == "M" else "day")
    return f"week from {span}" if step == "W" else span


def _say(at: pd.Timestamp, number: int, answer: Reports) -> str:
    return f"<b>{say_step(at, answer.step)}</b><br>{number:,} {answer.what}, machine-coded"
