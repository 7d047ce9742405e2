"""The Positions page: what a reader sees, chooses and opens."""

import re
import shutil
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.figures.kit.theme import theme
from components.figures.numbers.track import DASHES, LEVEL, _level, tracks
from components.ui import links, store
from components.ui.pages import positions
from data import clock
from data.asof import as_of
from data.load import load
from data.queries.positions.evidence import moves
from data.view import View
from tests.support.pages import APP, choose, offered, texts

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "data" / "ukraine-2022"


@cache
def record():
    return load(SHIPPED)


def page(**query):
    at = AppTest.from_file(APP, default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    at.switch_page("pages/positions.py").run()
    assert not at.exception
    return at


def html(at):
    return texts(at)


def rows(at):
    return [body for body in html(at) if 'class="ps ps-row"' in body]


def titles(at):
    return [re.search(r'aria-label="([^"]*)"', row)[1] for row in rows(at)]


def test_the_page_states_how_far_apart_the_sides_are_and_names_each_issue_once():
    at = page()
    assert any("Opposed on three of 14 issues, wide apart on five" in body for body in html(at))
    issues = record().issues.sort_values("order")
    assert titles(at) == issues["title"].to_list()
    assert not any("ps-columns" in body for body in html(at))  # evidence only on demand


def test_the_order_is_the_readers():
    at = page()
    assert offered(at)["order"]["values"] == ["central"]
    choose(at, order="apart")
    assert not at.exception
    apart = titles(at)
    assert sorted(apart) == sorted(titles(page()))
    assert apart[-1] in ("Format of the talks", "Invasion intent")
    assert "not scored" in rows(at)[-1]
    assert "not scored" not in rows(at)[0]


def parties(at, side):
    return [name for _, name in offered(at)[side]["options"]]


def test_a_side_takes_only_who_is_offered_and_keeps_the_other():
    view = View.default(store.record())
    side = positions.sides(view)[1]
    assert side.read_values(view) == [view.compare[1]]
    assert side.changed(view, ["ukraine"]) == {"compare": (view.compare[0], "ukraine")}
    assert side.changed(view, [view.compare[0]]) == {}
    assert side.changed(view, []) == {}


def test_another_party_takes_a_side_and_never_both():
    at = page()
    assert "Russia" not in parties(at, "left")
    assert "US" not in parties(at, "right")
    choose(at, compare=["us", "ukraine"])
    assert not at.exception
    assert at.session_state["view"].compare == ("us", "ukraine")
    heads = next(body for body in html(at) if "ps-heads" in body)
    assert "Ukraine" in heads
    assert "Russian Federation" not in heads
    assert "Ukraine" not in parties(at, "left")
    assert any("no statement found" in row for row in rows(at))


def test_a_chosen_issue_comes_first_with_its_evidence_open():
    at = page(issue="minsk")
    assert titles(at)[0] == "Minsk agreements"
    opened = [body for body in html(at) if "ps-columns" in body]
    assert len(opened) == 1
    assert ", current" in opened[0]
    assert "rl-sources" in opened[0]


def test_nothing_later_than_the_moment_is_on_the_page():
    text = "\n".join(html(page(as_of="2021-12-17", issue="nato-enlargement")))
    later = record().claims.loc[record().claims["reported_last"] > clock.parse("2021-12-17").last]
    assert not [quote for quote in later["quote"] if len(quote) > 20 and quote in text]
    assert not [claim for claim in later.index if f"claim={claim}" in text]


@pytest.mark.parametrize("moment", ["1900", "2008-06-01", "2021-10-20", "2022-02-24"])
def test_the_page_stands_at_any_moment(moment):
    at = page(as_of=moment)
    assert bool(rows(at)) == (moment != "1900")


def test_a_made_up_crisis_runs_unchanged(monkeypatch):
    monkeypatch.setenv("REDLINES_RECORD", str(ROOT / "tests" / "crisis"))
    at = page(issue="navigation")
    assert titles(at)[0] == "Free navigation of the Estero"
    assert "Russia" not in "".join(html(at)[1:])


def test_hostile_cells_are_text(tmp_path, monkeypatch):
    folder = tmp_path / "crisis"
    shutil.copytree(ROOT / "tests" / "crisis", folder)
    attack = '<img src=x onerror="alert(1)">'
    for name, cell in (
        ("positions", "The river is for both flags."),
        ("claims", "The treaty leaves the river to both flags."),
        ("issues", "Free navigation of the Estero"),
    ):
        path = folder / "tables" / f"{name}.csv"
        text = path.read_text(encoding="utf-8")
        assert cell in text
        quoted = attack.replace('"', '""')
        path.write_text(text.replace(cell, f'"{quoted}"', 1), encoding="utf-8")
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    text = "\n".join(html(page(issue="navigation")))
    assert "&lt;img src=x" in text
    assert "<img src=x" not in text


def drawn(moment, mode="light", **changes):
    view = View.default(record()).but(as_of=clock.parse(moment), **changes)
    answer = moves(as_of(record(), view.as_of.last), view)
    return tracks(answer, view, theme(record(), mode)), answer


def test_tracks_tell_the_sides_apart_without_colour_and_say_all_in_words():
    pictures, answer = drawn("2022-01-09T18:21Z")
    svg = unquote(pictures.by_issue["nato-enlargement"].src)
    assert f'stroke-dasharray="{DASHES["right"]}"' in svg
    assert 'stroke-dasharray=""' in svg
    assert "<text" not in svg
    for issue, own in answer.rows.groupby("issue_id"):
        alt = pictures.by_issue[issue].alt
        assert all(said in alt for said in own["since_label"])
    assert all(0 <= at <= 100 for _, at in pictures.labels)


def test_tracks_wear_the_colours_of_the_readers_theme():
    light, dark = drawn("2022-01-09T18:21Z")[0], drawn("2022-01-09T18:21Z", "dark")[0]
    own = theme(record(), "dark").party["us"]
    assert own in unquote(dark.by_issue["minsk"].src)
    assert own not in unquote(light.by_issue["minsk"].src)


def lines(svg):
    """Return where each side's line begins and where it steps: (x, y, places of its steps)."""
    paths = re.findall(r'<path d="(M[^"]*H278)" fill="none"', svg)
    return [
        (re.match(r"M([\d.]+) (-?\d+)", p).groups(), re.findall(r"H([\d.]+)V", p)) for p in paths
    ]


@pytest.mark.parametrize("moment", ["2022-01-09T18:21Z", "2022-01-14", "2022-02-18", "2022-02-24"])
def test_a_track_enters_at_the_stance_in_force_and_moves_only_on_its_axis(moment):
    """A move of before the axis was drawn as a vertical line at its left edge."""
    pictures, answer = drawn(moment)
    late = 0
    for issue, own in answer.rows.groupby("issue_id"):
        svg = unquote(pictures.by_issue[issue].src)
        for (x, _), steps in lines(svg):
            assert all(float(step) > 6 for step in steps)
            late += float(x) == 6
        for side in ("left", "right"):
            before = own.loc[(own["side"] == side) & (own["since"] < answer.axis_start)]
            if len(before) > 1 and before["stance"].iloc[-1] in LEVEL:
                shifts = {_level(before["stance"].iloc[-1]) + shift for shift in (-3, 0, 3)}
                assert {int(y) for (x, y), _ in lines(svg) if float(x) == 6} & shifts
    assert late or moment == "2022-01-09T18:21Z"


def test_a_silent_side_draws_no_line_and_no_position_no_track():
    pictures, _ = drawn("2021-12-17")
    assert unquote(pictures.by_issue["forces-in-east"].src).count("stroke-dasharray") == 1
    assert "kazakhstan" not in pictures.by_issue
    assert drawn("1900")[0].by_issue == {}


def test_links_carry_the_view_and_leave_defaults_out():
    view = View.default(store.record())
    assert links.address("exchanges", view) == "exchanges"
    assert links.address("situation", view) == "./"
    address = links.address("exchanges", view, q="a&b=c #d", topic=("minsk",))
    assert parse_qs(urlsplit(address).query) == {"q": ["a&b=c #d"], "topic": ["minsk"]}
