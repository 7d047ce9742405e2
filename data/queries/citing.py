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


def origins(seen: Record, cited: Iterable[str]) -> int:
    """Count whose reporting a row rests on: reprints of one wire count once."""
    return seen.sources.loc[list(cited), "origin"].nunique()
