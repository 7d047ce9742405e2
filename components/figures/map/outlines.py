"""The base map's outlines: read, joined, thinned and clipped, so that neighbours still meet."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from data.package import Basemap, Box

STATIC = Path(__file__).parents[3] / "static"
Point = tuple[float, float]
Line = tuple[Point, ...]
Edge = tuple[Point, Point]


def mercator(lat: float) -> float:
    """Return a latitude's height on a Mercator map, in degrees of longitude at the equator."""
    bound = max(-85.0, min(85.0, lat))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(bound) / 2)))


def latitude(height: float) -> float:
    """Return the latitude at a height of `mercator`, its inverse."""
    return math.degrees(2 * math.atan(math.exp(math.radians(height))) - math.pi / 2)


@lru_cache(maxsize=8)
def land(basemap: Basemap) -> tuple[Line, ...]:
    """Return every ring of land, closed, in degrees (longitude, latitude); none without a file."""
    return tuple(ring for _, ring in _countries(basemap))


@lru_cache(maxsize=8)
def focus(basemap: Basemap) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the focus country's rings in one piece, and the lines that run inside it.

    A part drawn apart in the file (as it is held by another) belongs to the country that the
    file's `country` names: edges that two parts share are no border of the whole.
    """
    seen: dict[Edge, int] = defaultdict(int)
    rings = [ring for is_focus, ring in _countries(basemap) if is_focus]
    for edge in (e for ring in rings for e in _edges(ring)):
        seen[edge] += 1
    outer = _chained(e for e, n in seen.items() if n == 1)
    inner = _chained(e for e, n in seen.items() if n > 1)
    return tuple(r for r in outer if r[0] == r[-1]), inner


@lru_cache(maxsize=8)
def waters(basemap: Basemap) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the rings of the lakes and the lines of the rivers; none without files."""
    lakes = tuple(ring for _, ring in _rings(basemap, basemap.lakes))
    rivers = tuple(ring for _, ring in _rings(basemap, basemap.rivers))
    return lakes, rivers


def thinned(
    lines: Sequence[Line], tolerance: float, box: Box, spared: Box | None = None
) -> tuple[Line, ...]:
    """Return what of the lines lies about the box, to `tolerance` degrees (Douglas-Peucker).

    Lines are cut where borders meet and each piece is thinned alone, so that neighbours keep one
    border between them. Rings smaller than the tolerance go. Points in `spared` all stay.
    """
    near = [line for line in lines if _meets(line, box)]
    degree: dict[Point, int] = defaultdict(int)
    for edge in {e for line in near for e in _edges(line)}:
        for point in edge:
            degree[point] += 1
    answer = []
    for line in near:
        closed = line[0] == line[-1]
        fixed = {p for p in line if spared and within(spared, p)}
        if closed and not fixed and _extent(line) < tolerance:
            continue
        short = _thin(line, {p for p in line if degree[p] != 2} | fixed, tolerance)
        if len(short) > (3 if closed else 1):
            answer.append(tuple(short))
    return tuple(answer)


def clipped(rings: Iterable[Line], box: Box) -> tuple[Line, ...]:
    """Return the closed rings cut at the box (Sutherland-Hodgman)."""
    sides = (
        (0, box.west, 1.0),
        (0, box.east, -1.0),
        (1, box.south, 1.0),
        (1, box.north, -1.0),
    )
    answer = []
    for ring in rings:
        points = list(ring[:-1])
        for axis, bound, sign in sides:
            points = _cut(points, axis, bound, sign)
        if len(points) > 2:
            answer.append((*points, points[0]))
    return tuple(answer)


def wider(box: Box, share: float = 0.05) -> Box:
    """Return the box with a margin, so that the cut itself lies out of sight."""
    dx, dy = (box.east - box.west) * share, (box.north - box.south) * share
    return Box(box.west - dx, box.south - dy, box.east + dx, box.north + dy)


def within(box: Box, point: Point) -> bool:
    """Return whether a point lies in the box."""
    return box.west <= point[0] <= box.east and box.south <= point[1] <= box.north


