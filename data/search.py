"""Finding rows by words, forgiving of typing errors, within what is known at the moment."""

from functools import lru_cache

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process, utils

from data.load import Record

SHOWN = 8  # results a group
# RapidFuzz's partial ratio (0-100) that counts as found: one slip in five letters, none in three.
NEARLY, EXACTLY, SHORT = 80, 100, 3
IN_THE_TITLE = 10  # what a hit in the title is worth above one in the text
GROUPS = {
    "events": ("title", ("title", "summary", "preview", "outcome")),
    "claims": ("text", ("text", "quote", "speaker", "medium")),
    "people": ("name", ("name", "role")),
    "places": ("name", ("name",)),
    "sources": ("title", ("publisher", "title", "origin", "url")),
    "issues": ("title", ("title", "question")),
}


@lru_cache(maxsize=8)
def index(seen: Record) -> dict[str, pd.DataFrame]:
    """Return per group what is searched: `id`, `title` shown, `heading` and `haystack` (folded)."""
    names = seen.people["name"].to_dict()
    speakers = [names.get(person, "") for person in seen.claims["person_id"]]
    claims = seen.claims.assign(speaker=speakers)
    rows = {"claims": claims}
    found = {}
    for group, (title, columns) in GROUPS.items():
        frame = rows.get(group, seen.table(group))
        joined = (
            frame[list(columns)].agg(" · ".join, axis=1) if len(frame) else pd.Series(dtype=str)
        )
        found[group] = pd.DataFrame(
            {
                "id": frame.index,
                "title": frame[title].to_numpy(),
                "heading": [utils.default_process(text) for text in frame[title]],
                "haystack": [utils.default_process(text) for text in joined],
            }
        )
    return found


def search(seen: Record, words: str) -> pd.DataFrame:
    """Return the rows that match best: `group`, `id`, `title`, `score`, best first a group.

    Each word must be found somewhere in the row, whole or nearly so; rows with fewer near misses
    come first. `total` is how many rows of the group match.
    """
    scored = [_scored(group, rows, words) for group, rows in index(seen).items()]
    parts = [rows.head(SHOWN).assign(total=len(rows)) for rows in scored]
    return pd.concat(parts, ignore_index=True)[["group", "id", "title", "score", "total"]]


def matching(seen: Record, group: str, words: str) -> pd.Index:
    """Return the ids of all rows of a group that match, by the same rule as `search`."""
    return pd.Index(_scored(group, index(seen)[group], words)["id"])


def _scored(group: str, rows: pd.DataFrame, words: str) -> pd.DataFrame:
    wanted = utils.default_process(words).split()
    if not wanted or rows.empty:
        return rows.head(0).assign(group=group, score=0.0)
    scores = process.cdist(wanted, rows["haystack"].tolist(), scorer=fuzz.partial_ratio)
    titled = process.cdist(wanted, rows["heading"].tolist(), scorer=fuzz.partial_ratio)
    needed = np.array([EXACTLY if len(word) <= SHORT else NEARLY for word in wanted])[:, None]
    bonus = IN_THE_TITLE * (titled >= needed).mean(axis=0)
    kept = rows.assign(group=group, score=scores.mean(axis=0) + bonus)
    kept = kept.loc[pd.Series((scores >= needed).all(axis=0), index=kept.index)]
    return kept.sort_values("score", ascending=False, kind="stable")
