"""How a made-up row is written in each published layout, and how published rows are broken."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from data.feeds.layouts import Layout

HERE = Path(__file__).parent
TOWNS, STATES = 60, 12  # made-up places of each country


@dataclass(frozen=True)
class Land:
    """A country to take actors and places from; the points are latitude and longitude."""

    code: str
    country: str
    cameo: str
    gw: str
    name: str
    points: np.ndarray  # towns, then states, then the centroid


@dataclass(frozen=True)
class Made:
    """One made-up row, in no layout yet."""

    number: int
    day: date
    known: datetime
    type: int  # any number: each layout picks a type of its own by it
    one: Land
    other: Land
    land: Land
    point: int  # of the land's
    mentions: int

    @property
    def precision(self) -> str:
        """Return what the point stands for."""
        at = self.point
        return "place" if at < TOWNS else "region" if at < TOWNS + STATES else "country"

    @property
    def place(self) -> str:
        """Return the name of the place."""
        names = {
            "place": f"Made-up Town {self.point}, {self.land.name}",
            "region": f"Made-up State {self.point}, {self.land.name}",
            "country": self.land.name,
        }
        return names[self.precision]

    @property
    def address(self) -> str:
        """Return an address that leads nowhere."""
        return f"https://example.org/made-up/{self.number}"


def _tabbed_head(layout: Layout) -> bytes:
    """Return POLECAT's header as some of its files have it, with a name that no row fills."""
    return ("\t".join((*layout.columns, "Headline")) + "\n").encode()


def _quoted_head(layout: Layout) -> bytes:
    return b"\xef\xbb\xbf" + (",".join(layout.columns) + "\n").encode()


def _codes(table: str, column: str) -> list[str]:
    with (HERE / table).open(encoding="utf-8", newline="") as file:
        return list(dict.fromkeys(row[column] for row in csv.DictReader(file)))


CAMEO = ["010", "012", "020", *_codes("cameo_plover.csv", "cameo")]  # the first map to no type
PLOVER = [*_codes("cameo_plover.csv", "plover"), "CONCEDE", "RETREAT"]
GEOGRAPHY = {"place": "4", "region": "5", "country": "1"}


def _gdelt(made: Made) -> bytes:
    code = CAMEO[made.type % len(CAMEO)]
    lat, lon = made.land.points[made.point].tolist()
    day, one, other = f"{made.day:%Y%m%d}", made.one, made.other
    sign = f"{(made.type >> 8) % 200 / 10 - 10:.1f}"
    return (
        f"{made.number}\t{day}\t{day[:6]}\t{day[:4]}\t{day[:4]}.0000"
        f"\t{one.cameo}GOV\t{one.name.upper()}\t{one.cameo}\t\t\t\t\tGOV\t\t"
        f"\t{other.cameo}\t{other.name.upper()}\t{other.cameo}\t\t\t\t\t\t\t"
        f"\t1\t{code}\t{code[:3]}\t{code[:2]}\t1\t{sign}\t{made.mentions}\t1\t{made.mentions}\t-1.5"
        f"\t0\t\t\t\t\t\t\t\t0\t\t\t\t\t\t\t"
        f"\t{GEOGRAPHY[made.precision]}\t{made.place}\t{made.land.country}\t\t\t{lat}\t{lon}\t"
        f"\t{made.known:%Y%m%d%H%M%S}\t{made.address}\n"
    ).encode()


def _polecat(made: Made) -> bytes:
    lat, lon = made.land.points[made.point].tolist()
    town = made.place.split(",")[0] if made.precision == "place" else "None"
    state = made.place.split(",")[0] if made.precision == "region" else "None"
    fields = (
        *(f"MADEUP-{made.number}", f"{made.day}", PLOVER[made.type % len(PLOVER)], "None"),
        *(f"{(made.type >> 8) % 200 / 10 - 10:.1f}", "1", "None"),
        *(made.one.name, made.one.code, "None", "GOV", "GOV", *["None"] * 3),
        *(made.other.name, made.other.code, "None", "GOV", "GOV", *["None"] * 3),
        *(made.place, town, "None", state, made.land.name, f"{lat}", f"{lon}", "None", "None"),
        *("None", f"Made-up Gazette {made.type % 40}", f"{made.known:%Y-%m-%d}"),
        *("None", "None", "None", "English", "made up"),
    )
    return ("\t".join(fields) + "\n").encode()


