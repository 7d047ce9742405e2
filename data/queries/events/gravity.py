"""How grave an event is, in one number, so that what matters most can lead."""

import pandas as pd

from data.load import Record
from data.memory import keep
from data.queries.positions.positions import MOVED
from data.rows import cells_by_id

PINNED = "headline"  # of `events.tags`: the package's own word that an event leads
MOST_MOVES, MOST_ANSWERS = 4, 3  # counted: one much-discussed paper must not outweigh a war


@keep(16)
def gravity(seen: Record) -> pd.Series:
    """Return the gravity of each known event, by its id.

    Twice the size of its intensity (0 to 10, hostile or friendly alike), plus 2 for each position
    that what was said there moved (at most 4), plus 1 for each claim that answers one made there
    (at most 3): 0 to 31. An editorial weight of this app, by which events are ordered and nothing
    is judged. Only what is known at the moment counts.
    """
    intensity = seen.events["intensity"].astype("float64").abs().fillna(0)
    moves = _moves(seen).reindex(seen.events.index, fill_value=0).clip(upper=MOST_MOVES)
    answers = _answers(seen).reindex(seen.events.index, fill_value=0).clip(upper=MOST_ANSWERS)
    return 2 * intensity + 2 * moves + answers


def pinned(seen: Record) -> pd.Series:
    """Say of each known event whether the package pins it as a headline."""
    return pd.Series(
        [PINNED in tags for tags in seen.events["tags"]], seen.events.index, dtype=bool
    )


def _moves(seen: Record) -> pd.Series:
    """Count the positions moved by what was said at each event."""
    moved = seen.positions.loc[seen.positions["movement"].isin(MOVED), "claim_ids"]
    event_of = cells_by_id(seen.claims, "event_id")
    events = [event for claims in moved for event in {event_of[claim] for claim in claims}]
    return pd.Series(events, dtype="str").value_counts()


def _answers(seen: Record) -> pd.Series:
    """Count the claims that answer one made at each event."""
    answered = seen.claims["responds_to"]
    return answered.loc[answered != ""].map(seen.claims["event_id"]).value_counts()
