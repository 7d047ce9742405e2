"""What one screen says before the meeting: next, last, and how far apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.direction import bare, isolate
from data.load import Record
from data.queries.distance import DISTANCES, SILENT
from data.queries.estimates import short_date
from data.queries.positions import SIDES, side_by_side
from data.queries.stances import describe_stance
from data.queries.within import happened_within
from data.view import View

WORDS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
LATEST = 12  # events of the last days, or all of the newest day where it has more


def number(n: int) -> str:
    """Return a number in words up to twelve, in figures above; none is `no`."""
    return WORDS[n] if 0 <= n < len(WORDS) else f"{n:,}"


def upcoming(seen: Record, view: View) -> pd.DataFrame:
    """Return what is announced and not yet reported: one row an event.

    In order of the expected date; those without a date, then those that were due before, last.
    Columns: `event_id`, `title`, `kind`, `meeting` (of the crisis's meeting kinds), `when`,
    `when_last` (UTC, missing where no date was known) with `when_precision`, `day` (as `10 Jan`),
    `weekday` (empty where the day is unknown), `days` (Int64: whole days from the moment's day to
    the expected one; missing where the day is unknown), `left` (time left in words, as of the
    moment), `place` (as announced, in words), `town`, `site` (the place without the
    town where the title says it), `place_id`, `party_ids`, `news` (new: announced since),
    `falls` as the table has it.
    """
    rows = seen.events.loc[seen.events["status"] == "scheduled"]
    precision = rows["when_precision"].astype("str").where(rows["when"].notna(), "")
    to_the_day = precision.isin(["day", "minute"])
    days = (rows["when"].dt.normalize() - seen.seen_at.normalize()).dt.days.where(to_the_day)
    places = rows["where"].map(seen.places["name"]).fillna("").astype("str")
    kept = ["event_id", "title", "kind", "when", "when_last", "party_ids", "news", "falls"]
    answer = rows[kept].assign(
        when_precision=precision,
        meeting=rows["kind"].isin(list(seen.package.crisis.meeting_kinds)),
        day=[
            short_date(at, p, seen.seen_at) if p else "No date yet"
            for at, p in zip(rows["when"], precision, strict=True)
        ],
        weekday=rows["when"].dt.day_name().where(to_the_day, "").astype("str"),
        days=days.astype("Int64"),
        left=[left(seen.seen_at, row) for row in rows.itertuples()],
        place=places,
        town=places.map(_town),
        site=[_site(*pair) for pair in zip(places, rows["title"], strict=True)],
        place_id=rows["where"],
        overdue=rows["when_last"] < seen.seen_at,
        undated=rows["when"].isna(),
    )
    # A day without an hour comes after the hours of that day; a month after its days.
    order = ["overdue", "undated", "when_last", "meeting", "event_id"]
    answer = answer.sort_values(order, ascending=[True, True, True, False, True], kind="stable")
    return answer.drop(columns=["overdue", "undated"])


def left(now: pd.Timestamp, row: Any) -> str:
    """Return the time left to a scheduled event in words, no finer than its date is known.

    `row` has `when`, `when_last` (UTC) and `when_precision`; days are counted by the calendar.
    """
    if pd.isna(row.when):
        return "no date yet"
    if row.when_last < now:
        return "was due"
    if row.when_precision == "year":
        return "this year" if row.when.year == now.year else f"in {row.when.year}"
    if row.when_precision == "month":
        months = 12 * (row.when.year - now.year) + row.when.month - now.month
        return {0: "this month", 1: "next month"}.get(months, f"in {months} months")
    days = (row.when.normalize() - now.normalize()).days
    said = {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
    return f"{said}, {row.when:%H:%M} UTC" if row.when_precision == "minute" else said


def headline(seen: Record, view: View) -> str:
    """Return the page's headline: the meetings ahead, and on how many issues the two oppose."""
    issues = side_by_side(seen, view)
    if seen.events.empty:
        return "Nothing on record yet"
    ahead = _ahead(seen, upcoming(seen, view))
    if issues.empty:
        return f"{ahead}; no issue on record yet"
    if issues["distance"].isna().all():
        return f"{ahead}; no distance measured yet"
    opposed, total = int((issues["distance"] == "opposed").sum()), len(issues)
    return f"{ahead}; opposed on {'none' if not opposed else number(opposed)} of {_figure(total)}"


def _figure(issues: int) -> str:
    return "the one issue" if issues == 1 else f"{number(issues)} issues"


def _ahead(seen: Record, scheduled: pd.DataFrame) -> str:
    """Say the meetings after the moment's day and within how many days; else today's; else none."""
    dated = scheduled.loc[scheduled["meeting"] & scheduled["days"].notna()]
    later, today = dated.loc[dated["days"] > 0], dated.loc[dated["days"] == 0]
    if not later.empty:
        span = int(later["days"].max())
        # Of one day the day itself says more than its distance
        within = "tomorrow" if span == 1 else f"in {number(span)} days"
        return f"{_count(seen, later)} {within}".capitalize()
    if not today.empty:
        return f"{_count(seen, today)} today".capitalize()
    undated = scheduled.loc[scheduled["meeting"] & scheduled["days"].isna()]
    if not undated.empty:
        return f"{_count(seen, undated)} announced without a day".capitalize()
    return "No meeting announced"


def _count(seen: Record, meetings: pd.DataFrame) -> str:
    """Return `three talks`, `one call`, `two meetings`: the kind's own word where all share it."""
    kinds, n = meetings["kind"].unique(), len(meetings)
    word = seen.package.field("events", "kind").labels.get(kinds[0], kinds[0]).lower()
    if len(kinds) > 1 or (n == 1 and word.endswith("s")):
        word = "meeting"
    return f"{number(n)} {word if n == 1 or word.endswith('s') else word + 's'}"


def _town(place: str) -> str:
    """Return the town of a venue: the record names a site as `site, town`."""
    return isolate(bare(place).rsplit(", ", maxsplit=1)[-1].removeprefix("near "))


def _site(place: str, title: str) -> str:
    town = bare(_town(place))
    if not town or town not in title:
        return place
    return isolate(bare(place).removesuffix(town).rstrip(" ,"))


def latest(seen: Record, view: View) -> pd.DataFrame:
    """Return the last events held, the newest day first: all of that day, and LATEST in all.

    One row an event. Of one day those come first that moved a position; only those within the
    view's window. Columns:
    `event_id`, `title`, `kind`, `day` (as `9 Jan`), `at` (UTC, the day), `party_ids`, `news`,
    `falls`; and, where what was claimed there carries a position, that position's `line` (its
    summary), `line_party` (its party's id), `line_name` (that party's short name: a stance is
    always somebody's), `position_id` and `line_falls`. An event without one has no line: its title
    says all.
    """
    held = seen.events.loc[seen.events["status"] == "held"]
    held = happened_within(held.loc[held["when"].notna()], view, "when", "end")
    lines = _lines(seen)
    day = held["when"].dt.normalize()
    answer = held[["event_id", "title", "kind", "party_ids", "news", "falls"]].assign(
        at=day,
        day=[
            short_date(at, p, seen.seen_at)
            for at, p in zip(held["when"], held["when_precision"].astype("str"), strict=True)
        ],
        line="",
        line_party="",
        line_name="",
        position_id="",
        line_falls="",
        moved=held.index.isin(list(lines)),
        known=held["reported"],
    )
    # A month or a year is no newest day: what is known no finer stands at its first.
    answer = answer.sort_values(
        ["at", "moved", "known", "event_id"], ascending=[False, False, False, True], kind="stable"
    )
    answer = answer.head(max(LATEST, len(newest_day(answer))))
    for event, line in _carried(answer.index, lines):
        name = seen.parties.at[line.party_id, "short_name"]
        cells = [line.summary, line.party_id, name, line.position_id, line.falls]
        columns = ["line", "line_party", "line_name", "position_id", "line_falls"]
        answer.loc[event, columns] = cells
    return answer.drop(columns=["moved", "known"])


def newest_day(events: pd.DataFrame) -> pd.DataFrame:
    """Return those rows of `latest` that are of its newest day: what a count of that day counts."""
    return events.loc[events["day"].isin(events["day"].head(1))]


def _carried(events: Iterable[str], lines: dict[str, list[Any]]) -> Iterator[tuple[str, Any]]:
    """Yield events with the position that each carries, every position once."""
    used: set[str] = set()
    for event in events:
        line = next((p for p in lines.get(event, []) if p.position_id not in used), None)
        if line is not None:
            used.add(line.position_id)
            yield event, line


def _lines(seen: Record) -> dict[str, list[Any]]:
    """Return the positions that each event's claims carry: moves before restatements."""
    order = seen.issues["order"]
    rows = seen.positions.assign(
        again=seen.positions["movement"].isin(["restated"]),
        central=seen.positions["issue_id"].map(order),
    ).sort_values(["again", "central", "position_id"], kind="stable")
    events = seen.claims["event_id"]
    found: dict[str, list[Any]] = {}
    row: Any
    for row in rows.itertuples():
        for event in dict.fromkeys(events[claim] for claim in row.claim_ids):
            if event:
                found.setdefault(event, []).append(row)
    return found


@dataclass(frozen=True, eq=False)
class Apart:
    """How far apart, issue by issue, in groups: `(title, count or None, rows)`, furthest first.

    The rows of a group are side_by_side's records, the most central first, with `left_fresh` and
    `right_fresh` (the position was taken since), `left_was` and `right_was` (the stance at since
    where it was another, else empty) and `left_was_word`, `right_was_word`. The last group holds
    what is not measured.
    """

    groups: tuple[tuple[str, int | None, tuple[Any, ...]], ...]
    left: str
    right: str


def apart(seen: Record, view: View) -> Apart:
    """Return the compared parties' stances grouped by their distance."""
    issues = _moved_since(seen, view)
    groups: list[tuple[str, int | None, tuple[Any, ...]]] = []
    for name in reversed(DISTANCES):
        rows = tuple(issues.loc[issues["distance"] == name].to_dict("records"))
        if rows:
            groups.append((name.capitalize(), len(rows), rows))
    unmeasured = tuple(issues.loc[issues["distance"].isna()].to_dict("records"))
    if unmeasured:
        groups.append(("Not scored", None, unmeasured))
    left, right = (str(seen.parties.at[p, "short_name"]) for p in view.compare)
    return Apart(tuple(groups), left, right)


def _moved_since(seen: Record, view: View) -> pd.DataFrame:
    """Set beside each stance of `side_by_side` the one that was held at since."""
    issues, before = side_by_side(seen, view.without("order")), seen.before
    was = side_by_side(before, view.without("order")) if before is not None else issues
    new = seen.positions.index[seen.positions["news"] == "new"]
    for side in SIDES:
        then = was[f"{side}_stance"].reindex(issues.index).fillna(SILENT)
        moved = then != issues[f"{side}_stance"]
        said = was[f"{side}_word"].reindex(issues.index).fillna(describe_stance(seen, SILENT, ""))
        columns = {
            f"{side}_fresh": issues[f"{side}_position_id"].isin(new),
            f"{side}_was": then.where(moved, "").astype("str"),
            f"{side}_was_word": said.where(moved, ""),
        }
        issues = issues.assign(**columns)
    return issues


def news(seen: Record, view: View) -> str:
    """Count in one phrase what is new against since; empty where there is no since.

    Events held, newly announced, outcomes now known, stances of the compared parties that moved,
    estimates of the headline's measure, places at which forces were reported.
    """
    if seen.before is None:
        return ""
    events, deployments = seen.events, seen.deployments
    held, fresh = events["status"] == "held", events["news"].isin(["new", "held"])
    issues = _moved_since(seen, view)
    estimates = seen.estimates.loc[seen.estimates["news"] == "new"]
    measured = estimates["measure"] == seen.package.crisis.headline.measure
    places = deployments.loc[deployments["news"] == "new", "place_id"].nunique()
    counts = {
        "event": int((held & fresh).sum()),
        "announced": int((~held & fresh).sum()),
        "outcome": int((events["news"] == "outcome").sum()),
        "stance": sum(int((issues[f"{side}_was"] != "").sum()) for side in SIDES),
        "estimate": int(measured.sum()),
        "place": places,
    }
    plain = ("announced",)
    said = [
        f"+{n:,} {word if n == 1 or word in plain else word + 's'}"
        for word, n in counts.items()
        if n
    ]
    return ", ".join(said) or "nothing new"
