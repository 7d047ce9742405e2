"""Every observation of forces in words: whose, how old, by which evidence, how many people."""

from typing import Any

import numpy as np
import pandas as pd

from data import clock
from data.ages import AGES, FRESH_DAYS, RECENT_DAYS
from data.load import Record
from data.memory import keep
from data.queries.forces.camps import camp_of
from data.queries.sources.citing import credit, grades


@keep(16)
def describe_observations(seen: Record) -> pd.DataFrame:
    """Return every observation in the order in which it became known, with its words.

    The columns of a mark but its news, which are the table's own; `low` and `high` filled from the
    newest earlier number of the same place, force and kind (there or announced), as a row without
    one does not take it back. Of a region none is filled in: its point stands in for many places,
    and an earlier number there may well be of others.
    """
    rows = seen.deployments.loc[seen.deployments["place_id"].isin(seen.places.index)]
    places = seen.places.loc[rows["place_id"].tolist()].set_index(rows.index)
    statuses, bases = rows["status"].astype("str"), rows["basis"].astype("str")
    camp = {force: camp_of(seen.parties.loc[force], seen) for force in rows["force"].unique()}
    graded = grades(seen, rows)
    columns = {
        "place": places["name"],
        "lat": places["lat"],
        "lon": places["lon"],
        "region": (places["precision"] == "region").astype(bool),
        "force_name": rows["force"].map(seen.parties["short_name"]),
        "camp": rows["force"].map(camp),
        "status_name": _label(seen, "status", statuses),
        "basis_name": _label(seen, "basis", bases),
        **{
            name: (statuses == name).astype(bool) for name in ("announced", "departing", "departed")
        },
        **_date(seen, rows),
        "grade": graded["grade"],
        "grade_label": graded["grade_label"],
        "credit": credit(seen, rows, graded["grade"]),
    }
    return _numbered(pd.concat([rows, pd.DataFrame(columns, rows.index)], axis=1))


def _date(seen: Record, rows: pd.DataFrame) -> dict[str, Any]:
    """Return when rows were observed, or reported where that is unknown, and how old they are."""
    observed = rows["observed"].notna()
    at = rows["observed"].where(observed, rows["reported"])
    precision = rows["observed_precision"].where(observed, rows["reported_precision"])
    precision = precision.astype("str")
    days = (seen.seen_at.normalize() - at.dt.normalize()).dt.days.clip(lower=0).astype("int64")
    ages = pd.cut(days, [-1, FRESH_DAYS, RECENT_DAYS, float("inf")], labels=list(AGES))
    return {
        "at": at,
        "at_last": rows["observed_last"].where(observed, rows["reported_last"]),
        "at_label": clock.say_each(at, precision),
        "day": clock.say_each(at, precision.replace("minute", "day")),
        "days": days,
        "age": ages.astype("str"),
    }


def _label(seen: Record, column: str, cells: pd.Series) -> list[str]:
    labels = seen.package.field("deployments", column).labels
    return [labels.get(cell, cell) for cell in cells.tolist()]


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Add `low`, `high` (people) and `people`: the newest number and its own date, from `day`."""
    has_number = rows[["personnel_low", "personnel_high"]].notna().any(axis=1)
    alone = rows["observation_id"].where(rows["region"], "")  # no row of a region shares its key
    keys = [rows["place_id"], rows["force"], rows["announced"], alone]
    # Both ends from one row: who gives one end only must not borrow the other from an older count.
    newest = pd.Series(np.arange(len(rows)), rows.index).where(has_number).groupby(keys).ffill()
    known, at = newest.notna(), newest.fillna(0).astype("int64").to_numpy()
    ends = {end: rows[f"personnel_{end}"].astype("float64") for end in ("low", "high")}
    for end, numbers in ends.items():
        rows[end] = numbers.take(at).set_axis(rows.index).where(known)
    rows["people"] = ""
    counted = rows.loc[known, ["low", "high"]].assign(day=rows["day"].to_numpy()[at[known]])
    texts = [_people(*row) for row in counted.itertuples(index=False, name=None)]
    rows.loc[known, "people"] = pd.Series(texts, counted.index, dtype="str")
    return rows


def _people(low: float, high: float, day: str) -> str:
    if pd.isna(low) and pd.isna(high):
        return ""
    if pd.isna(low):
        return f"up to {high:,.0f} people ({day})"
    if pd.isna(high):
        return f"at least {low:,.0f} people ({day})"
    if low == high:
        return f"{low:,.0f} people ({day})"
    return f"{low:,.0f} to {high:,.0f} people ({day})"
