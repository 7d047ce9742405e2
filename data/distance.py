"""Stances: their words, and how far apart two on one proposal are, by one table of pairs."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

SILENT = "silent"  # no statement is no stance
FOR, AGAINST = ("demands", "favours"), ("opposes", "rejects")
READY_TO_TALK = ("open", "conditional")
STANCES = (*FOR, *READY_TO_TALK, *AGAINST)
DISTANCES = ("agreed", "within reach", "wide apart", "opposed")  # the nearest first
MEASURED_SCALE = "proposal"  # issues whose stances answer one shared question
# What stances are called on an issue of each other scale, where a package says nothing else.
STANCE_WORDS: Mapping[str, Mapping[str, str]] = {
    "answer": {
        "demands": "says yes",
        "favours": "says yes",
        "open": "possible",
        "conditional": "on conditions",
        "silent": "no statement",
        "opposes": "unlikely",
        "rejects": "says no",
    },
    "terms": {
        "demands": "insists",
        "favours": "in favour",
        "open": "open",
        "conditional": "on terms",
        "silent": "no statement",
        "opposes": "against",
        "rejects": "refuses",
    },
}
# Why a distance is not measured where both sides have a stance, by the scale.
UNMEASURED: Mapping[str, str] = MappingProxyType(
    {
        "answer": "not scored (a yes/no question)",
        "terms": "not scored (each side on its own terms)",
    }
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two stances, whoever of the two holds which, their distance, and why it is that one."""

    one: str
    other: str
    distance: str
    reason: str


# Agreement is one answer to the question, no more: two who both say yes may still want it in
# different ways, and an event of PLOVER's type AGREE says that its parties agreed on something, a
# call or a date, not on an issue's question. So it is read from the two stances alone.
PAIRS = (
    Pair("demands", "demands", "agreed", "Both ask for it."),
    Pair("demands", "favours", "agreed", "One asks for it, and the other supports it."),
    Pair("favours", "favours", "agreed", "Both support it."),
    Pair("opposes", "opposes", "agreed", "Both are against it."),
    Pair("opposes", "rejects", "agreed", "One is against it, and the other refuses it."),
    Pair("rejects", "rejects", "agreed", "Both refuse it."),
    Pair("demands", "open", "within reach", "One asks for what the other will discuss."),
    Pair(
        "demands",
        "conditional",
        "within reach",
        "One asks for what the other offers on a condition.",
    ),
    Pair("favours", "open", "within reach", "One supports what the other will discuss."),
    Pair(
        "favours",
        "conditional",
        "within reach",
        "One supports what the other offers on a condition.",
    ),
    Pair("open", "open", "within reach", "Both will discuss it."),
    Pair(
        "open",
        "conditional",
        "within reach",
        "One will discuss what the other offers on a condition.",
    ),
    Pair("conditional", "conditional", "within reach", "Both say yes on a condition."),
    # To talk about a proposal takes two: who is against it has not offered to.
    Pair("open", "opposes", "wide apart", "One will discuss what the other is against."),
    Pair("open", "rejects", "wide apart", "One will discuss what the other refuses."),
    Pair(
        "conditional",
        "opposes",
        "wide apart",
        "One offers on a condition what the other is against.",
    ),
    Pair(
        "conditional", "rejects", "wide apart", "One offers on a condition what the other refuses."
    ),
    # Yes against no; only where both have gone as far as they can is it the furthest.
    Pair("favours", "opposes", "wide apart", "One supports what the other is against."),
    Pair(
        "favours",
        "rejects",
        "wide apart",
        "One supports, but does not demand, what the other refuses.",
    ),
    Pair(
        "demands",
        "opposes",
        "wide apart",
        "One asks for what the other is against, but does not refuse.",
    ),
    Pair("demands", "rejects", "opposed", "One asks for what the other refuses."),
)
PAIR: Mapping[tuple[str, str], Pair] = MappingProxyType(
    {key: pair for pair in PAIRS for key in ((pair.one, pair.other), (pair.other, pair.one))}
)
# In one sentence, for the notes of files: the whole table stands beside the chart.
RULE = (
    "Agreed: both are for the proposal, or both against it; within reach: one asks for or supports "
    "it and the other is open to it or sets a condition, or both are; opposed: one demands what "
    "the other rejects; wide apart: every other pair. Only issues that put one proposal to both "
    "sides are scored."
)


def distance(left: str, right: str, scale: str) -> str | None:
    """Return the distance between two stances, one of DISTANCES; None where it is not measured.

    It is not measured where either side has no stance, or where the scale is no proposal: where
    each side answers a question of fact, or insists on terms of its own.
    """
    pair = PAIR.get((left, right)) if scale == MEASURED_SCALE else None
    return None if pair is None else pair.distance


def reason(left: str, right: str, scale: str) -> str:
    """Return why the distance is what it is, in one sentence; empty where it is not measured."""
    pair = PAIR.get((left, right)) if scale == MEASURED_SCALE else None
    return "" if pair is None else pair.reason


def describe(left: str, right: str, scale: str, *, dropped: bool = False) -> str:
    """Return the distance in words, or why there is none.

    `dropped`: either side once had a stance, and has none any more.
    """
    if word := distance(left, right, scale):
        return word
    if dropped:
        return "not stated any more"
    return UNMEASURED.get(scale, "not scored (no statement of both sides on record)")
