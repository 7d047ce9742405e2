"""What is new on the timeline: rings round its marks, and the line of the earlier instant."""

from collections.abc import Iterable, Iterator
from typing import Any

from components.figures.kit.pixels import line, text
from components.figures.kit.ruler import width
from components.figures.kit.symbols import ring_of
from components.figures.kit.theme import Theme
from components.figures.kit.traces import silent
from components.figures.timeline.axis import seconds
from components.figures.timeline.layout import TOP, Plan
from data import clock
from data.queries.events.events import Timeline

ANNOUNCED = 18.0  # px of the ring round a hollow mark
HEAD = 4.0  # px from the top to the words over the lanes


def rings(scene: Plan, theme: Theme) -> dict[str, Any]:
    """Return the rings of what became known since; a soft bar wears its ring at its middle."""
    news = [(m, m.row["news"]) for m in scene.marks if m.row["news"]]
    marks = [(m.x, m.y, *ring_of(kind)) for m, kind in news]
    for step in scene.ahead.steps:
        if step.row["news"]:
            x = (step.x + step.x1) / 2 if step.x1 else step.x
            marks.append((x, step.y, "circle-open", ANNOUNCED))
    look = {
        "symbol": [symbol for *_, symbol, _ in marks],
        "size": [size for *_, size in marks],
        "color": theme.ink,
        "opacity": 1,
        "line": {"width": 1.4},
    }
    xs, ys = [round(x, 1) for x, *_ in marks], [round(y, 1) for _, y, *_ in marks]
    return silent(xs, ys, "rings", look)


def _words_over(x: float, scene: Plan) -> list[tuple[float, float]]:
    """Return from where to where the words of labels stand at a place of the axis, from the top."""
    boxes = [label.box for label in scene.labels]
    return sorted((b.y0 - 1, b.y1 + 1) for b in boxes if b.x0 - 2 < x < b.x1 + 2)


def _leave_out(
    top: float, bottom: float, gaps: Iterable[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    """Yield the parts of a line that are left without gaps, which are given from the top."""
    for begin, end in gaps:
        if begin > top:
            yield top, begin
        top = max(top, end)
    if top < bottom:
        yield top, bottom


def ends(answer: Timeline, scene: Plan, theme: Theme) -> tuple[list[dict], list[dict]]:
    """Return the lines and words that say where the true scale ends and since when is new."""
    axis = scene.scale
    cut = answer.ends < answer.as_of.last
    pen = (theme.bar, 1.0) if cut else (theme.ink, 1.5)
    lines = [line(axis.line, axis.line, TOP - 4, scene.height, pen[0], px=pen[1])]
    at = f"to {clock.say(answer.ends, 'day')}" if cut else f"as of {answer.as_of}"
    since, x = f"since {answer.since}", None
    if answer.since and answer.since.last < answer.ends:
        x = axis.anywhere(seconds(answer.since.last))
    if x is None:
        return lines, [text(axis.line - 8, HEAD, f"<b>{at}</b>", theme.ink, anchor="right")]
    # In two parts, as the months are named between them
    clear = _leave_out(TOP - 4, scene.floor, _words_over(x, scene))
    lines += [line(x, x, top, bottom, theme.quiet) for top, bottom in clear]
    if scene.curved:
        lines.append(line(x, x, scene.curve_top, scene.height, theme.quiet))
    left, words = axis.line - 20 - width(at, strong=True), width(since) + 6
    as_of_label = text(axis.line - 8, HEAD, f"<b>{at}</b>", theme.ink, anchor="right")
    if x + words <= left:
        since_label = text(x + 5, HEAD, since, theme.quiet)
    elif axis.x0 < x - words and x < left:
        since_label = text(x - 5, HEAD, since, theme.quiet, anchor="right")
    else:  # both at the line, read from left to right as they lie
        both = f"{since} and <b>{at}</b>"
        return lines, [text(axis.line - 8, HEAD, both, theme.ink, anchor="right")]
    # Among the compressed stretches it stands over their titles
    return lines, [
        {**since_label, "bgcolor": theme.paper} if x < axis.x0 else since_label,
        as_of_label,
    ]
