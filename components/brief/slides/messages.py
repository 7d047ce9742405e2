"""What slides say as their titles: a sentence on each section, made from the record as seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from components.brief.rows import count_changed, find_answers, list_stances
from components.brief.weeks import WEEKS, count_lanes, fitted, last_weeks
from components.figures.kit.theme import theme
from components.figures.map.placing import place
from data import clock
from data.distance import DISTANCES
from data.load import Record
from data.queries.events.ahead import NO_DAY, upcoming
from data.queries.events.called_off import list_called_off
from data.queries.events.events import timeline
from data.queries.exchanges.claims import describe_claims
from data.queries.forces.estimates import estimates, headline
from data.queries.forces.forces import forces
from data.queries.overview.changes import changes
from data.queries.overview.situation import latest
from data.queries.positions.matrix import over_time
from data.view import View
from data.words import count_in_words, number

EVENTS, MOVES = ("occurred", "earlier_events"), ("moved",)  # lists of what is new, counted as one


@dataclass(frozen=True)
class Says:
    """What a deck says beside its brief: a title and an alternative text of each section, by key.

    `pair` are the short names of the compared parties, `stances` the cells of the positions
    without quotations, row by row as the brief has them, `numbers` how many rows of the situation
    are numbers and no events.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    alts: Mapping[str, str] = field(default_factory=dict)
    pair: tuple[str, str] = ("one", "the other")
    stances: tuple[tuple[str, ...], ...] = ()
    numbers: int = 0


def say(seen: Record, view: View) -> Says:
    """Return the sentences of a brief's sections, as true at the view's moment."""
    left, right = seen.parties.loc[list(view.compare), "short_name"]
    return Says(
        titles={key: make(seen, view) for key, make in TITLES.items()},
        alts={key: make(seen, view) for key, make in ALTS.items()},
        pair=(str(left), str(right)),
        stances=tuple(cells for cells, _ in list_stances(seen, view)),
        numbers=len(headline(seen, view)),
    )


def capital(sentence: str) -> str:
    """Return a sentence with its first letter a capital."""
    return sentence[:1].upper() + sentence[1:]


def _next(seen: Record, view: View) -> str:
    ahead = upcoming(seen, view)
    due, off = ahead.loc[~ahead["overdue"]], len(list_called_off(seen))
    dropped = f"{count_in_words(off, 'event is', 'events are')} called off"
    if due.empty and off:
        return capital(f"{dropped}, and no other is announced on record.")
    if due.empty:
        return "No event announced for a later date is on record."
    row = due.iloc[0]
    day = "without a date yet" if row["day"] == NO_DAY else str(row["day"])
    when = ", ".join(filter(None, (day, str(row["left"]))))
    many = f"{count_in_words(len(due), 'event is', 'events are')} announced"
    which = "it" if len(due) == 1 else "the next"
    return capital(f"{many}; {which} is {row['title']}, {when}.")


def _situation(seen: Record, view: View) -> str:
    rows = latest(seen, view)
    if rows.empty:
        return "No event is on record yet."
    return f"The latest event on record is of {rows['day'].iloc[0]}: {rows['title'].iloc[0]}."


def _changes(seen: Record, view: View) -> str:
    if view.since is None:
        return "No earlier moment is set to compare with."
    if not count_changed(seen, view):
        return f"Nothing on record became known since {view.since}."
    counts = changes(seen, view).counts
    events, outcomes, moves = (
        sum(counts[name] for name in names) for names in (EVENTS, ("outcomes",), MOVES)
    )
    parts = (count_in_words(events, "event"), count_in_words(outcomes, "outcome"))
    moved = count_in_words(moves, "move of a position", "moves of positions")
    return f"Since {view.since}, {', '.join(parts)} and {moved} became known."


def _exchanges(seen: Record, view: View) -> str:
    answers = find_answers(seen, view)
    if answers.empty:
        return "No statement on record answers another."
    row = describe_claims(seen, answers.head(1)).iloc[0]
    who = ", ".join(filter(None, (str(row["speaker"]), str(row["party"]))))
    one, several = "statement on record answers", "statements on record answer"
    many = count_in_words(len(answers), one, several)
    return capital(f"{many} another; the newest is by {who}, {row['made_label']}.")


def _estimates(seen: Record, view: View) -> str:
    rows, unit = headline(seen, view).head(2), seen.package.crisis.headline.unit
    if rows.empty:
        by_party = seen.estimates["by_party_id"].ne("").any()
        which = "that counts the whole" if by_party else "given by a party"
        return f"No number {which} is on record."
    phrases = [f"by {r.party} is {r.number_label} {unit} ({r.at_label})" for r in rows.itertuples()]
    return f"The newest number {', '.join(phrases)}."


