"""Stances in words, and stances that a party no longer states."""

import pandas as pd

from data.distance import AGAINST, FOR, MEASURED_SCALE, SILENT
from data.load import Record
from data.memory import keep
from data.rows import cells_by_id


@keep(16)
def dropped_stances(seen: Record) -> pd.Series:
    """Return, by position id, the stance that a party gave up by falling silent on an issue.

    Text: the last stance it had stated on the issue before; empty where a position states one, or
    where the party had stated none.
    """
    stances = seen.positions["stance"].astype("str")
    line = [seen.positions["issue_id"], seen.positions["party_id"]]
    stated = stances.mask(stances == SILENT).groupby(line, sort=False).ffill()
    return stated.where(stances == SILENT, "").fillna("").astype("str")


def describe_stances(seen: Record, positions: pd.DataFrame) -> pd.Series:
    """Return each position's stance in the words of its issue's scale, by position id."""
    scales = positions["issue_id"].map(cells_by_id(seen.issues, "scale"))
    dropped = dropped_stances(seen).reindex(positions.index)
    cells = zip(positions["stance"].astype("str"), scales, dropped, strict=True)
    words = [describe_stance(seen, *cell) for cell in cells]
    return pd.Series(words, positions.index, dtype="str")


def describe_stance(seen: Record, stance: str, scale: str, dropped: str = "") -> str:
    """Return a stance in the words that the package has for the issue's scale.

    `dropped`: the stance stated before, where this one is silent: "no longer demands".
    """
    if stance == SILENT and not dropped:
        return seen.package.field("positions", "stance").labels.get(SILENT, "no statement found")
    stated = dropped or stance
    word = seen.package.crisis.stance_words.get(scale, {}).get(stated, stated)
    if not dropped:
        return word
    # The vocabulary's own verbs make a sentence; "no longer conditional" would say the contrary.
    verb = scale == MEASURED_SCALE and word in (*FOR, *AGAINST)
    return f"no longer {word}" if verb else f"no longer stated: {word}"
