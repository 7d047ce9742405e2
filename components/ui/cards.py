"""What a row says when it is opened, and the keys that explain marks: templates filled in."""

from components.ui import layout, store
from data.clock import Moment
from data.queries.events import EventCard, Timeline

PRECISION = {
    "minute": "known to the minute",
    "day": "known to the day",
    "month": "known to the month only",
    "year": "known to the year only",
}


def event(card: EventCard) -> None:
    """Place what is known of one event: what, what was said there, its sources."""
    layout.html(
        "event_card",
        card=card,
        precision=PRECISION.get(card.precision, ""),
        claims=card.claims.to_dict("records"),
        sources=card.sources.to_dict("records"),
        intensity="" if card.intensity is None else f"{card.intensity:+d}".replace("-", "−"),
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


def timeline_key(answer: Timeline, shapes: tuple[tuple[str, str], ...]) -> None:
    """Place the key of the timeline's colours and of the signs that no lane explains."""
    seen, colors = store.record(), store.colors()
    named = set(answer.held.loc[~answer.held["several"], "party_id"])
    named |= set(answer.ahead.loc[~answer.ahead["several"], "party_id"])
    lent = {side.side: side for side in seen.package.crisis.sides}
    own, pale, others = [], {}, False
    for party in seen.parties.index[seen.parties.index.isin(named)]:
        side = lent.get(seen.parties.at[party, "side"])
        if party in colors.borrowed and side:
            pale[side.color_of] = side.title
        elif seen.parties.at[party, "color_light"]:
            own.append((party, seen.parties.at[party, "short_name"]))
        else:
            others = True
    layout.html(
        "timeline_key",
        own=own,
        pale=list(pale.items()),
        others=others,
        several=bool(answer.held["several"].any() or answer.ahead["several"].any()),
        ahead=not answer.ahead.empty,
        shapes=shapes,
    )


def curve_method() -> None:
    """Say how the intensity curve is made."""
    layout.html("curve_method")
