"""The timeline: events in lanes, what is announced beyond the as-of line, and their intensity."""

from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

from components.figures.kit.box import Box
from components.figures.kit.drawing import Figure
from components.figures.kit.labels import Label
from components.figures.kit.layout import lay_out
from components.figures.kit.pixels import UNSEEN, faded, rect, signed, text
from components.figures.kit.pixels import lines as ruled
from components.figures.kit.ruler import fill
from components.figures.kit.text import plain
from components.figures.kit.theme import HOVER_PX, Theme
from components.figures.timeline import density, names
from components.figures.timeline import news as timeline_news
from components.figures.timeline.axis import NAMES, WIDTH
from components.figures.timeline.curve import Curve, curve
from components.figures.timeline.feed_strip import HIGH, strips
from components.figures.timeline.layout import TIERS, TOP, Bar, Mark, Plan, plan
from data.feeds.lanes import Stream
from data.queries.events.events import Timeline
from data.shapes import CALLED_OFF
from data.view import View

CALLED_OFF_EDGE = 1.5  # px
SOFT_STEP = 10.0  # px between the places of a soft bar that answer to the pointer


def lanes(
    answer: Timeline,
    view: View,
    theme: Theme,
    width: float = WIDTH,
    *,
    named: bool = True,
    curved: bool = True,
    tiers: int = TIERS,
    feed: Stream | None = None,
) -> Figure:
    """Draw the events of a `data.queries.events.events.Timeline` in its lanes.

    One figure in pixel coordinates, `width` px wide, y downwards; a wider page stretches it. Every
    mark's `customdata` is its event's id. An answer without events draws the empty lanes. The
    ground at the left is empty where the lanes are not `named`, and the figure ends under the
    months where it is not `curved`. `tiers` as of `components.figures.timeline.layout.plan`. A
    `feed` beside the record lies under the marks of each lane.
    """
    scene = plan(answer, width, tiers, HIGH if feed else 0.0)
    scene = scene if curved else scene.without_curve()
    stream = strips(scene, feed, theme)
    under = curve(answer, scene, theme) if curved else Curve([], [], [])
    marked, ends = timeline_news.ends(answer, scene, theme)
    shapes = [*_ground(scene, theme), *under.shapes, *_bars_and_stems(scene, theme), *marked]
    words = [
        *stream.words,
        *ends,
        *_axis_words(scene, theme),
        *_captions(scene, theme),
        *under.words,
    ]
    words += [_label(label, theme) for label in scene.labels]
    words += names.words(scene, theme) if named else []
    words += _ahead_words(scene, theme)
    traces = [*stream.traces, *under.traces, *density.traces(scene.crowds, answer.since, theme)]
    traces += [names.marks(scene, theme)] if named else []
    traces += [_event_marks(scene, theme), _ahead(scene, theme)]
    if answer.since:
        traces.append(timeline_news.rings(scene, theme))
    layout = _layout(scene, theme)
    return {"data": traces, "layout": {**layout, "shapes": shapes, "annotations": words}}


def _layout(scene: Plan, theme: Theme) -> dict[str, Any]:
    return {
        **lay_out(scene.height, theme),
        "xaxis": {"visible": False, "range": [-NAMES, scene.scale.end]},
        "yaxis": {"visible": False, "range": [scene.height, 0]},
    }


def spots(figure: Figure, event_id: str) -> tuple[tuple[float, float], ...]:
    """Return where an event's marks lie: percent of the figure's width, px from its top."""
    by_height: dict[float, list[float]] = {}
    for trace in figure["data"]:
        owners = trace.get("customdata") or ()
        for owner, x, y in zip(owners, trace["x"], trace["y"], strict=False):
            if owner[0] == event_id:
                by_height.setdefault(y, []).append(x)
    left, right = figure["layout"]["xaxis"]["range"]
    wide = right - left
    return tuple((100 * (sum(xs) / len(xs) - left) / wide, y) for y, xs in by_height.items())


def _color(row: Mapping, theme: Theme) -> str:
    """Return a row's colour: its first-named party's; ink where a meeting belongs to several."""
    return theme.ink if row["several"] else theme.party.get(row["party_id"], theme.neutral)


def _pale(row: Mapping, theme: Theme) -> bool:
    return not row["several"] and row["party_id"] in theme.borrowed


