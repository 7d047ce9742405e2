"""Where a source that has no address is kept: an archive and its mark, which its note says."""

import pandas as pd


def find_shelves(sources: pd.DataFrame) -> pd.Series:
    """Return where each source is kept; empty where it has an address, or where that is held back.

    `sources`: the table, whole or as seen: at a moment only what may be shown stands in its notes.
    """
    return sources["note"].where(sources["url"] == "", "")
