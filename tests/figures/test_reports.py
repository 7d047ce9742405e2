"""Reports of a feed as bars: from zero, each as long as its step, the chosen one marked."""

import pandas as pd
import pytest

from components.figures.kit.drawing import drawing
from components.figures.kit.theme import theme
from components.figures.numbers.reports import UNSEEN, Reports, reports
from data import clock
from data.load import Record
from data.view import View
from tests.support.plotted import plotted

FIRST, LAST = clock.parse("2021-11-01").first, clock.parse("2022-01-20").last
NUMBERS = [("2022-01-03", 4), ("2022-01-10", 9), ("2022-01-17", 1)]


def figure(record: Record, numbers: list[tuple[str, int]], step: str = "D", day: str = "") -> dict:
    at = pd.to_datetime([day for day, _ in numbers]).tz_localize("UTC")
    rows = pd.DataFrame({"at": at, "number": [number for _, number in numbers]})
    view = View.default(record).but(day=clock.parse(day) if day else None)
    answer = Reports(rows, FIRST, LAST, step, "happenings")
    return reports(answer, view, theme(record, "light"))


@pytest.mark.parametrize("step", ["D", "W", "M"])
@pytest.mark.parametrize("numbers", [[], NUMBERS[:1], NUMBERS])
def test_bars_are_drawn_and_plotly_takes_them(record: Record, numbers, step: str) -> None:
    drawn = figure(record, numbers, step)
    plotted(drawn)
    assert drawing(drawn).count("data-tip") >= len(numbers)
    assert drawn["layout"]["yaxis"]["range"][0] == 0


def test_a_bar_is_as_tall_as_its_number_and_all_of_its_step_can_be_pointed_at(
    record: Record,
) -> None:
    unseen, bars = figure(record, NUMBERS)["data"]
    assert bars["y"] == [0, 4, None, 0, 9, None, 0, 1, None]
    assert unseen["line"]["color"] == UNSEEN
    assert unseen["y"][1::3] == [9, 9, 9]
    assert bars["customdata"][3] == ["2022-01-10"]
    assert bars["text"][3] == "<b>10 Jan 2022</b><br>9 happenings, machine-coded"


def test_the_chosen_day_is_the_darkest(record: Record) -> None:
    ink = theme(record, "light").ink
    chosen = [
        t for t in figure(record, NUMBERS, day="2022-01-10")["data"] if t["line"]["color"] == ink
    ]
    assert [trace["customdata"][0] for trace in chosen] == [["2022-01-10"]]


def test_a_week_and_a_month_say_so(record: Record) -> None:
    assert figure(record, NUMBERS, "W")["data"][1]["text"][0].startswith(
        "<b>week from 3 Jan 2022</b>"
    )
    assert figure(record, [("2022-01-01", 3)], "M")["data"][1]["text"][0].startswith(
        "<b>Jan 2022</b>"
    )
