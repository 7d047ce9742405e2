"""The headline: what is ahead or what weighs most, then how far apart the two sides are."""

import pandas as pd

from data.distance import DISTANCES
from data.kinds import CITING
from data.load import Record
from data.queries.events.ahead import SOON, days_left, upcoming
from data.queries.events.gravity import gravity, pinned
from data.queries.forces.estimates import short_date
from data.queries.positions.positions import side_by_side
from data.query import query
from data.view import View
from data.words import count, number

LATELY = pd.Timedelta(hours=48)  # what became known within it can lead
LONGEST = 60  # characters of a title that still stands in the headline with its day


@query(reads=("as_of", "compare", "topic"))
def headline(seen: Record, view: View) -> str:
    """Return the headline of the page, the brief and every file.

    First what leads, the first of these that there is: an event that the package pins and that
    became known in the last 48 hours; the dated meetings of the next seven days; the gravest event
    that became known in the last 48 hours (`data.queries.events.gravity`); else what is on record:
    the next meeting after that, the last event, or how many rows there are. Then on how many issues
    the compared parties stand furthest apart. Nothing is called missing: a record is silent on most
    of what happens.
    """
    ahead = upcoming(seen, view)
    meetings = ahead.loc[ahead["meeting"] & ~ahead["overdue"]]
    grave = _gravest(seen)
    if len(grave) and grave["pinned"].iloc[0]:
        lead = _named(seen, grave.iloc[0])
    else:
        lead = _near(seen, view, meetings)
        lead = lead or (_named(seen, grave.iloc[0]) if len(grave) else _on_record(seen, meetings))
    return "; ".join(filter(None, (lead, _count_furthest(seen, view))))


def _gravest(seen: Record) -> pd.DataFrame:
    """Return the events that became known in the last 48 hours, the one that leads first."""
    known = seen.events.loc[seen.events["reported_last"] > seen.seen_at - LATELY]
    known = known.assign(
        pinned=pinned(seen).reindex(known.index), gravity=gravity(seen).reindex(known.index)
    )
    order = ["pinned", "gravity", "when", "event_id"]
    return known.sort_values(order, ascending=[False, False, False, True], kind="stable")


def _near(seen: Record, view: View, meetings: pd.DataFrame) -> str:
    """Say the meetings of the next seven days: one by its title, several by their number."""
    near = meetings.loc[meetings["days"].le(SOON).fillna(False).astype(bool)]
    if near.empty:
        return ""
    # Those whose day is not set may be as near: they are counted, and said to be without one.
    soon = meetings["when"].isna() | (meetings["when"] <= seen.seen_at + pd.Timedelta(days=SOON))
    open_ = int((meetings["days"].isna() & soon).sum())
    more = f", plus {number(open_)} undated" if open_ else ""
    title = str(near["title"].iloc[0])
    if len(near) == 1 and len(title) <= LONGEST:
        return f"{_words(int(near['days'].iloc[0]))}: {title}{more}"
    text = f"{count_of(seen, near)} {_span(near['days'])}{_whose(seen, view, near)}{more}"
    return text[:1].upper() + text[1:]


def _whose(seen: Record, view: View, near: pd.DataFrame) -> str:
    """Say how many of the meetings are with both compared parties, where not all are."""
    both = int(near["both"].sum())
    if both == len(near):
        return ""
    names = list(seen.parties.loc[list(view.compare), "short_name"])
    if both:
        return f", {number(both)} with {' and '.join(names)}"
    others = [bool(set(parties) - set(view.compare)) for parties in near["party_ids"]]
    none = "not" if len(near) == 1 else "none of them"
    return f", {none} {'-'.join(names)}" if all(others) else ""


def _span(days: pd.Series) -> str:
    first, last = int(days.min()), int(days.max())
    if first == last:
        return _words(first).lower()
    return f"in the next {number(last + (first == 0))} days"


def _words(days: int) -> str:
    """Return whole days to come, as the headline begins: `Tomorrow`, `In six days`."""
    return (f"in {number(days)} days" if days > 1 else days_left(days)).capitalize()


def count_of(seen: Record, meetings: pd.DataFrame) -> str:
    """Return `three talks`, `one call`, `two meetings`: the kind's own word where all share it."""
    kinds, n = meetings["kind"].unique(), len(meetings)
    word = seen.package.field("events", "kind").labels.get(kinds[0], kinds[0]).lower()
    if len(kinds) > 1 or (n == 1 and word.endswith("s")):
        word = "meeting"
    return f"{number(n)} {word if n == 1 or word.endswith('s') else word + 's'}"


def _named(seen: Record, event: pd.Series) -> str:
    """Name an event with its day; one that was long past when it became known says so."""
    precision, title = str(event["when_precision"]), str(event["title"])
    if event["status"] == "called_off":
        title = f"{title} is called off"
    if event["when_last"] <= seen.seen_at - 2 * LATELY:
        return f"Now known, {short_date(event['when'], precision, seen.seen_at)}: {title}"
    back = (seen.seen_at.normalize() - event["when"].normalize()).days
    to_the_day = precision in ("day", "minute")
    day = {0: "Today", 1: "Yesterday"}.get(back) if to_the_day else ""
    return f"{day or short_date(event['when'], precision, seen.seen_at)}: {title}"


def _on_record(seen: Record, meetings: pd.DataFrame) -> str:
    """Say what there is, where nothing is near and nothing new became known."""
    dated = meetings.loc[meetings["when"].notna()]
    if len(dated):
        following = dated.iloc[0]
        return f"Next on record, {following['left']}: {following['title']}"
    if len(meetings):
        return f"{count_of(seen, meetings)} announced, undated".capitalize()
    past = seen.events.loc[seen.events["status"] == "occurred"]
    if len(past):
        last = past.assign(
            at=past["when"].dt.normalize(), gravity=gravity(seen).reindex(past.index)
        )
        event = last.sort_values(["at", "gravity"], kind="stable").iloc[-1]
        day = short_date(event["when"], str(event["when_precision"]), seen.seen_at)
        which = "The one event on record" if len(past) == 1 else "Last on record"
        return f"{which}, {day}: {event['title']}"
    if len(seen.events):
        return f"{count(len(seen.events), 'event')} announced"
    numbers = ((len(seen.table(name)), kind) for name, kind in CITING.items())
    counts = [count(n, kind.one, kind.many) for n, kind in numbers if n]
    return f"{', '.join(counts)} on record" if counts else "Nothing on record yet"


def _count_furthest(seen: Record, view: View) -> str:
    """Count the issues on which the two are furthest apart; empty where none is measured."""
    distances = side_by_side(seen, view)["distance"]
    for distance in reversed(DISTANCES):
        if n := int((distances == distance).sum()):
            if len(distances) == 1:
                return f"{distance} on the one issue"
            return f"{distance} on {number(n)} of {number(len(distances))} issues"
    return ""
