"""How many: published numbers of forces, and what the headline figure says of them."""

from typing import Any

import pandas as pd

from data import clock
from data.direction import bare, isolate
from data.load import Record
from data.queries.citing import grades
from data.view import View

PROJECTION = "projection"  # the measure of what is forecast: drawn hollow, never in the headline
SHAPES = ("none", "exact", "range", "at least", "at most")
NEAR = pd.Timedelta(days=182)  # a day and month closer than this need no year
SHORT_SCOPE = 24  # characters of a scope that fit beside a mark


def estimates(seen: Record, view: View) -> pd.DataFrame:
    """Return the estimates of the headline's measure, and the projections: one row an estimate.

    Sorted by when they were made, then by id. Columns:
    - `estimate_id`; `at` (UTC; when made, or reported where that is unknown) with `at_precision`
      and `at_said`; `party_id` (empty: the report's own summary) with `party` (short name); `who`
      (in words: a person, a party, or the publisher);
    - `shape` (of SHAPES); `low`, `high` (Int64, missing where none was given); `said` (the number
      in words); `projection`; `newest` (of the headline's rows with a number, its party's last);
    - `scope`, `scope_short` (what it adds to the headline's title, empty where nothing, or too
      long); `horizon_said`; `text`; `credibility`; `source_id` (the first cited, empty where
      sourced later); `new` (published since), `falls` as the table has it, `grade`, `grade_said`.
    """
    headline = seen.package.crisis.headline
    rows = seen.estimates.loc[seen.estimates["measure"].isin([headline.measure, PROJECTION])]
    answer = pd.DataFrame(
        {
            "estimate_id": rows["estimate_id"],
            **_dated(rows),
            "party_id": rows["by_party_id"],
            "party": rows["by_party_id"].map(seen.parties["short_name"]).fillna("").astype("str"),
            "who": [_who(seen, row) for row in rows.itertuples()],
            **_numbered(rows),
            "projection": (rows["measure"] == PROJECTION).astype(bool),
            "scope": rows["scope"],
            "scope_short": [_differs(cell, headline.title) for cell in rows["scope"]],
            "horizon_said": [_horizon(cell) for cell in rows["horizon"]],
            "text": rows["text"],
            "source_id": [cited[0] if cited else "" for cited in rows["cited"]],
            "credibility": rows["credibility"].astype("str"),
            "new": rows["news"] == "new",
            "falls": rows["falls"],
        },
        index=rows.index,
    )
    answer = answer.join(grades(seen, "estimates", rows))
    answer = answer.sort_values(["at", "estimate_id"], kind="stable")
    return answer.assign(newest=_newest(answer))


def _dated(rows: pd.DataFrame) -> dict[str, Any]:
    """Return when the numbers were given: made, or reported where that is unknown."""
    made = rows["made"].notna()
    at = rows["made"].where(made, rows["reported"])
    precision = rows["made_precision"].where(made, rows["reported_precision"]).astype("str")
    said = [clock.say(*pair) for pair in zip(at, precision, strict=True)]
    return {"at": at, "at_precision": precision, "at_said": said}


def _numbered(rows: pd.DataFrame) -> dict[str, Any]:
    """Return the numbers' ends, their shape, and how they read."""
    low, high = rows["low"], rows["high"]
    pairs = list(zip(low, high, strict=True))
    told = {"shape": [_shape(*pair) for pair in pairs], "said": [say_range(*p) for p in pairs]}
    return {"low": low, "high": high, **told}


