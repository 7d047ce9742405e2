"""What a brief says, its files say: with its sources, nothing later, and nothing that runs."""

import io
import re
import socket
import subprocess
import sys
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest
from pptx import Presentation

from components.brief.make import KINDS, file
from components.brief.markdown import markdown
from components.brief.model import JUDGEMENT, Brief, Choices, Row, Section, Source, brief
from components.brief.paper import pdf
from components.brief.points import EDITED, KeyPoint, runs
from components.brief.slides.deck import BARS, slides
from components.brief.slides.messages import Says
from components.brief.slides.writer import pptx
from components.brief.support import LATER
from components.brief.web import SCRIPT, html
from components.figures.kit.theme import theme
from data.asof import seen_by
from data.clock import Moment, parse
from data.load import Record, load
from data.package import shipped
from data.view import View
from tests.support import secrets
from tests.support.reading import Page, slides_of, words_of
from tests.support.walk import leaves

ROOT = Path(__file__).parents[2]
WHOLE = load(shipped())
EVE = View.default(WHOLE).but(since=parse("2022-01-01"))
SEEN = seen_by(WHOLE, EVE)
LIGHT, DARK = theme(WHOLE, "light"), theme(WHOLE, "dark")
FULL = Choices(note="Watch the written answers.\n=1+1")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {kind: file(kind, SEEN, EVE, FULL) for kind in KINDS}


@pytest.mark.parametrize("kind", ["pdf", "pptx", "html", "md", "xlsx"])
def test_the_sources_of_a_file_are_those_of_the_model(kind, files):
    made, said = brief(SEEN, EVE, FULL), words_of(kind, files[kind])
    plain = "".join(said.replace("\\", "").split())
    for source in made.sources:
        assert "".join(source.url.replace("&", "&amp;" if kind == "html" else "&").split()) in plain
    whole = plain.replace("-", "")  # paper breaks words at the end of a line
    for row in made.sections[0].rows:
        assert "".join(row.cells[1].split()).replace("-", "") in whole


@pytest.mark.parametrize("kind", ["pdf", "pptx", "html", "md"])
def test_every_file_says_how_many_more_are_on_record(kind, files):
    content = file(kind, SEEN, EVE, replace(FULL, appendix=True)) if kind == "pptx" else files[kind]
    said = " ".join(words_of(kind, content).split())
    left_out = [section.left_out for section in brief(SEEN, EVE, FULL).sections if section.more]
    assert len(left_out) >= 3
    assert all(label in said for label in left_out)


def test_what_is_shown_and_what_is_left_out_are_all_that_is_on_record():
    sections = brief(SEEN, EVE, Choices(("situation", "estimates"))).sections
    counts = [len(section.rows) + section.more for section in sections]
    held = (SEEN.events["status"] == "occurred").sum()
    numbers = SEEN.estimates["measure"].isin(["total", "projection"]).sum()
    assert counts == [2 + held, numbers]  # two parties gave a number that leads


def test_a_stance_in_markdown_says_whose_it_is(files):
    lines = files["md"].decode().splitlines()
    (line,) = [line for line in lines if line.startswith("- **NATO enlargement** ")]
    assert "** United States of America: rejects, restated 9 Jan 2022" in line
    assert "; Russian Federation: demands, restated 24 Dec 2021: " in line


def test_in_markdown_a_statement_and_a_number_say_whose_they_are():
    seen, view = SEEN, EVE
    lines = file("md", seen, view, Choices(("exchanges", "estimates", "changes"))).decode()
    assert re.search(r"- \*\*9 Jan 2022\*\* US, Antony Blinken: “", lines)
    assert "**9 Jan 2022** Antony Blinken (US); 100,000;" in lines
    assert re.search(r"- \*\*Position moved\*\* .*; Russia: ", lines)