ACLED_TYPES = (
    ("Battles", "Armed clash"),
    ("Protests", "Peaceful protest"),
    ("Riots", "Mob violence"),
    ("Strategic developments", "Agreement"),
    ("Strategic developments", "Other"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack"),
)


def _acled(made: Made) -> bytes:
    kind, detail = ACLED_TYPES[made.type % len(ACLED_TYPES)]
    lat, lon = made.land.points[made.point].tolist()
    old = made.number % 7 == 0  # as in older exports
    day = f"{made.day:%d %B %Y}" if old else f"{made.day}"
    row = (
        *(f"MAD{made.number}", day, f"{made.day.year}", "1", "Political violence", kind, detail),
        *(f"Military Forces of {made.one.name} (2000-)", "", "State forces"),
        *(f"Civilians ({made.other.name})", "", "Civilians", "17", "", "0", "Made-up Region"),
        *(made.land.name, "", "", "", made.place.split(",")[0], f"{lat}", f"{lon}"),
        *("1" if made.precision == "place" else "3", "Made-up Gazette; Made-up Herald"),
        *("National", f'Made up, no. {made.number}: "nothing of it is so".', "0", ""),
        f"{int(made.known.timestamp())}",
    )
    return _quote(row)


def _ucdp(made: Made) -> bytes:
    lat, lon = made.land.points[made.point].tolist()
    one, other = f"Government of {made.one.name}", f"Government of {made.other.name}"
    exact = {"place": "1", "region": "4", "country": "6"}[made.precision]
    row = (
        *(f"{made.number}", "", f"{made.day.year}", "1", "Clear", "1", "1", "1"),
        *(f"{made.one.name}: Government", "1", "1", f"{one} - {other}", "1", "1", one),
        *("2", "2", other, f"{made.mentions}", f"Made-up Gazette,{made.day}"),
        *("Made-up Gazette", f"{made.day}", f"Made-up headline {made.number}", ""),
        *(exact, made.place, made.place, "", "", f"{lat}", f"{lon}", f"POINT ({lon} {lat})", "1"),
        *(made.land.name, made.land.gw, "Made-up Region", "1", "1"),
        *(f"{made.day} 00:00:00.000", f"{made.day} 00:00:00.000", "0", "0", "0", "1", "1", "1"),
        *("1", made.one.gw, made.other.gw),
    )
    return _quote(row)


def _quote(row: Sequence[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue().encode()


def break_row(text: bytes, layout: Layout, how: int) -> bytes:
    """Return a row broken as rows of published files are; some can still be read."""
    mark = b"\t" if layout.tabs else b","
    if how == 1:
        return text.replace(b"Made-up", b"Made-\xff\xfeup")  # broken bytes
    if how == 2:
        return text.rstrip(b"\n") + mark * 3 + b"\n"  # marks too many at the end
    if how == 3:
        return mark.join(text.split(mark)[:9]) + b"\n"  # cut off
    if how == 4:
        return text.rstrip(b"\n") + mark + b"something" + mark + b"more\n"  # excess columns
    return mark + text.split(mark, 1)[1]  # no id


HEADS: Mapping[str, Callable[[Layout], bytes]] = {
    "gdelt": lambda layout: b"",
    "polecat": _tabbed_head,
    "acled": _quoted_head,
    "ucdp": _quoted_head,
}
WRITERS: Mapping[str, Callable[[Made], bytes]] = {
    "gdelt": _gdelt,
    "polecat": _polecat,
    "acled": _acled,
    "ucdp": _ucdp,
}
