"""Notes on a map's ground: beside what they are about, or listed beside the map."""

import pytest

from components.figures.map.placing import Picture, list_unplaced_notes, place, size_movable
from data import clock
from data.asof import seen_by
from data.load import load
from data.package import shipped
from data.queries.forces.forces import Forces, forces
from data.view import View

RECORD = load(shipped())
VIEW = View.default(RECORD)
MOMENTS = ("2022-01-09T18:21Z", "2022-02-18", "2022-02-24")
AREAS = [v.view for v in RECORD.package.crisis.map.views]


def known(moment: str) -> Forces:
    view = VIEW.but(as_of=clock.parse(moment))
    return forces(seen_by(RECORD, view), view)


# Maps as wide and high as screens, prints and stages have them.
PICTURES = (
    size_movable(860),
    size_movable(340),
    Picture(width=720),
    Picture(width=529, inset=90.0),
)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("area", AREAS)
def test_a_note_stands_by_its_ground_or_is_listed_beside_the_map(moment: str, area: str) -> None:
    told, view = known(moment), VIEW.but(area=area)
    wanted = [n.name for n in told.labels.itertuples() if n.kind == "note"]
    assert wanted
    for picture in PICTURES:
        placed = [n for n in place(told, view, picture).labels if n.of.kind == "note"]
        assert all(abs(n.dx) <= 136 and abs(n.dy) <= 40 for n in placed)
        listed = list_unplaced_notes(told, view, picture)
        assert sorted([*(n.of.text for n in placed), *listed]) == wanted, picture


def test_a_note_is_listed_where_names_are_hidden() -> None:
    told = known(MOMENTS[0])
    wanted = [n.name for n in told.labels.itertuples() if n.kind == "note"]
    assert list_unplaced_notes(told, VIEW.but(hide=("names",))) == wanted
