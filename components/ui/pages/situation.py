"""The Situation page's blocks: each asks, and places its words or its figure."""

from functools import partial
from typing import Any, TypeVar

from components.figures.map.overview import list_unplaced_notes
from components.figures.map.overview import overview as overview_figure
from components.figures.numbers.estimates import estimates as estimates_figure
from components.figures.numbers.estimates import thousands
from components.figures.timeline.key import news_signs
from components.figures.timeline.strip import strip as strip_figure
from components.ui import links, state, store
from components.ui.elements import drawings, layout, lists
from components.ui.pages import fitting
from data import clock
from data.first_rows import FORCES, POSITIONS
from data.queries.forces import estimates
from data.queries.forces.forces import NARROWS
from data.queries.overview import headline, overview, situation
from data.query import Query
from data.view import View
from data.words import count_in_words, number

Answer = TypeVar("Answer")

# The page's counts are of all that is announced: the lists that they open hold all of it, too.
ALL_EVENTS: dict[str, Any] = {
    "kind": (),
    "party": (),
    "status": (),
    "q": "",
    "start": None,
    "until": None,
}


@layout.block
def head(view: View) -> None:
    """Say in one sentence what is ahead and how far apart the two sides are."""
    layout.place(_head(view))


@store.cached()
def _head(view: View) -> str:
    parts = [f"{store.record().package.crisis.subtitle}, as it was known {view.as_of.at_end}"]
    if news := _ask(situation.news, view):
        parts.append(f"since {view.since}: {news}")
    window = View(as_of=view.as_of, start=view.start, until=view.until)
    parts += [f"last and weeks: only what {words}" for words in window.narrowed(store.record())]
    return layout.template("header", title=_ask(headline.headline, view), line="; ".join(parts))


def link_announced(view: View, *kinds: str) -> str:
    """Return the address of the list of all that is announced, of some kinds or all."""
    changes = ALL_EVENTS | {"status": ("scheduled",), "kind": kinds}
    return links.address("timeline", view, **changes)


@layout.block
def how_far(view: View) -> None:
    """Place both sides' stances, grouped by how far apart they are."""
    lists.place("apart", [lists.Row("apart", describe_far(view))])


@store.cached()
def describe_far(view: View) -> str:
    """Return the block's words, which are all of it."""
    return layout.template(
        "situation_distances",
        answer=_ask(situation.distances, view),
        advice=layout.ask_for_rows(*POSITIONS),
        pair=view.compare,
        since=str(view.since or ""),
        link=partial(links.address, view=view),
    )


@layout.block
def how_many(view: View) -> None:
    """Place the headline force figure, who says so, and the numbers over time."""
    words, alt = describe_many(view)
    if alt:
        svg = store.draw_svg(estimates_figure, estimates.estimates, view)
        drawings.place("how_many", svg, alt, words, picked=_open_estimate)
    else:
        layout.place(words)


def _open_estimate(estimate_id: str) -> None:
    if estimate_id in store.seen(state.view()).estimates.index:  # a browser may send anything
        state.change(estimate=estimate_id)


@store.cached()
def describe_many(view: View) -> tuple[str, str]:
    """Return the block's words, and those for its chart where there is anything to draw."""
    rows = _ask(estimates.estimates, view)
    newest = _ask(estimates.headline, view)
    titled, named = fitting.headline_that_fits(newest)
    words = layout.template(
        "situation_many",
        newest=newest.to_dict("records"),
        titled=titled,
        named=max(titled, named),
        rows=len(rows),
        advice=layout.ask_for_rows("estimates"),
        headline=store.record().package.crisis.headline,
        thousands=thousands(rows),
        link=partial(links.address, view=view),
    )
    if not (rows["shape"] != "none").any():
        return words, ""
    numbers = "; ".join(f"{r.party} {r.number_label}, {r.at_label}" for r in newest.itertuples())
    headline = store.record().package.crisis.headline.title
    unit = ", thousands" * thousands(rows)
    return words, f"{headline}{unit}. Newest: {numbers or 'none by a party'}"


@layout.block
def where(view: View) -> None:
    """Place the small map of forces and of the meetings ahead."""
    words, alt = describe_where(view)
    svg = store.draw_svg(overview_figure, overview.where, view)
    drawings.place("where", svg, alt, words, picked=_open_place)


def _open_place(place_id: str) -> None:
    if place_id in store.seen(state.view()).places.index:  # a browser may send anything
        state.change(place=place_id)


def _say_signs(answer: overview.Where) -> str:
    """Say what the marks on the small map mean, of those that are on it."""
    marks = answer.forces
    words = {
        "dot: site": ~marks["region"],
        "soft: region": marks["region"],
        "stroke behind: departing": marks["departing"],
    }
    signs = "; ".join(word for word, shown in words.items() if shown.any())
    return signs[:1].upper() + signs[1:]


@store.cached()
def describe_where(view: View) -> tuple[str, str]:
    """Return the block's words, and those for its chart."""
    answer = _ask(overview.where, view)
    places, fresh = answer.places, answer.new_places
    words = layout.template(
        "situation_where",
        places=number(places) if places else "",
        many=places != 1,
        fresh=fresh,
        basemap=answer.basemap,
        notes=list_unplaced_notes(answer),
        advice=layout.ask_for_rows(*FORCES),
        signs=_say_signs(answer),
        # The map that opens counts the same: what this block does not filter by is taken away
        map=links.address("map", view.without(*NARROWS)),
    )
    venues = ", ".join(f"{v.town} {v.days}" for v in answer.venues.itertuples())
    return words, f"Map: forces reported at {places} places; meetings ahead: {venues or 'none'}"


@layout.block
def weeks(view: View) -> None:
    """Place the weeks around the moment in three rows."""
    words, title = describe_weeks(view)
    svg = store.draw_svg(strip_figure, overview.strip, view)
    drawings.place("weeks", svg, title, words, picked=_open_event)


def _open_event(event_id: str) -> None:
    if event_id in store.seen(state.view()).events.index:  # a browser may send anything
        state.change(event=event_id)


@store.cached()
def describe_weeks(view: View) -> tuple[str, str]:
    """Return the block's words, and those for its chart."""
    answer = _ask(overview.strip, view)
    weeks = f"{number((answer.now - answer.first).days // 7)} weeks: ".capitalize()
    if not answer.is_now_shown:
        first_day, last_day = (clock.say(at, "day") for at in (answer.first, answer.last))
        weeks = f"{first_day} to {last_day}: "
    some = count_in_words(answer.announced, "meeting")
    ahead = f"{some} announced" if answer.announced else "meetings announced: none on record"
    events = count_in_words(answer.occurred, "event")
    counted = weeks + (events if answer.occurred else "none on record")
    first = clock.on(answer.first.date())
    start = max(first, view.start or first, key=lambda moment: moment.first)
    listed = ALL_EVENTS | {"start": start, "until": view.until}
    kinds = store.record().package.crisis.meeting_kinds
    pair = " and ".join(store.seen(view).parties.loc[list(view.compare), "short_name"])
    words = layout.template(
        "situation_weeks",
        counted=counted,
        # What the blocks here do not filter by is taken away: the page opened lists what is counted
        events=links.address("timeline", view, **listed),
        ahead=ahead,
        all_ahead=link_announced(view, *kinds),
        pair=pair,
        called_off=bool(answer.events["called_off"].any()),
        news=news_signs(answer.events["news"]),
    )
    return words, f"{counted}, {ahead}"


def _ask(query: Query[Answer], view: View) -> Answer:
    """Return an answer on all issues: those chosen on another page do not narrow this one."""
    return store.ask(query, view.but(topic=()))
