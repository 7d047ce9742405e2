"""What one hexagon means."""

import itertools

from h3.api import basic_int as h3
from hypothesis import given, settings
from hypothesis import strategies as st

from data.feeds.schema import NEAR

ANYWHERE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(ANYWHERE)
@settings(max_examples=300)
def test_no_two_points_of_one_happening_lie_25_km_apart(point: tuple[float, float]) -> None:
    corners = h3.cell_to_boundary(h3.latlng_to_cell(*point, NEAR))
    apart = [h3.great_circle_distance(*pair) for pair in itertools.combinations(corners, 2)]
    assert max(apart) < 25
