"""A new record: its settings, its tables with headers and its two sides, ready to be filled."""

import csv
import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from anyascii import anyascii

from data import schema
from data.cells import write_csv
from data.defaults import view_of
from data.files import DESCRIPTOR, SETTINGS
from data.settings import Bounds, Crisis, MapSettings, Side
from data.settings_file import write_settings

COLORS = (("#1D5F9E", "#7FB3E3"), ("#A5402D", "#E8917F"))  # of the two sides, on light and on dark
COUNTRIES = Path(__file__).parent / "countries.csv"  # written by tools/countries.py
ROOM = 0.25  # of the zoom: a narrower screen shows all of an area, and its coast not at an edge
README = """\
# {title}

A record for Red Lines. `crisis.yaml` holds what is this crisis's own; the tables are in `tables/`,
one row a source, event, claim ... Every row names the sources it was read in.

`python -m data explain` says what each key and column is for; `python -m data check FOLDER` names
every fault, with its mend.
"""


class Refused(ValueError):
    """A record cannot be begun so; the message says why and what to write."""


@dataclass(frozen=True)
class Beginning:
    """What a new record begins with: `sides` are the names of the two parties compared."""

    title: str
    sides: tuple[str, ...]
    first_day: date
    area: Bounds | None = None


def write_blank(folder: Path, beginning: Beginning) -> None:
    """Write a package that passes the check and can be served: tables with headers, two parties.

    Raises Refused where the folder holds something already, or no two sides are named.
    """
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty; name a folder that is not there yet")
    ids = [make_id(side) for side in beginning.sides]
    if len(set(ids)) != 2 or not all(ids):
        raise Refused("a record compares two sides; name two, with a comma between them")
    name = make_id(folder.resolve().name) or "record"
    settings = _settings(beginning, ids)
    rows = {"parties": _parties(beginning.sides, ids), "moments": [_moment(beginning.first_day)]}
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    for table, header in schema.headers().items():
        filled = [[row.get(name, "") for name in header] for row in rows.get(table, ())]
        _write(folder / "tables" / f"{table}.csv", write_csv([header, *filled]))
    _write(folder / SETTINGS, write_settings(settings))
    _write(folder / DESCRIPTOR, schema.write_descriptor(schema.descriptor(name, settings)))
    _write(folder / "README.md", README.format(title=beginning.title))


def make_id(words: str) -> str:
    """Return words of any script as an id: small Latin letters and digits, parted by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(words).lower()).strip("-")


def read_box(text: str) -> Bounds:
    """Return a stretch of the earth written as west,south,east,north in degrees; raises Refused."""
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError:
        raise Refused(f"{text!r} is no box; write west,south,east,north: 120,15,160,50") from None
    east += 360 if east <= west else 0  # across the antimeridian
    if not (-90 <= south < north <= 90 and -180 <= west <= 180 and east - west <= 360):
        raise Refused(f"{text!r} lies nowhere on earth; write west,south,east,north in degrees")
    return Bounds(west=west, south=south, east=east, north=north)


def find_area(country: str) -> Bounds:
    """Return where a country lies, its main part; `country` is its name or its ISO code.

    Raises Refused for one that countries.csv does not hold, with the nearest that it does.
    """
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    plain_name = anyascii(country.strip()).casefold()
    for row in rows:
        if plain_name in (row["country"].casefold(), anyascii(row["name"]).casefold()):
            return read_box(",".join(row[edge] for edge in ("west", "south", "east", "north")))
    names = {anyascii(row["name"]).casefold(): row["name"] for row in rows}
    close = difflib.get_close_matches(plain_name, names, n=1, cutoff=0.5)
    mend = f"did you mean {names[close[0]]}?" if close else "or write --box=west,south,east,north"
    raise Refused(f"{country!r} is no country's name or ISO code; {mend}")


def _settings(beginning: Beginning, ids: Sequence[str]) -> Crisis:
    sides = tuple(
        Side(side=i, title=name, color_of=i) for i, name in zip(ids, beginning.sides, strict=True)
    )
    crisis = Crisis(
        title=beginning.title,
        subtitle=" and ".join(beginning.sides),
        compare=tuple(ids),
        replay_from=beginning.first_day.isoformat(),
        sides=(*sides, Side(side="other", title="Others")),
    )
    if beginning.area is None:
        return crisis
    area = beginning.area
    view = view_of(area, "area", "The whole area")
    view = replace(view, zoom=round(max(view.zoom - ROOM, 0.0), 2))
    whole = MapSettings(views=(view,), venues_view=area, overview_view=area)
    return replace(crisis, map=whole)


def _parties(sides: Sequence[str], ids: Sequence[str]) -> list[dict[str, str]]:
    return [
        {
            "party_id": party,
            "name": name,
            "short_name": name,
            "kind": "state",
            "side": party,
            "order": str(order),
            "color_light": light,
            "color_dark": dark,
        }
        for order, (party, name, (light, dark)) in enumerate(
            zip(ids, sides, COLORS, strict=True), 1
        )
    ]


def _moment(day: date) -> dict[str, str]:
    return {
        "moment_id": "first-day",
        "title": "The first day",
        "as_of": day.isoformat(),
        "summary": "Where this record begins.",
    }


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="")
