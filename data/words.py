"""Words of a text: numbers, what differs between two wordings, which are too long for a column."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from data.direction import bare

Kind = Literal["same", "gone", "new"]
NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
# European letters and signs without a place to break, more than a narrow column holds: the words
# of a language are shorter, or hyphenated. Those of Asia may break anywhere.
UNBROKEN = re.compile(r"[!-,.0-\u00ac\u00ae-\u058f\u1e00-\u1fff]{21,}")
ALIKE = 0.5  # share of words in common below which two wordings are set apart whole


def is_unbroken(text: str) -> bool:
    """Say whether a text holds a run of letters that may be too long for a narrow column."""
    return UNBROKEN.search(text) is not None


def number(n: int) -> str:
    """Return a number in words up to twelve, in figures above; none is `no`."""
    return NUMBERS[n] if 0 <= n < len(NUMBERS) else f"{n:,}"


def plural(n: int, one: str, many: str = "") -> str:
    """Return the word for so many things: that for one, that for many, or the first with an s."""
    return one if n == 1 else many or f"{one}s"


def count(n: int, one: str, many: str = "") -> str:
    """Return a number of things in figures: `1 event`, `1,300 events`."""
    return f"{n:,} {plural(n, one, many)}"


def count_in_words(n: int, one: str, many: str = "") -> str:
    """Return a number of things in words: `no events`, `one event`, `13 events`."""
    return f"{number(n)} {plural(n, one, many)}"


def name_some(names: Sequence[str], most: int) -> str:
    """Return names in one line: `A, B and 4 more`, where there are more than `most`."""
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def difference(old: str, new: str) -> tuple[tuple[Kind, str], ...]:
    """Return the runs of words that stayed, went and came, in reading order.

    Wordings with little in common are one run that went and one that came. Runs of words are not
    set apart one by one (`data.direction`): they read on as the whole does.
    """
    was, now = bare(old).split(), bare(new).split()
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    if matcher.ratio() < ALIKE:
        return (("gone", old), ("new", new))
    runs: list[tuple[Kind, str]] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            runs.append(("same", " ".join(was[a:b])))
            continue
        if b > a:
            runs.append(("gone", " ".join(was[a:b])))
        if d > c:
            runs.append(("new", " ".join(now[c:d])))
    return tuple(runs)
