"""The Feeds page: what a machine-coded feed holds, beside the record and never in its counts."""

from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from components.figures.kit.drawing import drawing
from components.figures.numbers.reports import Reports
from components.figures.numbers.reports import reports as reports_figure
from components.ui import feeds, links, state, store
from components.ui.elements import choices, drawings, layout, tables
from components.ui.elements.choices import Choice
from components.ui.elements.tables import Table
from components.ui.pages import leads
from data import clock
from data.feeds import answers
from data.feeds.hexagons import find_middle
from data.feeds.layouts import LAYOUTS, MARK
from data.feeds.schema import ACROSS, FeedFault, find_resolution
from data.view import View
from data.words import count

TYPES = 16  # PLOVER has as many
HEADINGS = {
    "occurred": "Happened",
    "known_at": "Known",
    "plover": "Type",
    "intensity": "Intensity",
    "actor1_name": "Who",
    "actor2_name": "To whom",
    "place": "Where",
    "place_precision": "How exact",
    "reports": "Reports",
    "source": "Source",
    "headline": "Headline",
    "address": "Page",
}


@layout.block
def page(view: View) -> None:
    """Place the feed that the reader has chosen, or the first: its head, its days, its reports."""
    try:
        titles = feeds.titles()
        chosen = view.but(feed=view.feed if view.feed in titles else next(iter(titles), ""))
        if not chosen.feed:
            layout.header("Feeds", "No feed is there: python -m data feed import adds files to one")
            return
        if chosen.show in FACES:  # these compare the whole feed with the record
            chosen = chosen.but(hexagon="")
        _head(chosen, titles)
        _steer(chosen, titles)
        FACES.get(chosen.show, _reports_of_days)(chosen)
        layout.html("feed_about", layout=LAYOUTS[chosen.feed])
    except FeedFault as fault:
        layout.header("Feeds", f"The feeds cannot be asked: {fault}")


def _head(view: View, titles: dict[str, str]) -> None:
    question = answers.ask(store.seen(view), view)
    reports = feeds.ask(answers.count_reports, view)
    happenings = feeds.count(view.but(raw=False))["number"].sum()
    first, last = (clock.say(_at(day), "day") for day in (question.first, question.last))
    known = view.only().describe(store.record())
    parts = [f"{_say_count(reports, happenings)} from {first} to {last}, {known}"]
    if view.since:
        new = reports - feeds.ask(answers.count_reports, view, view.since)
        parts.append(f"{count(new, 'report')} known since {view.since}")
    layout.header(f"{titles[view.feed]}: {MARK}", "; ".join(parts))
    if view.hexagon:
        everywhere = links.address("feeds", view, hexagon="")
        on_map = links.address("map", view, hexagon="")
        layout.html("feed_hexagon", **_locate(view.hexagon), everywhere=everywhere, on_map=on_map)


def _locate(hexagon: str) -> dict[str, str]:
    """Return where the middle of a hexagon is, and how far it reaches; "" for no hexagon."""
    if (middle := find_middle(hexagon)) is None:
        return {"about": ""}
    lat, lon = middle
    north, east = "N" if lat >= 0 else "S", "E" if lon >= 0 else "W"
    about = f"{abs(lat):.1f}° {north}, {abs(lon):.1f}° {east}"
    return {"about": about, "across": f"{ACROSS[find_resolution(hexagon)]} km"}


def _steer(view: View, titles: dict[str, str]) -> None:
    """Place the faces of the page, and the filters that count on the one shown."""
    choices.faces(TITLES, view)
    feed = [Choice("feed", "Feed", titles)] if len(titles) > 1 else []
    choices.row("feeds", view, *feed, *_filters(view))
    if view.show not in FACES:
        once, each = (links.address("feeds", view, raw=raw) for raw in (False, True))
        layout.html("feed_count", raw=view.raw, once=once, each=each)


