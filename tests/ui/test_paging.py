"""A long list comes in pages, with the number of its rows beside the ways to the others."""

from streamlit.testing.v1 import AppTest


def script(total: int, of: str) -> None:
    import streamlit as st

    from components.ui.elements import layout

    shown = list(range(total))[layout.pages("list", total, of)]
    st.text(f"{shown[0]} to {shown[-1]}")


def paged(total: int, of: str = "all") -> AppTest:
    return AppTest.from_function(script, args=(total, of)).run()


def words(at: AppTest) -> str:
    return " ".join(element.proto.body for element in at.get("html"))


def turn(at: AppTest, label: str) -> AppTest:
    return next(button for button in at.button if button.label == label).click().run()


def test_a_list_that_fits_has_no_pages() -> None:
    at = paged(100)
    assert at.text[0].value == "0 to 99"
    assert not at.button
    assert "Rows" not in words(at)


def test_the_second_page_shows_the_next_rows_and_the_count_is_right() -> None:
    at = paged(250)
    assert at.text[0].value == "0 to 99"
    assert "Rows 1 to 100 of 250" in words(at)
    at = turn(at, "Next")
    assert at.text[0].value == "100 to 199"
    assert "Rows 101 to 200 of 250" in words(at)
    at = turn(at, "Next")
    assert at.text[0].value == "200 to 249"
    assert "Rows 201 to 250 of 250" in words(at)
    assert next(b for b in at.button if b.label == "Next").disabled
    assert turn(at, "Previous").text[0].value == "100 to 199"


def test_another_choice_of_rows_begins_at_its_first_page() -> None:
    at = turn(paged(250), "Next")
    assert at.text[0].value == "100 to 199"
    at.session_state["page_list"] = ("other rows", 1)
    assert at.run().text[0].value == "0 to 99"


def test_a_page_that_is_gone_is_the_last_one() -> None:
    at = paged(250)
    at.session_state["page_list"] = ("all", 99)
    assert at.run().text[0].value == "200 to 249"
