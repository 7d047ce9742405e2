"""The tables that may stand alone: what each lists, and in which words."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from components.ui import store
from components.ui.elements import layout
from components.ui.pages import (
    all_estimates,
    changes_note,
    dialogues,
    exchanges,
    health,
    mapping,
    positions,
    sources,
    stances,
)
from components.ui.pages.chart import Chart
from data.distance import DISTANCES
from data.first_rows import CLAIMS, FORCES, POSITIONS
from data.queries.events import events
from data.queries.exchanges import claims, threads
from data.queries.forces import estimates
from data.queries.forces.forces import forces
from data.queries.forces.venues import venues
from data.queries.overview import changes, overview
from data.queries.positions import demands, matrix
from data.queries.positions.positions import side_by_side
from data.queries.sources import health as soundness
from data.queries.sources import sources as read_in
from data.query import Query
from data.view import View
from data.weigh import SOURCED_LATER

NUMBERS = {
    "at_label": "As of",
    "party": "Party",
    "who": "Who",
    "number_label": "Number",
    "projection": "Projected",
    "scope": "Of what",
    "text": "In words",
    "publisher": "Source",
    "grade": "Grade",
    "url": "Page",
}
PLACES = {
    "place": "Place",
    "force_name": "Force",
    "status_name": "Status",
    "at_label": "Newest",
    "region": "Region, not a point",
    "publisher": "Source",
    "url": "Page",
}
WEEKS = {
    "when_label": "When",
    "title": "Event",
    "strong": "Of the two sides",
    "scheduled": "Announced",
    "called_off": "Called off",
}


def list_numbers(view: View) -> pd.DataFrame:
    """Return the numbers of the Situation page as a table for reading."""
    return _cite(store.ask(estimates.estimates, view), view)[list(NUMBERS)].rename(columns=NUMBERS)


def list_places(view: View) -> pd.DataFrame:
    """Return the marks of the small map as a table for reading."""
    marks = _cite(store.ask(overview.where, view).forces.iloc[::-1], view)
    return marks[list(PLACES)].rename(columns=PLACES)


def list_weeks(view: View) -> pd.DataFrame:
    """Return the events of the weeks around the moment as a table for reading."""
    return store.ask(overview.strip, view).events[list(WEEKS)].rename(columns=WEEKS)


def list_events(view: View) -> pd.DataFrame:
    """Return the events of the timeline as a table for reading."""
    return store.ask(events.table, view)


def list_distances(view: View) -> pd.DataFrame:
    """Return how many issues stood how far apart, each time that it changed."""
    answer = store.ask(matrix.over_time, view)
    headings = {name: name.capitalize() for name in DISTANCES}
    return answer.rename(columns={"at": "From (UTC)", **headings})


def _cite(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """Add who published the source that each row cites first, and where it is read."""
    sources = store.seen(view).sources[["publisher", "url"]]
    return rows.join(sources, on="source_id").fillna({"publisher": SOURCED_LATER})


def _table(
    title: str,
    lead: str,
    page: str,
    query: Query[Any],
    table: Callable[[View], pd.DataFrame],
    *needs: str,
    show: str = "",
    count: Callable[[Any], int] = len,
) -> Chart:
    """Return the entry of a table; `lead` says what its rows are, `count` how many an answer holds.

    `needs` are the tables of the record without a row of which there is none. The table itself is
    made only where it is placed.
    """

    def describe(view: View) -> tuple[str, str]:
        has_rows = count(store.ask(query, view)) > 0
        advice = "" if has_rows else layout.ask_for_rows(*needs)
        words = lead if has_rows or advice else f"{lead}: none on record"
        line = f"{words}, {view.describe(store.record())}" + (f". {advice}" if advice else "")
        return layout.template("chart_head", title=title, line=line), title if has_rows else ""

    return Chart(title, page, query, table, describe, show=show)


TABLES = {
    "numbers": _table(
        "How many",
        "Numbers of forces",
        "situation",
        estimates.estimates,
        list_numbers,
        "estimates",
    ),
    "places": _table(
        "Where",
        "Where forces were reported",
        "situation",
        overview.where,
        list_places,
        *FORCES,
        count=lambda answer: len(answer.forces),
    ),
    "events_around": _table(
        "The weeks",
        "Events of the weeks around the moment",
        "situation",
        overview.strip,
        list_weeks,
        "events",
        count=lambda answer: len(answer.events),
    ),
    "estimates": _table(
        "All estimates",
        "Published estimates",
        "situation",
        estimates.estimates,
        all_estimates.list_estimates,
        "estimates",
        show="estimates",
    ),
    "events": _table(
        "Events",
        "Events announced, held and called off",
        "timeline",
        events.timeline,
        list_events,
        "events",
        count=lambda answer: len(answer.placed) + len(answer.ahead),
    ),
    "marks": _table(
        "Forces on the map",
        "Forces at each place",
        "map",
        forces,
        mapping.list_marks,
        *FORCES,
        count=lambda answer: len(answer.marks),
    ),
    "meetings": _table(
        "Meetings by place",
        "Where the sides meet",
        "map",
        venues,
        mapping.list_meetings,
        "events",
        count=lambda answer: len(answer.towns),
    ),
    "positions": _table(
        "Positions side by side",
        "Where two parties stand, issue by issue",
        "positions",
        side_by_side,
        positions.list_positions,
        *POSITIONS,
    ),
    "stances": _table(
        "Stances of all parties",
        "Where each party stands, issue by issue",
        "positions",
        matrix.matrix,
        stances.list_stances,
        *POSITIONS,
        show="matrix",
    ),
    "distances": _table(
        "How far apart",
        "Number of issues at each distance, over time",
        "positions",
        matrix.over_time,
        list_distances,
        *POSITIONS,
        show="distance",
    ),
    "conditions": _table(
        "Room for agreement",
        "What each side says on the issues within reach",
        "positions",
        matrix.room,
        stances.list_conditions,
        *POSITIONS,
        show="room",
    ),
    "claims": _table(
        "Claims",
        "Who said what, in answer to whom",
        "exchanges",
        claims.ordered,
        exchanges.list_claims,
        *CLAIMS,
    ),
    "threads": _table(
        "Threads of claims",
        "Claims and the replies to them",
        "exchanges",
        threads.dialogues,
        dialogues.list_threads,
        *CLAIMS,
        show="threads",
    ),
    "answers": _table(
        "Who answers whom",
        "Who answers whom, how and how often",
        "exchanges",
        threads.network,
        dialogues.list_answers,
        *CLAIMS,
        show="network",
    ),
    "demands": _table(
        "Demands with no full reply on record",
        "Demands that the other side has not fully replied to on record",
        "exchanges",
        demands.unanswered,
        dialogues.list_demands,
        *CLAIMS,
        show="unanswered",
    ),
    "news": _table(
        "What is new", "What became known", "changes", changes.listed, changes_note.list_news
    ),
    "sources": _table(
        "Sources", "What the record was read in", "sources", read_in.listed, sources.list_sources
    ),
    "months": _table(
        "Rows that became known, by month",
        "Rows of each table that became known in each month",
        "sources",
        soundness.health,
        health.list_months,
        show="health",
        count=lambda answer: len(answer.months),
    ),
    "notes": _table(
        "Notes on sourcing and contradictions",
        "Notes on sources and contradictions",
        "sources",
        soundness.health,
        health.list_notes,
        show="health",
        count=lambda answer: len(answer.notes),
    ),
}
