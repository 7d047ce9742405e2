"""What is made once of a record: the steps at which it changes, the states of its events."""

import pandas as pd
import pytest

from data.asof import as_of
from data.load import Record
from data.prepared import prepare
from tests.support.walk import CLOCKS

SECOND = pd.Timedelta(seconds=1)


@pytest.mark.parametrize("name", ["record", "made_up"])
def test_every_instant_at_which_something_becomes_known_is_a_step(
    name: str, request: pytest.FixtureRequest
) -> None:
    whole = request.getfixturevalue(name)
    columns = [whole.table(table)[column] for table, named in CLOCKS.items() for column in named]
    assert set(pd.concat(columns).dropna()) <= set(prepare(whole).steps)


def test_moments_between_two_steps_share_what_is_seen(made_up: Record) -> None:
    steps = prepare(made_up).steps
    late = steps[4] - SECOND
    one, other, next_ = (as_of(made_up, at) for at in (steps[3], late, steps[4]))
    assert one.step is other.step is not next_.step
    assert (one.seen_at, other.seen_at) == (steps[3], late)
    assert other.events is one.events


def test_a_column_named_for_the_outcome_is_empty_until_the_outcome_is_known(
    made_up: Record,
) -> None:
    events = made_up.events.assign(outcome_casualties=225)
    event = events.loc[events["outcome_reported_last"] > events["reported_last"]].iloc[0]
    counted = made_up.but(events=events)
    early, late = (as_of(counted, event[at]) for at in ("reported_last", "outcome_reported_last"))
    assert pd.isna(early.events.at[event.name, "outcome_casualties"])
    assert late.events.at[event.name, "outcome_casualties"] == 225