@lru_cache(maxsize=8)
def _countries(basemap: Basemap) -> tuple[tuple[bool, Line], ...]:
    """Return each ring with whether it belongs to the focus country.

    The file names a country by `country` (ISO alpha-2) on some of its parts and by `iso_n3` on
    all: a part that shares the number of one named so belongs to the same country.
    """
    rings = _rings(basemap, basemap.land)
    wanted = basemap.focus
    numbers = {p.get("iso_n3") for p, _ in rings if wanted and p.get("country") == wanted} - {None}
    return tuple(
        (bool(wanted) and (p.get("country") == wanted or p.get("iso_n3") in numbers), ring)
        for p, ring in rings
    )


def _rings(basemap: Basemap, name: str) -> list[tuple[dict[str, str], Line]]:
    file = STATIC / basemap.folder / name
    if not name or not file.is_file():
        return []
    rings = []
    for feature in json.loads(file.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        parts = (
            shape["coordinates"] if shape["type"].startswith("Multi") else [shape["coordinates"]]
        )
        lines = [ring for part in parts for ring in part] if "Polygon" in shape["type"] else parts
        rings += [(feature["properties"], tuple((x, y) for x, y, *_ in line)) for line in lines]
    return rings


def _edges(line: Line) -> Iterable[Edge]:
    return ((min(a, b), max(a, b)) for a, b in pairwise(line))


def _chained(edges: Iterable[Edge]) -> tuple[Line, ...]:
    """Join loose edges into lines, closed where they come round; the ends of open ones first."""
    beside: dict[Point, list[Point]] = defaultdict(list)
    for a, b in edges:
        beside[a].append(b)
        beside[b].append(a)
    starts = sorted(beside, key=lambda p: (len(beside[p]) != 1, p))
    lines = []
    for start in starts:
        while beside[start]:
            line = [start]
            while beside[line[-1]]:
                step = beside[line[-1]].pop()
                beside[step].remove(line[-1])
                line.append(step)
            lines.append(tuple(line))
    return tuple(lines)


def _meets(line: Line, box: Box) -> bool:
    xs, ys = [p[0] for p in line], [p[1] for p in line]
    across = min(xs) <= box.east and max(xs) >= box.west
    return across and min(ys) <= box.north and max(ys) >= box.south


def _extent(line: Line) -> float:
    xs, ys = [p[0] for p in line], [p[1] for p in line]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def _thin(line: Line, fixed: set[Point], tolerance: float) -> list[Point]:
    points = list(line)
    if points[0] == points[-1]:  # begin a ring where its neighbours would: at a meeting, or lowest
        first = points.index(min(fixed)) if fixed else points.index(min(points))
        points = points[first:-1] + points[: first + 1]
    cuts = [i for i, p in enumerate(points) if p in fixed or i in (0, len(points) - 1)]
    if len(cuts) == 2 and points[0] == points[-1]:
        cuts.insert(1, max(range(len(points)), key=lambda i: math.dist(points[0], points[i])))
    keep = set(cuts)
    stack = list(pairwise(cuts))
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        far = max(range(a + 1, b), key=lambda i: _off(points[i], points[a], points[b]))
        if _off(points[far], points[a], points[b]) > tolerance:
            keep.add(far)
            stack += [(a, far), (far, b)]
    return [points[i] for i in sorted(keep)]


def _off(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    span = dx * dx + dy * dy
    along = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / span if span else 0.0
    along = max(0.0, min(1.0, along))
    return math.hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)


def _cut(points: list[Point], axis: int, bound: float, sign: float) -> list[Point]:
    answer: list[Point] = []
    for a, b in zip(points[-1:] + points[:-1], points, strict=True):
        a_in, b_in = (sign * (p[axis] - bound) >= 0 for p in (a, b))
        if a_in != b_in:
            share = (bound - a[axis]) / (b[axis] - a[axis])
            answer.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        if b_in:
            answer.append(b)
    return answer
