"""What differs between two wordings, word by word."""

from difflib import SequenceMatcher
from typing import Literal

from data.direction import bare

Kind = Literal["same", "gone", "new"]
ALIKE = 0.5  # share of words in common below which two wordings are set apart whole


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
