"""How sound the record is: what rests on one origin, what is silent, what stays unconfirmed."""

from dataclasses import dataclass

import pandas as pd

from data import clock
from data.kinds import CITING, GRADED, KINDS
from data.load import Record, first_filled
from data.query import query
from data.view import View
from data.words import name_some

UNCONFIRMED = 3  # Admiralty credibility from which on a row is at best possibly true
OLDEST = 20  # rows listed
NAMED = 2  # publishers of a row that are named; the rest are counted


@dataclass(frozen=True, eq=False)
class Health:
    """The record's state at the moment.

    - `months`: rows that became known, one row a month (`month`, as 2022-01), a column a table.
    - `alone`: held events that rest on one origin: `event_id`, `title`, `when_label`, `publishers`
      (of the pages that it was read on, in words), `cited` (how many sources), newest first.
    - `silent`: issues on which a compared party has no position: `issue_id`, `issue`, `party`.
    - `unconfirmed`: rows of credibility 3 or worse, oldest first, at most OLDEST: `table`, `id`,
      `opens` (the id by which the view opens it, or what it is about), `known_label`, `says`,
      `credibility`.
    - `notes`: rows whose note tells of a contradiction or an uncertainty; only at the last moment,
      as notes follow no clock: `table`, `id`, `note`.
    """

    months: pd.DataFrame
    alone: pd.DataFrame
    silent: pd.DataFrame
    unconfirmed: pd.DataFrame
    notes: pd.DataFrame


@query(reads=("compare",))
def health(seen: Record, view: View) -> Health:
    """Return how sound the record is at the moment, for the parties that the view compares."""
    return Health(
        months=_months(seen),
        alone=_alone(seen),
        silent=_silent(seen, view.compare),
        unconfirmed=_unconfirmed(seen),
        notes=_notes(seen),
    )


def _months(seen: Record) -> pd.DataFrame:
    known = {name: first_filled(seen.table(name), kind.clocks) for name, kind in CITING.items()}
    counts = {name: at.dt.strftime("%Y-%m").value_counts() for name, at in known.items()}
    months = pd.DataFrame(counts, columns=list(CITING)).fillna(0).astype("int64")
    return months.sort_index(ascending=False).rename_axis("month").reset_index()


def _alone(seen: Record) -> pd.DataFrame:
    past = seen.events.loc[seen.events["status"] == "occurred"]
    alone = past.loc[past["origins"].map(len) == 1]
    alone = alone.sort_values("when", ascending=False, kind="stable")
    return alone[["event_id", "title"]].assign(
        when_label=clock.say_column(alone, "when"),
        publishers=[_say_publishers(seen, cited) for cited in alone["cited"]],
        cited=[len(cited) for cited in alone["cited"]],
    )


def _say_publishers(seen: Record, cited: tuple[str, ...]) -> str:
    """Name who published the pages cited, each once; an origin has an id and no name on record."""
    names = dict.fromkeys(str(seen.sources.at[source, "publisher"]) for source in cited)
    return name_some(list(names), NAMED)


def _silent(seen: Record, pair: tuple[str, ...]) -> pd.DataFrame:
    spoken = set(zip(seen.positions["issue_id"], seen.positions["party_id"], strict=True))
    rows = [
        {"issue_id": issue.Index, "issue": issue.title, "party": seen.parties.at[p, "short_name"]}
        for issue in seen.issues.sort_values("order", kind="stable").itertuples()
        for p in pair
        if (issue.Index, p) not in spoken
    ]
    return pd.DataFrame(rows, columns=["issue_id", "issue", "party"])


def _unconfirmed(seen: Record) -> pd.DataFrame:
    parts = []
    for table in GRADED:
        rows = seen.table(table)
        digits = pd.to_numeric(rows["credibility"].astype("object"), errors="coerce")
        rows = rows.loc[digits >= UNCONFIRMED]
        dates = zip(rows["reported"], rows["reported_precision"].astype("str"), strict=True)
        parts.append(
            pd.DataFrame(
                {
                    "table": table,
                    "id": rows.index,
                    "known": rows["reported_last"],
                    "known_label": [clock.say_day(*date) for date in dates],
                    "says": rows[KINDS[table].title],
                    "opens": rows[KINDS[table].opened_by],
                    "credibility": rows["credibility"].astype("str"),
                }
            )
        )
    whole = pd.concat(parts, ignore_index=True).sort_values("known", kind="stable")
    return whole.head(OLDEST).drop(columns="known").reset_index(drop=True)


def _notes(seen: Record) -> pd.DataFrame:
    parts = [
        pd.DataFrame({"table": table, "id": rows.index, "note": rows["note"]})
        for table in GRADED
        for rows in [seen.table(table)]
    ]
    whole = pd.concat(parts, ignore_index=True)
    return whole.loc[whole["note"] != ""].reset_index(drop=True)
