"""What the record was read in, and which rows lean on each source."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data import clock
from data.kinds import CITING, KINDS
from data.load import Record
from data.queries.sources.citing import label_titles
from data.query import query
from data.search import matching
from data.shelves import find_shelves
from data.view import View


@query(reads=("q",))
def sources(seen: Record, view: View) -> pd.DataFrame:
    """Return the visible sources that match `view.q`: one row a source.

    Sorted by how many rows lean on them, then by id; those whose title and page are not shown come
    last. Columns:
    - `source_id`, `publisher`, `title` and `url` (http or https; both empty where held back) with
      `title_label`, `shelf` (where one without an address is kept), `lang`, `origin` (whose
      reporting it carries); `published` (UTC, missing where the page shows no date) with
      `published_label` and `published_exact` (no coarser than a day, or unknown);
    - `kind` with `kind_label`, `reliability` (A-F) with `reliability_label`;
    - for each table of CITING how many of its rows cite it, and `rows`, their sum.
    """
    rows = seen.sources
    if view.q:
        rows = rows.loc[rows.index.isin(matching(seen, "sources", view.q))]
    places = {source: place for place, source in enumerate(rows.index.tolist())}
    counts = {table: _count(seen, table, places) for table in CITING}
    every = np.sum([*counts.values()], axis=0)
    by_id = np.array(sorted(places.values(), key=[*places].__getitem__), dtype="int64")
    order = by_id[np.lexsort((-every[by_id], (rows["title"] == "").to_numpy()[by_id]))]
    rows = rows.iloc[order]
    letters, kinds = rows["reliability"].astype("str"), rows["kind"].astype("str")
    precision = rows["published_precision"].astype("str")
    columns = ["source_id", "publisher", "title", "url", "published", "lang", "origin"]
    return rows[columns].assign(
        title_label=label_titles(rows),
        shelf=find_shelves(rows),
        published_label=clock.say_column(rows, "published"),
        published_exact=~precision.isin(["month", "year"]),
        kind=kinds,
        kind_label=_labelled(seen, "kind", kinds),
        reliability=letters,
        reliability_label=_labelled(seen, "reliability", letters),
        **{table: count[order] for table, count in counts.items()},
        rows=every[order],
    )


@query(reads=("q", "reliability", "publication"))
def listed(seen: Record, view: View) -> pd.DataFrame:
    """Return the rows of `sources` with one of the letters and one of the kinds of the view.

    An empty choice chooses all.
    """
    answer = sources(seen, view)
    for column, chosen in (("reliability", view.reliability), ("kind", view.publication)):
        if chosen:
            answer = answer.loc[answer[column].isin(chosen)]
    return answer


def origins(answer: pd.DataFrame) -> int:
    """Count whose reporting the rows of `sources` carry: reprints of one wire count once."""
    return int(answer["origin"].nunique())


@dataclass(frozen=True, eq=False)
class Leaning:
    """One source, and what leans on it.

    `source`: its row of `sources`. `tables`: for each table that cites it (name, title, frame):
    `id`, `when_label`, `says` (in one line), `credibility` (1-6 with its meaning; empty for
    positions), `alone` (only one origin is cited), `opens` (the id by which the view opens it, or
    what it is about: see `data.kinds`), sorted by when.
    """

    source: pd.Series
    tables: tuple[tuple[str, str, pd.DataFrame], ...]


@query(reads=("source",))
def leaning(seen: Record, view: View) -> Leaning | None:
    """Return what leans on `view.source`; None where none is chosen, or it is not known yet."""
    if view.source not in seen.sources.index:
        return None
    answer = sources(seen, view.but(q="")).loc[[view.source]].iloc[0]
    # What leaned on a source left out is missing from what is seen
    seen = seen.whole if seen.whole is not None and view.source in view.left_out else seen
    tables = []
    for name in CITING:
        rows = seen.table(name)
        rows = rows.loc[[view.source in cited for cited in rows["cited"]]]
        if not rows.empty:
            tables.append((name, seen.package.tables[name].title, describe_rows(seen, name, rows)))
    return Leaning(answer, tuple(tables))


def describe_rows(seen: Record, name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of a table that cites, as `Leaning.tables` has them, sorted by when."""
    kind = KINDS[name]
    empty = pd.Series("", index=rows.index)
    answer = pd.DataFrame(
        {
            "id": rows.index,
            "when_label": clock.say_column(rows, kind.when),
            "says": rows[kind.title],
            "credibility": _credibility(rows) if "credibility" in rows else empty,
            "alone": rows["origins"].map(len) == 1,
            "opens": rows[kind.opened_by],
            "at": rows[kind.when],
        },
        index=rows.index,
    )
    return answer.sort_values(["at", "id"], kind="stable").drop(columns="at")


def _credibility(rows: pd.DataFrame) -> list[str]:
    digits = rows["credibility"].astype("object").fillna("")
    pairs = zip(digits, rows["credibility_label"], strict=True)
    return [", ".join(filter(None, pair)) for pair in pairs]


def _count(seen: Record, table: str, places: Mapping[str, int]) -> NDArray[np.int64]:
    """Return how many rows of a table cite each source, by the source's place."""
    cited = chain.from_iterable(seen.table(table)["cited"].tolist())
    shown = [place for place in map(places.get, cited) if place is not None]
    return np.bincount(np.array(shown, dtype="int64"), minlength=len(places))


def _labelled(seen: Record, field: str, cells: pd.Series) -> pd.Series:
    labels = seen.package.field("sources", field).labels
    return cells.map({cell: labels.get(cell, cell) for cell in cells.unique()}).astype("str")
