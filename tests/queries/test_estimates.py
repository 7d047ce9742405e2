"""The headline force figure rests on its own measure alone, and hides no open end."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.figures.kit.symbols import symbol_of
from components.figures.kit.text import plain
from components.figures.kit.theme import theme
from components.figures.numbers.all_estimates import all_estimates
from components.figures.numbers.estimates import OPEN_ENDS, thousands
from components.figures.numbers.estimates import estimates as figure
from data.asof import as_of
from data.clock import Moment, parse
from data.load import Record, load
from data.package import shipped
from data.queries.forces import estimates
from data.view import View
from tests.conftest import MADE_UP
from tests.support.plotted import plotted
from tests.support.walk import instants

RECORDS = {"record": load(shipped()), "made_up": load(MADE_UP)}
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
    seen = seen.but(estimates=rest)
    assert estimates.headline(seen, view).empty
    assert figure(estimates.estimates(seen, view), view, theme(record, "light")) is not None


def test_the_eve_names_the_newest_total_of_each_party(record: Record) -> None:
    found = estimates.headline(*at(record, "2022-01-09T18:21Z"))
    said = [
        tuple(row)
        for row in found[["party_id", "number_label", "at_label"]].itertuples(index=False)
    ]
    assert said == [("us", "100,000", "9 Jan"), ("ukraine", "122,000", "22 Dec")]
    assert found["also"].iloc[1] == "143,500, Oleksiy Danilov"
    assert "within 400 km" in found["also_scoped"].iloc[1]


def test_a_number_belongs_to_one_speaker_and_one_scope(record: Record) -> None:
    found = estimates.headline(*at(record, "2022-02-18")).set_index("party_id")
    us = found.loc["us"]
    assert (us["number_label"], us["who"]) == ("150,000", "US, speaker not named")
    assert us["also"] == "169,000 to 190,000, Michael Carpenter"
    assert us["also_scoped"].startswith(f"{us['also']} (Russian personnel in and near Ukraine")
    assert not any(
        "150,000 to 190,000" in cell for row in found.to_numpy() for cell in map(str, row)
    )


@given(
    st.sampled_from(["record", "made_up"]).flatmap(
        lambda name: st.tuples(st.just(RECORDS[name]), instants(RECORDS[name]))
    )
)
def test_no_number_is_given_to_who_has_no_row_with_exactly_it(
    pair: tuple[Record, pd.Timestamp],
) -> None:
    record, instant = pair
    view = View.default(record).but(as_of=Moment(instant, instant, "minute"))
    seen = as_of(record, instant)
    rows = seen.estimates
    names = seen.people["name"]
    for said in estimates.headline(seen, view).itertuples():
        own = rows.loc[said.estimate_id]
        assert own["headline"]
        assert said.scope == own["scope"]
        assert said.number_label == estimates.say_range(own["low"], own["high"])
        assert own["by_party_id"] == said.party_id
        person = names.get(own["by_person_id"], "")
        assert said.who == (person or f"{said.party}, {estimates.UNNAMED}")
        for other in filter(None, said.also_scoped.split("; ")):
            assert any(
                other.startswith(f"{estimates.say_range(r.low, r.high)}, ")
                and other.endswith(f" ({r.scope})")
                and (names.get(r.by_person_id, "") or estimates.UNNAMED) in other
                for r in rows.loc[rows["by_party_id"] == said.party_id].itertuples()
            ), other


@pytest.mark.parametrize("moment", MOMENTS[1:])
def test_a_party_has_one_shape_in_every_chart_of_numbers(record: Record, moment: str) -> None:
    seen, view = at(record, moment)
    rows, colors = estimates.estimates(seen, view), theme(record, "light")
    shapes = {party: symbol_of(party, colors) for party in rows["party_id"]}
    assert len(set(shapes.values())) == len(shapes), "two who gave numbers share a symbol"
    parties = {
        plain(row.party or "Report's own summary"): row.party_id for row in rows.itertuples()
    }
    traces = all_estimates(rows, view, colors)["data"]
    for trace in plotted({"data": traces, "layout": {}}).data:
        for symbol in trace.marker.symbol:
            own = symbol.removesuffix("-open")
            assert own in (shapes[parties[trace.name]], *OPEN_ENDS.values())
    key = {t["name"]: t["marker"]["symbol"] for t in traces if t.get("showlegend", True)}
    given = set(rows.loc[rows["shape"] != "none", "party_id"])
    assert key == {name: [shapes[party]] for name, party in parties.items() if party in given}
    small = {
        symbol.removesuffix("-open")
        for trace in plotted(figure(rows, view, colors)).data
        if trace.mode == "markers" and isinstance(trace.marker.symbol, tuple)
        for symbol in trace.marker.symbol
    }
    assert small <= {*shapes.values(), *OPEN_ENDS.values()}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_an_axis_of_all_numbers_holds_them_and_is_long_enough_for_round_ticks(
    record: Record, moment: str
) -> None:
    seen, view = at(record, moment)
    rows = estimates.estimates(seen, view)
    rows = rows.loc[rows["shape"] != "none"]
    drawn = all_estimates(rows, view, theme(record, "light"))["layout"]
    unit = 1000 if thousands(rows) else 1
    for axis, part in zip(
        ("yaxis", "yaxis2"), (~rows["projection"], rows["projection"]), strict=True
    ):
        ends = rows.loc[part, ["low", "high"]].stack().dropna().astype("float64") / unit
        low, high = drawn[axis]["range"]
        if len(ends):
            assert max(low, 0) < ends.min() <= ends.max() < high
            assert high - low >= 5  # ten ticks on it are half a unit apart at least


def test_the_axis_names_the_year_first_and_where_it_spans_two(record: Record) -> None:
    for moment, spans in (("2022-02-24", True), ("2021-12-20", False)):
        seen, view = at(record, moment)
        drawn = plotted(figure(estimates.estimates(seen, view), view, theme(record, "light")))
        words = drawn.layout.xaxis.ticktext
        assert any("2022" in word for word in words) == spans
        assert "2021" in words[0]


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
    drawn = plotted(figure(rows, view, theme(record, "light")))
    totals = rows.loc[(rows["shape"] != "none") & ~rows["projection"]]
    points = sum(len(t.x) for t in drawn.data if t.mode == "markers")
    bars = sum(len(t.x) // 3 for t in drawn.data if t.mode == "lines")
    hollow = [s for t in drawn.data if t.mode == "markers" for s in t.marker.symbol]
    assert points + bars - sum(s.endswith("-open") for s in hollow) == len(totals)


def test_the_chart_of_nothing_is_empty_and_of_one_is_not(record: Record) -> None:
    seen, view = at(record, "2021-11-01")
    rows = estimates.estimates(seen, view)
    colors = theme(record, "light")
    assert not plotted(figure(rows.iloc[:0], view, colors)).data
    assert len(plotted(figure(rows.iloc[:1], view, colors)).data) == 1
    assert not thousands(rows.iloc[:0])


def test_a_cell_cannot_write_markup_into_the_chart(record: Record) -> None:
    seen, view = at(record, "2022-01-09T18:21Z")
    rows = estimates.estimates(seen, view).assign(who="<a href='x'>&", party="<b>")
    drawn = figure(rows, view, theme(record, "light"))
    assert "<a href" not in plotted(drawn).to_json().replace("\\u003c", "<")


@pytest.mark.parametrize("moment", ["1800-01-01", "1878-02-05", "1878-12-31"])
def test_another_crisis_in_men_not_thousands_is_drawn(made_up: Record, moment: str) -> None:
    seen, view = at(made_up, moment)
    rows = estimates.estimates(seen, view)
    assert not thousands(rows)
    figure(rows, view, theme(made_up, "dark"))
    assert len(estimates.headline(seen, view)) == rows.loc[rows["newest"], "party_id"].nunique()
