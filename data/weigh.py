"""How much a row's sources weigh: a floor under what is shown, and a source left out."""

import re
from collections.abc import Collection

import pandas as pd

# An Admiralty pair (STANAG 2511): the least reliable source and the least credible row admitted.
PAIR = re.compile(r"([A-F])([1-6])")


def pair(floor: str) -> tuple[str, str]:
    """Read a floor such as `C3`; raises ValueError with a sentence."""
    found = PAIR.fullmatch(floor)
    if not found:
        raise ValueError(f"{floor[:40]!r} is no Admiralty pair such as C3")
    return found.group(1), found.group(2)


def above(rows: pd.DataFrame, sources: pd.DataFrame, floor: str) -> pd.DataFrame:
    """Return the rows at or above a floor; all of them where it is empty.

    A row passes with at least one source cited that is at least so reliable, and, where its table
    has one, a credibility at least as good; it then cites only sources at or above the floor. A
    row that is sourced later cannot be weighed, and does not pass; an event that is only scheduled
    has no credibility yet, and does not fail for that.
    """
    if not floor:
        return rows
    letter, digit = pair(floor)
    good = set(sources.index[sources["reliability"].astype("str") <= letter])
    kept = [tuple(source for source in cited if source in good) for cited in rows["cited"]]
    passes = pd.Series([bool(cited) for cited in kept], rows.index, dtype=bool)
    if "credibility" in rows:
        digits = rows["credibility"].astype("str")
        passes &= rows["credibility"].isna() | (digits <= digit)
    return rows.assign(cited=pd.Series(kept, rows.index, dtype=object)).loc[passes]


def supported(rows: pd.DataFrame, sources: pd.DataFrame, left_out: Collection[str]) -> pd.DataFrame:
    """Return the rows that stand when those sources are left out, and cite them no more.

    A row loses its support when it cites one of them and nothing of another origin: a reprint of
    the same report does not hold it up.
    """
    gone = set(left_out) & set(sources.index)
    if not gone:
        return rows
    origin = sources["origin"].to_dict()
    gone_origins = {origin[source] for source in gone}
    stands = [
        gone.isdisjoint(cited) or not {origin[source] for source in cited} <= gone_origins
        for cited in rows["cited"]
    ]
    rest = [tuple(source for source in cited if source not in gone) for cited in rows["cited"]]
    return rows.assign(cited=pd.Series(rest, rows.index, dtype=object)).loc[stands]
