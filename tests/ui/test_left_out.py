"""Without the sources that the reader ignores, every page shows what stands on the others."""

import csv
import re

import pytest
from streamlit.testing.v1 import AppTest

from components.ui import store
from components.ui.frame.frame import PAGES
from data import clock
from data.asof import as_of
from data.export import frame_csv
from data.kinds import CITING
from data.load import Record
from data.queries.positions.positions import side_by_side
from data.queries.sources.support import lost_support
from data.view import View
from tests.support.pages import charted, drawings, offered, raised, sent, session, texts, turn

RECORD = store.record()
MOMENT = "2022-02-01"
ROW = re.compile(r' data-row="([^"]+)"')
# Every page, and every face of one: the address that opens it beside the moment and the sources.
SCREENS = {
    "situation": {},
    "estimates": {"show": "estimates"},
    "timeline": {},
    "explore": {"show": "explore"},
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
    **dict.fromkeys(("explore", "a card"), "timeline"),
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
    cells = ";".join(row[field] for field in CITING[table].cites).split(";")
    return [source for source in cells if source in published]


def published_by(moment: str) -> set[str]:
    """Return the sources that had appeared by then, or whose day is unknown."""
    days = {s["source_id"]: s["published"] or s["not_before"] for s in raw("sources")}
    end = clock.parse(moment).last
    return {source for source, day in days.items() if not day or clock.parse(day).last <= end}


def losing(left_out: tuple[str, ...]) -> set[str]:
    """Return the rows of the tables, as files, that cite no origin but those left out."""
    origin = {source["source_id"]: source["origin"] for source in raw("sources")}
    published, gone = published_by(MOMENT), {origin[s] for s in left_out}
    found = set()
    for table in CITING:
        for row in raw(table):
            sources = cited(table, row, published)
            reprints = {origin[s] for s in sources} <= gone or row.get("origin")
            if set(sources) & set(left_out) and reprints:
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
EXPECTED = losing(LEFT_OUT)


# The field of the address that opens a card, the table its row is of, and the column that names it.
CARDS = {
    "event": ("events", "event_id"),
    "claim": ("claims", "claim_id"),
    "issue": ("positions", "issue_id"),
    "place": ("deployments", "place_id"),
    "source": ("", ""),
}


def _stands(field: str) -> str:
    """Return a row that stands, whose card stays open."""
    if field == "source":
        return LEFT_OUT[0]
    table, column = CARDS[field]
    return next(
        row[column] for row in raw(table) if known(row) and next(iter(row.values())) not in EXPECTED
    )


def at_screen(name: str, left_out: tuple[str, ...] = LEFT_OUT) -> AppTest:
    """Open a screen; a card is that of a row that stands."""
    query = {
        field: value or _stands(field) if field in CARDS else value
        for field, value in SCREENS[name].items()
    }
    reader = session({"as_of": MOMENT, "without": list(left_out), **query}).run()
    reader = turn(reader, PAGE.get(name, name))
    assert raised(reader) == []
    return reader


def shown(at: AppTest) -> set[str]:
    """Return the rows that a page shows, by their ids."""
    written = {row for body in (*texts(at), *drawings(at)) for row in ROW.findall(body)}
    return written | charted(at)


@pytest.mark.parametrize("name", SCREENS)
def test_no_screen_shows_a_row_that_nothing_supports_any_more(name: str) -> None:
    at = at_screen(name)
    rows = shown(at)
    allowed = EXPECTED if name == "sources" else set()  # what leaned on the source selected
    assert rows & EXPECTED <= allowed, name
    assert rows or name in ("map", "simple map", "timeline"), f"{name} shows no row"


def test_the_rows_seen_are_those_of_the_tables_without_what_lost_its_support() -> None:
    moment = clock.parse(MOMENT).last
    plain, tried = as_of(RECORD, moment), as_of(RECORD, moment, left_out=LEFT_OUT)
    for table in CITING:
        rest = [row for row in plain.table(table).index if row not in EXPECTED]
        assert list(tried.table(table).index) == rest, table
        assert not any(set(cited) & set(LEFT_OUT) for cited in tried.table(table)["cited"])


def test_an_earlier_position_comes_into_force_again_and_says_so(made_up: Record) -> None:
    last = made_up.last
    source, line = "courier-1878-01-16-note", ("navigation", "coralta")
    for left_out, expected in (
        ((), "navigation-coralta-1878-01-16"),
        ((source,), "navigation-coralta-1866-02"),
    ):
        positions = as_of(made_up, last, left_out=left_out).positions
        own = positions.loc[(positions["issue_id"] == line[0]) & (positions["party_id"] == line[1])]
        assert list(own.index[own["in_force"]]) == [expected]
        assert own.loc[expected, "on_older_evidence"] == bool(left_out)
        assert own["on_older_evidence"].sum() == bool(left_out)


def test_the_stance_that_stands_says_that_it_rests_on_older_evidence(made_up: Record) -> None:
    view = View.default(made_up).but(as_of=made_up.moment("eve-of-congress"))
    for left_out, said in (
        ((), "16 Jan 1878"),
        (("courier-1878-01-16-note",), "Feb 1866 on older evidence"),
    ):
        seen = as_of(made_up, view.as_of.last, left_out=left_out)
        rows = side_by_side(seen, view).set_index("issue_id")
        assert rows.at["navigation", "right_since_label"] == said


def test_a_reprint_of_the_same_report_holds_nothing_up(made_up: Record) -> None:
    origin = made_up.sources["origin"].to_dict()
    seen = as_of(made_up, made_up.last)
    for source in seen.sources.index:
        tried = as_of(made_up, made_up.last, left_out=(source,))
        for table in CITING:
            rows = seen.table(table)
            rows = rows if "origin" in rows else rows.assign(origin="")
            gone = {
                row
                for row, cited in rows["cited"].items()
                if source in cited
                and (all(origin[s] == origin[source] for s in cited) or rows.at[row, "origin"])
            }
            assert set(rows.index) - set(tried.table(table).index) == gone


@pytest.mark.parametrize("name", PAGES)
def test_undoing_it_brings_back_the_identical_screen(name: str) -> None:
    plain = View.default(RECORD).but(as_of=clock.parse(MOMENT), since=clock.parse("2022-01-09"))
    reader, screens = session().run(), []
    for view in (plain, plain.but(left_out=LEFT_OUT), plain):
        reader.session_state["view"], reader.session_state["address"] = view, {}
        screens.append(sent(turn(reader, name)))
    assert screens[0] == screens[2]
    assert screens[0] != screens[1]


def test_the_banner_counts_the_rows_that_its_list_holds() -> None:
    at = at_screen("situation")
    banner = "".join(body for body in texts(at) if "Ignoring" in body)
    count = re.search(r">(\d+) entries have no other source</a>", banner)
    assert count is not None
    listed = session({"as_of": MOMENT, "without": list(LEFT_OUT), "show": "support"}).run()
    listed = turn(listed, "sources")
    assert raised(listed) == []
    (html,) = [body for body in texts(listed) if "rl-support" in body]
    rows = set(ROW.findall(html))
    assert rows == {row for row in EXPECTED if row in _all_known()}
    assert int(count[1]) == len(rows) == html.count("ignored: ")
    assert "show=support" in banner


def _all_known() -> set[str]:
    seen = as_of(RECORD, clock.parse(MOMENT).last)
    return {row for table in CITING for row in seen.table(table).index}


def test_the_list_is_narrowed_by_table_says_what_each_row_lost_and_goes_into_a_file() -> None:
    view = View.default(RECORD).but(as_of=clock.parse(MOMENT), left_out=LEFT_OUT)
    whole, claims = (store.ask(lost_support, v) for v in (view, view.but(table=("claims",))))
    assert set(claims["table"]) == {"claims"}
    assert list(claims["id"]) == list(whole.loc[whole["table"] == "claims", "id"])
    assert (whole["lost"] != "").all()
    file = frame_csv(whole[["id", "lost"]]).decode()
    assert file.count("\r\n") == len(whole) + 1
    assert store.ask(lost_support, view.but(left_out=())).empty


def test_the_face_of_the_list_is_offered_only_where_a_source_is_ignored() -> None:
    for left_out in ((), LEFT_OUT):
        at = turn(session({"as_of": MOMENT, "without": list(left_out)}).run(), "sources")
        faces = [name for name, _ in offered(at)["show"]["options"]]
        assert ("support" in faces) == bool(left_out)
