"""Names on the maps of forces: none lies on a town's dot, whatever is shown."""

import pytest

from components.figures.kit.box import Box
from components.figures.map.names import DOT, TOWNS, Frame, Name, place_names
from components.figures.map.placing import HEIGHT, WIDTH, place, size_movable
from data import clock
from data.asof import seen_by
from data.load import Record
from data.queries.forces.forces import forces
from data.settings import MapView
from data.view import View

MOMENTS = ("2022-01-09T18:21Z", "2022-01-14", "2022-02-18", "2022-02-24")


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("width", [WIDTH, 660, 340])
def test_no_name_lies_on_the_dot_of_another_town(record: Record, moment: str, width: int) -> None:
    for area in record.package.crisis.map.views:
        view = View.default(record).but(as_of=clock.parse(moment), area=area.view)
        drawn = place(forces(seen_by(record, view), view), view, size_movable(width))
        frame = Frame(drawn.area, width, HEIGHT)
        frame.scale *= width / WIDTH
        dots = {
            label.key: Box.around(*frame.at(label.of.lat, label.of.lon), DOT)
            for label in drawn.labels
            if label.of.kind in TOWNS
        }
        assert len(dots) >= 5
        for label in drawn.labels:
            covered = [key for key, dot in dots.items() if dot.meets(label.box)]
            assert not covered, (area.view, label.lines, covered)


def test_a_place_s_name_goes_round_the_dot_of_a_town_that_is_named_after_it() -> None:
    """The dot of Dnipro lay under the name of the contact line."""
    frame = Frame(MapView("", "", 0.0, 0.0, 6.0), 400, 300)
    line = Name("A long name of a line", 0.0, 0.0, "place", 10)
    town = Name("Town", 0.0, 1.0, "city", 7)
    placed = {label.of.text: label for label in place_names([line, town], frame, [])}
    assert set(placed) == {"A long name of a line", "Town"}
    assert placed["A long name of a line"].side == "right"
