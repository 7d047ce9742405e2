"""In which lane of the timeline reports stand, and how many of a feed are in each over time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.feeds import questions
from data.feeds.answers import FeedRequest, end_of
from data.feeds.engine import Engine, fetch
from data.feeds.questions import Step
from data.load import Record
from data.queries.events.lanes import LaneKey
from data.settings import Crisis
from data.view import View

MOST_BARS = 500  # of all lanes: twelve weeks of days in five of them are fewer


@dataclass(frozen=True)
class Share:
    """What of a feed stands in one lane: reports of `types`, or those that name one of `parties`.

    `codes` are the parties' in the feed. Where the lane can hold no report, `none` says why.
    """

    lane: str
    title: str
    types: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    none: str = ""


@dataclass(frozen=True, eq=False)
class Stream:
    """A feed over time, by lane.

    `rows`: `at` (the first instant of a step, UTC), `lane`, `number` and mean `intensity` of the
    reports (missing where none has one), by lane and time. `rest` counts what stands in no lane.
    """

    rows: pd.DataFrame
    lanes: tuple[Share, ...]
    rest: int
    step: Step
    what: str  # happenings, or reports


def share_out(seen: Record, view: View, lanes: Sequence[LaneKey]) -> tuple[Share, ...]:
    """Return what of a feed stands in each lane of a timeline.

    By kind, reports of the PLOVER types that the package puts into a lane. By party, those that
    name one of a lane's parties on either side, so that one report may stand in several; the lane
    for all others takes the parties of no lane. Where the view chooses types or parties, a lane has
    those of them alone: the same filters list what is counted here.
    """
    crisis = seen.package.crisis
    share = _by_type(crisis, view) if view.lanes == "kind" else _by_party(crisis, view)
    return tuple(share(key) for key in lanes)


def _by_type(crisis: Crisis, view: View) -> Callable[[LaneKey], Share]:
    types = {lane.lane: lane.plover for lane in crisis.lanes}

    def share(key: LaneKey) -> Share:
        of = types.get(key.lane, ())
        chosen = _chosen(of, view.plover)
        none = "" if chosen else "of types not chosen" if of else "no type of reports is in it"
        return Share(key.lane, key.title, types=chosen, none=none)

    return share


def _by_party(crisis: Crisis, view: View) -> Callable[[LaneKey], Share]:
    codes = crisis.feed_parties
    parties = {lane.lane: lane.parties for lane in crisis.party_lanes}
    placed = {party for named in parties.values() for party in named}
    others = tuple(party for party in codes if party not in placed)

    def share(key: LaneKey) -> Share:
        of = tuple(party for party in parties.get(key.lane) or others if party in codes)
        chosen = _chosen(of, view.party)
        none = "" if chosen else "of parties not chosen" if of else "no code names its parties"
        named = tuple(code for party in chosen for code in codes[party])
        return Share(key.lane, key.title, parties=chosen, codes=named, none=none)

    return share


def _chosen(of: Iterable[str], chosen: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in of if not chosen or one in chosen)


def find_step(request: FeedRequest, lanes: Sequence[Share]) -> Step:
    """Return in which steps lanes are counted: a page never holds more than some MOST_BARS bars."""
    most = min(questions.MOST_STEPS, MOST_BARS // max(len(lanes), 1))
    return questions.find_step(request.first, request.last, most)


def find_days(request: FeedRequest, step: Step, first: date) -> tuple[date, date]:
    """Return the first and last day of a step that begins with `first`, of those asked for."""
    return max(first, request.first), min(end_of(step, first), request.last)


def count_lanes(engine: Engine, request: FeedRequest, lanes: tuple[Share, ...]) -> Stream:
    """Return how many reports, or happenings, stand in each lane, and how intense they are."""
    codes = {share.lane: share.codes for share in lanes if share.codes}
    step = find_step(request, lanes)
    reports = questions.select(engine.reports, request.question)
    counted = fetch(engine, questions.count_days(reports, codes, request.once, step, weighed=True))
    of_type = {plover: share.lane for share in lanes for plover in share.types}
    lane = counted["party"] if codes else counted["plover"].map(of_type).fillna("")
    at = pd.to_datetime(counted["occurred"]).dt.tz_localize("UTC")
    columns = counted[["number", "rated", "intensity"]].astype("float64")
    summed = columns.groupby([lane.rename("lane"), at.rename("at")]).sum().reset_index()
    rows = summed.assign(
        number=summed["number"].astype("int64"),
        intensity=(summed["intensity"] / summed["rated"]).where(summed["rated"] > 0),
    )
    inside = rows["lane"] != ""
    return Stream(
        rows=rows.loc[inside, ["at", "lane", "number", "intensity"]].reset_index(drop=True),
        lanes=lanes,
        rest=int(rows.loc[~inside, "number"].sum()),
        step=step,
        what="happenings" if request.once else "reports",
    )
