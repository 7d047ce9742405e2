"""What is announced and not yet held: the one list from which every page and file counts."""

from typing import Any

import pandas as pd

from data.direction import bare, isolate
from data.load import Record
from data.queries.forces.estimates import short_date
from data.query import query
from data.view import View

SOON = 7  # days: what lies within them counts as near
NO_DAY = "No date yet"


@query(reads=("as_of", "compare"))
def upcoming(seen: Record, view: View) -> pd.DataFrame:
    """Return what is announced and not yet reported: one row an event.

    In order of the expected date, of one day the meetings of both compared parties first; those
    without a date, then those that were due before, last. Columns: `event_id`, `title`, `kind`,
    `meeting` (of the crisis's meeting kinds), `both` (a meeting with both compared parties),
    `when`, `when_last` (UTC, missing where no date was known) with `when_precision`, `day` (as
    `10 Jan`), `weekday` (empty where the day is unknown), `days` (Int64: whole days from the
    moment's day to the expected one; missing where the day is unknown), `overdue` (its date has
    passed), `left` (time left in words, as of the moment; empty without a date), `place` (as
    announced, in words), `town`, `site` (the place without the town where the title says it),
    `place_id`, `party_ids`, `news` (new: announced since).
    """
    rows = seen.events.loc[seen.events["status"] == "scheduled"]
    precision = rows["when_precision"].astype("str").where(rows["when"].notna(), "")
    to_the_day = precision.isin(["day", "minute"])
    days = (rows["when"].dt.normalize() - seen.seen_at.normalize()).dt.days.where(to_the_day)
    places = rows["where"].map(seen.places["name"]).fillna("").astype("str")
    meeting = rows["kind"].isin(list(seen.package.crisis.meeting_kinds))
    both = [set(view.compare) <= set(parties) for parties in rows["party_ids"]]
    columns = ["event_id", "title", "kind", "when", "when_last", "party_ids", "news"]
    dates = rows[["when", "when_last", "when_precision"]]
    answer = rows[columns].assign(
        when_precision=precision,
        meeting=meeting,
        both=meeting & pd.Series(both, index=rows.index, dtype=bool),
        day=_write_days(rows["when"], precision, seen.seen_at),
        weekday=[
            f"{at:%A}" if exact else "" for at, exact in zip(rows["when"], to_the_day, strict=True)
        ],
        days=days.astype("Int64"),
        overdue=rows["when_last"] < seen.seen_at,
        left=[time_left(seen.seen_at, row) for row in dates.itertuples()],
        place=places,
        town=places.map(_town),
        site=[_site(*pair) for pair in zip(places, rows["title"], strict=True)],
        place_id=rows["where"],
        undated=rows["when"].isna(),
    )
    # A day without an hour comes after the hours of that day; a month after its days.
    order = ["overdue", "undated", "when_last", "both", "meeting", "event_id"]
    rising = [True, True, True, False, False, True]
    return answer.sort_values(order, ascending=rising, kind="stable").drop(columns="undated")


def _write_days(when: pd.Series, precision: pd.Series, seen_at: pd.Timestamp) -> list[str]:
    pairs = zip(when, precision, strict=True)
    return [short_date(at, p, seen_at) if p else NO_DAY for at, p in pairs]


def first_of(ahead: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return `count` rows of what is ahead, in its order.

    Meetings of both compared parties within the next SOON days are among them, whatever comes
    before them.
    """
    near = ahead["both"] & ahead["days"].between(0, SOON).fillna(False).astype(bool)
    nearest = (~near).sort_values(kind="stable").index[:count]
    return ahead.loc[ahead.index.isin(nearest)]


def hours_awaited(ahead: pd.DataFrame) -> bool:
    """Return whether days are announced, but the hour of none: without a day, none is awaited."""
    precisions = set(ahead["when_precision"])
    return "day" in precisions and "minute" not in precisions


def time_left(now: pd.Timestamp, row: Any) -> str:
    """Return the time left to a scheduled event in words, no finer than its date is known.

    `row` has `when`, `when_last` (UTC) and `when_precision`; days are counted by the calendar.
    Without a date there is nothing to count.
    """
    if pd.isna(row.when):
        return ""
    if row.when_last < now:
        return "was due"
    if row.when_precision == "year":
        return "this year" if row.when.year == now.year else f"in {row.when.year}"
    if row.when_precision == "month":
        months = 12 * (row.when.year - now.year) + row.when.month - now.month
        return {0: "this month", 1: "next month"}.get(months, f"in {months} months")
    days = days_left((row.when.normalize() - now.normalize()).days)
    return f"{days}, {row.when:%H:%M} UTC" if row.when_precision == "minute" else days


def days_left(days: int) -> str:
    """Return whole days to come in words: `today`, `tomorrow`, `in 3 days`."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _town(place: str) -> str:
    """Return the town of a venue: the record names a site as `site, town`."""
    return isolate(bare(place).rsplit(", ", maxsplit=1)[-1].removeprefix("near "))


def _site(place: str, title: str) -> str:
    town = bare(_town(place))
    if not town or town not in title:
        return place
    return isolate(bare(place).removesuffix(town).rstrip(" ,"))
