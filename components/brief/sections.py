"""The sections of a brief: which rows of the record each holds, and on whose word."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice

from components.brief.rows import (
    LONGEST,
    CitedRow,
    Range,
    count_ahead,
    count_changed,
    count_lately,
    count_restated,
    count_sides,
    find_answers,
    list_ahead,
    list_ahead_briefly,
    list_changed,
    list_changed_besides,
    list_events,
    list_exchanges,
    list_figures,
    list_forces,
    list_lately,
    list_numbers,
    list_ranges,
    list_sides,
    list_stances,
)
from data.first_rows import CLAIMS, FORCES, POSITIONS, ask_for_rows
from data.load import Record
from data.queries.events import events
from data.queries.forces import estimates, forces
from data.view import View

NOTHING = "Nothing on record."


@dataclass(frozen=True)
class Part:
    """A section before its sources are numbered; `nothing` stands in it where it has no rows."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[CitedRow, ...]
    picture: str = ""
    more: int = 0
    ranges: tuple[Range, ...] = ()
    counted: str = ""
    nothing: str = NOTHING


@dataclass(frozen=True)
class _Kind:
    """How a section is made: its title, columns, rows, picture, and its rows on one page.

    `rows` yields as many as a brief has room for, at least; `total` counts what is on record of
    it, which may be more. `tables` are those that the record must have rows in to have any.
    """

    title: str
    columns: tuple[str, ...]
    rows: Callable[[Record, View], Iterable[CitedRow]]
    total: Callable[[Record, View], int]
    short: int
    long: int
    picture: str = ""
    briefly: Callable[[Record, View], Iterable[CitedRow]] | None = None  # its rows on one page
    tables: tuple[str, ...] = ("events",)
    nothing: str = NOTHING


def part(seen: Record, view: View, key: str, *, short: bool) -> Part:
    """Return one section's rows at the view's moment. Raises KeyError for an unknown section."""
    kind = SECTIONS[key]
    most = kind.short if short else kind.long
    rows = kind.briefly if short and kind.briefly else kind.rows
    lines = list(islice(rows(seen, view), most))
    made = Part(
        key=key,
        title=kind.title,
        columns=kind.columns,
        rows=tuple(lines),
        picture="" if short else kind.picture,  # one page has one picture, its own
        more=kind.total(seen, view) - len(lines),
        nothing=ask_for_rows(seen, *kind.tables) or kind.nothing,
    )
    if key == "positions":
        names = seen.parties.loc[list(view.compare), "name"]
        made = replace(made, columns=("Issue", *map(str, names), "Apart"))
    if key == "changes":
        made = replace(made, counted=count_restated(seen, view))
    if key == "estimates":
        ranges = tuple(list_ranges(seen, view))[-most:]
        made = replace(made, ranges=ranges, picture=made.picture if ranges else "")
    return made


# In the order of a full brief. The numbers of rows keep one page to one page, and a full brief
# to what is read on paper; every file says how many more are on record. What has no row on one page
# is answered there by the key points or the picture.
SECTIONS = {
    "next": _Kind(
        "What comes next",
        ("When", "What", "Who", "Where"),
        list_ahead,
        count_ahead,
        4,
        8,
        briefly=list_ahead_briefly,
    ),
    "situation": _Kind("Situation", ("When", "What"), list_lately, count_lately, 0, 15),
    "changes": _Kind(
        "What changed, the most important events first",
        ("Change", "When", "Who", "What"),
        list_changed,
        count_changed,
        3,
        LONGEST,
        briefly=list_changed_besides,
    ),
    "positions": _Kind(
        "Positions side by side",
        (),
        list_sides,
        count_sides,
        3,
        40,
        briefly=list_stances,
        tables=POSITIONS,
    ),
    "exchanges": _Kind(
        "Exchanges",
        ("When", "Who", "Said", "In answer to"),
        list_exchanges,
        lambda seen, view: len(find_answers(seen, view)),
        0,
        20,
        tables=CLAIMS,
        nothing="No statement on record answers another.",
    ),
    "estimates": _Kind(
        "How many",
        ("When", "Who", "Number", "Kind", "Of what"),
        list_numbers,
        lambda seen, view: len(estimates.estimates(seen, view)),
        2,
        30,
        "estimates",
        briefly=list_figures,
        tables=("estimates",),
    ),
    "timeline": _Kind(
        "Timeline",
        ("When", "What", "Who"),
        list_events,
        lambda seen, view: len(events.timeline(seen, view).placed),
        0,
        40,
        "timeline",
    ),
    "map": _Kind(
        "Where forces stand",
        ("Place", "When", "Force", "What", "People"),
        list_forces,
        lambda seen, view: len(forces.forces(seen, view).marks),
        0,
        40,
        "map",
        tables=FORCES,
    ),
}
