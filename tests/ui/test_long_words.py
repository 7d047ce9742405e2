"""A very long title, an unbroken word or an address as a title runs over nothing."""

from dataclasses import replace

import pytest

from components.brief import paper
from components.brief.markdown import markdown
from components.brief.model import Row, Section
from components.brief.slides import pagination
from components.brief.web import html
from components.figures.kit.ruler import width
from components.figures.kit.theme import theme
from components.figures.numbers.estimates import RIGHT, _label
from data.words import UNBROKEN, is_unbroken
from tests.brief.test_brief_files import hostile
from tests.support.reading import Page

LONG = "W" * 300
ADDRESS = "https://archive.example/a/page"


def with_cells(*cells: str):
    made = hostile()
    section = replace(made.sections[0], rows=tuple(Row(("9 Jan", cell), (1,)) for cell in cells))
    return replace(made, sections=(section,))


def test_an_unbroken_word_may_break_on_paper_and_an_address_keeps_its_letters() -> None:
    said = paper._breakable({"title": f"a {LONG} b", "url": f"https://archive.example/{LONG}"})
    assert said["title"].replace(paper.BREAK, "") == f"a {LONG} b"
    assert not UNBROKEN.search(said["title"])
    assert said["url"] == f"https://archive.example/{LONG}"


@pytest.mark.parametrize(
    "text",
    ["counterrevolutionaries"[:20], "Russian-American-Ukrainian", ADDRESS, "秘" * 60, "ไ" * 60],
)
def test_a_word_that_fits_or_breaks_by_itself_is_left_alone(text: str) -> None:
    assert paper._breakable(text) == text
    assert not is_unbroken(text)


def test_only_a_cell_with_an_unbroken_word_breaks_anywhere_in_the_web_page() -> None:
    page = Page(html(with_cells("Shots at the ford", LONG), {}, theme_of(), theme_of()))
    looks = [attributes.get("class") for tag, attributes in page.tags if tag == "td"]
    assert looks == [None, None, None, "rl-long"]


def theme_of():
    from data.load import load
    from tests.conftest import MADE_UP

    return theme(load(MADE_UP), "light")


def test_a_row_is_never_higher_than_a_slide() -> None:
    section = with_cells("word " * 2000, LONG, "short").sections[0]
    pages = list(pagination.paginate(section))
    for rows in pages:
        assert (
            sum(pagination._height(section, row) for row in rows)
            <= pagination.FIT + pagination.LINE
        )
    cells = [row.cells[1] for rows in pages for row in rows]
    assert cells[0].endswith("…")
    assert cells[1:] == [LONG, "short"]


def test_wide_letters_count_for_more_on_a_slide() -> None:
    section = Section("x", "X", ("When", "What"), (), "", 0)
    thin, wide = (Row(("", letter * 400), (1,)) for letter in ("i", "W"))
    assert pagination._height(section, wide) > pagination._height(section, thin)


def test_a_long_name_stays_in_the_margin_of_the_small_chart() -> None:
    class Number:
        party_id, party, scope_short = "x", "The Federated Republic of Coralta and more", ""
        low = high = 2000
        shape = "exact"

    lines = _label(Number, 1, theme_of()).split("<b>")[1].split("</b>")[0].split("<br>")
    assert len(lines) > 1
    assert all(width(line) <= RIGHT for line in lines)


def test_marks_of_markdown_that_follow_a_cell_are_letters() -> None:
    said = markdown(with_cells("$x_2$ &lt;b&gt; R&D & more"))
    assert r"\$x\_2\$ \&lt;b\&gt; R&D & more" in said
