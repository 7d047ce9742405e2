"""How many: published numbers of forces, and what the headline figure says of them."""

from typing import Any

import pandas as pd

from data import clock
from data.direction import bare, isolate
from data.load import Record
from data.queries.sources.citing import credit, grades
from data.query import query
from data.view import View
from data.weigh import SOURCED_LATER

PROJECTION = "projection"  # the measure of what is forecast: drawn hollow, never in the headline
SHAPES = ("none", "exact", "range", "at least", "at most")
NEAR = pd.Timedelta(days=182)  # a day and month closer than this need no year
UNNAMED = "speaker not named"
SHORT_SCOPE = 24  # characters of a scope that fit beside a mark


@query()
def estimates(seen: Record, view: View) -> pd.DataFrame:
    """Return the estimates of the headline's measure, and the projections: one row an estimate.

    Sorted by when they were made, then by id. Columns:
    - `estimate_id`; `at` (UTC; when made, or reported where that is unknown) with `at_precision`
      and `at_label`; `party_id` (empty: the report's own summary) with `party` (short name); `who`
      (in words: a person, a party whose speaker is not named, or the publisher);
    - `headline` (the record marks that its scope is what a headline counts);
    - `shape` (of SHAPES); `low`, `high` (Int64, missing where none was given); `number_label` (the
      number in words); `projection`; `newest` (the one that the headline gives for its party);
    - `scope`, `scope_short` (what it adds to the headline's title, empty where nothing, or too
      long); `horizon_label`; `text`; `credibility`; `source_id` (the first cited, empty where
      sourced later); `new` (published since), `grade`, `grade_label`, `credit`
      (grade and publisher in few words).
    """
    headline = seen.package.crisis.headline
    rows = seen.estimates.loc[seen.estimates["measure"].isin([headline.measure, PROJECTION])]
    by = rows[["by_person_id", "by_party_id", "cited"]]
    answer = pd.DataFrame(
        {
            "estimate_id": rows["estimate_id"],
            **date_estimates(rows),
            "party_id": rows["by_party_id"],
            "party": rows["by_party_id"].map(seen.parties["short_name"]).fillna("").astype("str"),
            "who": [_who(seen, row) for row in by.itertuples()],
            **_numbered(rows),
            "projection": (rows["measure"] == PROJECTION).astype(bool),
            "headline": rows["headline"],
            "scope": rows["scope"],
            "scope_short": [_differs(cell, headline.title) for cell in rows["scope"]],
            "horizon_label": [_horizon(cell) for cell in rows["horizon"]],
            "text": rows["text"],
            "source_id": [cited[0] if cited else "" for cited in rows["cited"]],
            "credibility": rows["credibility"].astype("str"),
            "new": rows["news"] == "new",
        },
        index=rows.index,
    )
    answer = answer.join(grades(seen, rows))
    answer = answer.assign(credit=credit(seen, rows, answer["grade"]))
    answer = answer.sort_values(["at", "estimate_id"], kind="stable")
    return answer.assign(newest=_newest(answer))


def date_estimates(rows: pd.DataFrame) -> dict[str, Any]:
    """Return when the numbers were given: made, or reported where that is unknown."""
    has_date = rows["made"].notna()
    at = rows["made"].where(has_date, rows["reported"])
    precision = rows["made_precision"].where(has_date, rows["reported_precision"]).astype("str")
    labels = [clock.say(*pair) for pair in zip(at, precision, strict=True)]
    return {"at": at, "at_precision": precision, "at_label": labels}


def _numbered(rows: pd.DataFrame) -> dict[str, Any]:
    """Return the numbers' ends, their shape, and how they read."""
    low, high = rows["low"], rows["high"]
    pairs = list(zip(low, high, strict=True))
    words = {
        "shape": [_shape(*pair) for pair in pairs],
        "number_label": [say_range(*p) for p in pairs],
    }
    return {"low": low, "high": high, **words}


@query(reads=("as_of",))
def headline(seen: Record, view: View) -> pd.DataFrame:
    """Return the newest number of each party that gave one: the headline force figure.

    One row a party, the newest first, then in display order. A number belongs to one speaker and
    one scope: only rows that the record marks `headline` count, and of several of one day the last
    in the record's order; none are merged. Columns: `estimate_id`, `party_id`, `party` (short
    name), `at`, `at_label` (as `short_date` has it), `number_label` (the number in words), `who`,
    `scope`, `also` (the party's other numbers of that day in words, each with its speaker; empty
    where there is none), `also_scoped` (the same with their scopes) and `also_ids` (their
    estimates, a tuple), `source_id`, `grade`, `grade_label`.
    """
    rows = estimates(seen, view)
    totals = rows.loc[~rows["projection"] & (rows["shape"] != "none")]
    extras = []
    for row in rows.loc[rows["newest"]].itertuples():
        same_day = totals["at"].dt.normalize() == row.at.normalize()
        others = totals.loc[(totals["party_id"] == row.party_id) & same_day].drop(row.Index)
        others = list(others.itertuples())
        extras.append(
            {
                "at_label": short_date(row.at, row.at_precision, seen.seen_at),
                "also": "; ".join(f"{o.number_label}, {o.who}" for o in others),
                "also_scoped": "; ".join(f"{o.number_label}, {o.who} ({o.scope})" for o in others),
                "also_ids": tuple(o.Index for o in others),
                "order": seen.parties.at[row.party_id, "order"],
            }
        )
    columns = [
        "estimate_id",
        "party_id",
        "party",
        "at",
        "number_label",
        "who",
        "scope",
        "source_id",
    ]
    answer = rows.loc[rows["newest"], [*columns, "grade", "grade_label"]]
    named = ["at_label", "also", "also_scoped", "also_ids", "order"]
    answer = answer.assign(**pd.DataFrame(extras, answer.index, named))
    answer = answer.sort_values(["at", "order"], ascending=[False, True], kind="stable")
    texts = ["number_label", "who", "at_label", "also", "also_scoped"]  # an empty frame holds none
    answer = answer.astype(dict.fromkeys(texts, "str"))
    return answer.drop(columns="order").reset_index(drop=True)


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


def _newest(rows: pd.DataFrame) -> pd.Series:
    """Say of each row whether it is the last of its party that a headline may give."""
    counted = rows["headline"] & ~rows["projection"] & (rows["shape"] != "none")
    last = rows.loc[counted & (rows["party_id"] != "")].drop_duplicates("party_id", keep="last")
    return pd.Series(rows.index.isin(last.index), rows.index)


def _who(seen: Record, row: Any) -> str:
    if row.by_person_id and row.by_person_id in seen.people.index:
        return str(seen.people.at[row.by_person_id, "name"])
    if row.by_party_id:
        return f"{seen.parties.at[row.by_party_id, 'short_name']}, {UNNAMED}"
    return str(seen.sources.at[row.cited[0], "publisher"]) if row.cited else SOURCED_LATER


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
