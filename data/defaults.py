"""What a crisis leaves out of its settings and its tables say: whom to compare, what to show."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from data import clock
from data.package import Table
from data.settings import WORLD, Bounds, Crisis, MapSettings, MapView, PartyLane, Side
from data.sheet import read_sheet

Rows = Sequence[Mapping[str, str]]
FROM = ("moments", "parties", "places")  # the tables that defaults are taken from
VIEW = "all"  # the view of the map that holds all places, where none is declared
LEAST = 4.0  # degrees: a map of one town would be a map of nothing
AROUND = 0.08  # of a box, at each side
SCREEN = (1000, 560)  # px of the map, for which a view is fitted
WORLD_PX = 512  # px of the world at zoom 0, as deck.gl and Web Mercator have it
NEAREST = 9.0  # zoom


def fill_defaults(crisis: Crisis, rows: Mapping[str, Rows], kinds: Sequence[str]) -> Crisis:
    """Return the settings with what is empty taken from the tables, as far as these say it.

    `rows`: those of each table; `kinds`: the kinds of events that there are. What cannot be read is
    left to the checks.
    """
    crisis = _of_kinds(crisis, kinds)
    parties = sorted(rows.get("parties", ()), key=_order)
    compare = crisis.compare or tuple(p.get("party_id", "") for p in parties[:2])
    names = {p.get("party_id", ""): p.get("short_name", "") for p in parties}
    return replace(
        crisis,
        compare=compare,
        default_moment=crisis.default_moment or _latest(rows.get("moments", ())),
        sides=crisis.sides or _sides(parties),
        party_lanes=crisis.party_lanes or _party_lanes(compare, names),
        map=_map(crisis.map, rows.get("places", ())),
    )


def _of_kinds(crisis: Crisis, kinds: Sequence[str]) -> Crisis:
    """Return the settings with the defaults that name kinds of events kept to those there are."""
    plain = Crisis(title=crisis.title)
    if crisis.paper_kinds == plain.paper_kinds:
        crisis = replace(crisis, paper_kinds=tuple(k for k in crisis.paper_kinds if k in kinds))
    if crisis.background_kind == plain.background_kind not in kinds:
        crisis = replace(crisis, background_kind="")
    if crisis.axis.compressed == plain.axis.compressed:
        stretches = tuple(s for s in crisis.axis.compressed if not s.kind or s.kind in kinds)
        crisis = replace(crisis, axis=replace(crisis.axis, compressed=stretches))
    return crisis


def read_rows(table: Table) -> Rows:
    """Return the rows of one of the tables that defaults are taken from, by column.

    None where its file cannot be read, and none of any other table.
    """
    if table.name not in FROM:
        return []
    columns = read_sheet(table).columns
    return [
        {name: cell for name, cell in zip(columns, row, strict=True) if cell}
        for row in zip(*columns.values(), strict=True)
    ]


def _order(party: Mapping[str, str]) -> float:
    try:
        return float(party.get("order", ""))
    except ValueError:
        return math.inf


def _latest(moments: Rows) -> str:
    dated = []
    for row in moments:
        try:
            dated.append((clock.parse(row.get("as_of", "")).last, row.get("moment_id", "")))
        except ValueError:
            continue
    return max(dated, default=(None, ""))[1]


def _sides(parties: Rows) -> tuple[Side, ...]:
    """Return the sides that the parties name; the first of each with a colour lends it."""
    lenders: dict[str, str] = {}
    for party in parties:
        if side := party.get("side", ""):
            lender = party.get("party_id", "") if party.get("color_light") else ""
            lenders[side] = lenders.get(side) or lender
    titles = {side: side.replace("-", " ") for side in lenders}
    return tuple(
        Side(side=side, title=titles[side][:1].upper() + titles[side][1:], color_of=color_of)
        for side, color_of in lenders.items()
    )


def _party_lanes(compare: Iterable[str], names: Mapping[str, str]) -> tuple[PartyLane, ...]:
    own = [PartyLane(lane=p, title=names.get(p) or p, parties=(p,)) for p in compare]
    taken = {lane.lane for lane in own}
    rest = next(lane for lane in ("others", "all-others") if lane not in taken)
    return (*own, PartyLane(lane=rest, title="Others"))


def _map(settings: MapSettings, places: Rows) -> MapSettings:
    box = fit_box([spot for row in places if (spot := _spot(row)) is not None])
    views = settings.views or (view_of(box),)
    return replace(
        settings,
        views=views,
        first_view=settings.first_view or views[0].view,
        venues_view=box if settings.venues_view == WORLD else settings.venues_view,
        overview_view=box if settings.overview_view == WORLD else settings.overview_view,
    )


def _spot(row: Mapping[str, str]) -> tuple[float, float] | None:
    """Return a place's longitude and latitude; None where it has none on earth."""
    try:
        lon, lat = float(row.get("lon", "")), float(row.get("lat", ""))
    except ValueError:
        return None
    return (lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None


def fit_box(spots: Sequence[tuple[float, float]]) -> Bounds:
    """Return the smallest box with some room around places, the whole world for none.

    Across the antimeridian where that is the shorter way: it then ends east of 180.
    """
    if not spots:
        return WORLD
    lons = sorted({lon for lon, _ in spots})
    gaps = [(b - a, b) for a, b in zip(lons, [*lons[1:], lons[0] + 360], strict=True)]
    _, after = max(gaps)  # the widest stretch without a place lies outside the box
    west = after - 360 if after > 180 else after
    east = west + max((lon - west) % 360 for lon in lons)
    lats = [lat for _, lat in spots]
    west, east = _roomy(west, east)
    south, north = _roomy(min(lats), max(lats))
    edge = WORLD.north
    if east - west >= 360:
        west, east = WORLD.west, WORLD.east
    return Bounds(west=west, south=max(south, -edge), east=east, north=min(north, edge))


def _roomy(low: float, high: float) -> tuple[float, float]:
    room = max((high - low) * AROUND, (LEAST - (high - low)) / 2, 0.0)
    return round(low - room, 3), round(high + room, 3)


def view_of(box: Bounds, view: str = VIEW, title: str = "All places") -> MapView:
    """Return the view of the map that shows a box whole on a screen of 1,000 by 560 px."""
    top, bottom = mercator(box.north), mercator(box.south)
    wide, high = (box.east - box.west) / 360, (top - bottom) / (2 * math.pi)
    zoom = min(
        math.log2(SCREEN[0] / (WORLD_PX * wide)), math.log2(SCREEN[1] / (WORLD_PX * high)), NEAREST
    )
    lat = math.degrees(math.atan(math.sinh((top + bottom) / 2)))
    lon = (box.west + box.east) / 2
    lon = lon - 360 if lon > 180 else lon
    return MapView(
        view=view, title=title, lat=round(lat, 3), lon=round(lon, 3), zoom=round(max(zoom, 0.0), 2)
    )


def mercator(lat: float) -> float:
    """Return how far up a latitude lies; the map ends at 85 degrees, as the poles lie nowhere."""
    return math.asinh(math.tan(math.radians(max(-85.0, min(85.0, lat)))))
