"""The headline force figure rests on its own measure alone, and hides no open end."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from components.figures.estimates import apart, thousands
from components.figures.estimates import estimates as figure
from components.figures.theme import theme
from data.asof import as_of
from data.clock import parse
from data.load import Record
from data.queries import estimates
from data.view import View

MOMENTS = ("1900-01-01", "2021-11-01", "2022-01-09T18:21Z", "2022-02-24")


def at(record: Record, moment: str) -> tuple[Record, View]:
    read = parse(moment)
    return as_of(record, read.last), View.default(record).but(as_of=read)


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_headline_ignores_projections_parts_and_what_others_count(
    record: Record, moment: str
) -> None:
    seen, view = at(record, moment)
    rows = estimates.estimates(seen, view)
    newest = rows.index[rows["newest"]]
    assert set(record.estimates.loc[newest, "measure"]) <= {"total"}
    assert (record.estimates.loc[rows.index, "reported_last"] <= seen.seen_at).all()
    assert estimates.headline(seen, view)["party_id"].is_unique


def test_without_totals_no_headline_is_made_of_what_is_left(record: Record) -> None:
    seen, view = at(record, "2022-02-24")
    rest = seen.estimates.loc[seen.estimates["measure"] != "total"]
    assert len(rest) > 0
    seen = replace(seen, estimates=rest)
    assert estimates.headline(seen, view).empty
    assert figure(estimates.estimates(seen, view), view, theme(record, "light")) is not None


def test_the_eve_names_the_newest_total_of_each_party(record: Record) -> None:
    found = estimates.headline(*at(record, "2022-01-09T18:21Z"))
    said = [tuple(row) for row in found[["party_id", "said", "at_said"]].itertuples(index=False)]
    assert said == [
        ("us", "100,000", "9 Jan"),
        ("ukraine", "104,000", "27 Dec"),
        ("nato", "75,000 to 100,000", "12 Dec"),
    ]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (100_000, 100_000, "100,000"),
        (75_000, 100_000, "75,000 to 100,000"),
        (92_000, pd.NA, "at least 92,000"),
        (pd.NA, 100_000, "up to 100,000"),
        (pd.NA, pd.NA, "no figure"),
    ],
)
def test_a_number_says_whether_it_is_a_floor_or_a_ceiling(low: Any, high: Any, said: str) -> None:
    assert estimates.say_range(low, high) == said


def span(*pairs: tuple[Any, Any]) -> str:
    group = pd.DataFrame(pairs, columns=["low", "high"]).astype("Int64")
    return estimates._span(group)


def test_numbers_of_one_day_are_one_span_that_hides_no_open_end() -> None:
    assert span((122_000, 122_000), (143_500, 143_500)) == "122,000 to 143,500"
    assert span((148_000, None), (140_000, 140_000)) == "140,000 to over 148,000"
    assert span((None, 100_000), (120_000, 120_000)) == "up to 120,000"
    assert span((150_000, None)) == "at least 150,000"


def test_a_report_without_a_figure_does_not_become_the_newest(record: Record) -> None:
    seen, view = at(record, "2022-01-09T18:21Z")
    rows = estimates.estimates(seen, view)
    assert not rows.loc[rows["shape"] == "none", "newest"].any()
    assert (rows["shape"] == "none").any(), "they stay in the table"


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_chart_draws_every_number_once_and_projections_hollow(
    record: Record, moment: str
) -> None:
    seen, view = at(record, moment)
    rows = estimates.estimates(seen, view)
    drawn = figure(rows, view, theme(record, "light"))
    totals = rows.loc[(rows["shape"] != "none") & ~rows["projection"]]
    points = sum(len(t.x) for t in drawn.data if t.mode == "markers")
    bars = sum(len(t.x) // 3 for t in drawn.data if t.mode == "lines")
    hollow = [s for t in drawn.data if t.mode == "markers" for s in t.marker.symbol]
    assert points + bars - sum(s.endswith("-open") for s in hollow) == len(totals)


def test_the_chart_of_nothing_is_empty_and_of_one_is_not(record: Record) -> None:
    seen, view = at(record, "2021-11-01")
    rows = estimates.estimates(seen, view)
    colors = theme(record, "light")
    assert not figure(rows.iloc[:0], view, colors).data
    assert len(figure(rows.iloc[:1], view, colors).data) == 1
    assert not thousands(rows.iloc[:0])


def test_labels_keep_apart_and_inside() -> None:
    places = apart([10, 12, 14, 168], [15, 30, 15, 15], 170)
    tops = [y - h / 2 for y, h in zip(places, [15, 30, 15, 15], strict=True)]
    ends = [y + h / 2 for y, h in zip(places, [15, 30, 15, 15], strict=True)]
    assert all(end <= top for end, top in zip(ends, tops[1:], strict=False))
    assert tops[0] >= 0
    assert ends[-1] <= 170


def test_a_cell_cannot_write_markup_into_the_chart(record: Record) -> None:
    seen, view = at(record, "2022-01-09T18:21Z")
    rows = estimates.estimates(seen, view).assign(who="<a href='x'>&", party="<b>")
    drawn = figure(rows, view, theme(record, "light"))
    assert "<a href" not in drawn.to_json().replace("\\u003c", "<")


@pytest.mark.parametrize("moment", ["1800-01-01", "1878-02-05", "1878-12-31"])
def test_another_crisis_in_men_not_thousands_is_drawn(made_up: Record, moment: str) -> None:
    seen, view = at(made_up, moment)
    rows = estimates.estimates(seen, view)
    assert not thousands(rows)
    figure(rows, view, theme(made_up, "dark"))
    assert len(estimates.headline(seen, view)) == rows.loc[rows["newest"], "party_id"].nunique()
