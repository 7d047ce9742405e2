"""Where the record ends: what happened after that it cannot know."""

from data import clock
from data.load import Record


def record_end(seen: Record) -> str:
    """Say when the record ends, as `The record ends on 24 Feb 2022`, to who looks from later.

    Empty at or before its last instant: the last at which anything in it became known (UTC).
    """
    day = clock.say(seen.last, "day")
    return f"The record ends on {day}" if seen.seen_at > seen.last else ""
