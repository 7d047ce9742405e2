"""Labels where they meet nothing: the one placer of all figures."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from components.figures.kit.box import Box, Ground, Side
from components.figures.kit.theme import TEXT_PX

PAD = 2  # px of air that a drawing leaves between an annotation's point and its words
STEM_GAP = 1.5  # px that a stem keeps from all that is taken
FOOT = 2.0  # px of a stem's foot, which stands on its own mark: an obstacle like any other


class Offset(NamedTuple):
    """Which side of a box is set how far right and down (px) of a point, at its height's middle."""

    side: Side
    dx: float
    dy: float


class Candidate(NamedTuple):
    """One place where words may stand: their lines, and the box that they fill.

    `side` of the box is set `dx` px right and `dy` down of what they name, `dy` at its middle. A
    `stem` that leads there must be free, too.
    """

    lines: tuple[str, ...]
    box: Box
    side: Side = "center"
    dx: float = 0.0
    dy: float = 0.0
    stem: Box | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Something that would like words, at the first of its candidates that is free.

    Of wishes of one `key` only one is placed. `of` is what the words name, for the caller; a `dot`
    is drawn with the words alone, and taken with them. What must be written `always` is written at
    its first candidate in the frame where none is free, or at its first of all.
    """

    key: Hashable
    candidates: Iterable[Candidate]
    of: Any = None
    dot: Box | None = None
    always: bool = False


class Label(NamedTuple):
    """Words in their place: a wish's `key` and `of`, and the candidate that was free."""

    key: Hashable
    of: Any
    lines: tuple[str, ...]
    box: Box
    side: Side
    dx: float
    dy: float
    stem: Box | None


def place(
    wishes: Iterable[Wish],
    obstacles: Iterable[Box],
    frame: Box,
    *,
    most: float = float("inf"),
    gap: float = 0.0,
) -> list[Label]:
    """Give each wish, the most important first, a free place in `frame`, or none.

    A label keeps `gap` px from every obstacle, stem and label; at most `most` are placed.
    """
    ground = Ground(frame, obstacles)
    placed: dict[Hashable, Label] = {}
    for wish in wishes:
        if len(placed) >= most:
            break
        if wish.key in placed:
            continue
        candidate = _choose(wish, ground, gap)
        if candidate is None:
            continue
        placed[wish.key] = Label(wish.key, wish.of, *candidate)
        for box in filter(None, (candidate.box, candidate.stem, wish.dot)):
            ground.take(box)
    return list(placed.values())


def beside(
    lines: tuple[str, ...],
    size: tuple[float, float],
    point: tuple[float, float],
    offsets: Iterable[Offset],
) -> Iterator[Candidate]:
    """Yield candidates of a `size` (px wide and high) about a point, in the order given."""
    x, y = point
    for side, dx, dy in offsets:
        yield Candidate(lines, Box.beside(side, x + dx, y + dy, *size), side, dx, dy)


def annotation(
    label: Label, x: Any, y: float, color: str, *, text: str = "", px: int = TEXT_PX
) -> dict[str, Any]:
    """Return a label of what lies at x, y as Plotly writes it: its lines, or `text` for them.

    Cells in either are escaped already.
    """
    return {
        "x": x,
        "y": y,
        "xanchor": label.side,
        "xshift": label.dx,
        "yshift": -label.dy,
        "text": text or "<br>".join(label.lines),
        "showarrow": False,
        "font": {"color": color, "size": px},
    }


def _choose(wish: Wish, ground: Ground, gap: float) -> Candidate | None:
    """Return the first candidate that is free; for what is always written, the least bad."""
    first = inside = None
    for candidate in wish.candidates:
        first = first or candidate
        if not candidate.box.is_within(ground.frame):
            continue
        inside = inside or candidate
        if ground.is_free(candidate.box, gap) and _is_stem_free(candidate.stem, ground):
            return candidate
    return (inside or first) if wish.always else None


def _is_stem_free(stem: Box | None, ground: Ground) -> bool:
    return stem is None or ground.is_free(stem._replace(y1=stem.y1 - FOOT), STEM_GAP)
