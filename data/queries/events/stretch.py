"""The stretch of time that charts of events are drawn over: the last weeks, or the last ones lived.

Who looks from long after a crisis would see empty weeks: then the stretch ends with its events.
"""

import pandas as pd

from data import clock
from data.load import Record
from data.view import View

AFTER = pd.Timedelta(days=7)  # kept free behind the last event
YEAR = pd.Timedelta(weeks=52)  # of a record that is over: as much as is told in one picture
Stretch = tuple[pd.Timestamp, pd.Timestamp]


def true_scale(seen: Record, view: View) -> Stretch:
    """Return from where to where time is drawn at its true scale (UTC).

    It ends with the window or at as of, whichever comes first, and begins with the window, or
    `axis.true_scale_weeks` before its end where the window reaches back more than twice as far.
    A crisis that is over is all drawn, but for what a window leaves out: see `find_past`.
    """
    weeks, start = seen.package.crisis.axis.true_scale_weeks, view.start
    longest, ends = pd.Timedelta(weeks=2 * weeks), view.as_of.last
    past = None if view.until else find_past(seen)
    if past and not (start and start.first >= past[1]):
        longest, ends = past[1] - past[0], past[1]
    if view.until:
        ends = min(view.until.last, ends)
    if start and start.first < ends <= start.first + longest:
        return start.first, ends
    return (past[0] if past and ends == past[1] else true_scale_start(ends, weeks)), ends


def true_scale_start(moment: pd.Timestamp, weeks: int) -> pd.Timestamp:
    """Return the month's start nearest to `weeks` before `moment`, always earlier than it (UTC)."""
    back = moment - pd.Timedelta(weeks=weeks)
    this = back.normalize().replace(day=1)
    following = (this + pd.Timedelta(days=32)).replace(day=1)
    nearer = following if following - back < back - this else this
    return nearer if nearer < moment - pd.Timedelta(days=1) else this


def find_past(seen: Record) -> Stretch | None:
    """Return the stretch of a crisis that is over, seen from later; None where it still goes on.

    It is over where no event is announced, and none began in the true-scale weeks before the
    moment. The stretch begins with the month of the first event within a year of the last one, and
    ends a week after that. What led to the crisis does not count.
    """
    crisis, events = seen.package.crisis, seen.events
    if (events["status"] == "scheduled").any():
        return None
    began = events.loc[events["kind"] != crisis.background_kind, "when"].dropna()
    weeks = pd.Timedelta(weeks=crisis.axis.true_scale_weeks)
    if began.empty or began.max() + AFTER >= seen.seen_at - weeks:
        return None
    first = began.loc[began >= began.max() - YEAR].min()
    return first.normalize().replace(day=1), clock.on((began.max() + AFTER).date()).last