def test_the_endnotes_of_the_web_page_are_the_numbers_cited(files):
    page = Page(files["html"].decode())
    cited = {str(a["href"]) for tag, a in page.tags if tag == "a" and a.get("href", "")[:1] == "#"}
    notes = {f"#{a['id']}" for tag, a in page.tags if tag == "li" and "id" in a}
    assert {link for link in cited if link.startswith("#source")} <= notes
    made = brief(SEEN, EVE, FULL)
    rows = [*made.points, *(row for section in made.sections for row in section.rows)]
    ends = {f"#source-{end}" for row in rows for run in runs(row.sources) for end in run}
    assert ends == {link for link in cited if link.startswith("#source")} != set()
    assert cited - ends == {"#endnotes", *(f"#{section.key}" for section in made.rest)}


def test_the_numbers_are_a_chart_that_can_be_edited(files):
    deck = Presentation(io.BytesIO(files["pptx"])).slides
    charts = [shape.chart for slide in deck for shape in slide.shapes if shape.has_chart]
    (section,) = (s for s in brief(SEEN, EVE, FULL).sections if s.key == "estimates")
    (chart,) = charts
    newest = section.ranges[-BARS:]
    assert list(chart.plots[0].categories) == [name for name, _, _ in newest]
    low, more = (series.values for series in chart.plots[0].series)
    assert [low or 0 for _, low, _ in newest] == list(low)
    assert min(more) >= 0


def test_a_long_note_runs_over_no_slide():
    note = "word " * 800
    deck = slides_of(file("pptx", SEEN, EVE, Choices(("next",), note=note)))
    noted = [said for slide in deck for said in slide if "word" in said]
    assert "".join(noted).count("word") == 800
    assert max(said.count("\n") + 1 for said in noted) <= 16


def test_no_slide_that_goes_on_holds_one_row_alone():
    counts: dict[str, list[int]] = {}
    content = file("pptx", SEEN, EVE, replace(FULL, appendix=True))
    for slide in Presentation(io.BytesIO(content)).slides:
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        for table in tables:
            title = slide.shapes.title.text_frame.text.removesuffix(", continued")
            counts.setdefault(title, []).append(len(table.rows) - 1)
    split = {title: rows for title, rows in counts.items() if len(rows) > 1}
    assert split
    assert [title for title, rows in split.items() if rows[-1] == 1] == []


def test_the_notes_of_each_slide_hold_the_sources_of_its_rows(files):
    made = brief(SEEN, EVE, FULL)
    sourced = [s for s in slides_of(files["pptx"])[1:-1] if JUDGEMENT not in s]
    for slide in sourced:
        notes = slide[-1]
        assert notes.startswith("Sources")
        marks = [said.rpartition(" [")[2] for said in slide[:-1] if said.endswith("]")]
        numbers = {
            int(n)
            for mark in marks
            for run in mark.rstrip("]").split(",")
            for n in run.strip().split("–")
            if run != LATER.strip("[]")
        }
        for number in numbers:
            assert f"[{number}] {made.sources[int(number) - 1].publisher}"[:20] in notes


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_choices_give_the_same_bytes_and_no_network(kind, files, monkeypatch):
    def refused(*_args: object) -> None:
        raise AssertionError("a brief asked the network")

    monkeypatch.setattr(socket.socket, "connect", refused)
    assert file(kind, SEEN, EVE, FULL) == files[kind]
    assert (
        file(kind, SEEN, EVE.but(area=""), Choices(("next",))) != files[kind] or kind == "geojson"
    )


@lru_cache(maxsize=1)
def known_by(text: str) -> tuple[Record, View, str]:
    """Return the record as seen at a moment, the view of it, and all its words."""
    view = View.default(WHOLE).but(as_of=parse(text), since=parse("2021-12-01"))
    seen = seen_by(WHOLE, view)
    return seen, view, "\n".join(leaves(seen))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["2021-12-17", "2022-01-09T18:21Z"])
def test_no_file_holds_a_word_of_what_became_known_later(kind, text):
    seen, view, early = known_by(text)
    said = words_of(kind, file(kind, seen, view, Choices()))
    found = secrets.leaks(WHOLE.package.folder, said, view.as_of.last.to_pydatetime())
    # A file's own space after an early cell makes it look like the middle of a later one.
    assert [words for words in found if words.strip() not in early] == []


def test_the_search_for_leaks_in_a_file_finds_one(files):
    early = pd.Timestamp("2021-11-01", tz="UTC").to_pydatetime()
    assert secrets.leaks(WHOLE.package.folder, words_of("pdf", files["pdf"]), early)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("moment", ["1800", "1866-02", "1878-04", "1950-01-01T00:00Z"])
