"""Slides say one thing each, in type that can be read, and nothing runs over or stands empty."""

import io
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from components.brief.make import file
from components.brief.model import Choices, brief
from components.brief.sections import SECTIONS
from components.brief.slides.deck import slides
from components.brief.slides.fitting import UNBROKEN, high, hold_end, shortened, size_that_fits
from components.brief.slides.messages import say
from components.figures.kit.ruler import fill
from data.asof import seen_by
from data.clock import parse
from data.load import Record, load
from data.package import shipped
from data.queries.forces.forces import forces
from data.queries.overview.changes import changes
from data.queries.positions.positions import side_by_side
from data.view import View
from data.words import number

WHOLE = load(shipped())
TIMES = {
    "2022-01-09": "2022-01-01",
    "2022-01-14": "2022-01-09",
    "2022-02-18": "2022-02-11",
    "2022-02-24": "2022-02-18",
}
SMALLEST = Pt(12)


def at(record: Record, as_of: str, since: str = "") -> tuple[Record, View]:
    view = View.default(record).but(as_of=parse(as_of), since=parse(since) if since else None)
    return seen_by(record, view), view


@pytest.fixture(scope="module")
def decks() -> dict[str, Any]:
    choices = Choices(note="Watch the written answers.")
    made = {day: file("pptx", *at(WHOLE, day, TIMES[day]), choices) for day in TIMES}
    return {day: Presentation(io.BytesIO(content)) for day, content in made.items()}


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text.replace(UNBROKEN, " ") for slide in deck.slides]


@pytest.mark.parametrize("day", TIMES)
def test_a_full_brief_is_some_dozen_slides_each_with_a_sentence_as_its_title(day, decks):
    said = titles(decks[day])
    assert 8 <= len(said) <= 14
    assert all(said)
    assert [title for title in said[1:] if not title.endswith(".")] == [
        "The analyst's judgement, not part of the record"
    ]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("day", TIMES)
def test_no_slide_holds_small_type_an_empty_placeholder_or_what_lies_past_its_edge(day, decks):
    deck = decks[day]
    for slide in deck.slides:
        assert len(slide.shapes) > 2
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
            if shape.has_text_frame:
                assert shape.text_frame.text.strip(), shape.name
                runs = [run for p in shape.text_frame.paragraphs for run in p.runs]
                # The slide's number is a field of the master's size
                assert min((run.font.size for run in runs), default=SMALLEST) >= SMALLEST
            if shape.has_chart:
                assert shape.chart.font.size >= SMALLEST


@pytest.mark.parametrize("day", TIMES)
def test_the_words_of_a_slide_end_above_its_foot(day, decks):
    for slide in decks[day].slides:
        body = [s for s in slide.placeholders if s.placeholder_format.idx in (1, *range(20, 29))]
        for shape in body:
            tall = sum(
                high(p.text, max(run.font.size.pt for run in p.runs), shape.width.inches)
                + p.space_after.inches
                for p in shape.text_frame.paragraphs
                if p.runs
            )
            assert shape.top.inches + tall <= 6.9, slide.shapes.title.text_frame.text


@pytest.mark.parametrize("day", TIMES)
def test_all_text_stands_in_placeholders_so_that_an_outline_and_a_reader_have_it(day, decks):
    for slide in decks[day].slides:
        loose = [s for s in slide.shapes if s.has_text_frame and not s.is_placeholder]
        assert loose == []
        assert slide.shapes[0] == slide.shapes.title


@pytest.mark.parametrize("day", TIMES)
def test_what_is_seen_on_a_picture_or_chart_is_said_in_words(day, decks):
    seen, view = at(WHOLE, day, TIMES[day])
    drawn = [s for slide in decks[day].slides for s in slide.shapes if not s.is_placeholder]
    kinds = [("chart" if s.has_chart else "picture") for s in drawn]
    assert sorted(kinds) == ["chart", "picture", "picture"]
    alts = {s.element.find(".//{*}cNvPr").get("descr") for s in drawn}
    assert alts == {alt for name, alt in say(seen, view).alts.items() if name != "apart"}
    (of_map,) = [alt for alt in alts if alt.startswith("Map")]
    russia = (forces(seen, view).marks["force_name"] == "Russia").sum()
    (counted,) = [part for part in of_map.split(", ") if part.startswith("Russia ")]
    assert 0 < int(counted.removeprefix("Russia ").rstrip(".")) <= russia


@pytest.mark.parametrize("day", TIMES)
def test_a_title_is_true_at_its_moment(day, decks):
    seen, view = at(WHOLE, day, TIMES[day])
    said = titles(decks[day])
    distances = side_by_side(seen, view)["distance"]
    opposed, known = int((distances == "opposed").sum()), forces(seen, view)
    counts = changes(seen, view).counts
    words = {1: "one", 3: "three", 2: "two", 7: "seven", 11: "eleven", 12: "twelve"}
    assert f"US and Russia are opposed on {words[opposed]} of {len(distances)} issues." in said
    new = words.get(known.new_places, str(known.new_places))
    assert (
        f"Forces are reported at {known.places} places, {new} of them new since {view.since}."
        in said
    )
    moved = words.get(counts["moved"], str(counts["moved"]))
    (changed,) = [t for t in said if t.startswith("Since ")]
    assert f"and {moved} moves of positions became known." in changed


