"""The window that a step of zooming leads to, in whole days."""

from math import ceil, floor

import pandas as pd

from components.figures.timeline import brush
from components.figures.timeline.axis import DAY, WIDTH, Scale, seconds
from components.figures.timeline.scaling import scale
from data.clock import Moment, on
from data.queries.events.events import Timeline
from data.queries.events.stretch import true_scale_start
from data.view import View

Window = tuple[Moment | None, Moment | None]  # first and last day; None where it is open
ALL: Window = (None, None)


def zoom(
    answer: Timeline, view: View, by: float, part: float | None = None, width: float = WIDTH
) -> Window:
    """Return the window after one that is `by` times as long is laid about a place of the chart.

    `part` of the width, or None for the middle of the window, and for as of where it has no end.
    What is at the place stays there, to a day. An end that would reach beyond as of is open, as
    is a beginning before the axis that is drawn without a window; a window longer than any true
    scale is none. In a compressed stretch of the axis its events are zoomed in on.
    """
    axis = scale(answer, width)
    first = seconds(view.start.first) if view.start else axis.start
    last = seconds(view.until.last) + 1 if view.until else seconds(answer.ends)
    if part is None:
        about = (first + last) / 2 if view.until else last
    else:
        x = brush.at(part, width)
        if x < axis.x0 and by < 1:
            return _zoom_among_events(answer, axis, x, by, width) or (view.start, view.until)
        about = min(max(axis.instant(x), first), last)
    left, right = about - (about - first) * by, about + (last - about) * by
    if by >= 1:
        return _zoom_out(answer, floor(left / DAY), ceil(right / DAY) - 1)
    here = floor(min(about, last - 1) / DAY)  # at least this day is left
    start = min(ceil(left / DAY), here)
    is_open = view.until is None and about >= last and answer.ends >= answer.as_of.last
    until = None if is_open else max(floor(right / DAY) - 1, here)
    begins = start if view.start or start * DAY > axis.start else None
    return _day(begins), _day(until)


def _zoom_out(answer: Timeline, first: int, last: int) -> Window:
    """Return days since 1970 as a window, open where it reaches beyond the axis without one."""
    weeks, as_of = answer.axis.true_scale_weeks, answer.as_of.last
    if last + 1 - first > 2 * 7 * weeks:
        return ALL
    end = (last + 1) * DAY
    before_axis = first * DAY <= seconds(true_scale_start(as_of, weeks)) < end
    return _day(None if before_axis else first), _day(None if end >= seconds(as_of) else last)


def _zoom_among_events(
    answer: Timeline, axis: Scale, x: float, by: float, width: float
) -> Window | None:
    """Return the days of the events about a place of a compressed stretch; None without any."""
    piece = next((p for p in axis.pieces if p.x0 <= x <= p.x1), None)
    if piece is None:
        return None
    return brush.window(answer, x - (x - piece.x0) * by, x + (piece.x1 - x) * by, width)


def _day(days: int | None) -> Moment | None:
    return None if days is None else on(pd.Timestamp(days * DAY, unit="s", tz="UTC").date())
