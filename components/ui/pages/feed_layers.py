"""The machine-coded feed beside the record: hexagons under the map, a strip under the timeline."""

from typing import Any

from components.figures.map import hexagons
from components.figures.timeline.feed_strip import BAR, find_peak, write_steps
from components.ui import feeds, links, state, store
from components.ui.elements import layout
from components.ui.elements.choices import Choice
from data import clock
from data.clock import Moment
from data.feeds import answers, lanes
from data.feeds.answers import Hexagons
from data.feeds.lanes import Share, Stream
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
            layer = _hexagons(view, width)
            steps = hexagons.write_steps(layer, store.colors())
            about = {"what": layer.what, "across": ACROSS[layer.resolution]}
            words = _say(layer, view)
    except FeedFault as fault:
        words = f"cannot be asked: {fault}"
    layout.html("feed_legend", steps=steps, words=words, **about, **_named(view))


def _named(view: View) -> dict[str, str]:
    address = links.address(FEEDS, view, hexagon="")
    return {"title": LAYOUTS[view.feed].title, "mark": MARK, "address": address}


def _say(layer: Hexagons, view: View) -> str:
    """Say which days the hexagons are of, and what is left out of them."""
    span = f"of {_span(view)}"
    unplaced = f"{layer.unplaced:,} {layer.what} with no place closer than a country are not drawn"
    if not layer.cells:
        return f"no {layer.what} {span} here; {unplaced}"
    drawn = len(layer.rows)
    most = f"; of {layer.cells:,} hexagons here the {drawn:,} fullest are drawn"
    return f"{layer.what} {span}{most if drawn < layer.cells else ''}; {unplaced}"


def _span(view: View) -> str:
    question = answers.ask(store.seen(view), view)
    return " to ".join(
        clock.say(clock.on(day).first, "day") for day in (question.first, question.last)
    )


def find_stream(view: View) -> Stream | None:
    """Return the feed over time by lane; None without a feed, or one that answers."""
    try:
        return _stream(view) if _is_shown(view) else None
    except FeedFault:
        return None


def _stream(view: View) -> Stream:
    return feeds.ask(lanes.count_lanes, _whole(view), _shares(view))


def _shares(view: View) -> tuple[Share, ...]:
    return lanes.share_out(store.seen(view), view, store.ask(events.timeline, view).lanes)


def list_addresses(view: View, stream: Stream) -> tuple[tuple[str, str], ...]:
    """Return the lanes of a stream by id, each with the address of its reports, if it has any."""
    return tuple(
        (share.lane, "" if share.none else links.address(FEEDS, view, **_narrow(share)))
        for share in stream.lanes
    )


def _narrow(share: Share) -> dict[str, Any]:
    """Return what a view lists the reports of a lane alone by, of all days."""
    chosen = {"plover": share.types} if share.types else {"party": share.parties}
    return {"show": "", "day": None, "hexagon": "", **chosen}


def describe(view: View, stream: Stream) -> str:
    """Say in words what the strips of a stream show, for who cannot see them."""
    peaks = "; ".join(f"{title}, at most {most:,} ({when})" for title, most, when in _peaks(stream))
    head = f"{LAYOUTS[view.feed].title}, {MARK}: {stream.what} {STEPS[stream.step]}"
    return f"{head}. {peaks or 'None'}."


def _peaks(stream: Stream) -> list[tuple[str, int, str]]:
    """Return the title of each lane that has a report, its highest number and when that was."""
    peaks = ((share.title, *find_peak(stream, share.lane)) for share in stream.lanes)
    return [peak for peak in peaks if peak[1]]


def open_bar(bar: str) -> None:
    """Turn to the reports of a bar: of a day, week or month, and of its lane's types or parties."""
    lane, _, day = bar.removeprefix(BAR).rpartition("/")
    view = state.view()
    shares = {share.lane: share for share in _shares(view)}
    try:
        moment = clock.parse(day)
    except ValueError:  # a browser may send anything
        return
    if lane in shares and not shares[lane].none:
        there = view.but(**_narrow(shares[lane]))
        state.turn(FEEDS, there.but(**_bound(view, moment, tuple(shares.values()))))


def _bound(view: View, moment: Moment, shares: tuple[Share, ...]) -> dict[str, Moment]:
    """Return what a view lists the reports of a bar alone by.

    As a day, a week or a month where the Feeds page counts in these, too; else as a window.
    """
    question = answers.ask(store.seen(view), _whole(view))
    step = lanes.find_step(question, shares)
    if step == question.step:
        return {"day": moment}
    first, last = lanes.find_days(question, step, moment.first.date())
    return {"start": clock.on(first), "until": clock.on(last)}


def open_hexagon(cell: str) -> None:
    """Turn to the reports of a hexagon of the map."""
    if HEXAGON.fullmatch(cell):  # a browser may send anything
        state.turn(FEEDS, state.view().but(show="", day=None, hexagon=cell))


@layout.block
def strip_legend(view: View, stream: Stream | None) -> None:
    """Say what the strip of a stream shows, or why there is none, where a feed is chosen."""
    if view.present or not view.feed or not feeds.are_there():
        return
    steps: list[tuple[str, str]] = []
    try:
        words = NOT_THERE
        if _is_shown(view):
            stream = stream or _stream(view)
            words, steps = _say_stream(view, stream), write_steps(stream, store.colors())
    except FeedFault as fault:
        words = f"cannot be asked: {fault}"
    layout.html("feed_strip", words=words, steps=steps, **_named(view))


def _say_stream(view: View, stream: Stream) -> str:
    """Say how many there are at most in each lane, and which stand in none."""
    peaks = [f"{title} {most:,} ({when})" for title, most, when in _peaks(stream)]
    words = [f"no {stream.what} of {_span(view)}"]
    if peaks:
        words = [f"{stream.what} {STEPS[stream.step]} at most: {', '.join(peaks)}"]
    by_kind = view.lanes == "kind"
    if stream.rest:
        rest = "of no lane's type" if by_kind else "that name no lane's party"
        words.append(f"{stream.rest:,} more {rest} are not drawn")
    if not by_kind and peaks:
        chosen = "of those chosen " if view.party else ""
        words.append(f"each is in the lane of every party {chosen}that it names")
    return "; ".join(words)
