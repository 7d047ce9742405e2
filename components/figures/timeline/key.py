"""What explains the timeline's marks: whose a colour is, and what no lane's name says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from components.figures.kit.picture_key import Sign
from components.figures.kit.pixels import faded
from components.figures.kit.svg import element
from components.figures.kit.symbols import RINGS, draw, even_size
from components.figures.kit.theme import Theme
from data.load import Record
from data.queries.events.events import Timeline
from data.queries.events.lanes import group_shapes
from data.view import View

SIGNS = {"new": "new", "occurred": "announced before, held", "outcome": "outcome known"}  # of news
DOT, RING, MARK = 9, 10, 11  # px across


@dataclass(frozen=True)
class Key:
    """The key of a timeline as drawn.

    `own` and `pale` name the parties shown (id, name): those with a colour of their own, and sides
    whose colour others borrow; `allies` are the parties behind each of the latter, by id, and
    `others` those with neither. `several`, `ahead` and `called_off` say that there are such marks,
    `news` which signs of what is new since `since`, and `shapes` (title, shape) what a shape stands
    for where no lane says so.
    """

    own: tuple[tuple[str, str], ...]
    pale: tuple[tuple[str, str], ...]
    allies: Mapping[str, tuple[str, ...]]
    others: tuple[str, ...]
    several: bool
    ahead: bool
    called_off: bool
    news: tuple[str, ...]
    since: str
    shapes: tuple[tuple[str, str], ...]


def timeline_key(answer: Timeline, seen: Record, view: View, theme: Theme) -> Key:
    """Return the key of the marks of a `data.queries.events.events.Timeline`."""
    rows = pd.concat([answer.placed, answer.ahead]) if len(answer.ahead) else answer.placed
    named = set(rows.loc[~rows["several"].astype(bool), "party_id"])
    parties = seen.parties.loc[seen.parties.index.isin(named)]
    columns = ("party_id", "short_name", "side", f"color_{theme.mode}")
    sides = {side.side: side for side in seen.package.crisis.sides}
    own, others = list[tuple[str, str]](), list[str]()
    pale, allies = dict[str, str](), dict[str, list[str]]()
    for party, name, side, color in zip(*(parties[c] for c in columns), strict=True):
        if party in theme.borrowed:
            pale[sides[side].color_of] = sides[side].title
            allies.setdefault(sides[side].color_of, []).append(party)
        elif color:
            own.append((party, name))
        else:
            others.append(party)
    return Key(
        own=tuple(own),
        pale=tuple(pale.items()),
        allies={color: tuple(parties) for color, parties in allies.items()},
        others=tuple(others),
        several=bool(rows["several"].any()),
        ahead=not answer.ahead.empty,
        called_off=not answer.called_off.empty,
        news=news_signs(rows["news"]),
        since=str(answer.since or ""),
        shapes=group_shapes(seen, view),
    )


def news_signs(news: pd.Series) -> tuple[str, ...]:
    """Return the rings that a figure of these rows holds; what was called off is ringed as new."""
    kinds = set(news.replace("called_off", "new"))
    return tuple(sign for sign in SIGNS if sign in kinds)


def rows(key: Key, theme: Theme) -> list[tuple[str, list[Sign]]]:
    """Return the key's lines for a picture that stands alone."""
    drawn = {name: draw(shape, even_size(shape, DOT), theme.quiet) for name, shape in key.shapes}
    shapes = [Sign(svg, name) for name, svg in drawn.items()]
    return [("", list(_signs(key, theme))), *([("", shapes)] if shapes else [])]


def _signs(key: Key, theme: Theme) -> Iterator[Sign]:
    for party, name in key.own:
        yield Sign(draw("circle", DOT, theme.party[party]), name)
    for party, name in key.pale:
        color = theme.party[party]
        yield Sign(draw("circle", DOT - 1, faded(color, 0.4), color, 1), name)
    if key.others:
        yield Sign(draw("circle", DOT, theme.neutral), "others")
    if key.several:
        yield Sign(draw("circle", DOT, theme.ink), "joint meetings")
    if key.ahead:
        yield Sign(draw("circle-open", RING, "", theme.quiet, 2), "announced")
    if key.called_off:
        yield Sign(draw("circle-x-open", RING, "", theme.quiet, 1.5), "called off")
    bar = {"x": -8, "y": -2, "width": 16, "height": 4}
    yield Sign(element("rect", **bar, fill=theme.bar), "over a day")
    for sign in key.news:
        shape, _ = RINGS[sign]
        yield Sign(draw(shape, MARK, "", theme.ink, 1.4), f"{SIGNS[sign]} since {key.since}")
