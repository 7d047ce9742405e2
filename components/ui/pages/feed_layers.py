"""The machine-coded feed beside the record: hexagons under the map, a strip under the timeline."""

from components.figures.kit.drawing import drawing
from components.figures.map import hexagons
from components.figures.numbers.reports import Reports
from components.figures.timeline.axis import WIDTH
from components.figures.timeline.feed_strip import feed_strip, find_peak
from components.ui import feeds, links, state, store
from components.ui.elements import drawings, layout
from components.ui.elements.choices import Choice
from data import clock
from data.feeds import answers
from data.feeds.answers import Hexagons
from data.feeds.layouts import LAYOUTS, MARK
from data.feeds.schema import ACROSS, HEXAGON, FeedFault
from data.queries.events import events
from data.queries.forces.forces import forces
from data.view import View

FEEDS = "feeds"  # the page of reports
NOT_THERE = "not among the feeds that are there"
STEPS = {"D": "a day", "W": "a week", "M": "a month"}


def offer() -> tuple[Choice, ...]:
    """Offer the feeds that are there; nothing where there is none, or where they do not answer."""
    try:
        titles = feeds.titles() if feeds.are_there() else {}
    except FeedFault:
        return ()
    short = {name: title.partition(" ")[0] for name, title in titles.items()}
    return (Choice("feed", "Feed", short, every="Feed: none"),) if short else ()


def find_hexagons(view: View, width: int) -> Hexagons | None:
    """Return what lies under a map of `width` px; None without a feed, or one that answers."""
    try:
        return _hexagons(view, width) if _is_shown(view) else None
    except FeedFault:
        return None


def _hexagons(view: View, width: int) -> Hexagons:
    frame = hexagons.frame(store.ask(forces, view), view, width)
    return feeds.ask(answers.fill_hexagons, _whole(view), *frame)


def _whole(view: View) -> View:
    """Return the view without the hexagon whose reports the Feeds page lists."""
    return view.but(hexagon="")


def _is_shown(view: View) -> bool:
    """Say whether the view names a feed that is there; raises FeedFault."""
    return bool(view.feed) and feeds.are_there() and view.feed in feeds.titles()


@layout.block
def legend(view: View, width: int) -> None:
    """Place what the hexagons mean, and what of the feed they leave out, where a feed is chosen.

    A map of 0 px is the simple one, which has none of them.
    """
    if not view.feed or not feeds.are_there():
        return
    steps: list[tuple[str, str]] = []
    about = {"what": "", "across": 0}
    try:
        if not _is_shown(view):
            words = NOT_THERE
        elif not width:
            words = "not drawn on the simple map"
        else:
            found = _hexagons(view, width)
            steps = hexagons.write_steps(found, store.colors())
            about = {"what": found.what, "across": ACROSS[found.resolution]}
            words = _say(found, view)
    except FeedFault as fault:
        words = f"cannot be asked: {fault}"
    layout.html("feed_legend", steps=steps, words=words, **about, **_named(view))


def _named(view: View) -> dict[str, str]:
    address = links.address(FEEDS, view, hexagon="")
    return {"title": LAYOUTS[view.feed].title, "mark": MARK, "address": address}


def _say(found: Hexagons, view: View) -> str:
    """Say which days the hexagons are of, and what is left out of them."""
    span = f"of {_span(view)}"
    unplaced = f"{found.unplaced:,} {found.what} with no place closer than a country are not drawn"
    if not found.cells:
        return f"no {found.what} {span} here; {unplaced}"
    drawn = len(found.rows)
    most = f"; of {found.cells:,} hexagons here the {drawn:,} fullest are drawn"
    return f"{found.what} {span}{most if drawn < found.cells else ''}; {unplaced}"


def _span(view: View) -> str:
    asked = answers.ask(store.seen(view), view)
    return " to ".join(clock.say(clock.on(day).first, "day") for day in (asked.first, asked.last))


def find_stream(view: View) -> Reports | None:
    """Return the feed's number over time; None without a feed, or one that answers."""
    try:
        return _stream(view) if _is_shown(view) else None
    except FeedFault:
        return None


@layout.block
def strip(view: View, stream: Reports, width: float = WIDTH) -> None:
    """Place the feed's number over time, on the axis of a timeline of `width` px."""
    answer, words = store.ask(events.timeline, view), _say_strip(view, stream)
    figure = feed_strip(answer, stream, words, store.colors(), width)
    drawings.place("feed_strip", drawing(figure), f"{words}, {MARK}", picked=_open_day)


def _open_day(day: str) -> None:
    """Turn to the reports of a bar's day, week or month."""
    try:
        moment = clock.parse(day)
    except ValueError:  # a browser may send anything
        return
    state.turn(FEEDS, state.view().but(show="", day=moment, hexagon=""))


def open_hexagon(cell: str) -> None:
    """Turn to the reports of a hexagon of the map."""
    if HEXAGON.fullmatch(cell):  # a browser may send anything
        state.turn(FEEDS, state.view().but(show="", day=None, hexagon=cell))


@layout.block
def line(view: View, stream: Reports | None) -> None:
    """Say what the strip of a stream says, where a screen is too narrow; or why there is none."""
    if view.present or not view.feed or not feeds.are_there():
        return
    try:
        words = _say_numbers(view, stream or _stream(view)) if _is_shown(view) else NOT_THERE
    except FeedFault as fault:
        words = f"cannot be asked: {fault}"
    narrow = "fd-narrow" if stream else ""
    layout.html("feed_line", words=words, narrow=narrow, **_named(view))


def _stream(view: View) -> Reports:
    asked = answers.ask(store.seen(view), _whole(view))
    rows = feeds.count(_whole(view)).groupby("at")["number"].sum().reset_index()
    what = "reports" if view.raw else "happenings"
    ends = clock.on(asked.first).first, clock.on(asked.last).last
    return Reports(rows, *ends, asked.step, what)


def _say_strip(view: View, stream: Reports) -> str:
    return f"{LAYOUTS[view.feed].title}: {_say_numbers(view, stream)}"


def _say_numbers(view: View, stream: Reports) -> str:
    peak = find_peak(stream)
    if peak is None:
        return f"no {stream.what} of {_span(view)}"
    return f"{stream.what} {STEPS[stream.step]}, at most {peak}"
