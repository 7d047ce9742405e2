"""A source left out greys what falls, on every page, and undoing it leaves no trace."""

import csv
import json
import re
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest

from components.figures.track import tracks
from components.ui import store
from components.ui.frame import PAGES
from data import clock
from data.asof import CITING
from data.queries.distance import PLACE
from data.queries.events import timeline
from data.queries.evidence import moves
from data.queries.forces import forces
from data.view import View
from tests.pages import drawings, opened, raised, sent, session, texts, turn

RECORD = store.record()
MOMENT = "2022-02-01"
CROSSED = re.compile(r' data-row="([^"]+)"')
ROW = re.compile(r'<\w+(?: class="([^"]*)")? data-row="([^"]+)"')
# Every page, and every face of one: the address that opens it beside the moment and the sources.
SCREENS = {
    "situation": {},
    "estimates": {"show": "estimates"},
    "timeline": {},
    "a card": {"event": ""},
    "map": {},
    "simple map": {"map": "simple"},
    "a place": {"place": ""},
    "positions": {},
    "an issue": {"issue": ""},
    "matrix": {"show": "matrix"},
    "room": {"show": "room"},
    "exchanges": {},
    "a claim": {"claim": ""},
    "threads": {"show": "threads"},
    "unanswered": {"show": "unanswered"},
    "denials": {"show": "denials"},
    "changes": {"since": "2022-01-09"},
    "sources": {"source": ""},
}
PAGE = {
    "estimates": "situation",
    "a card": "timeline",
    "simple map": "map",
    "a place": "map",
    **dict.fromkeys(("an issue", "matrix", "room"), "positions"),
    **dict.fromkeys(("a claim", "threads", "unanswered", "denials"), "exchanges"),
}


def raw(table: str) -> list[dict[str, str]]:
    file = RECORD.package.folder / "tables" / f"{table}.csv"
    with file.open(newline="", encoding="utf-8") as opened_file:
        return list(csv.DictReader(opened_file))


def cited(table: str, row: dict[str, str], published: set[str]) -> list[str]:
    cells = ";".join(row[field] for field in CITING[table]).split(";")
    return [source for source in cells if source in published]


def published_by(moment: str) -> set[str]:
    """Return the sources that had appeared by then, or whose day is unknown."""
    days = {s["source_id"]: s["published"] or s["not_before"] for s in raw("sources")}
    end = clock.parse(moment).last
    return {source for source, day in days.items() if not day or clock.parse(day).last <= end}


def falling(left_out: tuple[str, ...]) -> set[str]:
    """Return the rows of the tables, as files, that cite no origin but those left out."""
    origin = {source["source_id"]: source["origin"] for source in raw("sources")}
    published, gone = published_by(MOMENT), {origin[s] for s in left_out}
    found = set()
    for table in CITING:
        for row in raw(table):
            sources = cited(table, row, published)
            if set(sources) & set(left_out) and {origin[s] for s in sources} <= gone:
                found.add(next(iter(row.values())))
    return found


def known(row: dict[str, str]) -> bool:
    """Say whether a row was known at the moment, scheduled events included."""
    days = [row[column] for column in ("reported", "since", "announced") if row.get(column)]
    return any(clock.parse(day).last <= clock.parse(MOMENT).last for day in days)


def leaned_on() -> tuple[str, ...]:
    """Return every second source on which a row rests alone, so that every screen shows both."""
    published = published_by(MOMENT)
    cells = [cited(table, row, published) for table in CITING for row in raw(table) if known(row)]
    return tuple(sorted({cell[0] for cell in cells if len(cell) == 1})[::2])


LEFT_OUT = leaned_on()
EXPECTED = falling(LEFT_OUT)


# The field of the address that opens a card, the table its row is of, and the column that names it.
CARDS = {
    "event": ("events", "event_id"),
    "claim": ("claims", "claim_id"),
    "issue": ("positions", "issue_id"),
    "place": ("deployments", "place_id"),
    "source": ("", ""),
}


def _falls(field: str) -> str:
    """Return a row whose card shows something that falls."""
    if field == "source":
        return LEFT_OUT[0]
    table, column = CARDS[field]
    return next(row[column] for row in raw(table) if next(iter(row.values())) in EXPECTED)


