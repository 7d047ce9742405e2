"""What happened within the reader's time window, and what is new since the earlier instant."""

import pandas as pd

from data.clock import Moment
from data.load import Record
from data.view import View


def happened_within(frame: pd.DataFrame, view: View, column: str, end: str = "") -> pd.DataFrame:
    """Return the rows that may have happened between the view's `start` and `until`.

    `column` is a moment column (with `column_last`), `end` one that says when it was over (a
    missing end is the same day). A row is kept where any part of what its date leaves open lies
    within; one without a date only where no window is set.
    """
    return frame.loc[is_within(frame, view, column, end)]


def is_within(frame: pd.DataFrame, view: View, column: str, end: str = "") -> pd.Series:
    """Return for each row whether `happened_within` keeps it."""
    inside = pd.Series(True, index=frame.index, dtype=bool)
    last = frame[f"{column}_last"]
    if end:
        last = frame[f"{end}_last"].where(frame[f"{end}_last"] > last, last)
    if view.start:
        inside &= last >= view.start.first
    if view.until:
        inside &= frame[column] <= view.until.last
    return inside


def compare_with(seen: Record, view: View) -> Moment | None:
    """Return the earlier instant that news is compared with; None where there is no news."""
    return view.since if seen.before is not None else None


def label_news(news: str, status: str, since: Moment | None) -> str:
    """Return in words what is new about an event, from `news` and `status`; empty if nothing."""
    if not news or since is None:
        return ""
    if news == "new" and status == "scheduled":
        return f"announced since {since}"
    words = {
        "new": "new",
        "occurred": "held",
        "called_off": "called off",
        "outcome": "outcome known",
    }
    return f"{words[news]} since {since}"