@pytest.mark.parametrize("day", TIMES)
def test_positions_stand_in_two_columns_the_furthest_apart_first(day, decks):
    seen, view = at(WHOLE, day, TIMES[day])
    names = list(seen.parties.loc[list(view.compare), "name"])
    found = [
        slide
        for slide in decks[day].slides
        if names[0] in [holder.text_frame.text for holder in slide.placeholders]
    ]
    assert len(found) == 3
    for slide in found:
        by_idx = {p.placeholder_format.idx: p for p in slide.placeholders}
        assert [by_idx[idx].text_frame.text for idx in (1, 3)] == names
        assert by_idx[21].top == by_idx[22].top
        assert by_idx[21].left == by_idx[1].left < by_idx[22].left == by_idx[3].left
    words = [s.shapes.title.text_frame.text for s in found]
    assert "opposed" in words[0]
    assert "wide apart" in words[1]
    assert "within reach" in words[2]


def test_the_appendix_adds_the_tables_and_nothing_else_changes(decks):
    seen, view = at(WHOLE, "2022-01-14", TIMES["2022-01-14"])
    choices = Choices(note="Watch the written answers.", appendix=True)
    deck = Presentation(io.BytesIO(file("pptx", seen, view, choices)))
    plain = titles(decks["2022-01-14"])
    assert [t for t in titles(deck) if t in plain] == plain
    tables = [s.table for slide in deck.slides for s in slide.shapes if s.has_table]
    rows = sum(len(table.rows) - 1 for table in tables)
    assert rows == sum(len(section.rows) for section in brief(seen, view, choices).sections)
    assert not any(s.has_table for slide in decks["2022-01-14"].slides for s in slide.shapes)


def test_the_last_slide_names_who_published_what_the_slides_say_and_its_notes_hold_all(decks):
    deck = decks["2022-01-14"]
    made = brief(*at(WHOLE, "2022-01-14", TIMES["2022-01-14"]), Choices())
    last = deck.slides[len(deck.slides) - 1]
    said = next(p for p in last.placeholders if p.placeholder_format.idx == 1).text_frame.text
    for source in made.sources[: len(made.points[0].sources)]:
        assert source.publisher in said
    notes = last.notes_slide.notes_text_frame.text
    assert all(source.url in notes for source in made.sources)
    assert all(line in notes for line in made.statement)


@pytest.mark.parametrize("moment", ["1800", "1866-02", "1878-04"])
def test_a_crisis_that_no_code_knows_has_slides_that_say_so_where_nothing_is_known(
    moment, made_up: Record
):
    seen, view = at(made_up, moment)
    made = slides(brief(seen, view, Choices()), say(seen, view))
    assert all(slide.title and slide.topic for slide in made)
    if moment == "1800":
        assert {s.title for s in made} == {
            "No event announced for a later date is on record.",
            "No event is on record yet.",
            "No distance between Maranzul and Coralta is scored.",
            "No statement on record answers another.",
            "No number given by a party is on record.",
            "No events of the last four weeks are on record.",
            "Forces are reported at no places.",
            "No source is cited.",
        }


def test_one_section_is_a_deck_of_its_own():
    seen, view = at(WHOLE, "2022-01-14", TIMES["2022-01-14"])
    for key, kind in SECTIONS.items():
        made = slides(brief(seen, view, Choices((key,), picture="none")), say(seen, view))
        topics = [slide.topic for slide in made]
        assert topics[0] == "Key points"
        assert topics[-1] == "Sources"
        wanted = "Map" if key == "map" else kind.title
        assert set(topics[1:-1]) == {wanted}, key


def test_type_is_as_large_as_fits_and_what_never_fits_is_cut():
    assert size_that_fits(["word"], 10, 5, sizes=(20, 12)) == 20
    assert size_that_fits(["word " * 500], 10, 5, sizes=(20, 12)) == 12
    short = shortened("word " * 500, 12, 5, 3)
    assert short.endswith("…")
    assert high(short, 12, 5) <= 3 * 12 * 1.2 / 72
    assert shortened("word", 12, 5, 1) == "word"


@pytest.mark.parametrize("wider", [0.8, 0.9, 1.0, 1.1, 1.25, 1.5])
@pytest.mark.parametrize("day", TIMES)
def test_no_line_of_a_title_is_its_last_word_alone_however_wide_the_face(day, wider, decks):
    for slide in decks[day].slides:
        title = slide.shapes.title
        size = title.text_frame.paragraphs[0].runs[0].font.size.pt
        held = title.text.replace(UNBROKEN, "_")  # a place where no line is broken
        *before, last = fill(held, title.width / Inches(1) * 72 / wider, size)
        assert not before or "_" in last or " " in last, title.text


def test_a_title_of_few_words_is_as_it_was():
    assert hold_end("No source is cited.") == "No source is cited."
    assert hold_end("") == ""
    held = hold_end("102 of 281 sources back what these slides say.")
    assert held == f"102 of 281 sources back what these{UNBROKEN}slides{UNBROKEN}say."


@pytest.mark.parametrize("day", ["2022-01-09T18:21Z", "2022-02-18"])
def test_how_far_apart_as_the_picture_has_a_true_sentence_as_title_and_alt(day):
    seen, view = at(WHOLE, day)
    made = Presentation(io.BytesIO(file("pptx", seen, view, Choices(picture="apart"))))
    (slide,) = (slide for slide in made.slides if "issues measured" in slide.shapes.title.text)
    distances = side_by_side(seen, view)["distance"].value_counts()
    said = slide.shapes.title.text.replace(UNBROKEN, " ")
    (alt,) = (
        text
        for shape in slide.shapes
        if (text := shape.element.find(f".//{qn('p:cNvPr')}").get("descr"))
    )
    for name, n in distances.items():
        assert (f"{name} on {number(n)}" in said) == (n > 0)
        assert f"{name} {n}" in alt
    assert f"of the {number(int(distances.sum()))} issues" in said
    assert f"to {view.as_of}; at its end:" in alt


def test_nothing_to_measure_has_a_sentence_too():
    seen, view = at(WHOLE, "1900-01-01")
    assert say(seen, view).titles["apart"].startswith("No issue")
