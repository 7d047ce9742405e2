"""In which lane an event stands, and with which shape: by its kind or by its parties."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from data.load import Record
from data.query import query
from data.settings import Crisis
from data.shapes import IN_ORDER
from data.view import View


@dataclass(frozen=True)
class LaneKey:
    """One lane of the timeline: its id, its title, and what its marks' shapes stand for.

    `shapes`: the words of a kind of event, and its shape; `kinds` the ids of these kinds.
    """

    lane: str
    title: str
    shapes: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = ()


def places_in_lanes(seen: Record, view: View) -> tuple[list[tuple[str, ...]], list[str]]:
    """Return the lanes of each known event, and its mark's shape, in the order of the events."""
    crisis, events = seen.package.crisis, seen.events
    lane_of, shape_of = _by_kind(crisis) if view.lanes == "kind" else _by_party(crisis)
    columns = (events[c].tolist() for c in ("kind", "plover", "party_ids"))
    named = list(zip(*columns, strict=True))
    standing = {row: (lane_of(*row), shape_of(*row)) for row in dict.fromkeys(named)}
    return [standing[row][0] for row in named], [standing[row][1] for row in named]


LaneOf = Callable[[str, str, Iterable[str]], tuple[str, ...]]
ShapeOf = Callable[[str, str, Iterable[str]], str]
ELSEWHERE = LaneKey("elsewhere", "Other")


def _by_kind(crisis: Crisis) -> tuple[LaneOf, ShapeOf]:
    """Return lane and shape of an event: by its kind, else by its PLOVER type (background)."""
    of_kind = {kind: lane for lane in crisis.lanes for kind in lane.kinds}
    of_plover = {plover: lane for lane in crisis.lanes for plover in lane.plover}

    def lane_of(kind: str, plover: str, _parties: Iterable[str]) -> tuple[str, ...]:
        lane = of_kind.get(kind) or of_plover.get(plover)
        return (lane.lane if lane else ELSEWHERE.lane,)

    def shape_of(kind: str, _plover: str, _parties: Iterable[str]) -> str:
        lane = of_kind.get(kind)
        return lane.kinds[kind] if lane else "circle"

    return lane_of, shape_of


def _by_party(crisis: Crisis) -> tuple[LaneOf, ShapeOf]:
    """Return lanes and shape of an event: by its first party; a meeting, by each of its parties.

    By party a lane's name can explain no shape, so that one stands for a whole group of kinds.
    """
    of_party = {party: lane.lane for lane in crisis.party_lanes for party in lane.parties}
    rest = next((lane.lane for lane in crisis.party_lanes if not lane.parties), ELSEWHERE.lane)
    by_kind, _ = _by_kind(crisis)
    shapes = dict(zip((lane.lane for lane in crisis.lanes), IN_ORDER, strict=False))

    def lane_of(kind: str, _plover: str, parties: Iterable[str]) -> tuple[str, ...]:
        named = tuple(parties)
        of = named if kind in crisis.meeting_kinds else named[:1]
        return tuple(dict.fromkeys(of_party.get(party, rest) for party in of)) or (rest,)

    def shape_of(kind: str, plover: str, parties: Iterable[str]) -> str:
        return shapes.get(by_kind(kind, plover, parties)[0], "circle")

    return lane_of, shape_of


def lane_keys(seen: Record, view: View, used: pd.Series) -> tuple[LaneKey, ...]:
    """Return the lanes to draw, in the package's order; one more where `used` names no lane."""
    crisis = seen.package.crisis
    if view.lanes == "kind":
        words = seen.package.field("events", "kind").labels
        lanes = tuple(
            LaneKey(
                x.lane,
                x.title,
                tuple((words.get(k, k), s) for k, s in x.kinds.items()),
                tuple(x.kinds),
            )
            for x in crisis.lanes
        )
    else:
        lanes = tuple(LaneKey(x.lane, x.title) for x in crisis.party_lanes)
    astray = any(ELSEWHERE.lane in cell for cell in used)
    return (*lanes, ELSEWHERE) if astray or not lanes else lanes


@query(reads=("lanes",))
def group_shapes(seen: Record, view: View) -> tuple[tuple[str, str], ...]:
    """Return what shapes stand for where lanes are parties: (title of a group of kinds, shape)."""
    titles = [lane.title for lane in seen.package.crisis.lanes]
    return tuple(zip(titles, IN_ORDER, strict=False)) if view.lanes == "party" else ()
