"""The health of the record, on the Sources page."""

import pandas as pd

from components.ui import store
from components.ui.elements import layout
from components.ui.links import entry
from data.kinds import KINDS
from data.queries.sources import health
from data.view import View

FEW = 12  # rows of a list before it is folded
NOTES = {"table": "Table", "id": "Id", "note": "Note"}


@layout.block
def section(view: View) -> None:
    """Place what rests on one origin, what is silent, and what stays unconfirmed."""
    answer = store.ask(health.health, view)
    alone = answer.alone.to_dict("records")
    for row in alone:
        row["address"] = entry("events", row["event_id"], view)
    unconfirmed = answer.unconfirmed.to_dict("records")
    for row in unconfirmed:
        row["address"] = entry(row["table"], row["opens"], view)
        row["word"] = KINDS[row["table"]].one
    layout.html(
        "health",
        alone=alone[:FEW],
        alone_more=alone[FEW:],
        alone_count=len(alone),
        silent=answer.silent.to_dict("records"),
        unconfirmed=unconfirmed,
        notes=len(answer.notes),
        at_the_last=store.seen(view).at_the_last,
        moment=str(view.as_of),
    )


def list_months(view: View) -> pd.DataFrame:
    """Return how many rows of each table became known in each month, as a table for reading."""
    return store.ask(health.health, view).months.rename(columns={"month": "Month", **_titles()})


def list_notes(view: View) -> pd.DataFrame:
    """Return the rows with a note on their sources as a table for reading."""
    notes = store.ask(health.health, view).notes
    return notes.assign(table=notes["table"].map(_titles())).rename(columns=NOTES)


def _titles() -> dict[str, str]:
    return {name: table.title for name, table in store.record().package.tables.items()}
