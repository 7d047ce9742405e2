"""The weeks around the moment in three rows: what was strong, what else, and what is to come."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from components.figures.kit.box import Box
from components.figures.kit.drawing import Figure, Trace
from components.figures.kit.labels import Offset, Wish, annotation, beside, place
from components.figures.kit.layout import lay_out
from components.figures.kit.reads import reads
from components.figures.kit.ruler import width
from components.figures.kit.symbols import ring_of
from components.figures.kit.text import plain
from components.figures.kit.theme import Theme
from components.figures.kit.traces import silent, with_tips
from components.figures.timeline.strip_axis import day_ticks, is_since_shown, name_lines
from data.queries.overview.overview import Strip
from data.view import STATUS_WORDS, STATUSES, View

HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 112, 176, 22, 18, 12
NARROW = 940  # px of the plot on a page 1,280 wide: collisions are reckoned there
LONGEST = 280  # px of a title that is still a label
APART = 16  # px between two labels of a row
ABOVE, LABEL_PX = 13, 15  # px from a mark up to the middle of its label, and how high one is
HOLLOW, STRONG, WEAK = 9, 10, 7  # px
RING = 1.15  # of the timeline's rings
SELECTED = ("circle-open", 20, 2)
NEWS = {
    "new": " (new)",
    "occurred": " (announced before)",
    "outcome": " (outcome now known)",
    "called_off": " (new)",
}
BENEATH = 0.3  # of a row: where what was called off stands, clear of what was held that day


@reads("event")
def strip(answer: Strip, view: View, theme: Theme) -> Figure:
    """Draw `data.queries.overview.overview.strip`, one mark a day and row; the strongest are named.

    Hollow is scheduled, a crossed ring called off; a date known to the month is a bar across it;
    the line is the moment, the thin one since. What is new is ringed, and the view's `event` by a
    wider ring.
    """
    traces = list[Trace]()
    marks = _marks(answer)
    rough = answer.events.loc[answer.events["precision"].isin(["month", "year"])]
    for hollow, bars in rough.groupby(rough["scheduled"] | rough["called_off"]):
        traces.append(_bars(bars, theme.bar, 6))
        if hollow:  # as all that did not take place
            traces.append(_bars(bars, theme.paper, 3))
    for status in STATUSES:
        for strong in (False, True):
            group = [m for m in marks if (m["strong"], m["status"]) == (strong, status)]
            if group:
                traces.append(_dots(group, status, theme, strong=strong))
    rings = _rings(answer, marks, view, theme)
    if rings is not None:
        traces.append(rings)
    layout = _layout(answer, theme)
    words = [*_titles(answer, marks, theme), *_line_names(answer)]
    layout |= {"shapes": _rules(answer, theme), "annotations": words}
    return {"data": traces, "layout": layout}


def _rules(answer: Strip, theme: Theme) -> list[dict[str, Any]]:
    """Return the rows' lines, and over the marks that of the moment and the thin one of since."""
    row = {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "layer": "below"}
    pen = {"color": theme.rule, "width": 1}
    rules = [{**row, "y0": -i, "y1": -i, "line": pen} for i in range(len(answer.rows))]
    lines = [(answer.now, {"color": theme.ink, "width": 1.5})] if answer.is_now_shown else []
    if answer.since and is_since_shown(answer):
        lines.append((answer.since.last, {"color": theme.quiet, "width": 1}))
    upright = {"type": "line", "yref": "y domain", "y0": 0, "y1": 1}
    return rules + [{**upright, "x0": at, "x1": at, "line": pen} for at, pen in lines]


def _layout(answer: Strip, theme: Theme) -> dict[str, Any]:
    axis = {"showgrid": False, "ticks": ""}
    return {
        **lay_out(HEIGHT, theme, (LEFT, RIGHT, TOP, BOTTOM)),
        "xaxis": {
            **axis,
            "type": "date",
            "range": [answer.first, answer.last],
            **day_ticks(answer),
            "tickfont": {"color": theme.quiet},
        },
        "yaxis": {
            **axis,
            "range": [0.5 - max(len(answer.rows), 1), 0.5],
            "tickvals": [-i for i in range(len(answer.rows))],
            "ticktext": list(answer.rows),
            "ticklabelstandoff": 8,
        },
    }


def _marks(answer: Strip) -> list[dict[str, Any]]:
    """Return one mark a day, row and state; the strongest of a day stands for it."""
    events = answer.events.loc[answer.events["precision"].isin(["day", "minute"])]
    noon = events["at"].dt.normalize() + pd.Timedelta(hours=12)
    at = events["at"].where(events["precision"] == "minute", noon)
    # What is announced for today lies ahead, though its day has begun
    after = answer.now + (answer.last - answer.first) * 0.006
    status = pd.Series("occurred", events.index, dtype="str").mask(events["scheduled"], "scheduled")
    events = events.assign(
        x=at.mask(events["scheduled"] & (at < after), after),
        status=status.mask(events["called_off"], "called_off"),
    )
    days: dict[tuple[Any, int, str], list[dict[Any, Any]]] = {}
    for event in events.to_dict("records"):
        key = (event["x"].normalize(), event["row"], event["status"])
        days.setdefault(key, []).append(event)
    return [_mark(key[1], key[2], days[key]) for key in sorted(days)]


