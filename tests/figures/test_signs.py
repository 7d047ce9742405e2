"""Which force a mark stands for, told by a sign of its own: never by its colour alone."""

import re
from itertools import product
from typing import Any

import pandas as pd
import pytest

from components.brief import pictures
from components.figures.kit.symbols import FORCES
from components.figures.kit.theme import theme
from components.figures.map import key as map_key
from components.figures.map import placing
from components.figures.map.deck import deck
from components.figures.map.legend import legend, usual
from components.figures.map.looks import (
    SAMPLE,
    UNKNOWN,
    color_of,
    fill_and_line,
    sign_color,
    signs,
)
from components.figures.map.marks import DEPARTING, STATES, icon, sheet
from components.figures.map.names import Frame
from components.figures.map.overview import overview
from components.figures.map.placing import framed
from components.figures.map.plain import plain_map
from data import clock
from data.asof import as_of, seen_by
from data.queries.forces.camps import camps
from data.queries.forces.forces import forces
from data.queries.overview.overview import where
from data.view import View
from tests.figures.test_theme import VISIBLE, contrast
from tests.support.plotted import plotted

LATE = clock.parse("2022-02-20")


@pytest.fixture
def told(record) -> pd.DataFrame:
    return camps(record)


@pytest.fixture
def seen(record) -> Any:
    return as_of(record, LATE.last)


def traces(figure: Any) -> dict[str, Any]:
    return {trace.name: trace for trace in plotted(figure).data}


def test_no_two_forces_look_alike_in_grey(record, made_up):
    for each in (record, made_up):
        told = camps(each)
        pairs = list(zip(told["look"], signs(told).values(), strict=True))
        assert len(set(pairs)) == len(pairs)
        filled = [sign for look, sign in pairs if look in ("own", "plain")]
        assert len(set(filled)) == len(filled)  # both looks are a plain fill


def test_what_is_hollow_is_told_apart_too(told):
    """An announced force and an unidentified one are both hollow."""
    of = signs(told)
    own = [sign for camp, sign in of.items() if told.at[camp, "look"] != "unidentified"]
    assert UNKNOWN not in own
    assert of["unidentified"] == UNKNOWN


def test_signs_follow_the_order_of_the_package_and_not_what_is_placed(record, told):
    own = told.loc[told["look"] == "own", "camp"]
    assert [signs(told)[camp] for camp in own] == list(FORCES[: len(own)])
    early = as_of(record, clock.parse("2021-10-01").last)
    shared = signs(camps(early))
    assert shared == {camp: signs(told)[camp] for camp in shared}


def test_who_borrows_a_colour_borrows_its_sign(told):
    of = signs(told)
    lent = told.loc[told["look"] == "lent"]
    assert len(lent)
    assert all(of[camp] == of[party] for camp, party in lent["party"].items())


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_sign_stands_out_of_its_mark_at_every_age(record, told, mode):
    colors = theme(record, mode)
    for (camp, look, party, *_), state in product(
        zip(told["camp"], told["look"], told["party"], strict=True), STATES
    ):
        color = color_of(camp, look, party, colors)
        fill, _ = fill_and_line(look, color, state, colors)
        assert contrast(sign_color(fill, color, colors), fill) >= VISIBLE, (camp, state)


def test_every_icon_of_a_force_carries_its_sign_on_every_shape(record, seen, told):
    known = forces(seen, View.default(record))
    drawn = sheet(known, theme(record, "light"))
    for camp, sign in signs(told).items():
        for (basis, _), state in product(known.bases, STATES):
            assert ("<g " in drawn.pieces[icon(camp, basis, state)]) == bool(sign), camp
    assert "<g " not in drawn.pieces[icon(SAMPLE, "press", "new")]


def test_every_force_of_the_legend_is_cut_from_the_icon_with_its_sign(record, seen):
    colors, view = theme(record, "light"), View.default(record)
    known = forces(seen, view)
    drawn, rows = sheet(known, colors), dict(legend(known, view, colors)["rows"])
    by_title = dict(zip(known.camps["title"], known.camps["camp"], strict=True))
    assert len(rows["Force"]) >= 5
    for sign in rows["Force"]:
        x, y = map(float, re.findall(r"-?[\d.]+(?=px)", sign["style"]))
        cell = (round(-x / 28), round(-y / 28))
        assert drawn.cells[icon(by_title[sign["word"]], "official", "new")] == cell
    for sign in rows["Evidence"]:  # of no force: a sign here would name one
        x, y = map(float, re.findall(r"-?[\d.]+(?=px)", sign["style"]))
        name = {cell: n for n, cell in drawn.cells.items()}[(round(-x / 28), round(-y / 28))]
        assert name.startswith(SAMPLE)


def test_both_plotly_maps_draw_the_signs_and_stay_silent(record, seen):
    colors = theme(record, "light")
    view = View.default(record).but(as_of=LATE)
    for figure in (
        plain_map(forces(seen, view), view, colors),
        overview(where(seen_by(record, view), view), view, colors),
    ):
        drawn = traces(figure)
        assert {"circle", "line-ew", "cross-thin"} <= set(drawn["signs"].marker.symbol)
        assert drawn["letters"].text == UNKNOWN
        assert {drawn[name].hoverinfo for name in ("signs", "letters")} == {"skip"}


