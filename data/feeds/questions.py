"""What is asked of reports: small pure functions from an expression of Ibis to another.

Each takes `reports`, a table expression with the columns of `data.feeds.schema`, so that the same
question runs on any engine. Nothing is read before `data.feeds.engine.fetch`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from data.feeds.layouts import LAYOUTS
from data.feeds.schema import CELLS, FeedFault, find_resolution

if TYPE_CHECKING:
    import ibis.expr.types as ir

WORDS_IN = ("headline", "place", "actor1_name", "actor2_name", "source", "address")
Step = Literal["D", "W", "M"]
MOST_STEPS = 160
Parties = Mapping[str, Sequence[str]]  # codes of countries and organisations by party
Box = tuple[float, float, float, float]  # west, south, east, north in degrees


@dataclass(frozen=True)
class Question:
    """Which reports are asked for; what is empty asks for all.

    `as_of` is an instant in UTC without a zone: nothing that became known later is ever seen.
    `first` and `last` bound the day of the event, `box` is west, south, east, north in degrees (a
    west above the east spans the antimeridian), `hexagon` a cell of H3 as `data.feeds.schema` has
    it, `words` must all be there.
    """

    as_of: datetime
    feed: str
    first: date | None = None
    last: date | None = None
    codes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    place: str = ""
    words: tuple[str, ...] = ()
    box: Box | None = None
    hexagon: str = ""


def select(reports: "ir.Table", question: Question) -> "ir.Table":
    """Return the reports that a question asks for, as known at its moment."""
    rows = know(reports.filter(reports.feed == question.feed), question.as_of)
    if LAYOUTS[question.feed].revised:
        rows = keep_newest(rows)
    rows = bound_days(rows, question.first, question.last)
    if question.codes:
        rows = name_actors(rows, question.codes)
    if question.types:
        rows = rows.filter(rows.plover.isin(question.types))
    if question.place:
        rows = find_words(rows, (question.place,), ("place",))
    if question.words:
        rows = find_words(rows, question.words)
    if question.hexagon:
        column = f"h3_{find_resolution(question.hexagon)}"
        rows = rows.filter(rows[column] == int(question.hexagon, 16))
    return bound_box(rows, question.box) if question.box else rows


def know(reports: "ir.Table", as_of: datetime) -> "ir.Table":
    """Return what was known at an instant (UTC, without a zone)."""
    import ibis

    return reports.filter(reports.known_at <= ibis.literal(as_of, "timestamp"))


def keep_newest(reports: "ir.Table") -> "ir.Table":
    """Return each row of a feed that revises its rows as it was last known."""
    import ibis

    order = [reports.known_at.desc(), reports.batch.desc()]
    number = ibis.row_number().over(group_by=[reports.feed, reports.source_id], order_by=order)
    numbered = reports.mutate(version=number)
    return numbered.filter(numbered.version == 0).drop("version")


def bound_days(reports: "ir.Table", first: date | None, last: date | None) -> "ir.Table":
    """Return what happened on days from `first` to `last`; only their months' files are read."""
    import ibis

    if first:
        reports = reports.filter(
            reports.month >= first.year * 100 + first.month,
            reports.occurred >= ibis.literal(first, "date"),
        )
    if last:
        reports = reports.filter(
            reports.month <= last.year * 100 + last.month,
            reports.occurred <= ibis.literal(last, "date"),
        )
    return reports


def name_actors(reports: "ir.Table", codes: Sequence[str]) -> "ir.Table":
    """Return what names one of some countries or organisations on either side."""
    one, other = reports.actor1_country.isin(codes), reports.actor2_country.isin(codes)
    return reports.filter(one | other)


def find_words(
    reports: "ir.Table", words: Sequence[str], columns: Sequence[str] = WORDS_IN
) -> "ir.Table":
    """Return the reports that have each word in one of some columns, whatever its letters' case."""
    for word in words:
        matches = [reports[column].lower().contains(word.lower()) for column in columns]
        any_of = matches[0]
        for other in matches[1:]:
            any_of |= other
        reports = reports.filter(any_of)
    return reports


def bound_box(reports: "ir.Table", box: Box) -> "ir.Table":
    """Return what lies in a box: west, south, east, north in degrees."""
    west, south, east, north = box
    lat, lon = reports.latitude, reports.longitude
    across = (lon >= west) | (lon <= east) if west > east else lon.between(west, east)
    return reports.filter(lat.between(south, north), across)


def _number(reports: "ir.Table", once: bool) -> "ir.IntegerScalar":
    return reports.happening.nunique() if once else reports.count()


def find_step(first: date, last: date, most: int = MOST_STEPS) -> Step:
    """Return in which steps a stretch of days is counted: fewer than `most`, or in months."""
    days = (last - first).days
    return "D" if days < most else "W" if days < most * 7 else "M"