def _ground(scene: Plan, theme: Theme) -> list[dict[str, Any]]:
    axis, floor = scene.scale, scene.floor
    ahead = bool(scene.ahead.steps)
    shapes = [rect(p.x0, p.x1, TOP, floor, theme.strip) for p in axis.pieces]
    if ahead:
        shapes.append(rect(axis.line, axis.end, TOP, floor, theme.strip))
    ends = [(TOP, floor) if tick.x < axis.line else (floor, floor + 6) for tick in axis.ticks]
    ticks = [(t.x, t.x, *end) for t, end in zip(axis.ticks, ends, strict=True)]
    right = axis.line if ahead else axis.end
    borders = [(axis.x0, right, lane.bottom, lane.bottom) for lane in scene.lanes[:-1]]
    floors = [(p.x0, p.x1, floor, floor) for p in axis.pieces]
    shapes += ruled(ticks, theme.hairline)
    shapes += ruled(borders, theme.rule)
    return shapes + ruled([*floors, (axis.x0, axis.end, floor, floor)], theme.faint)


def _bars_and_stems(scene: Plan, theme: Theme) -> list[dict[str, Any]]:
    bars = [shape for bar in scene.bars for shape in _bar(bar, theme)]
    stems = ruled((_stem(label.stem) for label in scene.labels if label.stem), theme.bar)
    return [*bars, *stems, *_ahead_bars(scene, theme)]


def _bar(bar: Bar, theme: Theme) -> list[dict[str, Any]]:
    color, box = _color(bar.row, theme), bar.box
    if bar.soft:
        half = 4.0
        fill, edge = faded(color, 0.12), faded(color, 0.6)
        return [rect(bar.x0, bar.x1, bar.y - half, bar.y + half, fill, edge=edge)]
    shapes = [rect(bar.x0, bar.x1, box.y0 + 0.5, box.y1 - 0.5, faded(color, 0.45))]
    if bar.goes_on:  # its planned end lies beyond as of
        edge = faded(color, 0.8)
        shapes.append(rect(bar.x1, bar.x1 + 8, box.y0 + 0.5, box.y1 - 0.5, UNSEEN, edge=edge))
    return shapes


def _stem(stem: Box) -> tuple[float, float, float, float]:
    x = (stem.x0 + stem.x1) / 2
    return x, x, stem.y0, stem.y1


def _label(label: Label, theme: Theme) -> dict[str, Any]:
    words = "<br>".join(map(plain, label.lines))
    x = label.box.x0 if label.side == "left" else label.box.x1
    return text(x, label.box.y0, words, theme.ink, anchor=label.side)


def _axis_words(scene: Plan, theme: Theme) -> list[dict[str, Any]]:
    axis, floor = scene.scale, scene.floor
    words = [text(p.x0 + 2, 4, plain(p.title), theme.quiet) for p in axis.pieces]
    words += [
        text((p.x0 + p.x1) / 2, floor + 5, plain(p.years), theme.quiet, anchor="center")
        for p in axis.pieces
    ]
    words += [text(x, floor - 9, "//", theme.quiet, anchor="center", size=16) for x in axis.breaks]
    for tick in axis.ticks:
        if tick.bold:
            words.append(text(tick.x + 4, floor + 5, f"<b>{tick.bold}</b> {tick.plain}", theme.ink))
    if scene.ahead.steps:
        words.append(text(axis.line + 9, 4, "Announced, not yet held", theme.quiet))
    return words


def _captions(scene: Plan, theme: Theme) -> list[dict[str, Any]]:
    words = []
    for lane in scene.lanes:
        if lane.crowd or lane.vague:
            caption = density.caption(lane.crowd, lane.vague)
            words.append(text(scene.scale.x0 + 6, lane.top + 3, caption, theme.quiet))
    return words


