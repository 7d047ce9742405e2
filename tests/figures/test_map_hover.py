"""Under the pointer a mark of a map names who published it, and its letter and digit."""

from dataclasses import replace
from html import unescape

import pytest

from components.figures.kit.text import plain
from components.figures.kit.theme import theme
from components.figures.map.deck import deck
from components.figures.map.overview import overview
from components.figures.map.plain import plain_map
from data import clock
from data.asof import seen_by
from data.load import Record
from data.queries.forces.forces import forces
from data.queries.overview.overview import where
from data.view import View
from data.weigh import SOURCED_LATER
from tests.support.plotted import plotted

EVIL = '<img src=x onerror="alert(1)">'


@pytest.mark.parametrize("moment", ["2022-01-14", "2022-02-18"])
def test_every_mark_names_its_source_and_grade_on_all_maps(record: Record, moment: str) -> None:
    view, light = View.default(record).but(as_of=clock.parse(moment)), theme(record, "light")
    seen = seen_by(record, view)
    known = forces(seen, view)
    said = known.marks["credit"]
    is_late = said.str.startswith(SOURCED_LATER)
    assert said.loc[~is_late].str.fullmatch(".+ · [A-F][1-6]").all()
    marks = next(layer for layer in deck(known, view, light).layers if layer.id == "marks")
    simple = {trace.name: trace for trace in plotted(plain_map(known, view, light)).data}["marks"]
    for tips in ([row["tip"] for row in marks.data], map(unescape, simple.text)):
        assert all(words in tip for words, tip in zip(said, tips, strict=True))
    small = where(seen, view)
    drawn = [
        tip for trace in plotted(overview(small, view, light)).data for tip in trace.text or ()
    ]
    credits = {plain(credit) for credit in small.forces["credit"]}
    tips = [tip for tip in drawn if tip.startswith("<b>")]
    silent = [tip for tip in tips if not any(tip.endswith(credit) for credit in credits)]
    assert len(silent) <= len(small.venues) < len(tips)


def test_a_mark_whose_sources_came_later_says_so_and_has_no_letter(record: Record) -> None:
    view = View.default(record).but(as_of=clock.parse("2022-02-18"))
    seen = seen_by(record, view)
    none = [() for _ in range(len(seen.deployments))]
    later = seen.but(deployments=seen.deployments.assign(cited=none))
    marks = forces(later, view).marks
    assert marks["credit"].str.fullmatch(f"{SOURCED_LATER} · [1-6]").all()


def test_a_hostile_publisher_stays_text(record: Record) -> None:
    view, light = View.default(record), theme(record, "light")
    known = forces(seen_by(record, view), view)
    evil = replace(known, marks=known.marks.assign(credit=EVIL))
    traces = {trace.name: trace for trace in plotted(plain_map(evil, view, light)).data}
    assert all("&lt;img" in tip and "<img" not in tip for tip in traces["marks"].text)
    small = where(seen_by(record, view), view)
    drawn = plotted(overview(replace(small, forces=small.forces.assign(credit=EVIL)), view, light))
    assert not any("<img" in tip for trace in drawn.data for tip in trace.text or ())