def test_a_crisis_that_no_code_knows_makes_every_file(kind, moment, made_up: Record):
    view = View.default(made_up).but(as_of=parse(moment))
    assert file(kind, seen_by(made_up, view), view, Choices())


HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "](javascript:alert(1))",
    "#eval",
)


def hostile() -> Brief:
    source = Source(
        1, "<b>Who</b>", "=cmd", "https://example.org/?a=<b>&c=1", "", "A", "reliable", "=cmd"
    )
    rows = tuple(Row((cell, cell), (1,)) for cell in HOSTILE)
    section = Section("situation", "Situation", ("When", "What"), rows, "", 0)
    point = KeyPoint("<i>", "", " ".join(HOSTILE), "<u>", (1,), "", EDITED)
    parts = ((section,), (source,), ("x",))
    return Brief("=1+1", "<i>", "now", "", ("<u>",), "0", "<script>", *parts, points=(point,))


def test_the_numbers_of_sources_stand_beside_words():
    """In an empty cell under `People`, the number of a source is a number of people."""
    row = Row(("Kursk", "", "Russia", "Tanks", ""), (7,))
    assert row.cited_at == 3
    columns = ("Place", "When", "Force", "What", "People")
    section = Section("map", "Forces", columns, (row,), "", 0)
    source = Source(7, "TASS", "Tanks", "", "", "B", "usually reliable", "Tanks")
    made = Brief("Title", "x", "now", "", (), "0", "", (section,), (source,), ("x",))
    assert ">Tanks<sup>" in html(made, {}, LIGHT, DARK)
    deck = slides(made, Says(), appendix=True)
    (slide,) = [s for s in slides_of(pptx(made, deck, {}, LIGHT)) if "Kursk" in s]
    assert "Tanks [7]" in slide
    assert " [7]" not in slide
    words = words_of("pdf", pdf(made, {}, LIGHT))
    assert "Tanks7" in "".join(words.split())


def test_no_cell_is_a_tag_or_a_script_in_the_web_page():
    written = html(hostile(), {}, LIGHT, DARK)
    page = Page(written)
    assert not {tag for tag, _ in page.tags} & {"i", "u"}
    (own,) = re.findall(r"<script[^>]*>(.*?)</script>", written, re.S)
    assert own == SCRIPT.read_text(encoding="utf-8")
    assert not [a for _, a in page.tags if str(a.get("href", "")).startswith("javascript")]


def test_no_cell_in_a_chart_or_a_picture_of_the_web_page_is_a_script():
    hostile = "</script><script>alert(1)</script>"
    numbers = SEEN.estimates.assign(scope=hostile, said=hostile)
    events, places = SEEN.events.assign(title=hostile), SEEN.places.assign(name=hostile)
    seen = SEEN.but(events=events, estimates=numbers, places=places)
    content = file("html", seen, EVE, Choices(("timeline", "estimates", "map"))).decode()
    assert "<script>alert(1)" not in content
    assert content.count("&lt;script&gt;alert(1)") > 10


def test_no_cell_is_a_link_or_a_tag_in_markdown():
    said = markdown(hostile())
    assert "<script" not in said.replace("\\<script", "")
    assert "](" not in said.replace("\\](", "")


def test_no_cell_is_code_in_the_pdf():
    said = "".join(words_of("pdf", pdf(hostile(), {}, LIGHT)).replace("\u200b", "").split())
    assert all("".join(cell.split()) in said for cell in HOSTILE)


def test_the_moment_of_a_brief_is_said_in_it(files):
    assert str(Moment(EVE.as_of.last, EVE.as_of.first, EVE.as_of.precision)) in words_of(
        "pdf", files["pdf"]
    )
    assert SEEN.digest in words_of("md", files["md"])


def test_what_only_files_want_is_not_loaded_before_the_first_of_them() -> None:
    makers = ("typst", "pptx", "fontTools.subset")
    script = f"""
import sys
import components.server, components.ui.pages.briefing, components.ui.pages.downloads
print([name for name in {makers!r} if name in sys.modules])
"""
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
