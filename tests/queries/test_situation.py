"""What the Situation page says is computed from what was known, and from nothing later."""

import re
from html import unescape
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from components.figures.kit.box import Box
from components.figures.kit.ruler import width
from components.figures.kit.theme import theme
from components.figures.map.overview import HEIGHT, WIDTH, list_unplaced_notes
from components.figures.map.overview import overview as overview_figure
from components.figures.timeline.strip import strip as strip_figure
from data.asof import as_of, seen_by
from data.clock import parse
from data.load import Record
from data.queries.events import ahead
from data.queries.overview import overview, situation
from data.queries.overview.headline import headline
from data.view import View
from tests.support.plotted import plotted

MOMENTS = (
    "1900-01-01",
    "2021-03-01",
    "2021-11-15",
    "2022-01-09T18:21Z",
    "2022-01-20",
    "2022-02-24",
)


def at(record: Record, moment: str) -> tuple[Record, View]:
    read = parse(moment)
    return as_of(record, read.last), View.default(record).but(as_of=read)


@pytest.mark.parametrize("moment", MOMENTS)
def test_last_holds_no_event_that_was_not_reported(record: Record, moment: str) -> None:
    seen, view = at(record, moment)
    latest = situation.latest(seen, view)
    assert (record.events.loc[latest.index, "reported_last"] <= seen.seen_at).all()
    assert latest["at"].is_monotonic_decreasing


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_second_line_is_a_known_position_that_the_event_carried(
    record: Record, moment: str
) -> None:
    seen, view = at(record, moment)
    latest = situation.latest(seen, view)
    lines = latest.loc[latest["line"] != ""]
    assert lines["position_id"].is_unique
    for event, row in lines.iterrows():
        position = seen.positions.loc[row["position_id"]]
        assert row["line"] == position["summary"], "a line is never cut"
        assert row["line_name"], "nor said in nobody's name"
        assert event in set(seen.claims.loc[list(position["claim_ids"]), "event_id"])


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_issue_stands_in_exactly_one_group(record: Record, moment: str) -> None:
    seen, view = at(record, moment)
    groups = situation.distances(seen, view).groups
    ids = [row["issue_id"] for _, _, rows in groups for row in rows]
    assert sorted(ids) == sorted(seen.issues.index)
    assert all(count == len(rows) for _, count, rows in groups if count is not None)


@pytest.mark.parametrize("day", pd.date_range("2021-10-03", "2022-02-24", freq="11D"))
def test_no_mark_of_the_weeks_or_the_map_is_known_only_later(
    record: Record, day: pd.Timestamp
) -> None:
    seen, view = at(record, f"{day:%Y-%m-%d}")
    strip, where = overview.strip(seen, view), overview.where(seen, view)
    held = strip.events.loc[~strip.events["scheduled"]]  # or called off
    assert (record.events.loc[held.index, "reported_last"] <= seen.seen_at).all()
    ahead = strip.events.loc[strip.events["scheduled"]]
    assert (record.events.loc[ahead.index, "announced_last"] <= seen.seen_at).all()
    assert (record.deployments.loc[where.forces.index, "reported_last"] <= seen.seen_at).all()


def test_a_force_that_departed_stands_on_the_map_no_more(record: Record) -> None:
    seen, view = at(record, "2022-02-24")
    forces = overview.where(seen, view).forces
    status = seen.deployments.loc[forces.index, "status"]
    assert "departed" not in set(status)
    assert not forces.duplicated(["place_id", "force", "announced"]).any()


def test_strong_marks_involve_both_compared_parties(record: Record) -> None:
    seen, view = at(record, "2022-01-09T18:21Z")
    events = overview.strip(seen, view).events
    strong = seen.events.loc[events.index[events["strong"]], "party_ids"]
    assert len(strong) > 10
    assert all(set(view.compare) <= set(parties) for parties in strong)


