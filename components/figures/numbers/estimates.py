"""The published numbers of forces over time: points, ranges, open ends, and forecasts hollow."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from components.figures.kit.box import Box
from components.figures.kit.drawing import Figure, Trace
from components.figures.kit.labels import PAD, Candidate, Offset, Wish, annotation, beside, place
from components.figures.kit.layout import axes_over_time, lay_out
from components.figures.kit.reads import reads
from components.figures.kit.ruler import cut, width
from components.figures.kit.stacking import spread
from components.figures.kit.symbols import OPEN_ENDS, symbol_of
from components.figures.kit.text import plain
from components.figures.kit.theme import Theme
from components.figures.kit.ticks import axis, number_ticks, ticks
from components.figures.kit.traces import silent, with_tips
from data.view import View

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 200, 30, 118, 6, 38
LINE = 15  # px from one line of a label to the next
FOOT = 19  # px of the key at the foot, with air
LEAST = pd.Timedelta(weeks=12)  # that the axis may reach beyond the last number, up to as of
NARROW = 188  # px of the plot in the column of a page 1,280 wide
STAGE = 112  # the same in meeting mode, which enlarges all type
ROOM = RIGHT - 5  # px in the margin, right of the leaders
MARK, ASIDE = 6, 8  # px: half of a mark, and from its middle to its label
FORECASTS = 100  # that may get a label, the newest
LABELS = 5  # as many as stand in the margin without a gap
MOST_STEPS = 5  # of the upright axis
IN_THOUSANDS = 10_000  # numbers from here on are drawn in thousands


def thousands(rows: pd.DataFrame) -> bool:
    """Say whether the numbers are drawn in thousands."""
    return bool((rows[["low", "high"]].fillna(0) >= IN_THOUSANDS).any(axis=None))


@reads("present")
def estimates(answer: pd.DataFrame, view: View, theme: Theme) -> Figure:
    """Draw the numbers of `estimates.estimates` by party over time, the newest labelled.

    A row without a number is not drawn; nor is a projection lower than every total, as it counts
    a part. Both are in the table beside it. Without any number the figure is empty. `customdata` of
    a mark is its estimate's id.
    """
    rows = answer.loc[answer["shape"] != "none"]
    unit = 1000 if thousands(rows) else 1
    rows = rows.assign(
        bottom=rows["low"].fillna(rows["high"]).astype("float64") / unit,
        top=rows["high"].fillna(rows["low"]).astype("float64") / unit,
        # A bare day stands at its noon, as on the timeline
        x=rows["at"].mask(rows["at_precision"] == "day", rows["at"] + pd.Timedelta(hours=12)),
    )
    floor = rows.loc[~rows["projection"], "bottom"].min()
    if pd.notna(floor):
        rows = rows.loc[~rows["projection"] | (rows["top"] >= floor)]
    layout, key = _layout(theme), _key(rows, theme)
    if rows.empty:
        unseen = {"visible": False, "range": [0, 1]}
        return {"data": [], "layout": {**layout, "xaxis": unseen, "yaxis": unseen}}
    low, high, numbers = _upright(rows["bottom"].min(), rows["top"].max())
    if key:  # which stands at the foot, under the lowest number
        low -= (high - low) * FOOT / (HEIGHT - TOP - BOTTOM - FOOT)
    layout["yaxis"] |= {"range": [low, high], "tickvals": numbers}
    first, last = _span(rows, view)
    layout["xaxis"] |= {
        "range": [first, last],
        **axis(ticks(first, last, STAGE if view.present else NARROW)),
    }
    traces = []
    for party, group in rows.groupby("party_id", sort=False):
        traces += _traces(party, group, theme)
    if rows["new"].any():
        traces.append(_rings(rows.loc[rows["new"]], theme))
    plane = Ends(first, last, low, high)
    newest, layout["shapes"] = _newest_labels(rows, plane, theme, unit)
    ahead = _projection_labels(rows, plane, theme, unit)
    layout["annotations"] = [*newest, *ahead, *key]
    return {"data": traces, "layout": layout}


class Ends(NamedTuple):
    """Where the chart's axes begin and end."""

    first: pd.Timestamp
    last: pd.Timestamp
    low: float
    high: float


