"""Sources as a row cites them."""

from collections.abc import Iterable
from itertools import chain

import pandas as pd

from data import clock
from data.direction import isolate
from data.load import Record
from data.shelves import find_shelves
from data.weigh import SOURCED_LATER
from data.words import name_some

MOST_NAMED = 3  # publishers of one row
# Of a page without a date: its title may tell what only came later (data.asof holds it back).
NO_TITLE = "[title not shown: publication date unknown]"


def sources_of(seen: Record, cited: Iterable[str]) -> pd.DataFrame:
    """Return the sources of one row in the order in which it cites them.

    One row a source: `source_id`, `publisher`, `title` and `url` (http or https; both empty where
    held back) with `title_label`, `shelf` (where a source without an address is kept),
    `published_label` (in words, empty if the page shows no date), `kind`, `reliability` (A-F) with
    `reliability_label`, `origin`. Pass a row's `cited` of the record as seen, which holds only what
    was published by then.
    """
    labels = seen.package.field("sources", "reliability").labels
    rows = seen.sources.loc[list(cited)]
    dates = clock.say_column(rows, "published")
    letters = rows["reliability"].astype("str")
    answer = rows[["source_id", "publisher", "title", "url", "kind", "origin"]]
    return answer.assign(
        title_label=label_titles(rows),
        shelf=find_shelves(rows),
        published_label=dates,
        reliability=letters,
        reliability_label=letters.map(labels),
    )


def label_titles(sources: pd.DataFrame) -> pd.Series:
    """Return each source's title, or in words why it is not shown."""
    return sources["title"].where(sources["title"] != "", NO_TITLE)


def reported(reports: int, origins: int) -> str:
    """Say how many reports there are, and on how many independent origins they rest."""
    return f"{reports:,} report{'s' * (reports != 1)}, {origins:,} origin{'s' * (origins != 1)}"


def graded(seen: Record, cited: tuple[str, ...], credibility: str, label: str) -> tuple[str, str]:
    """Return a row's Admiralty grade, as `B2`, and what its letter and its digit mean.

    The letter is that of the source it was read in, if cited; a table without `credibility`, and an
    event not yet held, have no digit (pass ""). `label` is the row's `credibility_label`.
    """
    letter = str(seen.sources.at[cited[0], "reliability"]) if cited else ""
    return letter + credibility, _say_grade(seen, letter, credibility, label)


def grades(seen: Record, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `grade` and `grade_label` of rows of a table, as `graded` has them."""
    digits = labels = [""] * len(rows)
    if "credibility" in rows:
        digits = rows["credibility"].astype("object").fillna("").astype("str").tolist()
        labels = rows["credibility_label"].tolist()
    first = [cited[0] if cited else None for cited in rows["cited"].tolist()]
    letters = seen.sources["reliability"].reindex(first).astype("object").fillna("").tolist()
    words: dict[tuple[str, str, str], tuple[str, str]] = {}  # there are few of them
    pairs = []
    for key in zip(letters, digits, labels, strict=True):
        if key not in words:
            words[key] = (key[0] + key[1], _say_grade(seen, *key))
        pairs.append(words[key])
    return pd.DataFrame(pairs, rows.index, ["grade", "grade_label"]).astype("str")


def credit(seen: Record, rows: pd.DataFrame, grade: pd.Series) -> list[str]:
    """Say in few words what each row rests on: who published it, each once, and its `grade`.

    As `Reuters, AFP · B2`; of a row none of whose sources is out yet, that it is sourced later.
    """
    every = list(set(chain.from_iterable(rows["cited"].tolist())))
    cells = seen.sources["publisher"].reindex(every).tolist()
    publishers = {source: isolate(name) for source, name in zip(every, cells, strict=True)}
    words = []
    for letters, cited in zip(grade.tolist(), rows["cited"].tolist(), strict=True):
        names = list(dict.fromkeys(publishers[source] for source in cited))
        named = name_some(names, MOST_NAMED) or SOURCED_LATER
        words.append(" · ".join(filter(None, (named, letters))))
    return words


def _say_grade(seen: Record, letter: str, credibility: str, label: str) -> str:
    words = []
    if letter:
        meaning = seen.package.field("sources", "reliability").labels.get(letter, "")
        words.append(f"{letter}: {meaning}")
    if credibility:
        words.append(f"{credibility}: {label}")
    words += [] if letter or label == SOURCED_LATER else [SOURCED_LATER]
    return "; ".join(words)
