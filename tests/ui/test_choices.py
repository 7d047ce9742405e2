"""What a choice makes of what the browser says was picked."""

from typing import Any

import pytest

from components.ui.elements.choices import Choice
from components.ui.store import record
from data.view import View

VIEW = View.default(record())
TOPICS = Choice("topic", "Issue", {"minsk": "Minsk", "sanctions": "Sanctions"}, every="All")
LANES = Choice("lanes", "Lanes", {"kind": "By kind", "party": "By party"})
LAYERS = Choice("hide", "Layers", {"forces": "Forces", "names": "Names"}, hides=True)


def test_what_the_view_holds_is_chosen_in_the_order_offered() -> None:
    assert TOPICS.read_values(VIEW) == []
    assert TOPICS.read_values(VIEW.but(topic=("sanctions", "minsk"))) == ["minsk", "sanctions"]
    assert LANES.read_values(VIEW.but(lanes="party")) == ["party"]


def test_of_one_that_must_be_the_first_stands_for_what_is_not_offered() -> None:
    assert Choice("show", "Show", {"": "Plain", "room": "Room"}).read_values(
        VIEW.but(show="x")
    ) == [""]


def test_layers_hold_what_is_hidden() -> None:
    assert LAYERS.read_values(VIEW.but(hide=("names",))) == ["forces"]
    assert LAYERS.changed(VIEW, ["names"]) == {"hide": ("forces",)}
    assert LAYERS.changed(VIEW, ["forces", "names"]) == {"hide": ()}


@pytest.mark.parametrize(
    ("choice", "picked", "changed"),
    [
        (TOPICS, ["sanctions"], {"topic": ("sanctions",)}),
        (TOPICS, [], {"topic": ()}),
        (TOPICS, ["<script>", 7, None, ["minsk"]], {"topic": ()}),
        (LANES, ["party"], {"lanes": "party"}),
        (LANES, ["<script>"], {}),
        (LANES, [], {}),
    ],
)
def test_only_what_is_offered_can_be_picked(
    choice: Choice, picked: list[Any], changed: dict[str, Any]
) -> None:
    assert choice.changed(VIEW, picked) == changed


def test_what_an_earlier_moment_offered_stays_in_the_view() -> None:
    view = VIEW.but(topic=("nato-enlargement", "minsk"))
    assert TOPICS.changed(view, ["sanctions"]) == {"topic": ("sanctions", "nato-enlargement")}
