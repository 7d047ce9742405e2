"""The story as a way through the record: the screen that each step asks for."""

from typing import Any

from data import clock
from data.kinds import KINDS
from data.load import Record
from data.view import View

SELECTS = ("events", "issues", "places")  # the tables whose rows a step may select
LISTS_BY_ISSUE = "exchanges"  # a page that shows an issue by listing what was said on it
# What a step leaves as the reader has set it: how sources are weighed, who is compared, the stage.
LASTING = ("floor", "left_out", "compare", "present")


def turn(record: Record, view: View, step_id: str) -> tuple[str, View]:
    """Return the page of a step and the view it sets: as of, since the step before, selection.

    Raises KeyError where the story has no such step.
    """
    step: Any = record.story.loc[step_id]
    at = record.story.index.get_loc(step_id)
    selection = {name: getattr(view, name) for name in LASTING}
    for table in SELECTS:
        if step["selection"] in record.table(table).index:
            selection[KINDS[table].field] = step["selection"]
    if step["page"] == LISTS_BY_ISSUE and (issue := selection.pop("issue", "")):
        selection["topic"] = (issue,)
    since = clock.read_row(record.story.iloc[at - 1], "as_of") if at else None
    selection |= {"as_of": clock.read_row(step, "as_of"), "since": since, "step": step_id}
    return step["page"], View.default(record).but(**selection)
