"""What a row says when it is opened: templates filled in."""

from functools import partial

from components.figures.map.locator import locator
from components.ui import store
from components.ui.elements import history, layout
from components.ui.links import address, entry
from data.clock import Moment
from data.queries.events.event import EventCard
from data.queries.events.neighbours import Neighbours
from data.view import View

PRECISION = {
    "minute": "known to the minute",
    "day": "known to the day",
    "month": "known to the month only",
    "year": "known to the year only",
}


def event(card: EventCard, beside: Neighbours, view: View) -> None:
    """Place what is known of one event, and the ways to those `beside` it.

    What it was, where, what was said there, its sources.
    """
    record = store.record()
    settings = record.package.crisis.map
    place = (
        locator(
            card.spot,
            settings.overview_view,
            store.seen(view).labels.sort_values("rank", kind="stable"),
            settings.basemap,
            store.colors(),
        )
        if card.spot
        else None
    )
    layout.html(
        "event_card",
        card=card,
        people=[
            (name, role, entry("people", person, view)) for person, name, role in card.people.people
        ],
        precision=PRECISION.get(card.precision, ""),
        claims=card.claims.to_dict("records"),
        positions=card.positions.to_dict("records"),
        sources=card.sources.to_dict("records"),
        intensity="" if card.intensity is None else f"{card.intensity:+d}".replace("-", "−"),
        map=place,
        beside=beside,
        close=address("timeline", view, event=""),
        basemap=settings.basemap,
        link=partial(entry, view=view),
        past=history.of_row("events", card.event_id, view),
    )


def event_unknown(as_of: Moment) -> None:
    """Say that an event asked for is not known yet, and nothing more of it."""
    layout.notice(
        f"The event asked for was not publicly known {as_of.at_end}. "
        "Choose a later moment in the sidebar to open it."
    )


def choose_an_event() -> None:
    """Say how an event is opened."""
    layout.notice("Select a mark, or an event in the list, to read it with its sources.")


def ring(spots: tuple[tuple[float, float], ...]) -> None:
    """Ring marks of the chart placed next: (percent of its width, px from its top)."""
    layout.html("ring", spots=spots)


def curve_method() -> None:
    """Say how the intensity curve is made."""
    layout.html("curve_method")
