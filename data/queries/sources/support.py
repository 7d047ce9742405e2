"""What loses all support where the reader leaves sources out."""

import pandas as pd

from data.kinds import CITING
from data.load import Record
from data.queries.sources.sources import describe_rows
from data.query import query
from data.rows import cells_by_id
from data.view import View


@query(reads=("table",))
def lost_support(seen: Record, view: View) -> pd.DataFrame:
    """Return the rows that nothing supports any more: one row each, by table, then by when.

    Columns of `data.queries.sources.sources.describe_rows`, with `table`, `table_title`, and
    `lost`: the publishers of the sources left out that the row rested on. Only the tables of
    `view.table`, where it names some. Empty where nothing is left out.
    """
    whole = seen.whole
    if whole is None:
        return _empty()
    publisher = cells_by_id(whole.sources, "publisher")
    parts = []
    for name in CITING:
        if view.table and name not in view.table:
            continue
        rows = whole.table(name)
        rows = rows.loc[~rows.index.isin(seen.table(name).index)]
        lost = [
            ", ".join(dict.fromkeys(publisher[s] for s in cited if s in view.left_out))
            for cited in rows["cited"]
        ]
        described = describe_rows(whole, name, rows)
        parts.append(
            described.assign(
                table=name,
                table_title=seen.package.tables[name].title,
                lost=pd.Series(lost, rows.index, dtype="str").reindex(described.index),
            )
        )
    return pd.concat(parts, ignore_index=True) if parts else _empty()


def _empty() -> pd.DataFrame:
    return pd.DataFrame(columns=["table", "table_title", "id", "says", "when_label", "lost"])