def _timeline(seen: Record, view: View) -> str:
    shown = last_weeks(seen, view)
    answer = timeline(seen, shown)
    events = len(answer.occurred)
    new = f", {number(answer.fresh)} of them reported since {answer.since}"
    when = f"of the last {number(WEEKS)} weeks"
    if view.start or answer.ends < answer.as_of.last:
        when = f"since {shown.start}"
    return capital(
        f"{count_in_words(events, 'event')} {when} "
        f"{'is' if events == 1 else 'are'} on record{new if answer.since and events else ''}."
    )


def _map(seen: Record, view: View) -> str:
    known = forces(seen, view)
    new = f", {number(known.new_places)} of them new since {known.since}" if known.since else ""
    places = count_in_words(known.places, "place")
    return f"Forces are reported at {places}{new if known.places else ''}."


def _apart(seen: Record, view: View) -> str:
    counts = _count_distances(seen, view)
    if not counts:
        return "No issue on which both sides have a stance to measure is on record."
    issues = count_in_words(sum(counts.values()), "issue")
    (furthest, many), *nearer = ((name, n) for name, n in reversed(counts.items()) if n)
    parts = [f"{furthest} on {number(many)} of the {issues} measured"]
    parts += [f"{name} on {number(n)}" for name, n in nearer]
    left, right = seen.parties.loc[list(view.compare), "short_name"]
    *others, last = parts
    return f"{left} and {right} are {' and '.join(filter(None, (', '.join(others), last)))}."


def _count_distances(seen: Record, view: View) -> dict[str, int]:
    """Return on how many issues the sides stand how far apart, the nearest first."""
    answer = over_time(seen, view)
    return {name: int(answer[name].iloc[-1]) for name in DISTANCES} if len(answer) else {}


def _describe_apart(seen: Record, view: View) -> str:
    answer, counts = over_time(seen, view), _count_distances(seen, view)
    if not counts:
        return "Chart without a line."
    first = clock.say(answer["at"].iloc[0], "day")
    left, right = seen.parties.loc[list(view.compare), "short_name"]
    ends = ", ".join(f"{name} {n}" for name, n in reversed(counts.items()))
    return (
        f"Lines of how many issues lay at each distance between {left} and {right}, from {first} "
        f"to {view.as_of}; at its end: {ends}."
    )


def _describe_timeline(seen: Record, view: View) -> str:
    shown = last_weeks(seen, view)
    answer, *_ = fitted(seen, view, theme(seen, "light"))
    counted = [f"{lane.title} {events}" for lane, events in count_lanes(answer)]
    many = count_in_words(len(answer.ahead), "event")
    ahead = f"; {many} announced beyond it" if len(answer.ahead) else ""
    until = view.as_of if answer.ends >= view.as_of.last else clock.say(answer.ends, "day")
    return (
        f"Timeline from {shown.start} to {until}, one mark an event, in lanes: "
        f"{', '.join(counted)}{ahead}."
    )


def _describe_map(seen: Record, view: View) -> str:
    known = forces(seen, view.without("hide", "place"))
    frame = place(known, view.without("hide", "place")).frame.bounds
    marks = known.marks
    inside = marks["lon"].between(frame.west, frame.east)
    inside &= marks["lat"].between(frame.south, frame.north)
    named = [v.title for v in known.settings.views if v.view == view.area]
    by_force = marks.loc[inside, "force_name"].value_counts()
    counted = ", ".join(f"{name} {n}" for name, n in by_force.items())
    marked = f"{count_in_words(int(inside.sum()), 'mark')} of forces"
    return f"{', '.join(['Map', *named])}: {', '.join(filter(None, (marked, counted)))}."


def _describe_estimates(seen: Record, view: View) -> str:
    rows = estimates(seen, view)
    rows = rows.loc[(rows["shape"] != "none") & ~rows["projection"]]
    if rows.empty:
        return "Bar chart without a number."
    ends = pd.concat([rows["low"], rows["high"]]).dropna()
    newest = rows.iloc[-1]
    return (
        f"Bar chart of numbers given, the newest at the top: {newest['number_label']} by "
        f"{newest['who']}, {newest['at_label']}. All on record lie from {int(ends.min()):,} to "
        f"{int(ends.max()):,}."
    )


Maker = Callable[[Record, View], str]
TITLES: Mapping[str, Maker] = MappingProxyType(
    {
        "next": _next,
        "situation": _situation,
        "changes": _changes,
        "exchanges": _exchanges,
        "estimates": _estimates,
        "timeline": _timeline,
        "map": _map,
        "apart": _apart,
    }
)
ALTS: Mapping[str, Maker] = MappingProxyType(
    {
        "timeline": _describe_timeline,
        "map": _describe_map,
        "estimates": _describe_estimates,
        "apart": _describe_apart,
    }
)
