"""Rows of a frame, one at a time."""

from collections.abc import Iterator
from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield each row as a tuple with a name for each column; `Index` is its id.

    Typed as Any: its query describes the columns.
    """
    return frame.itertuples()