def headline(seen: Record, view: View) -> pd.DataFrame:
    """Return the newest number of each party that gave one: the headline force figure.

    One row a party, the newest first, then in display order; parts, increments and projections do
    not count. Columns: `party_id`, `party` (short name), `at`, `at_said` (as `short_date`
    has it), `said` (the number in words; where a party gave several on that day, from
    the lowest to the highest), `who`, `source_id`, `falls` (in words, where all that it rests on
    does), `grade` and `grade_said` of the newest, `estimate_id` (empty where it rests on several
    that do not fall alike).
    """
    rows = estimates(seen, view)
    rows = rows.loc[rows["newest"]]
    names, order = seen.parties["short_name"], seen.parties["order"]
    found = []
    for party, group in rows.groupby("party_id", sort=False):
        last = group.iloc[-1]
        found.append(
            {
                "party_id": party,
                "party": names[party],
                "at": last["at"],
                "at_said": short_date(last["at"], last["at_precision"], seen.seen_at),
                "said": _span(group),
                "who": _speakers(group, names[party]),
                "source_id": last["source_id"],
                **_weighed(group),
                "grade": last["grade"],
                "grade_said": last["grade_said"],
                "order": order[party],
            }
        )
    columns = ["party_id", "party", "at", "at_said", "said", "who", "source_id"]
    columns += ["estimate_id", "falls", "grade", "grade_said", "order"]
    answer = pd.DataFrame(found, columns=columns)
    answer = answer.sort_values(["at", "order"], ascending=[False, True], kind="stable")
    return answer.drop(columns="order").reset_index(drop=True)


def _weighed(group: pd.DataFrame) -> dict[str, str]:
    said = set(group["falls"])
    alike = len({bool(falls) for falls in said}) == 1
    falls = group["falls"].iloc[-1] if "" not in said else ""
    return {"estimate_id": group["estimate_id"].iloc[-1] if alike else "", "falls": falls}


def _speakers(group: pd.DataFrame, party: str) -> str:
    """Return who gave one day's numbers; the party itself only where it named nobody."""
    people = [who for who in dict.fromkeys(group["who"]) if who != party]
    return ", ".join(people) or party


def say_range(low: Any, high: Any) -> str:
    """Return a number in words: exact, a range, at least, at most, or that none was given."""
    match _shape(low, high):
        case "exact":
            return f"{low:,}"
        case "range":
            return f"{low:,} to {high:,}"
        case "at least":
            return f"at least {low:,}"
        case "at most":
            return f"up to {high:,}"
    return "no figure"


def short_date(at: pd.Timestamp, precision: str, now: pd.Timestamp) -> str:
    """Return a day as `9 Jan`, with its year where half a year away or more."""
    if precision in ("month", "year"):
        return clock.say(at, precision)
    return f"{at.day} {at:%b}" if abs(at - now) < NEAR else clock.say(at, "day")


def _shape(low: Any, high: Any) -> str:
    if pd.isna(low) and pd.isna(high):
        return "none"
    if pd.isna(high):
        return "at least"
    if pd.isna(low):
        return "at most"
    return "exact" if low == high else "range"


def _span(group: pd.DataFrame) -> str:
    """Say the numbers that one party gave on one day, as one span that hides no open end."""
    floor, ceiling = group["low"].fillna(group["high"]), group["high"].fillna(group["low"])
    low, high = floor.min(), ceiling.max()
    open_below = bool(group.loc[floor == low, "low"].isna().any())
    open_above = bool(group.loc[ceiling == high, "high"].isna().any())
    if low == high:
        return say_range(None if open_below else low, None if open_above else high)
    if open_below:
        return f"up to {high:,}"
    return f"{low:,} to over {high:,}" if open_above else f"{low:,} to {high:,}"


def _newest(rows: pd.DataFrame) -> pd.Series:
    counted = ~rows["projection"] & (rows["shape"] != "none") & (rows["party_id"] != "")
    day = rows["at"].dt.normalize()
    last = day.where(counted).groupby(rows["party_id"]).transform("max")
    return counted & (day == last)


def _who(seen: Record, row: Any) -> str:
    if row.by_person_id and row.by_person_id in seen.people.index:
        return str(seen.people.at[row.by_person_id, "name"])
    if row.by_party_id:
        return str(seen.parties.at[row.by_party_id, "short_name"])
    return str(seen.sources.at[row.cited[0], "publisher"]) if row.cited else "sourced later"


def _differs(scope: str, title: str) -> str:
    """Return what a scope adds to the headline's title: `within 200 km`; empty where too long."""
    scope = bare(scope)
    if not scope.startswith(title):
        return ""
    added = scope[len(title) :].lstrip(" ,")
    return isolate(added) if len(added) <= SHORT_SCOPE else ""


def _horizon(cell: str) -> str:
    try:
        moment = clock.parse(cell)
    except ValueError:  # "now", or no date given
        return ""
    return clock.say(moment.first, moment.precision)
