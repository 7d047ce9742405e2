"""Whose reporting a row rests on: reprints of one report have one origin, however many they are."""

from collections.abc import Iterable

import pandas as pd

from data.rows import cells_by_id


def unite(named: str, own: Iterable[str]) -> tuple[str, ...]:
    """Return the origins of one row from the `own` origins of the pages that it cites, each once.

    The origin that the row has `named` itself stands for all of its pages. A row that cites none
    has no origin.
    """
    origins = tuple(dict.fromkeys(own))
    return (named,) if named and origins else origins


def collect_origins(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """Return the origins of each row, a tuple, by its `cited` and, if it has one, its `origin`."""
    own = cells_by_id(sources, "origin")
    named = rows["origin"] if "origin" in rows else [""] * len(rows)
    cells = [
        unite(name, (own[source] for source in cited))
        for name, cited in zip(named, rows["cited"], strict=True)
    ]
    return pd.Series(cells, index=rows.index, dtype=object)


def confirmed_from(named: str, pages: Iterable[tuple[str, pd.Timestamp]]) -> pd.Timestamp | None:
    """Return the instant (UTC) at which a second origin of a row was published; None for never.

    `pages` are the origin and the instant of publication of each page that the row cites.
    """
    first: dict[str, pd.Timestamp] = {}
    for origin, published in pages:
        first[origin] = min(published, first.get(origin, published))
    return None if named or len(first) < 2 else sorted(first.values())[1]