def _event_marks(scene: Plan, theme: Theme) -> dict[str, Any]:
    """Return the marks in the lanes; a soft bar answers to the pointer over its length."""
    spots = [(mark, mark.x) for mark in scene.marks if not mark.soft]
    by_place = {(bar.row["event_id"], bar.y): bar for bar in scene.bars if bar.soft}
    for mark in scene.marks:
        if mark.soft:
            bar = by_place[mark.row["event_id"], mark.y]
            steps = max(int((bar.x1 - bar.x0) / SOFT_STEP), 1)
            width = (bar.x1 - bar.x0) / steps
            spots += [(mark, bar.x0 + width * (i + 0.5)) for i in range(steps)]
    pale = [_pale(mark.row, theme) for mark, _ in spots]
    colors = [_color(mark.row, theme) for mark, _ in spots]
    fills = [faded(c, 0.4) if p else c for c, p in zip(colors, pale, strict=True)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round(x, 1) for _, x in spots],
        "y": [round(mark.y, 1) for mark, _ in spots],
        "customdata": [[mark.row["event_id"]] for mark, _ in spots],
        "hovertext": [hover_text(mark.row) for mark, _ in spots],
        "hoverinfo": "text",
        "marker": {
            "symbol": [mark.symbol for mark, _ in spots],
            "size": [mark.size - p for (mark, _), p in zip(spots, pale, strict=True)],
            "opacity": 1,
            "color": [UNSEEN if m.soft else f for (m, _), f in zip(spots, fills, strict=True)],
            "line": {
                "width": [_edge(m, pale=p) for (m, _), p in zip(spots, pale, strict=True)],
                "color": colors,
            },
        },
    }


def _edge(mark: Mark, *, pale: bool) -> float:
    """Return the width of a mark's edge in px: what was called off is nothing but its edge."""
    if mark.row["shape"] == CALLED_OFF:
        return CALLED_OFF_EDGE
    return 1 if pale and not mark.soft else 0


def _ahead(scene: Plan, theme: Theme) -> dict[str, Any]:
    """Return the hollow marks of what is announced, at the as-of line at the earliest."""
    steps = scene.ahead.steps
    symbols = ["triangle-right-open" if step.later else "circle-open" for step in steps]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round((step.x + step.x1) / 2 if step.x1 else step.x, 1) for step in steps],
        "y": [round(step.y, 1) for step in steps],
        "customdata": [[step.row["event_id"]] for step in steps],
        "hovertext": [hover_text(step.row) for step in steps],
        "hoverinfo": "text",
        "marker": {
            "symbol": symbols,
            "size": 11,
            "color": [UNSEEN if step.x1 else _color(step.row, theme) for step in steps],
            "line": {"width": 2},
        },
    }


def _ahead_bars(scene: Plan, theme: Theme) -> list[dict[str, Any]]:
    shapes = []
    for step in scene.ahead.steps:
        if step.x1:
            color = _color(step.row, theme)
            half = 4.0
            fill, edge = faded(color, 0.12), faded(color, 0.7)
            shapes.append(rect(step.x, step.x1, step.y - half, step.y + half, fill, edge=edge))
    return shapes


def _ahead_words(scene: Plan, theme: Theme) -> list[dict[str, Any]]:
    ahead, left, words = scene.ahead, scene.scale.line + 9, []
    for step in ahead.steps:
        lines = list(map(plain, step.lines)) or [""]
        if step.day:
            lines[0] = f"<b>{plain(step.day)}</b>  {lines[0]}"
        words.append(text(step.text_x, step.top, "<br>".join(lines), theme.ink))
    if ahead.undated_top is not None:
        words.append(text(left, ahead.undated_top + 2, "Date not set", theme.quiet))
    if ahead.left_out:
        more = f"and {ahead.left_out} more"
        words.append(text(left, ahead.left_out_top, more, theme.quiet))
    return words


def hover_text(row: Mapping, room: float = inf) -> str:
    """Return the description of an event's mark, broken into lines of `room` px.

    `row`: of a `data.queries.events.events.Timeline`; its cells are escaped. A page breaks what
    stands under the pointer by itself, Plotly does not.
    """
    title = fill(row["title"], room, HOVER_PX, strong=True)
    lines = [f"<b>{plain(line)}</b>" for line in title]
    facts: Sequence[str] = [row["date_label"], row["kind_label"], row["parties"], row["place"]]
    joined = " · ".join(fact for fact in facts if fact)
    lines += map(plain, fill(joined, room, HOVER_PX))
    lines += map(plain, fill(row["credit"], room, HOVER_PX))
    if row["news_label"]:
        lines.append(f"<b>{plain(row['news_label'])}</b>")
    if row["intensity"] == row["intensity"] and row["intensity"] is not None:
        lines.append(f"Intensity {signed(row['intensity'])}")
    return "<br>".join(lines)
