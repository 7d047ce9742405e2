"""What a row says when it is opened, and the keys that explain marks: templates filled in."""

from functools import partial

import pandas as pd

from components.figures.locator import locator
from components.ui import layout, store
from components.ui.links import address
from data.clock import Moment
from data.queries.event import EventCard
from data.queries.events import Timeline
from data.view import View

PRECISION = {
    "minute": "known to the minute",
    "day": "known to the day",
    "month": "known to the month only",
    "year": "known to the year only",
}

SIGNS = ("new", "held", "outcome")  # of news, each with a ring of its own shape


def event(card: EventCard, view: View) -> None:
    """Place what is known of one event: what, where, what was said there, its sources."""
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
            (name, role, address("exchanges", view, who=person))
            for person, name, role in card.people.people
        ],
        precision=PRECISION.get(card.precision, ""),
        claims=card.claims.to_dict("records"),
        positions=card.positions.to_dict("records"),
        sources=card.sources.to_dict("records"),
        intensity="" if card.intensity is None else f"{card.intensity:+d}".replace("-", "−"),
        map=place,
        basemap=settings.basemap,
        link=partial(address, view=view),
    )


def event_unknown(as_of: Moment) -> None:
    """Say that an event asked for is not known yet, and nothing more of it."""
    layout.notice(
        f"The event asked for was not publicly known on {as_of}. "
        "Choose a later moment in the sidebar to open it."
    )


def choose_an_event() -> None:
    """Say how an event is opened."""
    layout.notice("Select a mark, or an event in the list, to read it with its sources.")


def timeline_key(answer: Timeline, shapes: tuple[tuple[str, str], ...]) -> str:
    """Return the key of the timeline's colours and of the signs that no lane explains."""
    record, colors = store.record(), store.colors()
    rows = pd.concat([answer.placed, answer.ahead]) if len(answer.ahead) else answer.placed
    named = set(rows.loc[~rows["several"].astype(bool), "party_id"])
    parties = record.parties.loc[record.parties.index.isin(named)]
    columns = ("party_id", "short_name", "side", f"color_{colors.mode}")
    sides = {side.side: side for side in record.package.crisis.sides}
    own, pale, others = [], {}, False
    for party, name, side, color in zip(*(parties[c] for c in columns), strict=True):
        if party in colors.borrowed:
            pale[sides[side].color_of] = sides[side].title
        elif color:
            own.append((party, name))
        else:
            others = True
    return layout.template(
        "timeline_key",
        own=own,
        pale=list(pale.items()),
        others=others,
        several=bool(rows["several"].any()),
        ahead=not answer.ahead.empty,
        called_off=not answer.called_off.empty,
        shapes=shapes,
        since=answer.since,
        news=signs(rows["news"]),
    )


def signs(news: pd.Series) -> list[str]:
    """Return the rings that a figure of these rows holds; what was called off is ringed as new."""
    shown = set(news.replace("called_off", "new"))
    return [sign for sign in SIGNS if sign in shown]


def ring(spots: tuple[tuple[float, float], ...]) -> None:
    """Ring marks of the chart placed next: (percent of its width, px from its top)."""
    layout.html("ring", spots=spots)


def curve_method() -> None:
    """Say how the intensity curve is made."""
    layout.html("curve_method")
