"""The timeline to work with: events on a true date axis, one row a lane, one entry a party."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from components.figures.kit import interactive
from components.figures.kit.drawing import Figure, Trace
from components.figures.kit.pixels import UNSEEN, faded
from components.figures.kit.symbols import ring_of
from components.figures.kit.text import plain
from components.figures.kit.theme import SANS, TEXT_PX, Theme, hover
from components.figures.kit.ticks import ZOOMED
from components.figures.kit.traces import silent
from components.figures.timeline.chart import hover_text
from components.figures.timeline.explore_places import ACROSS, SOFT, Spot, are_near, spots, stretch
from components.figures.timeline.layout import symbol
from data.queries.events.explore import Explored
from data.queries.events.lanes import LaneKey
from data.shapes import CALLED_OFF
from data.view import View

TOP = 70  # px over the lanes, for Plotly's buttons, what was known when, and the names of lines
BOTTOM, LEGEND = 52, 32  # px under the lanes, for the dates and for the legend's first row
LARGER, RING = 1.35, 1.2  # than the timeline's marks and rings: these are picked with a finger
HOVER_ROOM = 280  # px of a line under the pointer, on a phone, too
SEVERAL = "Joint meetings"
NOBODY = "No party named"


def explore(answer: Explored, view: View, theme: Theme) -> Figure:
    """Draw a `data.queries.events.explore.Explored` on an axis of dates (UTC) that can be zoomed.

    Every mark's `customdata` is its event's id; an event that stands in two lanes has two marks.
    A date known to a day stands at its noon; one known to a month or a year is a soft mark in the
    middle of a bar over all of it. A bar after a crisp mark is how long the event lasted, by as
    of. Hollow is scheduled, crossed called off. An answer without rows draws the empty lanes.
    """
    first, last = stretch(answer)
    placed, bottoms = spots(answer, (last - first) / ACROSS)
    traces = []
    for key in _parties(answer.rows, theme):
        own = [spot for spot in placed if _party(spot.row) == key]
        traces += _traces(key, own, theme)
    height = TOP + bottoms[-1] + BOTTOM + LEGEND
    return {"data": traces, "layout": _layout(answer, bottoms, height, (first, last), theme)}


def _party(row: Mapping[str, Any]) -> str:
    return SEVERAL if row["several"] else str(row["party_id"])


def _parties(rows: pd.DataFrame, theme: Theme) -> list[str]:
    """Return whose marks there are: parties in display order, no party, then joint meetings."""
    used = {_party(row) for row in rows.to_dict("records")}
    order = [*theme.party, "", SEVERAL]
    return sorted(used, key=lambda key: order.index(key) if key in order else len(order))


def _traces(key: str, spots: Sequence[Spot], theme: Theme) -> list[Trace]:
    """Return a party's marks, apart by what Plotly can say of a trace only, with one legend."""
    color = theme.ink if key == SEVERAL else theme.party.get(key, theme.neutral)
    party = spots[0].row["party"]
    shared = {
        "type": "scatter",
        "mode": "markers",
        "name": key if key == SEVERAL else plain(party) or NOBODY,
        "legendgroup": key,
        "showlegend": False,
    }
    pale = key in theme.borrowed
    entry = {"symbol": "circle", "size": 10, **_fill(color, pale=pale, soft=False)}
    marks = [{**shared, "x": [None], "y": [None], "marker": entry, "showlegend": True}]
    news = [spot for spot in spots if spot.row["news"]]
    if news:
        marks.append(shared | _rings(news, theme) | {"name": shared["name"]})
    for soft in (True, False):
        for ahead in (False, True):
            group = [
                spot
                for spot in spots
                if (spot.row["when_precision"] in SOFT) is soft
                and (spot.row["status"] == "scheduled") is ahead
            ]
            if group:
                bars = _bars(group, color, soft=soft, ahead=ahead)
                marks += [{**shared, **bars}] if bars else []
                marks.append({**shared, **_marks(group, color, pale=pale, soft=soft, ahead=ahead)})
    return marks


def _fill(color: str, *, pale: bool, soft: bool) -> dict[str, Any]:
    """Return the look of a mark: pale with an edge for a borrowed colour, soft without one."""
    edge = {"width": 1 if pale and not soft else 0, "color": color}
    return {"color": faded(color, 0.4) if pale or soft else color, "opacity": 1, "line": edge}


def _marks(
    spots: Sequence[Spot], color: str, *, pale: bool, soft: bool, ahead: bool
) -> dict[str, Any]:
    symbols = [symbol(spot.row["shape"])[:2] for spot in spots]
    look = _fill(color, pale=pale, soft=soft)
    if ahead:  # of a hollow mark, Plotly takes the edge's colour from its own
        look |= {"color": color, "line": {"width": 2, "color": color}}
    crossed = [spot.row["shape"] == CALLED_OFF for spot in spots]
    if any(crossed):
        fills, width = look["color"], look["line"]["width"]
        look["color"] = [color if off else fills for off in crossed]
        look["line"] = {"color": color, "width": [1.5 if off else width for off in crossed]}
    names = [f"{name}-open" if ahead else name for name, _ in symbols]
    sizes = [round(size * LARGER, 1) for _, size in symbols]
    return {
        "x": [_written(spot.at) for spot in spots],
        "y": [round(spot.y, 1) for spot in spots],
        "customdata": [[spot.row["event_id"]] for spot in spots],
        "hovertext": [_hover(spot.row) for spot in spots],
        "hoverinfo": "text",
        "marker": {**look, "symbol": names, "size": sizes},
    }