def _layout(theme: Theme) -> dict[str, Any]:
    margin = (LEFT, RIGHT, TOP, BOTTOM)
    return {**lay_out(HEIGHT, theme, margin), **axes_over_time(theme)}


def _upright(low: float, high: float) -> tuple[float, float, list[float]]:
    """Return the ends and the ticks of the upright axis: not from zero, as points are no bars."""
    reach = (high - low) or max(high * 0.2, 1.0)
    numbers = number_ticks(low - reach * 0.1, high + reach * 0.12, MOST_STEPS)
    return numbers[0] - reach * 0.02, high + reach * 0.12, numbers


def _span(rows: pd.DataFrame, view: View) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the ends of the axis: up to as of, but of numbers long past at most twice as far."""
    first, newest = rows["x"].min(), rows["x"].max()
    reach = max(newest - first, LEAST)
    last = max(newest, min(view.as_of.last, newest + reach))
    pad = max((last - first) * 0.03, pd.Timedelta(days=1))
    return first - pad, last + pad


def _color(party: Any, theme: Theme) -> str:
    return theme.party.get(party, theme.neutral)


def _traces(party: Any, rows: pd.DataFrame, theme: Theme) -> list[Trace]:
    color = _color(party, theme)
    traces = list[Trace]()
    ranges = rows.loc[(rows["shape"] == "range") & ~rows["projection"]]
    if not ranges.empty:
        xs = [x for at in ranges["x"] for x in (at, at, None)]
        ys = [
            y for pair in zip(ranges["bottom"], ranges["top"], strict=True) for y in (*pair, None)
        ]
        tips = [text for text in _hover(ranges) for _ in range(3)]
        pen, ids = {"color": color, "width": 7}, ranges["estimate_id"].repeat(3)
        traces.append(with_tips("lines", xs, ys, ids, tips, line=pen))
    points = rows.loc[(rows["shape"] != "range") | rows["projection"]]
    if not points.empty:
        own = symbol_of(party, theme)
        ends = zip(points["shape"], points["projection"], strict=True)
        symbols = [f"{own}-open" if p else OPEN_ENDS.get(s, own) for s, p in ends]
        marker = {
            "color": color,
            "size": 9,
            "opacity": 1,
            "symbol": symbols,
            "line": {"color": color, "width": [2 if p else 0 for p in points["projection"]]},
        }
        columns = points["x"], points["top"], points["estimate_id"], _hover(points)
        traces.append(with_tips("markers", *columns, marker=marker))
    return traces


def _rings(rows: pd.DataFrame, theme: Theme) -> Trace:
    """Return the rings of what was published since, a range's at its middle."""
    look = {"symbol": "circle-open", "size": 15, "color": theme.ink, "opacity": 1}
    look |= {"line": {"width": 1.4}}
    middle = (rows["bottom"] + rows["top"]) / 2
    return silent(rows["x"], middle, "new", look)


def _hover(rows: pd.DataFrame) -> list[str]:
    return [
        f"<b>{row['number_label']}</b>"
        f"{' projected' if row['projection'] else ''}, {row['at_label']}"
        f"<br>{plain(row['who'])}<br>{plain(row['scope'])}<br>{plain(row['credit'])}"
        f"{'<br><b>new</b>' if row['new'] else ''}"
        for row in rows.to_dict("records")
    ]


def short_number(row: Any, unit: int) -> str:
    """Return a row's number as it stands beside a mark: `100`, `75-100`, `127+`, `up to 100`."""
    low, high = (f"{n / unit:,.4g}" if pd.notna(n) else "" for n in (row.low, row.high))
    words = {"exact": low, "range": f"{low}-{high}", "at least": f"{low}+"}
    return words.get(row.shape, f"up to {high}")