def _filters(view: View) -> list[Choice]:
    """Return the filters of reports; what the feed does not show is looked for in all of them."""
    if view.show == "unseen":
        return []
    types = feeds.count(view.but(plover=())).groupby("plover")["number"].sum()
    types = types.sort_values(ascending=False, kind="stable")
    named = {name: f"{name} {number:,}" for name, number in types.head(TYPES).items() if name}
    names = store.seen(view).parties["short_name"]
    coded = store.record().package.crisis.feed_parties
    parties = {party: names[party] for party in coded if party in names}
    return [
        Choice("plover", "Type", named, every="All types"),
        Choice("party", "Party", parties, every="All parties"),
    ]


def _reports_of_days(view: View) -> None:
    _days(view)
    _reports(view)


FACES = {"leads": leads.missed, "unseen": leads.unseen}
TITLES = {"": "Reports", "leads": "What have we missed?", "unseen": "Not in the feed"}


def _days(view: View) -> None:
    question = answers.ask(store.seen(view), view)
    rows = feeds.count(view).groupby("at")["number"].sum().reset_index()
    what = "reports" if view.raw else "happenings"
    answer = Reports(rows, _at(question.first), _at(question.last, end=True), question.step, what)
    figure = reports_figure(answer, view, store.colors())
    alt = f"{what.capitalize()} over time, {MARK}: {int(rows['number'].sum()):,} in all"
    steps = {"D": "a day", "W": "a week", "M": "a month"}
    words = layout.template("feed_days", what=f"{what} {steps[question.step]}".capitalize())
    drawings.place("feed_days", drawing(figure), alt, words, picked=_open_day)


def _open_day(day: str) -> None:
    try:
        moment = clock.parse(day)
    except ValueError:  # a browser may send anything
        return
    state.change(day=None if state.view().day == moment else moment)


def _reports(view: View) -> None:
    rows = feeds.ask(answers.list_reports, view, _first_listed(view), view.day)
    most = f", the last {answers.MOST_ROWS} of them" if len(rows) == answers.MOST_ROWS else ""
    what = f"of {view.day}" if view.day else "the last to happen first"
    title = f"Reports, {what}{most}"
    clear = links.address("feeds", view, day=None) if view.day else ""
    layout.html("feed_reports", title=title, clear=clear, empty=rows.empty)
    if len(rows):
        tables.place(Table("reports", title, partial(_in_words, rows)), view)


def _first_listed(view: View) -> date:
    """Return the first day of the last ones that have as many as a list holds."""
    days = feeds.count(view).groupby("at")["number"].sum().iloc[::-1].cumsum()
    enough = days.index[days >= answers.MOST_ROWS]
    return (
        (enough if len(enough) else days.index[-1:])[0].date()
        if len(days)
        else view.as_of.last.date()
    )


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Return reports in words for a reader; an address only where it leads to the web."""
    happened = rows["occurred"].dt.tz_localize("UTC")
    days = [_say(*row) for row in zip(happened, rows["precision"], strict=True)]
    known = [clock.say(at, "minute") for at in rows["known_at"].dt.tz_localize("UTC")]
    web = rows["address"].str.match(r"https?://\S+$")
    shown: Any = rows.assign(occurred=days, known_at=known, address=rows["address"].where(web, ""))
    filled = [column for column in HEADINGS if (shown[column].astype("str") != "").any()]
    return shown[filled].rename(columns=HEADINGS)


def _say(at: pd.Timestamp, precision: str) -> str:
    return f"week from {clock.say(at, 'day')}" if precision == "week" else clock.say(at, precision)


def _say_count(reports: int, happenings: int) -> str:
    return f"{count(int(reports), 'report')} of {count(int(happenings), 'happening')}"


def _at(day: Any, *, end: bool = False) -> pd.Timestamp:
    moment = clock.on(day)
    return moment.last if end else moment.first


@layout.block
def line(view: View) -> None:
    """Place one line on what became known in the chosen feed in the past week."""
    if not view.feed or not feeds.are_there():
        return
    try:
        reports, happenings = feeds.ask_week(view)
        known = _say_count(reports, happenings) if reports else "no report"
        words = f"{known} became known in the past week"
    except FeedFault as fault:
        words = f"cannot be asked: {fault}"
    layout.html(
        "feed_line",
        title=LAYOUTS[view.feed].title,
        mark=MARK,
        words=words,
        address=links.address("feeds", view),
    )