def count_days(
    reports: "ir.Table", parties: Parties, once: bool, step: Step = "D", *, weighed: bool = False
) -> "ir.Table":
    """Return `number` by `occurred`, `precision`, `plover` and `party`, in this order.

    `occurred` is the day, or the first of its week (a Monday) or month. A report between two
    parties counts for both, one that names none under an empty party. `once` counts happenings
    instead of reports: those of the same day, type, actors and cell of 20 km are one. `weighed`
    adds the sum of `intensity` and how many reports are `rated`, which have one: sums can be added.
    """
    if step != "D":
        reports = reports.mutate(occurred=reports.occurred.truncate(step))
    # By party before anything is counted: pairs of countries are many more groups.
    named = reports.mutate(
        party1=_party(reports.actor1_country, parties),
        party2=_party(reports.actor2_country, parties),
    )
    keys = ("occurred", "precision", "plover")
    of_pair = (*keys, "party1", "party2")
    counts = _weigh(named) if weighed else {}
    if once:  # grouped, which engines do sooner than they count what is distinct
        named = named.group_by(*of_pair, "happening").agg(**counts)
        counts = {name: named[name].sum() for name in counts}
    counts = {"number": named.count(), **counts}
    pairs = named.group_by(*of_pair).agg(**counts)
    ones = pairs.filter((pairs.party1 != "") | (pairs.party2 == ""))
    others = pairs.filter((pairs.party2 != "") & (pairs.party2 != pairs.party1))
    sides = ones.select(*keys, *counts, party=ones.party1).union(
        others.select(*keys, *counts, party=others.party2)
    )
    counted = sides.group_by(*keys, "party").agg(**{name: sides[name].sum() for name in counts})
    return counted.order_by(*keys, "party")


def _weigh(reports: "ir.Table") -> dict[str, "ir.NumericScalar"]:
    """Return how many reports have an intensity, and the sum of it."""
    sums = {"rated": reports.intensity.count(), "intensity": reports.intensity.sum()}
    return {name: value.fill_null(0) for name, value in sums.items()}


def _party(code: "ir.StringValue", parties: Parties) -> "ir.StringValue":
    import ibis

    of = [(code.isin(codes), party) for party, codes in parties.items() if codes]
    return ibis.cases(*of, else_="") if of else ibis.literal("")


def fill_hexagons(reports: "ir.Table", resolution: int, once: bool, most: int) -> "ir.Table":
    """Return `cell` (H3, a number), `number` and mean `intensity`, the fullest first.

    What lies on the centroid of a country is left out: a hexagon would say that it happened there.
    Raises FeedFault for a resolution that the files do not have.
    """
    column = f"h3_{resolution}"
    if column not in CELLS:
        raise FeedFault(f"hexagons are there at {', '.join(CELLS)}, not at {column}")
    there = reports.filter(reports[column].notnull(), reports.place_precision != "country")
    counted = there.group_by(cell=there[column]).agg(
        number=_number(there, once), intensity=there.intensity.mean()
    )
    import ibis

    return counted.order_by(ibis.desc("number"), "cell").limit(most)


def find_unplaced(reports: "ir.Table", resolution: int) -> "ir.Table":
    """Return the reports that no hexagon holds: without a place, or on a country's centroid."""
    column = reports[f"h3_{resolution}"]
    return reports.filter(column.isnull() | (reports.place_precision == "country"))


def count_all(reports: "ir.Table", once: bool) -> "ir.Table":
    """Return one row: the `number` of happenings, or of reports."""
    return reports.agg(number=_number(reports, once))


SHOWN = (
    *("source_id", "occurred", "precision", "known_at", "plover", "intensity", "actor1_country"),
    *("actor1_name", "actor2_country", "actor2_name", "place", "latitude", "longitude"),
    *("place_precision", "mentions", "source", "address", "headline", "happening"),
)


def list_rows(reports: "ir.Table", once: bool, most: int) -> "ir.Table":
    """Return the first reports with all their columns, the last to happen first.

    `once` gives the first report of each happening; `reports` is how many there are of it.
    """
    import ibis

    rows = reports.select(*SHOWN)
    if once:
        first = ibis.row_number().over(
            group_by=rows.happening, order_by=[rows.known_at, rows.source_id]
        )
        of = rows.count().over(group_by=rows.happening)
        numbered = rows.mutate(first=first, reports=of)
        rows = numbered.filter(numbered["first"] == 0).drop("first")
    else:
        rows = rows.mutate(reports=ibis.literal(1, "int64"))
    return rows.order_by(ibis.desc("occurred"), ibis.desc("known_at"), "source_id").limit(most)


def sum_up(reports: "ir.Table") -> "ir.Table":
    """Return one row: `reports`, `happenings`, `located`, and the spans of both clocks."""
    return reports.agg(
        reports=reports.count(),
        happenings=reports.happening.nunique(),
        located=reports.latitude.count(),
        first_occurred=reports.occurred.min(),
        last_occurred=reports.occurred.max(),
        first_known=reports.known_at.min(),
        last_known=reports.known_at.max(),
    )