def _newest_labels(
    rows: pd.DataFrame, ends: Ends, theme: Theme, unit: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return labels of each party's newest number in the margin, apart, and their leaders."""
    newest = rows.loc[rows["newest"]].sort_values("at", ascending=False, kind="stable")
    newest = newest.head(LABELS)
    newest = newest.assign(middle=(newest["bottom"] + newest["top"]) / 2)
    newest = newest.sort_values("middle", ascending=False, kind="stable")
    plot = HEIGHT - TOP - BOTTOM
    texts = [_label(row, unit, theme) for row in newest.itertuples()]
    heights = [LINE * (1 + text.count("<br>")) for text in texts]
    scale = plot / (ends.high - ends.low)
    wanted = [(ends.high - m) * scale for m in newest["middle"]]
    places = spread(wanted, heights, plot)
    labels, leaders = [], []
    for row, text, y in zip(newest.itertuples(), texts, places, strict=True):
        color = _color(row.party_id, theme)
        at = ends.high - y / scale
        leader = {"x0": row.x, "x1": ends.last, "y0": row.middle, "y1": at}
        pen = {"line": {"color": color, "width": 1}, "opacity": 0.6, "layer": "below"}
        leaders.append({"type": "line", **leader, **pen})
        place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 5, "y": at}
        look = {"yanchor": "middle", "showarrow": False, "align": "left"}
        labels.append({**place, **look, "text": text})
    return labels, leaders


def _label(row: Any, unit: int, theme: Theme) -> str:
    color = _color(row.party_id, theme)
    is_wide = width(row.party, strong=True) > ROOM
    lines = cut(row.party, ROOM, 2) if is_wide else (row.party,)
    name = "<br>".join(map(plain, lines))
    second = f"<br>{plain(row.scope_short)}" if row.scope_short else ""
    number = short_number(row, unit)
    between = " " if width(f"{row.party} {number}", strong=True) <= ROOM else "<br>"
    return f'<span style="color:{color}"><b>{name}{between}{number}</b>{second}</span>'


def _projection_labels(
    rows: pd.DataFrame, ends: Ends, theme: Theme, unit: int
) -> list[dict[str, Any]]:
    """Label forecasts beside their ring, in full or by number, where no mark is crossed."""
    high = HEIGHT - TOP - BOTTOM
    scale = high / (ends.high - ends.low)
    xs = NARROW * ((rows["x"] - ends.first) / (ends.last - ends.first))
    tops, feet = (scale * (ends.high - rows[end]) for end in ("top", "bottom"))
    points = zip(xs, tops, feet, strict=True)
    marks = [Box(x - MARK, top - MARK, x + MARK, foot + MARK) for x, top, foot in points]
    ahead = rows.assign(px=xs, py=tops).loc[rows["projection"]].tail(FORECASTS)
    wishes = (
        Wish(row.Index, _beside(short_number(row, unit), (row.px, row.py)), row)
        for row in ahead.itertuples()
    )
    placed = place(wishes, marks, Box(0, -LINE, NARROW, high + LINE))
    return [
        annotation(label, label.of.x, label.of.top, _color(label.of.party_id, theme))
        for label in placed
    ]


def _beside(number: str, point: tuple[float, float]) -> Iterator[Candidate]:
    """Yield where a forecast's label may stand: whole right or left of its ring, then short."""
    sides = [Offset("left", ASIDE, 0), Offset("right", -ASIDE, 0)]
    for text in (f"{number} projected", number):
        yield from beside((text,), (width(text) + PAD, LINE), point, sides)


def _key(rows: pd.DataFrame, theme: Theme) -> list[dict[str, Any]]:
    """Explain the open ends and the hollow marks at the foot, where there are any."""
    used = set(rows.loc[~rows["projection"], "shape"])
    words = [f"{s} {w}" for s, w in (("▲", "at least"), ("▼", "at most")) if w in used]
    words += ["○ projected"] if rows["projection"].any() else []
    words += ["◎ new"] if rows["new"].any() else []
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper"}
    look = {"yanchor": "bottom", "showarrow": False, "font": {"color": theme.quiet}}
    look |= {"bgcolor": theme.paper}
    return [{**place, **look, "text": "  ".join(words)}] if words else []