def _mark(row: int, status: str, events: list[dict[Any, Any]]) -> dict[str, Any]:
    """Return the mark of the events of one day, row and state."""
    first = max(events, key=lambda event: (event["strong"], event["weight"]))
    word = "" if status == "occurred" else f", {STATUS_WORDS[status]}"
    titles = "<br>".join(
        f"{plain(event['title'])} ({plain(event['credit'])}){NEWS.get(event['news'], '')}"
        for event in events
    )
    return {
        "x": first["x"],
        "row": row,
        "y": -row - BENEATH * (status == "called_off"),
        "strong": bool(first["strong"]),
        "status": status,
        "weight": float(first["weight"]),
        "title": str(first["title"]),
        "news": _shared_news(event["news"] for event in events),
        "first": str(first["event_id"]),
        "ids": tuple(event["event_id"] for event in events),
        "hover": f"<b>{first['at'].day} {first['at']:%b %Y}{word}</b><br>{titles}",
    }


def _shared_news(news: Iterable[str]) -> str:
    """Return what is new of a day's events: what they share, else plainly that something is."""
    kinds = [n for n in dict.fromkeys(news) if n]
    return "new" if len(kinds) > 1 else next(iter(kinds), "")


def _rings(answer: Strip, marks: list[dict[str, Any]], view: View, theme: Theme) -> Trace | None:
    """Return the rings of what is new, and of the event chosen; None where there is neither."""
    rings: list[tuple[Any, ...]] = [
        (m["x"], m["y"], *_ring(m["news"]), 1.4) for m in marks if m["news"]
    ]
    rings += [(m["x"], m["y"], *SELECTED) for m in marks if view.event in m["ids"]]
    rough = answer.events.loc[answer.events["precision"].isin(["month", "year"])]
    for row in rough.to_dict("records"):
        middle = row["at"] + (row["until"] - row["at"]) / 2
        if row["news"]:
            rings.append((middle, -row["row"], *_ring(row["news"]), 1.4))
        if row["event_id"] == view.event:
            rings.append((middle, -row["row"], *SELECTED))
    if not rings:
        return None
    x, y, symbol, size, width = (list(cells) for cells in zip(*rings, strict=True))
    look: dict[str, Any] = {"symbol": symbol, "size": size, "color": theme.ink, "opacity": 1}
    look["line"] = {"width": width}
    return silent(x, y, "rings", look)


def _ring(news: str) -> tuple[str, float]:
    symbol, size = ring_of(news)
    return symbol, round(size * RING, 1)


def _dots(marks: list[dict[str, Any]], status: str, theme: Theme, *, strong: bool) -> Trace:
    color = theme.ink if strong else theme.bar
    symbol, size, edge = {
        "occurred": ("circle", STRONG if strong else WEAK, 0.0),
        "scheduled": ("circle-open", HOLLOW, 2.0),
        "called_off": ("circle-x-open", HOLLOW, 1.4),
    }[status]
    line = {"width": edge, "color": color}
    marker = {"symbol": symbol, "color": color, "size": size, "opacity": 1, "line": line}
    columns = [[m[name] for m in marks] for name in ("x", "y", "first", "hover")]
    return with_tips("markers", *columns, marker=marker)


def _bars(rough: pd.DataFrame, color: str, width: int) -> Trace:
    xs = [x for pair in zip(rough["at"], rough["until"], strict=True) for x in (*pair, None)]
    ys = [y for row in rough["row"] for y in (-row, -row, None)]
    pairs = zip(rough["title"], rough["credit"], strict=True)
    tips = [f"{plain(title)} ({plain(credit)})" for title, credit in pairs for _ in range(3)]
    pen = {"color": color, "width": width}
    return with_tips("lines", xs, ys, rough["event_id"].repeat(3), tips, line=pen)


def _titles(answer: Strip, marks: list[dict[str, Any]], theme: Theme) -> list[dict[str, Any]]:
    """Name above their marks the weightiest strong events whose title fits whole."""
    level = (HEIGHT - TOP - BOTTOM) / max(len(answer.rows), 1)

    def px(at: pd.Timestamp) -> float:
        return NARROW * ((at - answer.first) / (answer.last - answer.first))

    # The air between two labels of a row is half each one's, and none is needed at the ends
    end = px(answer.now) - 4 if answer.is_now_shown else NARROW + RIGHT
    frame = Box(-APART / 2, -HEIGHT, end + APART / 2, HEIGHT)
    above = [Offset("center", 0, -ABOVE)]
    if not answer.is_now_shown:  # no line stands there that a label's end would seem to belong to
        above.append(Offset("right", RIGHT + APART / 2, -ABOVE))
    strong = [m for m in marks if m["strong"] and m["status"] == "occurred"]
    wishes = []
    for mark in sorted(strong, key=lambda m: -m["weight"]):
        wide = width(mark["title"])
        if wide <= LONGEST:
            point = px(mark["x"]), level * (mark["row"] + 0.5)
            size = wide + APART, LABEL_PX
            candidates = beside((plain(mark["title"]),), size, point, above)
            wishes.append(Wish(mark["ids"], candidates, mark))
    return [
        annotation(label, label.of["x"], -label.of["row"], theme.ink)
        for label in place(wishes, (), frame)
    ]


def _line_names(answer: Strip) -> list[dict[str, Any]]:
    """Name the as-of line and that of since, among the days."""
    foot = {"y": 0, "yref": "paper", "yanchor": "top", "showarrow": False, "borderpad": 0}
    return [
        {**foot, "x": at, "text": words, "xanchor": anchor}
        for at, words, anchor in name_lines(answer)
    ]
