"""The weeks around the moment in three rows: what was strong, what else, and what is to come."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from components.figures.text import plain
from components.figures.theme import SANS, TEXT_PX, Theme, hover
from data.queries.overview import Strip
from data.view import View

HEIGHT, LEFT, BOTTOM, TOP = 112, 176, 22, 18
NARROW = 940  # px of the plot on a page 1,280 wide: collisions are reckoned there
CHARACTER = 6.7  # px of an average character at 13 px
LONGEST = 44  # characters of a title that is still a label
MOST_TICKS = 12
HOLLOW, STRONG, WEAK = 9, 10, 7  # px


def strip(answer: Strip, view: View, theme: Theme) -> go.Figure:
    """Draw `data.queries.overview.strip`, one mark a day and row; the strongest are named.

    Hollow is scheduled; a date known to the month is a bar across it; the line is the moment.
    """
    figure = go.Figure()
    figure.update_layout(**_layout(answer, theme))
    for row in range(len(answer.rows)):
        figure.add_hline(y=-row, line={"color": theme.rule, "width": 1}, layer="below")
    marks = _marks(answer)
    rough = answer.events.loc[answer.events["precision"].isin(["month", "year"])]
    for scheduled, bars in rough.groupby("scheduled"):
        figure.add_trace(_bars(bars, theme.bar, 6))
        if scheduled:  # hollow, as all that is only scheduled
            figure.add_trace(_bars(bars, theme.paper, 3))
    for strong, scheduled in ((False, False), (True, False), (False, True), (True, True)):
        chosen = [m for m in marks if (m["strong"], m["scheduled"]) == (strong, scheduled)]
        if chosen:
            figure.add_trace(_dots(chosen, strong, scheduled, theme))
    figure.add_vline(x=answer.now, line={"color": theme.ink, "width": 1.5})
    _labels(figure, answer, marks, theme)
    return figure


def _layout(answer: Strip, theme: Theme) -> dict[str, Any]:
    axis = {"fixedrange": True, "zeroline": False, "showgrid": False, "ticks": ""}
    return {
        "template": None,
        "height": HEIGHT,
        "margin": {"l": LEFT, "r": 12, "t": TOP, "b": BOTTOM},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": SANS, "size": TEXT_PX, "color": theme.ink},
        "hoverlabel": hover(theme),
        "showlegend": False,
        "dragmode": False,
        "xaxis": {
            **axis,
            "type": "date",
            "range": [answer.first, answer.last],
            **_ticks(answer),
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


def _ticks(answer: Strip) -> dict[str, list[Any]]:
    """Return the first and the fifteenth of each month, the year where it begins or is new."""
    days = [d for d in pd.date_range(answer.first, answer.last) if d.day in (1, 15)]
    if len(days) > MOST_TICKS:
        days = [d for d in days if d.day == 1][:: -(-len(days) // (2 * MOST_TICKS))]
    years = [None, *(d.year for d in days)]
    said = [
        f"{d.day} {d:%b}" + (f" {d.year}" if d.year != y else "")
        for d, y in zip(days, years, strict=False)
    ]
    return {"tickvals": days, "ticktext": said}


def _marks(answer: Strip) -> list[dict[str, Any]]:
    """Return one mark a day, row and state; the strongest of a day stands for it."""
    events = answer.events.loc[answer.events["precision"].isin(["day", "minute"])]
    noon = events["at"].dt.normalize() + pd.Timedelta(hours=12)
    at = events["at"].where(events["precision"] == "minute", noon)
    # What is announced for today lies ahead, though its day has begun
    after = answer.now + (answer.last - answer.first) * 0.006
    events = events.assign(x=at.mask(events["scheduled"] & (at < after), after))
    found = []
    key: Any
    for key, group in events.groupby([events["x"].dt.normalize(), "row", "scheduled"], sort=True):
        scheduled = bool(key[2])
        first = group.sort_values(["strong", "weight"], ascending=False, kind="stable").iloc[0]
        day = f"{first['at'].day} {first['at']:%b %Y}"
        titles = "<br>".join(plain(title) for title in group["title"])
        found.append(
            {
                "x": first["x"],
                "row": int(key[1]),
                "strong": bool(first["strong"]),
                "scheduled": scheduled,
                "weight": float(first["weight"]),
                "title": str(first["title"]),
                "hover": f"<b>{day}{', scheduled' if scheduled else ''}</b><br>{titles}",
            }
        )
    return found


def _dots(marks: list[dict[str, Any]], strong: bool, scheduled: bool, theme: Theme) -> go.Scatter:
    color = theme.ink if strong else theme.bar
    size = STRONG if strong else WEAK
    marker = {
        "symbol": "circle-open" if scheduled else "circle",
        "color": color,
        "size": HOLLOW if scheduled else size,
        "opacity": 1,
        "line": {"width": 2 if scheduled else 0, "color": color},
    }
    return go.Scatter(
        x=[m["x"] for m in marks],
        y=[-m["row"] for m in marks],
        mode="markers",
        marker=marker,
        text=[m["hover"] for m in marks],
        hovertemplate="%{text}<extra></extra>",
    )


def _bars(rough: pd.DataFrame, color: str, width: int) -> go.Scatter:
    xs = [x for pair in zip(rough["at"], rough["until"], strict=True) for x in (*pair, None)]
    return go.Scatter(
        x=xs,
        y=[y for row in rough["row"] for y in (-row, -row, None)],
        mode="lines",
        line={"color": color, "width": width},
        text=[plain(t) for title in rough["title"] for t in (title,) * 3],
        hovertemplate="%{text}<extra></extra>",
    )


def _labels(figure: go.Figure, answer: Strip, marks: list[dict[str, Any]], theme: Theme) -> None:
    """Name the as-of line and, above their marks, the weightiest strong events that fit whole."""
    span = (answer.last - answer.first).total_seconds()

    def px(at: pd.Timestamp) -> float:
        return NARROW * (at - answer.first).total_seconds() / span

    line = px(answer.now)
    taken: dict[int, list[tuple[float, float]]] = {}
    for mark in sorted(marks, key=lambda m: -m["weight"]):
        if not mark["strong"] or mark["scheduled"] or len(mark["title"]) > LONGEST:
            continue
        half = CHARACTER * len(mark["title"]) / 2
        x0, x1 = px(mark["x"]) - half, px(mark["x"]) + half
        row = taken.setdefault(mark["row"], [])
        if x0 < 0 or x1 > line - 4 or any(x0 < b + 16 and x1 > a - 16 for a, b in row):
            continue
        row.append((x0, x1))
        figure.add_annotation(
            x=mark["x"],
            y=-mark["row"],
            text=plain(mark["title"]),
            yshift=13,
            showarrow=False,
            font={"color": theme.ink},
        )
    said = f"as of {answer.now.day} {answer.now:%b}"
    right = NARROW - line > CHARACTER * len(said) + 8
    figure.add_annotation(
        x=answer.now,
        y=1 - len(answer.rows),
        text=said,
        xanchor="left" if right else "right",
        xshift=6 if right else -6,
        showarrow=False,
        bgcolor=theme.paper,
        borderpad=1,
    )