def _bars(spots: Sequence[Spot], color: str, *, soft: bool, ahead: bool) -> dict[str, Any]:
    """Return the bars about marks as lines: on an axis of dates Plotly draws no error bars."""
    xs, ys = list[str | None](), list[float | None]()
    for spot in spots:
        if spot.first < spot.last:
            xs += [_written(spot.first), _written(spot.last), None]
            ys += [spot.y, spot.y, None]
    if not xs:
        return {}
    pen = {"width": 8 if soft else 4, "color": faded(color, 0.25 if soft or ahead else 0.45)}
    return {"mode": "lines", "x": xs, "y": ys, "line": pen, "hoverinfo": "skip"}


def _rings(spots: Sequence[Spot], theme: Theme) -> Trace:
    """Return the rings of what is new, by their shape as on the timeline."""
    rings = [ring_of(spot.row["news"]) for spot in spots]
    look = {
        "symbol": [name for name, _ in rings],
        "size": [round(size * RING, 1) for _, size in rings],
        "color": theme.ink,
        "opacity": 1,
        "line": {"width": 1.4},
    }
    return silent([_written(spot.at) for spot in spots], [spot.y for spot in spots], "", look)


def _hover(row: Mapping[str, Any]) -> str:
    """Return the description of a mark: as on the timeline, with its status."""
    status = {"scheduled": "Announced, not yet held", "called_off": "Called off"}
    lines = [hover_text(row, HOVER_ROOM)]
    if row["status"] in status:
        lines.append(f"<i>{status[row['status']]}</i>")
    return "<br>".join(lines)


def _written(at: pd.Timestamp) -> str:
    """Return an instant for Plotly, which knows no zones: all are UTC."""
    return at.tz_localize(None).isoformat()


def _layout(
    answer: Explored,
    bottoms: Sequence[float],
    height: float,
    ends: tuple[pd.Timestamp, pd.Timestamp],
    theme: Theme,
) -> dict[str, Any]:
    floor = bottoms[-1]
    rules = {"gridcolor": theme.rule, "zeroline": False, "fixedrange": True}
    words = interactive.known(answer.as_of, answer.since, theme, up=20)
    return {
        "height": round(height),
        "margin": {"l": 2, "r": 2, "t": TOP, "b": BOTTOM + LEGEND},
        "paper_bgcolor": theme.paper,  # a picture taken of it stands on any ground
        "plot_bgcolor": UNSEEN,
        "font": {"family": SANS, "size": TEXT_PX, "color": theme.ink},
        "hoverlabel": hover(theme),
        "hovermode": "closest",
        "legend": interactive.legend(theme, BOTTOM / floor),
        "xaxis": _time_axis(answer.rows["when"], ends, theme),
        "yaxis": {**rules, "range": [floor, 0], "tickvals": [0, *bottoms], "showticklabels": False},
        "shapes": _lines(answer, theme),
        "annotations": [
            *_titles(answer.lanes, bottoms, theme),
            *_line_words(answer, ends[1] - ends[0]),
            words,
        ],
        "template": {},  # none: Plotly's own paints a ground and other colours
        **interactive.layout(theme),
    }


def _time_axis(
    times: pd.Series, ends: tuple[pd.Timestamp, pd.Timestamp], theme: Theme
) -> dict[str, Any]:
    """Return the axis over its first stretch: zoomed out, it reaches no further than the events."""
    whole = (min(ends[0], times.min()), max(ends[1], times.max())) if len(times) else ends
    pad = (ends[1] - ends[0]) * 0.05
    return {
        "type": "date",
        "range": [_written(end) for end in ends],
        "minallowed": _written(whole[0] - pad),
        "maxallowed": _written(whole[1] + pad),
        "gridcolor": theme.hairline,
        "linecolor": theme.rule,
        "tickfont": {"color": theme.quiet},
        **ZOOMED,
        "zeroline": False,
    }


def _lines(answer: Explored, theme: Theme) -> list[dict[str, Any]]:
    """Return the lines at as of and, dotted, at the earlier instant."""
    moments = [(answer.as_of, {"color": theme.ink, "width": 1.5})]
    if answer.since:
        moments.append((answer.since, {"color": theme.quiet, "width": 1.5, "dash": "dot"}))
    place = {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    return [
        {**place, "x0": _written(at.last), "x1": _written(at.last), "line": pen}
        for at, pen in moments
    ]


def _line_words(answer: Explored, width: pd.Timedelta) -> list[dict[str, Any]]:
    """Name the lines over them, to their left; of two near ones, the later to its right."""
    at = {"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False, "borderpad": 0}
    words = [(answer.as_of, "<b>as of</b>", "left" if are_near(answer, width) else "right")]
    if answer.since:
        words.append((answer.since, "since", "right"))
    return [
        {**at, "x": _written(moment.last), "text": text, "xanchor": side}
        for moment, text, side in words
    ]


def _titles(
    lanes: Sequence[LaneKey], bottoms: Sequence[float], theme: Theme
) -> list[dict[str, Any]]:
    """Return each lane's name within it, upper left, so that it takes no width from the dates."""
    at = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "top", "showarrow": False}
    look = {"font": {"size": 15, "color": theme.ink}, "borderpad": 0}
    tops: list[float] = [0, *bottoms]
    return [
        {**at, **look, "y": top + 4, "text": f"<b>{plain(lane.title)}</b>"}
        for lane, top in zip(lanes, tops, strict=False)
    ]
