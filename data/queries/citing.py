"""Sources as a row cites them."""

from collections.abc import Iterable

import pandas as pd

from data import clock
from data.load import Record


def sources_of(seen: Record, cited: Iterable[str]) -> pd.DataFrame:
    """Return the sources of one row in the order in which it cites them.

    One row a source: `source_id`, `publisher`, `title`, `url` (http or https), `published_said`
    (in words, empty if the page shows no date), `kind`, `reliability` (A-F) with
    `reliability_label`, `origin`. Pass a row's `cited` of the record as seen, which holds only
    what was published by then.
    """
    labels = seen.package.field("sources", "reliability").labels
    rows = seen.sources.loc[list(cited)]
    said = [
        clock.say(at, precision)
        for at, precision in zip(rows["published"], rows["published_precision"], strict=True)
    ]
    letters = rows["reliability"].astype("str")
    kept = rows[["source_id", "publisher", "title", "url", "kind", "origin"]]
    return kept.assign(
        published_said=said, reliability=letters, reliability_label=letters.map(labels)
    )


def reported(reports: int, origins: int) -> str:
    """Say how many reports there are, and on how many independent origins they rest."""
    return f"{reports:,} report{'s' * (reports != 1)}, {origins:,} origin{'s' * (origins != 1)}"


def graded(seen: Record, table: str, cited: tuple[str, ...], credibility: str) -> tuple[str, str]:
    """Return a row's Admiralty grade, as `B2`, and what its letter and its digit mean.

    The letter is that of the source it was read in, if cited; a table without `credibility`, and an
    event not yet held, have no digit (pass "").
    """
    words, grade = [], ""
    if cited:
        grade = str(seen.sources.at[cited[0], "reliability"])
        meaning = seen.package.field("sources", "reliability").labels.get(grade, "")
        words.append(f"{grade}: source {meaning}")
    if credibility:
        meaning = seen.package.field(table, "credibility").labels.get(credibility, "")
        words.append(f"{credibility}: {meaning}")
    words += [] if cited else ["sourced later"]
    return grade + credibility, "; ".join(words)


def grades(seen: Record, table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `grade` and `grade_said` of rows of a table, as `graded` has them."""
    digits = [""] * len(rows)
    if "credibility" in rows:
        digits = list(rows["credibility"].astype("object").fillna("").astype("str"))
    pairs = [graded(seen, table, *row) for row in zip(rows["cited"], digits, strict=True)]
    return pd.DataFrame(pairs, rows.index, ["grade", "grade_said"]).astype("str")


def origins(seen: Record, cited: Iterable[str]) -> int:
    """Count whose reporting a row rests on: reprints of one wire count once."""
    return seen.sources.loc[list(cited), "origin"].nunique()
