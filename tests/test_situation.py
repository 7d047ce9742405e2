"""What the Situation page says is computed from what was known, and from nothing later."""

from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from components.figures.overview import overview as overview_figure
from components.figures.overview import untold
from components.figures.strip import strip as strip_figure
from components.figures.theme import theme
from data.asof import as_of
from data.clock import parse
from data.load import Record
from data.queries import overview, situation
from data.view import View

MOMENTS = (
    "1900-01-01",
    "2021-03-01",
    "2021-11-15",
    "2022-01-09T18:21Z",
    "2022-01-20",
    "2022-02-24",
)
NOW = pd.Timestamp("2022-01-09T18:21Z")


def at(record: Record, moment: str) -> tuple[Record, View]:
    read = parse(moment)
    return as_of(record, read.last), View.default(record).but(as_of=read)


def scheduled(when: str | None) -> Any:
    if when is None:
        return SimpleNamespace(when=pd.NaT, when_last=pd.NaT, when_precision="")
    read = parse(when)
    return SimpleNamespace(when=read.first, when_last=read.last, when_precision=read.precision)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2022-01-09", "today"),
        ("2022-01-10", "tomorrow"),
        ("2022-01-11", "in 2 days"),
        ("2022-02-09", "in 31 days"),
        ("2022-01-10T07:55Z", "tomorrow, 07:55 UTC"),
        ("2022-01-09T20:00Z", "today, 20:00 UTC"),
        ("2022-01", "this month"),
        ("2022-02", "next month"),
        ("2022-03", "in 2 months"),
        ("2023-01", "in 12 months"),
        ("2022", "this year"),
        ("2024", "in 2024"),
        ("2022-01-09T18:00Z", "was due"),
        ("2021-12-31", "was due"),
        (None, "no date yet"),
    ],
)
def test_time_left_is_said_no_finer_than_the_date_is_known(when: str | None, words: str) -> None:
    assert situation.left(NOW, scheduled(when)) == words


@pytest.mark.parametrize(("n", "said"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13")])
def test_numbers_are_words_up_to_twelve(n: int, said: str) -> None:
    assert situation.number(n) == said


def test_the_headline_on_the_eve_is_a_sentence(record: Record) -> None:
    seen, view = at(record, "2022-01-09T18:21Z")
    assert (
        situation.headline(seen, view) == "Three talks in four days; opposed on three of 14 issues"
    )


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("1900-01-01", "Nothing on record yet"),
        ("2021-03-01", "No meeting announced; no distance measured yet"),
        ("2022-01-20", "One meeting tomorrow; opposed on three of 14 issues"),
        ("2022-02-24", "No meeting announced; opposed on three of 14 issues"),
    ],
)
def test_the_headline_holds_with_none_and_with_one(record: Record, moment: str, said: str) -> None:
    assert situation.headline(*at(record, moment)) == said


def test_the_eve_announces_the_three_cities_in_order(record: Record) -> None:
    ahead = situation.upcoming(*at(record, "2022-01-09T18:21Z"))
    later = ahead.loc[ahead["days"] > 0]
    assert list(later["town"]) == ["Geneva", "Brussels", "Vienna"]
    assert list(later["left"]) == ["tomorrow", "in 3 days", "in 4 days"]
    assert ahead["when"].is_monotonic_increasing


def test_nothing_held_is_still_said_to_come(record: Record) -> None:
    seen, view = at(record, "2022-01-14")
    ahead = situation.upcoming(seen, view)
    assert not set(ahead.index) & {"2022-01-10-geneva-security-talks"}


def test_what_has_no_date_comes_after_what_has_one(record: Record) -> None:
    ahead = situation.upcoming(*at(record, "2022-01-20"))
    assert list(ahead["when"].isna()) == sorted(ahead["when"].isna())
    assert ahead.loc[ahead["when"].isna(), "day"].eq("No date yet").all()


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
    groups = situation.apart(seen, view).groups
    ids = [row["issue_id"] for _, _, rows in groups for row in rows]
    assert sorted(ids) == sorted(seen.issues.index)
    assert all(count == len(rows) for _, count, rows in groups if count is not None)


