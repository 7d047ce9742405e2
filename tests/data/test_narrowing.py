"""What narrows a table is in the address, in a form that holds little and is read strictly."""

import pytest

from data import narrowing
from data.view import View


def test_the_cells_of_a_column_are_chosen_anew_and_all_else_stays() -> None:
    narrow = narrowing.choose((), "marks", "Force", ["Russia", "a~b & c"])
    assert narrowing.chosen(narrow, "marks") == {"Force": ["Russia", "a~b & c"]}
    assert narrowing.chosen(narrow, "meetings") == {}
    more = narrowing.choose(narrow, "marks", "Evidence", ["Press"])
    fewer = narrowing.choose(more, "marks", "Force", [])
    assert narrowing.chosen(fewer, "marks") == {"Evidence": ["Press"]}


def test_what_is_chosen_survives_the_address(record) -> None:
    view = View.default(record).but(narrow=("marks~Force~Россия", "marks~Force~a~b"))
    assert View.from_query(view.to_query(record), record) == (view, ())


@pytest.mark.parametrize(
    "values", [["Russia"], ["marks~Force~"], ["map marks~Force~x"], ["m~a~\x00"], ["~~~"]]
)
def test_what_names_no_cell_is_dropped_with_a_sentence(record, values) -> None:
    view, dropped = View.from_query({"narrow": values}, record)
    assert view.narrow == ()
    (sentence,) = dropped
    assert "names no table, column and cell" in sentence


def test_an_address_holds_only_so_many(record) -> None:
    many = [f"marks~Force~{n}" for n in range(narrowing.MOST + 1)]
    _, dropped = View.from_query({"narrow": many}, record)
    assert "at most" in dropped[0]
    kept = tuple(many[:-1])
    assert narrowing.choose(kept, "marks", "Evidence", ["Press"]) == kept