def at_screen(name: str, left_out: tuple[str, ...] = LEFT_OUT) -> AppTest:
    """Open a screen; a card is that of a row that falls."""
    query = {
        field: value or _falls(field) if field in CARDS else value
        for field, value in SCREENS[name].items()
    }
    reader = session({"as_of": MOMENT, "without": list(left_out), **query}).run()
    reader = turn(reader, PAGE.get(name, name))
    assert raised(reader) == []
    return reader


def shown_and_greyed(at: AppTest) -> tuple[set[str], set[str]]:
    """Return the rows that a page shows by their ids, and those of them that it greys."""
    shown, greyed = set(), set()
    for body in texts(at):
        for classes, row in ROW.findall(body):
            shown.add(row)
            greyed |= {row} if "rl-falls" in classes.split() else set()
    greyed |= {row for drawn in drawings(at) for row in CROSSED.findall(drawn)}
    for chart in at.get("deck_gl_json_chart"):
        for layer in json.loads(chart.proto.json)["layers"]:
            if layer["id"] == "falls":
                greyed |= {mark["row"] for mark in layer["data"]}
    return shown, greyed


@pytest.mark.parametrize("name", SCREENS)
def test_the_rows_greyed_are_those_that_fall_by_the_tables_and_no_others(name: str) -> None:
    at = at_screen(name)
    shown, greyed = shown_and_greyed(at)
    assert greyed <= EXPECTED, name
    assert shown & EXPECTED <= greyed, name
    assert greyed, f"{name} shows nothing that falls: the test says nothing of it"
    html = "".join(texts(at))
    assert html.count("rl-falls") <= html.count("rl-fell"), "greyed, and no words say why"


def test_the_timeline_and_the_map_cross_every_mark_that_falls() -> None:
    view = View.default(RECORD).but(as_of=clock.parse(MOMENT), left_out=LEFT_OUT)
    events = store.ask(timeline, view.only()).held["event_id"]
    marks = store.ask(forces, view.only()).marks["observation_id"]
    assert shown_and_greyed(at_screen("timeline"))[1] >= EXPECTED & set(events)
    for name in ("map", "simple map"):
        assert shown_and_greyed(at_screen(name))[1] == EXPECTED & set(marks)


def test_the_track_of_an_issue_crosses_the_statements_that_fall() -> None:
    view = View.default(RECORD).but(as_of=clock.parse(MOMENT), left_out=LEFT_OUT)
    rows = store.ask(moves, view.only("compare")).rows
    drawn = tracks(store.ask(moves, view.only("compare")), view, store.colors()).by_issue
    gone = rows.loc[rows.index.isin(EXPECTED)]
    assert len(gone)
    for issue, own in rows.groupby("issue_id"):
        crossed = drawn[issue].src.count(quote('class="falls"', safe=" =/:'()"))
        placed = gone.loc[(gone["issue_id"] == issue) & gone["stance"].isin(PLACE)]
        assert crossed == len(placed), issue
        assert ("falls without" in drawn[issue].alt) == bool(set(own.index) & EXPECTED)


@pytest.mark.parametrize("name", PAGES)
def test_undoing_it_brings_back_the_identical_screen(name: str) -> None:
    plain = View.default(RECORD).but(as_of=clock.parse(MOMENT), since=clock.parse("2022-01-09"))
    reader, screens = session().run(), []
    for view in (plain, plain.but(left_out=LEFT_OUT), plain):
        reader.session_state["view"], reader.session_state["address"] = view, {}
        screens.append(sent(turn(reader, name)))
    assert screens[0] == screens[2]
    assert screens[0] != screens[1]


def test_a_table_beside_a_chart_says_what_falls_and_only_then() -> None:
    for left_out in ((), LEFT_OUT):
        at = opened(at_screen("timeline", left_out))
        (table,) = [frame.value for frame in at.dataframe if "Title" in frame.value]
        assert ("Left out" in table) == bool(left_out)
        said = set(table.loc[table["Left out"] != "", "Title"]) if left_out else set()
        titles = {row["title"] for row in raw("events") if row["event_id"] in EXPECTED}
        assert said <= titles
