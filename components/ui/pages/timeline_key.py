"""The timeline's key, which is also its filter: parties and statuses under it, kinds beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.figures.timeline import feed_strip, names, stage
from components.figures.timeline.key import SIGNS, timeline_key
from components.figures.timeline.layout import plan
from components.ui import store
from components.ui.elements import layout
from components.ui.links import address
from data.queries.events import events
from data.view import View

CHOSEN, FAINT = "chosen", "faint"


@dataclass(frozen=True)
class Toggle:
    """A link that chooses values of a field of the view, or drops them where all are chosen.

    `state` is CHOSEN, FAINT where others are chosen, or empty.
    """

    address: str
    state: str


def toggle(view: View, field: str, values: Sequence[str], options: Sequence[str] = ()) -> Toggle:
    """Return the link that toggles values of a field in the address.

    Of what is chosen only `options` narrow the timeline, or all where none are given.
    """
    chosen = getattr(view, field)
    others = tuple(value for value in chosen if value not in values)
    whole, part = set(values) <= set(chosen), not set(values).isdisjoint(chosen)
    narrows = any(not options or value in options for value in chosen)
    state = CHOSEN if whole else FAINT if narrows and not part else ""
    to = others if whole else (*others, *values)
    return Toggle(address("timeline", view, **{field: to}), state)


@store.cached()
def key(view: View) -> str:
    """Return the key beneath the chart: each party, *announced* and *called off* filter by it."""
    seen, colors = store.seen(view), store.colors()
    drawn = timeline_key(store.ask(events.timeline, view), seen, view, colors)
    every = timeline_key(store.ask(events.offered, view), seen, view, colors)
    shown = replace(drawn, own=every.own, pale=every.pale)
    kinds = _kinds(view)
    return layout.template(
        "timeline_key",
        key=shown,
        own=[(party, name, toggle(view, "party", (party,))) for party, name in every.own],
        pale=[
            (color, title, toggle(view, "party", every.allies[color]))
            for color, title in every.pale
        ],
        others=toggle(view, "party", every.others) if every.others else None,
        ahead=toggle(view, "status", ("scheduled",)) if every.ahead else None,
        called_off=toggle(view, "status", ("called_off",)) if every.called_off else None,
        shapes=[
            (title, shape, toggle(view, "kind", of_group, kinds))
            for (title, shape), of_group in zip(drawn.shapes, _groups(view), strict=False)
        ],
        words=SIGNS,
    )


@store.cached()
def lane_names(
    view: View, drawn: View, width: float, feed: tuple[tuple[str, str], ...] = ()
) -> str:
    """Return what stands beside the chart: lanes, whose kinds are links that filter by them.

    `drawn` is the view that the chart shows, `feed` the address of the reports of each lane, by its
    id, where strips of a feed lie under their events.
    """
    answer = store.ask(events.timeline, drawn)
    answer = stage.fitted(answer, view.event) if view.present else answer
    scene = plan(answer, width, under=feed_strip.HIGH if feed else 0.0)
    kinds = _kinds(view)
    lanes = [
        (
            lane,
            [
                (word, shape, toggle(view, "kind", (kind,), kinds))
                for (word, shape), kind in zip(lane.key.shapes, lane.key.kinds, strict=True)
            ],
            dict(feed).get(lane.key.lane, ""),
        )
        for lane in scene.lanes
    ]
    return layout.template(
        "timeline_names",
        lanes=lanes,
        scene=scene,
        curve=names.CURVE,
        lines=names.curve_lines(scene),
        curved=not view.present,
        hint="drag to change" if view.start or view.until else "drag to zoom",
    )


def _kinds(view: View) -> tuple[str, ...]:
    """Return all kinds of event; the address shares the field with the kinds of claims."""
    return store.seen(view).package.field("events", "kind").enum


def _groups(view: View) -> list[tuple[str, ...]]:
    """Return the kinds of each group that has a shape where lanes are parties."""
    return [tuple(lane.kinds) for lane in store.seen(view).package.crisis.lanes]
