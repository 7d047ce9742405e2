"""The timeline of the last weeks, low enough that its type is read on a slide and on a page."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from components.figures.kit.drawing import GAP, Figure
from components.figures.kit.picture_key import Sign, key
from components.figures.kit.theme import Theme
from components.figures.timeline import key as timeline_key
from components.figures.timeline.chart import lanes
from components.figures.timeline.layout import plan
from data import clock
from data.load import Record
from data.queries.events.events import Timeline, timeline
from data.queries.events.lanes import LaneKey
from data.queries.events.stretch import find_past
from data.view import View
from data.words import count

WEEKS = 4  # longer ones want more room or smaller type
# px: 13 px of this width, 12.13 inches on a slide and 174 mm on a page, are 12 and 6.8 points; of
# this height, 5.25 inches on a slide, they are 12
WIDE, HIGH = 940, 409
TIERS = 1  # of words over a lane's marks


def last_weeks(seen: Record, view: View) -> View:
    """Return the view of a slide's timeline: from WEEKS before its moment on, in lanes by kind.

    A reader's own dates stay. A crisis that is over is shown from its beginning.
    """
    past = find_past(seen)
    if past and not view.start:
        return view.but(lanes="kind", start=clock.on(past[0].date()))
    first = clock.on((view.as_of.last - pd.Timedelta(weeks=WEEKS)).date())
    return view.but(lanes="kind", start=view.start or first)


def fitted(seen: Record, view: View, theme: Theme) -> tuple[Timeline, Figure, tuple[str, float]]:
    """Return the timeline of the last weeks, its figure, and its key: no higher than HIGH.

    It has as many lanes as there is room for, those with an event first, else in their order; the
    key names the others, with their events.
    """
    shown = last_weeks(seen, view)
    answer = timeline(seen, shown)
    for most in range(max(len(answer.lanes), 1), 0, -1):
        drawn = _with_lanes(answer, most)
        height = plan(drawn, WIDE, TIERS).without_curve().height
        *rows, (title, last) = timeline_key.rows(
            timeline_key.timeline_key(drawn, seen, shown, theme), theme
        )
        signs = key([*rows, (title, [*last, *_left_out(answer, drawn)])], WIDE, theme)
        if height + GAP + signs[1] <= HIGH:
            break
    return drawn, lanes(drawn, shown, theme, WIDE, curved=False, tiers=TIERS), signs


def count_lanes(answer: Timeline) -> Iterator[tuple[LaneKey, int]]:
    """Yield the lanes of a timeline, each with how many events stand in it."""
    counts = answer.placed["lanes"].explode().value_counts()
    for lane in answer.lanes:
        yield lane, int(counts.get(lane.lane, 0))


def _with_lanes(answer: Timeline, most: int) -> Timeline:
    """Return a timeline with so many of its lanes, and the events that stand in them."""
    ordered = sorted(count_lanes(answer), key=lambda counted: not counted[1])
    names = {lane.lane for lane, _ in ordered[:most]}

    def within(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.loc[[not names.isdisjoint(lanes) for lanes in rows["lanes"]]]

    return replace(
        answer,
        lanes=tuple(lane for lane in answer.lanes if lane.lane in names),
        occurred=within(answer.occurred),
        called_off=within(answer.called_off),
    )


def _left_out(answer: Timeline, drawn: Timeline) -> Iterator[Sign]:
    """Yield what the key says of the lanes that are not drawn."""
    for lane, events in count_lanes(answer):
        if lane not in drawn.lanes:
            some = f"{count(events, 'event')}, not drawn" if events else "none on record"
            yield Sign("", f"{lane.title}: {some}")
