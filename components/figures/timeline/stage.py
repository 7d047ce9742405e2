"""The timeline of a meeting: as many lanes as a stage has room for, beside a card fewer weeks."""

from dataclasses import replace

import pandas as pd

from components.figures.kit.drawing import Figure
from components.figures.kit.reads import reads
from components.figures.kit.theme import Theme
from components.figures.timeline.chart import lanes
from components.figures.timeline.layout import Lane, plan
from data import clock
from data.queries.events.events import Timeline
from data.view import View

WIDTH, BESIDE = 868.0, 488.0  # px of the chart on a stage, before it is enlarged; beside a card
ROOM = 256.0  # px that its lanes may be high together
WEEKS = pd.Timedelta(weeks=6)  # that stand beside a card
PARTS = ("occurred", "ahead", "called_off")


def wide(view: View) -> float:
    """Return how wide the chart of a view is drawn, in px."""
    return BESIDE if view.event else WIDTH


def weeks_of(view: View, day: pd.Timestamp | None) -> View:
    """Return the view whose chart stands beside the card of an event of that day (UTC).

    It shows the weeks before as of, or those about an earlier event; a window that the reader has
    set stays.
    """
    if not view.event or view.start or view.until:
        return view
    begins = view.as_of.last - WEEKS
    if day is None or day >= begins:
        return view.but(start=clock.on(begins.date()))
    first, last = day - WEEKS / 2, day + WEEKS / 2
    return view.but(start=clock.on(first.date()), until=clock.on(last.date()))


def fitted(answer: Timeline, event_id: str) -> Timeline:
    """Return the timeline with the lanes that a stage has room for, in their order.

    Those of the event come first. Beside its card, what is announced is left out, unless it is the
    event itself.
    """
    if event_id and event_id not in set(answer.ahead["event_id"]):
        answer = replace(answer, ahead=answer.ahead.iloc[:0])
    if event_id:  # a stretch for what is only known to have been some weeks before takes its room
        answer = replace(
            answer,
            occurred=_since(answer.true_from, answer.occurred, event_id),
            called_off=_since(answer.true_from, answer.called_off, event_id),
        )
    width = BESIDE if event_id else WIDTH
    every, room, shown = plan(answer, width).lanes, ROOM, set[str]()
    own = {name for at in _rows(answer, event_id) for name in at}
    for lane in sorted(every, key=lambda lane: lane.key.lane not in own):
        room -= _height(lane)
        if room < 0 and shown:
            break
        shown.add(lane.key.lane)
    return replace(answer, lanes=tuple(key for key in answer.lanes if key.lane in shown))


def _since(first: pd.Timestamp, rows: pd.DataFrame, event_id: str) -> pd.DataFrame:
    return rows.loc[(rows["when"] >= first) | (rows["event_id"] == event_id)]


def left_out(answer: Timeline, event_id: str) -> list[str]:
    """Return the titles of the lanes for which a stage has no room."""
    shown = {key.lane for key in fitted(answer, event_id).lanes}
    return [key.title for key in answer.lanes if key.lane not in shown]


@reads("event")
def stage_lanes(answer: Timeline, view: View, theme: Theme) -> Figure:
    """Draw a `data.queries.events.events.Timeline` for a stage, the event's lanes first."""
    shown = fitted(answer, view.event)
    return lanes(shown, view, theme, wide(view), named=False, curved=False)


def _rows(answer: Timeline, event_id: str) -> list[tuple[str, ...]]:
    frames = (getattr(answer, part) for part in PARTS)
    return [names for rows in frames for names in rows.loc[rows["event_id"] == event_id, "lanes"]]


def _height(lane: Lane) -> float:
    return lane.bottom - lane.top