def test_the_small_map_names_each_force_in_its_hover(record, told):
    view = View.default(record).but(as_of=LATE)
    figure = overview(where(seen_by(record, view), view), view, theme(record, "light"))
    said = [text for trace in plotted(figure).data for text in trace.text or () if len(text) > 1]
    forces_label = [text for text in said if any(f"<br>{t}, " in text for t in told["title"])]
    assert len(forces_label) > 50
    assert any("<br>Not identified, " in text for text in forces_label)


def test_a_sign_is_not_drawn_over_a_mark_that_covers_it(record, seen):
    """Signs lie over all marks: that of one beneath would stand on the one above."""
    view = View.default(record).but(as_of=LATE, area="europe")
    drawn = traces(plain_map(forces(seen, view), view, theme(record, "light")))
    marks, over = drawn["marks"], drawn["signs"]
    spots = list(zip(marks.x, marks.y, strict=True))
    beneath = spots[[place for (place,) in marks.customdata].index("warsaw-okecie")]
    assert beneath not in set(zip(over.x, over.y, strict=True))


def test_a_force_that_departs_has_a_look_of_its_own_on_every_map(record, seen):
    """It was drawn as one that is there."""
    colors, view = theme(record, "light"), View.default(record).but(as_of=LATE, area="europe")
    known = forces(seen, view)
    leaving = known.marks.loc[known.marks["departing"]]
    status = seen.deployments.loc[known.marks["observation_id"], "status"]
    assert 3 < len(leaving) == (status == "departing").sum()
    full = {layer.id: layer for layer in deck(known, view, colors).layers}
    order = list(full)
    assert len(full[DEPARTING].data) == len(leaving)
    assert order.index(DEPARTING) < order.index("marks")
    small = where(seen_by(record, view), view)
    for figure, shown in (
        (plain_map(known, view, colors), leaving),
        (overview(small, view, colors), small.forces.loc[small.forces["departing"]]),
    ):
        drawn = traces(figure)
        assert 0 < len(drawn[DEPARTING].x) <= len(shown)
        names = [trace.name for trace in plotted(figure).data]
        assert names.index(DEPARTING) < names.index("signs")
    said = dict(legend(known, view, colors)["rows"])["Reading"]
    (sign,) = (sign for sign in said if sign["word"] == "departing")
    assert sign["style"].count("var(--sheet)") == 2
    styles = [sign["style"] for sign in said if not sign["sample"]]
    assert len(set(styles)) == len(styles)
    printed = {sign.word: sign.svg for sign in dict(map_key.rows(known, view, colors))["Reading"]}
    assert printed["departing"].count("<path") == printed["to 14 days"].count("<path") + 1


def test_what_stands_is_not_drawn_as_departing(record, seen):
    view = View.default(record).but(as_of=LATE)
    none = seen.but(deployments=seen.deployments.assign(status="present"))
    known = forces(none, view)
    assert DEPARTING not in {layer.id for layer in deck(known, view, theme(record, "light")).layers}
    assert DEPARTING not in traces(plain_map(known, view, theme(record, "light")))


def test_the_key_of_the_brief_s_map_shows_each_force_with_its_sign(record, seen):
    view, colors = View.default(record).but(as_of=LATE), theme(record, "light")
    known, drawn = forces(seen, view), sheet(forces(seen, view), colors).pieces
    used = known.camps.loc[known.camps["camp"].isin(framed(known, view)["camp"])]
    rows = dict(map_key.rows(known, view, colors))
    shown = {sign.word: sign.svg for sign in rows["Force"]}
    assert list(shown) == list(used["title"])
    for camp, title in used["title"].items():
        assert drawn[icon(camp, usual(known, known.marks), "new")] in shown[title]
    assert [sign.word for sign in rows["Evidence"]] == [word for _, word in known.bases]
    read = {sign.word for sign in rows["Reading"]}
    assert {"to 14 days", "older", "announced", "region, not a point"} <= read


def test_the_brief_s_map_leaves_no_note_out_and_names_its_ground(record, seen):
    view = View.default(record).but(as_of=LATE)
    known = forces(seen, view)
    said = pictures.words(pictures.picture("map", seen, view))
    frame = Frame(placing.area_of(known, view), placing.WIDTH, placing.HEIGHT)
    notes = [
        n.name for n in known.labels.itertuples() if n.kind == "note" and frame.holds(n.lat, n.lon)
    ]
    assert notes
    assert all(note in said for note in notes)
    assert known.settings.basemap.attribution in said


def test_the_brief_s_map_shows_its_forces_whatever_the_screen_hides(record, seen):
    view = View.default(record).but(as_of=LATE)
    hidden = view.but(hide=("forces", "names"), place="kursk")
    assert pictures.picture("map", seen, hidden) == pictures.picture("map", seen, view)
