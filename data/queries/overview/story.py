"""The story's steps: where the reader stands in it, and what each step says once it may."""

from dataclasses import dataclass

from data import clock
from data.load import Record
from data.query import query
from data.view import View


@dataclass(frozen=True)
class Step:
    """One step: its number from 1, its id and title, its instant in words, its page and line.

    `text` is empty until the step's instant: only a step's name may tell of what comes later.
    """

    number: int
    step_id: str
    title: str
    when: str
    page: str
    text: str


@dataclass(frozen=True)
class Progress:
    """The step the reader stands at (None before the first), the one after it, and how many."""

    here: Step | None
    after: Step | None
    count: int


@query(reads=("step",))
def progress(seen: Record, view: View) -> Progress:
    """Return how far through the story the view's `step` is."""
    steps = [
        Step(number, row.Index, row.title, _when(row), row.page, row.text)
        for number, row in enumerate(seen.story.itertuples(), start=1)
    ]
    at = next((step.number for step in steps if step.step_id == view.step), 0)
    here = steps[at - 1] if at else None
    return Progress(here, steps[at] if at < len(steps) else None, len(steps))


def _when(row: object) -> str:
    return clock.say(row.as_of, row.as_of_precision)  # type: ignore[attr-defined]