@pytest.mark.parametrize("since", ["2021-12-20", "2022-01-09"])
@pytest.mark.parametrize("moment", ["2022-01-14", "2022-02-18", "2022-02-24"])
def test_the_small_map_draws_no_mark_in_part_and_no_town_s_name_over_a_ring(
    record: Record, moment: str, since: str
) -> None:
    view = View.default(record).but(as_of=parse(moment), since=parse(since))
    answer = overview.where(seen_by(record, view), view)
    layout = (drawn := plotted(overview_figure(answer, view, theme(record, "light")))).layout
    (west, east), north = layout.xaxis.range, layout.yaxis.range[1]
    each = (east - west) / WIDTH
    rings = []
    for trace in drawn.data:
        sizes = trace.marker.size or 0  # none: a sign within a mark
        for n, (x, y) in enumerate(zip(trace.x, trace.y, strict=True)):
            across, down = (x - west) / each, (north - y) / each
            half = (sizes[n] if isinstance(sizes, tuple) else sizes) / 2
            assert half <= across <= WIDTH - half
            assert half <= down <= HEIGHT - half
            if trace.name == "new":
                rings.append(Box.around(across, down, half))
    for name in layout.annotations:
        if name.text.startswith("<b>"):
            x = (name.x - west) / each + (name.xshift or 0)
            y = (north - name.y) / each - (name.yshift or 0)
            words = unescape(re.sub("<[^>]+>", "", name.text))
            box = Box.beside(name.xanchor, x, y, width(words), 10)
            assert not any(box.meets(ring) for ring in rings), words


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_figures_stand_at_every_moment(record: Record, moment: str, mode: Any) -> None:
    seen, view = at(record, moment)
    colors = theme(record, mode)
    weeks = strip_figure(overview.strip(seen, view), view, colors)
    small = overview_figure(overview.where(seen, view), view, colors)
    for figure in map(plotted, (weeks, small)):
        sizes = [a.font.size or figure.layout.font.size for a in figure.layout.annotations]
        assert all(size >= 13 for size in sizes), "no type under 13 px"


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_note_on_who_holds_what_is_drawn_or_said_beside(record: Record, moment: str) -> None:
    seen, view = at(record, moment)
    where = overview.where(seen, view)
    drawn = " ".join(
        (a.text or "").replace("<br>", " ")
        for a in plotted(overview_figure(where, view, theme(record, "light"))).layout.annotations
    )
    notes = where.labels.loc[where.labels["kind"] == "note", "name"]
    assert len(notes) > 0
    assert all(note in drawn or note in list_unplaced_notes(where) for note in notes)


def test_labels_on_the_weeks_do_not_cover_each_other(record: Record) -> None:
    seen, view = at(record, "2022-01-09T18:21Z")
    figure = plotted(strip_figure(overview.strip(seen, view), view, theme(record, "light")))
    titles = [a for a in figure.layout.annotations if not a.text.startswith("as of")]
    assert titles
    first, last = (pd.Timestamp(x) for x in figure.layout.xaxis.range)
    for row in {a.y for a in titles}:
        ends = sorted(
            (940 * (pd.Timestamp(a.x) - first) / (last - first), width(a.text) / 2)
            for a in titles
            if a.y == row
        )
        assert all(a + w <= b - v for (a, w), (b, v) in pairwise(ends))


def box(note: Any, figure: Any, wide: float) -> tuple[float, float]:
    """Return where the words of a note begin and end, in px of a plot `wide` px across."""
    first, last = (pd.Timestamp(x) for x in figure.layout.xaxis.range)
    x = wide * ((pd.Timestamp(note.x) - first) / (last - first))
    left = x - width(note.text) * {"left": 0, "center": 0.5, "right": 1}[note.xanchor]
    return left, left + width(note.text)


@pytest.mark.parametrize("since", [None, "2021-12-01", "2022-01-05"])
@pytest.mark.parametrize(
    "day", ["2021-12-07", "2022-01-09", "2022-01-14", "2022-02-18", "2022-02-23"]
)
def test_the_names_of_the_lines_cover_no_mark_and_no_day(
    record: Record, day: str, since: str | None
) -> None:
    """On 23 February the name of the as-of line lay over five marks."""
    view = View.default(record).but(as_of=parse(day), since=parse(since) if since else None)
    seen = seen_by(record, view)
    figure = plotted(strip_figure(overview.strip(seen, view), view, theme(record, "light")))
    names = [a for a in figure.layout.annotations if a.text.startswith(("as of", "since"))]
    assert any("as of" in name.text for name in names)
    # Under the rows, where no mark is
    assert {(a.y, a.yref, a.yanchor) for a in names} == {(0, "paper", "top")}
    axis = figure.layout.xaxis
    assert len(axis.tickvals) > 2
    for wide in (772, 940, 1092):
        days = [
            SimpleNamespace(x=at, text=word, xanchor="center")
            for at, word in zip(axis.tickvals, axis.ticktext, strict=True)
        ]
        ends = sorted(box(each, figure, wide) for each in [*names, *days])
        assert all(b <= a for (_, b), (a, _) in pairwise(ends)), (day, since, wide)


@pytest.mark.parametrize("moment", ["1800-01-01", "1866-12-31", "1878-03-10", "1878-12-31"])
def test_a_crisis_that_no_code_knows_is_told(made_up: Record, moment: str) -> None:
    seen, view = at(made_up, moment)
    colors = theme(made_up, "light")
    assert headline(seen, view)
    ahead.upcoming(seen, view)
    situation.latest(seen, view)
    situation.distances(seen, view)
    strip_figure(overview.strip(seen, view), view, colors)
    figure = plotted(overview_figure(overview.where(seen, view), view, colors))
    assert not figure.layout.shapes, "no base map, no ground"
