"""What was made quick for long records says the same as the plain reading of their rows."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import clock
from data.asof import as_of
from data.kinds import CITING
from data.load import Record, load
from data.prepared import prepare
from data.queries.exchanges import claims, threads
from data.queries.sources.citing import graded, grades
from data.view import View
from data.weigh import CONFIRMED, PROBABLE
from tests.conftest import MADE_UP


@lru_cache(maxsize=1)
def record() -> Record:
    return load(MADE_UP)


def moments() -> Iterator[pd.Timestamp]:
    events = record().events["reported_last"].dropna()
    yield from (events.quantile(share) for share in (0.1, 0.4, 0.7, 1.0))
    yield record().last


def rows_known(name: str, moment: pd.Timestamp) -> Iterator[dict[str, Any]]:
    """Yield a table's rows that are known at a moment, read one by one."""
    columns = CITING[name].clocks
    for row in record().table(name).to_dict("records"):
        if any(row[f"{c}_last"] <= moment for c in columns):
            yield row


def cited(name: str, row: dict[str, Any]) -> list[str]:
    cells = (row[column] for column in CITING[name].cites)
    listed = [s for cell in cells for s in ((cell,) if isinstance(cell, str) else cell)]
    published = record().sources["published_last"].fillna(record().sources["not_before_last"])
    return [s for s in dict.fromkeys(listed) if s and published[s] is not None]


@pytest.mark.parametrize("moment", list(moments()))
def test_the_sources_seen_are_those_that_a_visible_row_cites(moment: pd.Timestamp) -> None:
    sources = record().sources
    published = sources["published_last"].fillna(sources["not_before_last"])
    wanted = {
        source
        for name in CITING
        for row in rows_known(name, moment)
        for source in cited(name, row)
        if not published[source] > moment
    }
    assert set(as_of(record(), moment).sources.index) == wanted


@pytest.mark.parametrize("moment", list(moments()))
def test_a_row_is_confirmed_only_by_two_origins(moment: pd.Timestamp) -> None:
    seen = as_of(record(), moment)
    written = record().claims["credibility"]
    for row in seen.claims.to_dict("records"):
        few = written[row["claim_id"]] == CONFIRMED and len(row["origins"]) < 2
        assert row["credibility"] == (PROBABLE if few else written[row["claim_id"]])


def test_when_the_last_source_of_a_row_was_published() -> None:
    ready, sources = prepare(record()), record().sources
    published = sources["published_last"].fillna(sources["not_before_last"])
    for name in ("claims", "positions", "deployments", "estimates"):
        for row, last in zip(ready.rows[name]["cited"], ready.complete[name], strict=True):
            dates = [published[s] for s in row if pd.notna(published[s])]
            plain = max(dates).to_datetime64() if dates else np.datetime64("NaT")
            assert last == plain or (np.isnat(last) and np.isnat(plain))


@pytest.mark.parametrize("moment", list(moments()))
def test_grades_are_those_of_each_row_by_itself(moment: pd.Timestamp) -> None:
    seen = as_of(record(), moment)
    told = grades(seen, seen.events)
    rows = seen.events.to_dict("records")
    for row, *pair in zip(rows, told["grade"], told["grade_label"], strict=True):
        digit = row["credibility"] if isinstance(row["credibility"], str) else ""
        assert tuple(pair) == graded(seen, row["cited"], digit, row["credibility_label"])


def test_each_date_reads_as_it_does_alone() -> None:
    for name, column in (("events", "start"), ("claims", "made"), ("deployments", "observed")):
        rows = record().table(name)
        plain = [
            clock.say(at, precision)
            for at, precision in zip(rows[column], rows[f"{column}_precision"], strict=True)
        ]
        assert clock.say_column(rows, column) == plain


def test_claims_described_apart_say_what_they_say_together() -> None:
    seen = as_of(record(), record().last)
    together = claims.describe_claims(seen, seen.claims)
    for claim in seen.claims.index:
        alone = claims.describe_claims(seen, seen.claims.loc[[claim]])
        pd.testing.assert_frame_equal(alone, together.loc[[claim]])


links = st.dictionaries(st.integers(0, 11), st.integers(0, 11), max_size=12)


@settings(max_examples=50)
@given(links)
def test_a_thread_is_followed_to_the_first_claim_whatever_answers_what(up: dict[int, int]) -> None:
    ids = [f"c{i:02}" for i in range(12)]
    made = pd.Series(pd.date_range("2000-01-01", periods=12, tz="UTC"))
    frame = pd.DataFrame(
        {"responds_to": [f"c{up[i]:02}" if i in up else "" for i in range(12)]},
        index=pd.Index(ids),
    ).assign(made_last=made.to_numpy(), reported_last=made.to_numpy())
    above = threads.answered(frame)
    assert list(above) == ids
    for claim in ids:  # no ring is left, and no link is made up
        at, steps = claim, 0
        while above[at]:
            assert above[at] == frame.at[at, "responds_to"]
            at, steps = above[at], steps + 1
            assert steps <= 12
        assert threads.roots(frame)[claim] == at


@pytest.mark.parametrize("moment", list(moments()))
def test_no_list_counts_what_is_not_known_yet(moment: pd.Timestamp) -> None:
    seen = as_of(record(), moment)
    view = View.default(record()).but(as_of=clock.on(moment.date()))
    known = {row["claim_id"] for row in rows_known("claims", moment)}
    assert set(claims.ordered(seen, view).index) == known