@pytest.mark.parametrize("day", pd.date_range("2021-10-03", "2022-02-24", freq="11D"))
def test_no_mark_of_the_weeks_or_the_map_is_known_only_later(
    record: Record, day: pd.Timestamp
) -> None:
    seen, view = at(record, f"{day:%Y-%m-%d}")
    strip, where = overview.strip(seen, view), overview.where(seen, view)
    held = strip.events.loc[~strip.events["scheduled"]]
    assert (record.events.loc[held.index, "reported_last"] <= seen.seen_at).all()
    ahead = strip.events.loc[strip.events["scheduled"]]
    assert (record.events.loc[ahead.index, "announced_last"] <= seen.seen_at).all()
    assert (record.deployments.loc[where.forces.index, "reported_last"] <= seen.seen_at).all()


def test_a_force_that_departed_stands_on_the_map_no_more(record: Record) -> None:
    seen, view = at(record, "2022-02-24")
    forces = overview.where(seen, view).forces
    status = seen.deployments.loc[forces.index, "status"]
    assert "departed" not in set(status)
    assert not forces.duplicated(["place_id", "party_id"]).any()


def test_strong_marks_involve_both_compared_parties(record: Record) -> None:
    seen, view = at(record, "2022-01-09T18:21Z")
    events = overview.strip(seen, view).events
    strong = seen.events.loc[events.index[events["strong"]], "party_ids"]
    assert len(strong) > 10
    assert all(set(view.compare) <= set(parties) for parties in strong)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_figures_stand_at_every_moment(record: Record, moment: str, mode: Any) -> None:
    seen, view = at(record, moment)
    colors = theme(record, mode)
    weeks = strip_figure(overview.strip(seen, view), view, colors)
    small = overview_figure(overview.where(seen, view), view, colors)
    for figure in (weeks, small):
        sizes = [a.font.size or figure.layout.font.size for a in figure.layout.annotations]
        assert all(size >= 13 for size in sizes), "no type under 13 px"


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_note_on_who_holds_what_is_drawn_or_said_beside(record: Record, moment: str) -> None:
    seen, view = at(record, moment)
    where = overview.where(seen, view)
    drawn = " ".join(
        (a.text or "").replace("<br>", " ")
        for a in overview_figure(where, view, theme(record, "light")).layout.annotations
    )
    notes = where.labels.loc[where.labels["kind"] == "note", "name"]
    assert len(notes) > 0
    assert all(note in drawn or note in untold(where) for note in notes)


def test_labels_on_the_weeks_do_not_cover_each_other(record: Record) -> None:
    seen, view = at(record, "2022-01-09T18:21Z")
    figure = strip_figure(overview.strip(seen, view), view, theme(record, "light"))
    titles = [a for a in figure.layout.annotations if not a.text.startswith("as of")]
    assert titles
    first, last = (pd.Timestamp(x) for x in figure.layout.xaxis.range)
    for row in {a.y for a in titles}:
        ends = sorted(
            (940 * (pd.Timestamp(a.x) - first) / (last - first), 6.7 * len(a.text) / 2)
            for a in titles
            if a.y == row
        )
        assert all(a + w <= b - v for (a, w), (b, v) in pairwise(ends))


@pytest.mark.parametrize("moment", ["1800-01-01", "1866-12-31", "1878-03-10", "1878-12-31"])
def test_a_crisis_that_no_code_knows_is_told(made_up: Record, moment: str) -> None:
    seen, view = at(made_up, moment)
    colors = theme(made_up, "light")
    assert ";" in situation.headline(seen, view) or seen.events.empty
    situation.upcoming(seen, view)
    situation.latest(seen, view)
    situation.apart(seen, view)
    strip_figure(overview.strip(seen, view), view, colors)
    figure = overview_figure(overview.where(seen, view), view, colors)
    assert not figure.layout.shapes, "no base map, no ground"
