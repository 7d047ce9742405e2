"""What settings leave out is taken from the tables."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.checks.run import check
from data.defaults import SCREEN, WORLD_PX, fit_box, view_of
from data.descriptor import read_package
from data.load import load
from data.settings import WORLD
from data.view import View
from tests.conftest import MADE_UP

PLACES = st.lists(
    st.tuples(st.floats(-180, 180), st.floats(-80, 80)), min_size=1, max_size=6, unique=True
)
KEPT = """\
title: The Estero question
paper_kinds: []
background_kind: past
meeting_kinds: [congress, legation]
lanes:
  - lane: all
    title: All
    kinds:
      {congress: circle, legation: circle, note: circle, proclamation: circle,
       mobilisation: circle, manoeuvre: circle, clash: circle, embargo: circle}
"""


@pytest.fixture
def bare(copied) -> Path:
    """Return the made-up crisis with only what its own vocabulary makes necessary."""
    folder = copied(MADE_UP)
    (folder / "crisis.yaml").write_text(KEPT, encoding="utf-8")
    return folder


def test_a_record_with_a_title_alone_is_without_fault_and_has_a_view(bare: Path) -> None:
    assert check(bare).faults == ()
    crisis = read_package(bare).crisis
    assert crisis.compare == ("coralta", "maranzul")
    assert crisis.default_moment == "chain"
    assert {side.side: side.color_of for side in crisis.sides}["northern"] == "coralta"
    assert [lane.parties for lane in crisis.party_lanes] == [("coralta",), ("maranzul",), ()]
    assert [view.title for view in crisis.map.views] == ["All places"]
    record = load(bare)
    assert View.default(record).area == "all"
    box = crisis.map.venues_view
    assert record.places["lon"].between(box.west, box.east).all()
    assert record.places["lat"].between(box.south, box.north).all()


def test_without_a_named_moment_readers_begin_at_the_records_end(bare: Path) -> None:
    moments = bare / "tables" / "moments.csv"
    header, *_ = moments.read_text(encoding="utf-8").splitlines(keepends=True)
    moments.write_text(header, encoding="utf-8")
    record = load(bare)
    assert View.default(record).as_of.last.date() == record.last.date()


@given(PLACES)
def test_a_box_holds_every_place_and_a_view_shows_the_box(spots: list[tuple[float, float]]) -> None:
    box = fit_box(spots)
    for lon, lat in spots:
        assert box.south <= lat <= box.north
        assert any(box.west - 1e-6 <= lon + turn <= box.east + 1e-6 for turn in (0, 360, -360))
    assert box.east - box.west <= 360
    view = view_of(box)
    wide = (box.east - box.west) / 360 * WORLD_PX * 2**view.zoom
    assert wide <= SCREEN[0] * 1.01 or view.zoom == 0
    assert abs(view.lat) <= 85.06
    assert -180 <= view.lon <= 180


def test_a_box_goes_over_the_antimeridian_where_that_is_shorter() -> None:
    box = fit_box([(178.0, -17.0), (-175.0, -20.0)])
    assert box.east - box.west < 10
    assert math.isclose((box.west + box.east) / 2, 181.5) or math.isclose(
        (box.west + box.east) / 2, -178.5
    )


def test_without_a_place_the_whole_world_is_shown() -> None:
    assert fit_box([]) == WORLD
