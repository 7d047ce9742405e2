"""What a page asks of a feed: as known at the moment of the view, bounded for a screen."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from data.clock import Moment
from data.feeds import questions
from data.feeds.engine import Engine, fetch
from data.feeds.questions import Box, Question, Step
from data.load import Record
from data.queries.events.stretch import true_scale
from data.view import View

MOST_ROWS = 500  # reports that a list holds, the last to happen first
LEAD_DAYS = 14  # the last of what is asked, on which leads are looked for
MOST_OF_LEAD = 8  # reports that are named under a lead
MOST_CELLS = 1_500  # hexagons that a map holds, the fullest first
ALL_CELLS = 50_000  # more than there are in what a map shows at the resolution of its zoom
WEEK = timedelta(days=7)
NO_CODE = ("-",)  # of a party that no code names: no report has it


@dataclass(frozen=True)
class FeedRequest:
    """A question to a feed, and how it is counted: `once` a happening, or each report of it."""

    question: Question
    once: bool
    first: date
    last: date

    @property
    def step(self) -> Step:
        """Return the steps of time in which the days between `first` and `last` are counted."""
        return questions.find_step(self.first, self.last)


@dataclass(frozen=True, eq=False)
class Hexagons:
    """The hexagons of a part of the earth, of one resolution.

    `rows`: `cell` (H3), `number` and mean `intensity` (missing where no report has one), at most
    `MOST_CELLS`, the fullest first; `cells` is how many there are in all, `unplaced` how many
    happenings or reports, wherever they were, have no place closer than their country.
    """

    rows: pd.DataFrame
    cells: int
    unplaced: int
    resolution: int
    what: str  # happenings, or reports


def ask(seen: Record, view: View) -> FeedRequest:
    """Return what the reader's view asks of its feed.

    The view's moment, window, parties, PLOVER types and search words apply as to the record, and
    the hexagon that the reader has opened; days are those of
    `data.queries.events.stretch.true_scale`.
    """
    codes = seen.package.crisis.feed_parties
    first, last = (at.date() for at in true_scale(seen, view))
    question = Question(
        as_of=_instant(view.as_of),
        feed=view.feed,
        first=first,
        last=last,
        codes=tuple(code for party in view.party for code in codes.get(party, NO_CODE)),
        types=view.plover,
        words=tuple(view.q.split()),
        hexagon=view.hexagon,
    )
    return FeedRequest(question, not view.raw, first, last)


def count(engine: Engine, request: FeedRequest) -> pd.DataFrame:
    """Return the `number` of happenings or reports by `at` and `plover`.

    `at` is the first day of a step (UTC). Of all types, whichever are asked for. A happening has
    one day and one type, so the numbers may be added up.
    """
    reports = questions.select(engine.reports, replace(request.question, types=()))
    counted = fetch(engine, questions.count_days(reports, {}, request.once, request.step))
    at = pd.to_datetime(counted["occurred"]).dt.tz_localize("UTC").rename("at")
    numbers = counted["number"].astype("int64").groupby([at, counted["plover"]]).sum()
    return numbers.reset_index()


def count_reports(engine: Engine, request: FeedRequest, as_of: Moment | None = None) -> int:
    """Return how many reports are asked for, as known at the view's moment or at an earlier one."""
    question = replace(request.question, as_of=_instant(as_of)) if as_of else request.question
    reports = questions.select(engine.reports, question)
    return int(fetch(engine, reports.agg(reports=reports.count()))["reports"].iloc[0])


def list_reports(
    engine: Engine, request: FeedRequest, first: date, day: Moment | None
) -> pd.DataFrame:
    """Return the reports of a step, or from `first` on, as `data.feeds.questions.list_rows`.

    At most `MOST_ROWS`, the last to happen first.
    """
    question = replace(request.question, first=max(first, request.first))
    if day:
        first = day.first.date()
        last = min(end_of(request.step, first), request.last)
        question = replace(question, first=max(first, request.first), last=last)
    reports = questions.select(engine.reports, question)
    return fetch(engine, questions.list_rows(reports, request.once, MOST_ROWS), MOST_ROWS)


def end_of(step: Step, first: date) -> date:
    """Return the last day of a step that begins with `first`."""
    next_month = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    ends = {"D": first, "W": first + timedelta(days=6), "M": next_month - timedelta(days=1)}
    return ends[step]


def fill_hexagons(engine: Engine, request: FeedRequest, resolution: int, box: Box) -> Hexagons:
    """Return the hexagons of a resolution that hold something in a box, the fullest first."""
    there = questions.select(engine.reports, replace(request.question, box=box))
    filled = questions.fill_hexagons(there, resolution, request.once, ALL_CELLS)
    rows = fetch(engine, filled, ALL_CELLS)
    anywhere = questions.select(engine.reports, request.question)
    away = questions.count_all(questions.find_unplaced(anywhere, resolution), request.once)
    unplaced = int(fetch(engine, away)["number"].iloc[0])
    what = "happenings" if request.once else "reports"
    return Hexagons(rows.head(MOST_CELLS), len(rows), unplaced, resolution, what)


def find_leads(engine: Engine, request: FeedRequest, seen: Record) -> pd.DataFrame:
    """Return what the record may have missed on the last `LEAD_DAYS` days asked for.

    Columns as `data.feeds.leads.find_leads`.
    """
    from data.feeds import leads

    parties = seen.package.crisis.feed_parties
    return leads.find_leads(engine, _lately(request), parties, seen)


def find_unseen(engine: Engine, request: FeedRequest, seen: Record) -> list[str]:
    """Return the events of the record on these days, by id, that the feed does not show."""
    from data.feeds import leads

    return leads.find_unseen(engine, _lately(request), seen)


def list_lead(
    engine: Engine, request: FeedRequest, codes: tuple[str, ...], cell: int, day: date
) -> Any:
    """Return the reports of one lead: of a day, a hexagon and a party's codes, the newest first."""
    question = replace(request.question, first=day, last=day, codes=codes)
    reports = questions.select(engine.reports, question)
    reports = reports.filter(reports.h3_4 == cell)
    return fetch(engine, questions.list_rows(reports, True, MOST_OF_LEAD), MOST_OF_LEAD)


def _lately(request: FeedRequest) -> Question:
    first = max(request.first, request.last - timedelta(days=LEAD_DAYS - 1))
    return replace(request.question, first=first, last=request.last)


def sum_week(engine: Engine, view: View) -> tuple[int, int]:
    """Return how many reports of a feed became known in the week before the moment, and happenings.

    Of the whole feed: no filter of the view applies.
    """
    import ibis

    at = _instant(view.as_of)
    reports = questions.know(engine.reports.filter(engine.reports.feed == view.feed), at)
    late = reports.filter(reports.known_at > ibis.literal(at - WEEK, "timestamp"))
    row = fetch(engine, questions.sum_up(late)).iloc[0]
    return int(row["reports"]), int(row["happenings"])


def _instant(moment: Moment) -> datetime:
    """Return the last second of a moment in UTC, without a zone, as engines hold it."""
    at: datetime = moment.last.tz_convert(None).to_pydatetime()
    return at
