"""A citation names what is on screen, and nothing that the reader does not see there."""

import pytest

from data.asof import as_of
from data.clock import parse
from data.queries.sources.cite import citation
from data.view import View
from tests.support.pages import raised, session, with_tool

CALL = "2021-12-07-biden-putin-video-call"


def cited(record, view):
    since = view.since.last if view.since else None
    seen = as_of(record, view.as_of.last, since, floor=view.floor, left_out=view.left_out)
    return citation(seen, view)


@pytest.fixture
def view(record):
    return View.default(record)


def test_a_row_is_cited_with_the_sources_it_rests_on(record, view):
    (row,) = cited(record, view.but(event=CALL)).rows
    assert row.title == record.events.at[CALL, "title"]
    assert set(row.sources["source_id"]) <= set(record.events.at[CALL, "source_ids"])
    assert row.sources["url"].str.startswith("http").all()


def test_what_is_not_known_yet_is_not_named(record, view):
    assert cited(record, view.but(event=CALL, as_of=parse("2021-11-01"))).rows == ()


def test_a_source_left_out_is_not_cited(record, view):
    chosen = view.but(event=CALL)
    sources = cited(record, chosen).rows[0].sources["source_id"]
    without = cited(record, chosen.but(left_out=(sources.iloc[0],))).rows[0].sources["source_id"]
    assert sources.iloc[0] not in set(without)
    assert len(without) == len(sources) - 1


def test_a_floor_leaves_fewer_sources(record, view):
    assert cited(record, view.but(floor="A1")).sources < cited(record, view).sources


@pytest.mark.parametrize("kind", ["event", "claim", "place", "issue", "source"])
def test_every_kind_of_row_can_be_cited(record, view, kind):
    last = view.but(as_of=parse("2022-02-24"))
    table = record.table(f"{kind}s")
    (row,) = next(filter(None, (cited(record, last.but(**{kind: id})).rows for id in table.index)))
    assert row.kind == kind
    assert row.title


def test_each_page_offers_a_citation_with_moment_record_and_address(record):
    at = session({"event": CALL, "floor": "C3"}).run()
    assert not at.get("code"), "it is written when it is asked for"
    assert not raised(with_tool(at, "cite"))
    (text,) = [code.value for code in at.get("code") if code.value.startswith("Red Lines")]
    title = record.events.at[CALL, "title"]
    for part in (title, "9 Jan 2022, 18:21 UTC", "at least C3", record.digest, f"event={CALL}"):
        assert part in text
    assert "[1]" in text
    assert "http" in text.split("[1]")[1]
