"""What is likely left over from a record that was copied, or shows another part of the earth."""

import math
from collections.abc import Iterator

from data.checks.sheet import Finding, Sheets
from data.defaults import SCREEN, WORLD_PX, mercator
from data.files import SETTINGS
from data.package import Package, list_shipped
from data.settings import Crisis, MapView
from data.settings_file import Unreadable, read_settings


def copied(sheets: Sheets) -> Iterator[Finding]:
    """Warn of words that are another record's, and of a first view of the map without a place."""
    yield from _words(sheets.package)
    yield from _view(sheets)


def _words(package: Package) -> Iterator[Finding]:
    """Compare the settings with those of the records that come with the product."""
    own = dict(_list_words(package.crisis))
    for folder in list_shipped():
        if package.folder.resolve() == folder.resolve() or package.name == folder.name:
            continue
        try:
            theirs = read_settings((folder / SETTINGS).read_bytes())
        except (Unreadable, OSError):
            continue
        for key, words in _list_words(theirs):
            if own.get(key) == words:
                rule = f"is what {folder.name} says, from which this record may be copied"
                yield Finding(SETTINGS, 0, key, words, rule, "write this crisis's own")


def _list_words(crisis: Crisis) -> Iterator[tuple[str, str]]:
    """Yield the words that readers see, by key, but those that every record has by default."""
    plain = Crisis(title=crisis.title)
    for key, words, default in (
        ("title", crisis.title, ""),
        ("short_title", crisis.short_title, ""),
        ("subtitle", crisis.subtitle, ""),
        ("description", crisis.description, ""),
        ("headline.title", crisis.headline.title, plain.headline.title),
    ):
        if words != default:
            yield key, words
    for view in crisis.map.views:
        yield f"map.views.{view.view}", view.title


def _view(sheets: Sheets) -> Iterator[Finding]:
    settings, places = sheets.package.crisis.map, sheets["places"]
    first = [view for view in settings.views if view.view == settings.first_view]
    spots = [(row.number_in("lon"), row.number_in("lat")) for row in places]
    known = [(lon, lat) for lon, lat in spots if lon is not None and lat is not None]
    for view in first:
        if known and not any(_is_inside(view, *spot) for spot in known):
            rule, mend = "no place of the record lies in it", "move it, or leave map.views out"
            yield Finding(SETTINGS, 0, "map.first_view", view.view, rule, mend)


def _is_inside(view: MapView, lon: float, lat: float) -> bool:
    """Say whether a place is seen in a view of the map on a screen of 1,000 by 560 px."""
    turn = (lon - view.lon + 180) % 360 - 180  # degrees, the shorter way round
    across = abs(turn) / 360
    down = abs(mercator(lat) - mercator(view.lat)) / (2 * math.pi)
    world = WORLD_PX * 2**view.zoom
    return across * world <= SCREEN[0] / 2 and down * world <= SCREEN[1] / 2
