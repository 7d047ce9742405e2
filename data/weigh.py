"""How much a row's sources weigh: its credibility, a floor under it, and a source left out."""

import re
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from data.origins import collect_origins

# An Admiralty pair (STANAG 2511): the least reliable source and the least credible row admitted.
PAIR = re.compile(r"([A-F])([1-6])")
CONFIRMED, PROBABLE = "1", "2"  # Admiralty: confirmed by other, independent sources; probably true
SOLE = "only source so far"
SOURCED_LATER = "sourced later"  # of a row none of whose sources was published by the moment


def pair(floor: str) -> tuple[str, str]:
    """Read a floor such as `C3`; raises ValueError with a sentence."""
    match = PAIR.fullmatch(floor)
    if not match:
        raise ValueError(f"{floor[:40]!r} is no Admiralty pair such as C3")
    return match.group(1), match.group(2)


def weigh(
    rows: pd.DataFrame,
    sources: pd.DataFrame,
    labels: Mapping[str, str],
    floor: str,
    left_out: Collection[str],
) -> pd.DataFrame:
    """Return the rows of one table that pass, with what they weigh on the sources that remain.

    `labels` say what each digit of credibility means; empty for a table without one. The rows come
    with the sources they `cited` and their `origins`, and have the columns of `grade_rows`. The
    floor is applied to that digit, so that no row is shown with a digit beneath it.
    """
    published = rows["cited"].map(len)
    if floor or left_out:
        rows = supported(reliable(rows, sources, floor), sources, left_out)
        rows = rows.assign(origins=collect_origins(rows, sources))
        published = published.loc[rows.index]
    if not labels:
        return rows
    return credible(grade_rows(rows, labels, published.tolist()), floor)


def grade_rows(
    rows: pd.DataFrame, labels: Mapping[str, str], published: Sequence[int]
) -> pd.DataFrame:
    """Return the rows with the `credibility` they have on their `origins`, and its meaning.

    Confirmed by other sources (1) needs two independent origins among the sources cited; a row
    that has fewer reads 2. `credibility_label` is the meaning in words: the digit's, or why the
    row is not confirmed; empty where there is no digit. `published` counts each row's sources
    before a floor or the reader left some out.
    """
    digits = rows["credibility"].array
    origins, cited = (rows[column].to_numpy() for column in ("origins", "cited"))
    confirmed = np.flatnonzero(digits == CONFIRMED).tolist()
    sole = [place for place in confirmed if len(origins[place]) < 2]
    credibility = rows["credibility"].copy()
    credibility.iloc[sole] = PROBABLE
    meanings = [labels.get(digit, "") for digit in credibility.tolist()]
    for place in sole:
        meanings[place] = _say_sole(len(cited[place]), published[place])
    return rows.assign(
        credibility=credibility, credibility_label=pd.Series(meanings, rows.index, dtype="str")
    )


def _say_sole(reports: int, published: int) -> str:
    if not reports:
        return SOURCED_LATER
    sole = SOLE if reports == published else "only source among those shown"
    return sole if reports == 1 else f"{sole}, in {reports} reports"


def reliable(rows: pd.DataFrame, sources: pd.DataFrame, floor: str) -> pd.DataFrame:
    """Return the rows that cite a source at least as reliable as a floor, and no lesser ones.

    All of them where the floor is empty. A row that is sourced later cannot be weighed, and does
    not pass.
    """
    if not floor:
        return rows
    letter, _ = pair(floor)
    good = set(sources.index[sources["reliability"].astype("str") <= letter])
    citations = [tuple(source for source in cited if source in good) for cited in rows["cited"]]
    passes = pd.Series([bool(cited) for cited in citations], rows.index, dtype=bool)
    return rows.assign(cited=pd.Series(citations, rows.index, dtype=object)).loc[passes]


def credible(rows: pd.DataFrame, floor: str) -> pd.DataFrame:
    """Return the rows whose credibility is at least as good as a floor's; all where it is empty.

    An event that is only scheduled has no credibility yet, and does not fail for that.
    """
    if not floor:
        return rows
    _, digit = pair(floor)
    return rows.loc[rows["credibility"].isna() | (rows["credibility"].astype("str") <= digit)]


def supported(rows: pd.DataFrame, sources: pd.DataFrame, left_out: Collection[str]) -> pd.DataFrame:
    """Return the rows that stand when those sources are left out, and cite them no more.

    A row loses its support when it cites one of them and nothing of another origin: a reprint of
    the same report does not hold it up.
    """
    gone = set(left_out) & set(sources.index)
    if not gone:
        return rows
    gone_origins = set(sources.loc[list(gone), "origin"])
    # A row that names its own origin has no other: it goes with any of its pages.
    named = rows["origin"] if "origin" in rows else [""] * len(rows)
    stands = [
        gone.isdisjoint(cited) or not (name or set(origins) <= gone_origins)
        for cited, origins, name in zip(
            rows["cited"], collect_origins(rows, sources), named, strict=True
        )
    ]
    rest = [tuple(source for source in cited if source not in gone) for cited in rows["cited"]]
    return rows.assign(cited=pd.Series(rest, rows.index, dtype=object)).loc[stands]
