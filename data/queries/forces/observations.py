"""Every observation of forces in words: whose, how old, by which evidence, how many people."""

import numpy as np
import pandas as pd

from data import clock
from data.ages import AGES, FRESH_DAYS, RECENT_DAYS
from data.load import Record
from data.memory import keep
from data.queries.forces.camps import camp_of
from data.queries.sources.citing import credit, grades


@keep(32)
def describe_observations(seen: Record) -> pd.DataFrame:
    """Return every observation in the order in which it became known, with its words.

    The columns of a mark but its news, which are the table's own; `low` and `high` filled from the
    newest earlier number of the same place, force and kind (there or announced), as a row without
    one does not take it back. Of a region none is filled in: its point stands in for many places,
    and an earlier number there may well be of others.
    """
    rows = seen.deployments.loc[seen.deployments["place_id"].isin(seen.places.index)].copy()
    places = seen.places.loc[rows["place_id"]]
    status = seen.package.field("deployments", "status").labels
    basis = seen.package.field("deployments", "basis").labels
    for column, source in (("place", "name"), ("lat", "lat"), ("lon", "lon")):
        rows[column] = places[source].to_numpy()
    rows["region"] = (places["precision"] == "region").to_numpy()
    parties = seen.parties.loc[rows["force"]]
    rows["force_name"] = parties["short_name"].to_numpy()
    camp = {force: camp_of(seen.parties.loc[force], seen) for force in rows["force"].unique()}
    rows["camp"] = [camp[force] for force in rows["force"].tolist()]
    for column, labels in (("status", status), ("basis", basis)):
        rows[f"{column}_name"] = [labels.get(v, v) for v in rows[column].astype(str).tolist()]
    rows["announced"] = (rows["status"] == "announced").to_numpy(dtype=bool)
    rows["departing"] = (rows["status"] == "departing").to_numpy(dtype=bool)
    rows["departed"] = (rows["status"] == "departed").to_numpy(dtype=bool)
    observed = rows["observed"].notna()
    for end in ("", "_last"):
        rows[f"at{end}"] = rows[f"observed{end}"].where(observed, rows[f"reported{end}"])
    precision = rows["observed_precision"].where(observed, rows["reported_precision"])
    rows["at_label"] = clock.say_each(rows["at"], precision)
    rows["day"] = clock.say_each(rows["at"], precision.astype(object).replace("minute", "day"))
    days = (seen.seen_at.normalize() - rows["at"].dt.normalize()).dt.days
    rows["days"] = days.clip(lower=0).astype("int64")
    rows["age"] = pd.cut(
        rows["days"], [-1, FRESH_DAYS, RECENT_DAYS, float("inf")], labels=list(AGES)
    ).astype("str")
    return _numbered(rows.join(grades(seen, rows)).assign(credit=credit(seen, rows)))


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
