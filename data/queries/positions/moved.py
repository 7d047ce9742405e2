"""Positions beside the ones they took the place of."""

import pandas as pd

from data import clock
from data.load import Record
from data.memory import keep
from data.queries.positions.stances import describe_stances
from data.rows import cells_by_id

WAS = ("stance", "word", "summary", "since_label")


@keep(8)
def with_earlier(seen: Record) -> pd.DataFrame:
    """Return every position as seen, by when it was taken, beside the party's one before it.

    Adds to the table's columns `stance` as text, `word` (in the words of the issue's scale),
    `issue` (short title), `party` (short name), `since_label`, and `was_stance`, `was_word`,
    `was_summary`, `was_since_label`: empty where the party had none on the issue.
    """
    rows = seen.positions.sort_values("since_last", kind="stable")
    issues = rows["issue_id"].map(cells_by_id(seen.issues, "short_title"))
    rows = rows.assign(
        stance=rows["stance"].astype("str"),
        word=describe_stances(seen, rows),
        issue=issues.astype("str"),
        party=rows["party_id"].map(cells_by_id(seen.parties, "short_name")).astype("str"),
        since_label=pd.Series(clock.say_column(rows, "since"), rows.index, dtype="str"),
    )
    return beside_earlier(rows)


def beside_earlier(rows: pd.DataFrame) -> pd.DataFrame:
    """Return positions in the order they were taken, each beside the party's one before it.

    Adds `was_` and each name of WAS, which `rows` has: empty where there is none before.
    """
    line = rows.groupby(["issue_id", "party_id"], sort=False)
    was = {f"was_{name}": line[name].shift().astype("object").fillna("") for name in WAS}
    return rows.assign(**{name: cells.astype("str") for name, cells in was.items()})
