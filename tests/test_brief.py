"""A brief carries its sources: every row has a number, every number a source, in every file."""

import io
import json
import socket
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from pptx import Presentation
from pypdf import PdfReader

from components.brief import pictures
from components.brief.make import KINDS, file
from components.brief.markdown import markdown
from components.brief.model import Brief, Choices, Row, Section, Source, brief, numbered
from components.brief.paper import PAPERS
from components.brief.sections import SECTIONS
from components.brief.sheets import xlsx
from components.brief.web import html
from components.ui import store
from data.asof import as_of, seen_by
from data.checks.run import check
from data.clock import Moment, parse
from data.export import package_zip
from data.load import Record, load
from data.package import shipped
from data.queries.events import timeline
from data.view import View
from tests import secrets
from tests.conftest import MADE_UP
from tests.pages import raised, session, texts, turn
from tests.walk import at, instants, leaves

ROOT = Path(__file__).parents[1]
WHOLE = load(shipped())
EVE = View.default(WHOLE).but(since=parse("2022-01-01"))
SEEN = seen_by(WHOLE, EVE)
FULL = Choices(note="Watch the written answers.\n=1+1")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {kind: file(kind, SEEN, EVE, FULL) for kind in KINDS}


class Page(HTMLParser):
    """What an HTML file says, and what it would run or fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.within = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.within = tag

    def handle_data(self, data):
        if self.within not in ("script", "style"):
            self.said.append(data)


def words_of(kind: str, content: bytes) -> str:
    """Read a file back as the text that a reader meets."""
    if kind == "pdf":
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
        return " ".join("\n".join(pages).split("\n"))
    if kind == "pptx":
        return "\n".join(said for slide in slides_of(content) for said in slide)
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(str(c.value) for s in book for row in s for c in row if c.value)
    return content.decode()


def slides_of(content: bytes) -> list[list[str]]:
    slides = []
    for slide in Presentation(io.BytesIO(content)).slides:
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        for shape in slide.shapes:
            if shape.has_table:
                said += [cell.text for row in shape.table.rows for cell in row.cells]
        if slide.has_notes_slide:
            said.append(slide.notes_slide.notes_text_frame.text)
        slides.append(said)
    return slides


@settings(max_examples=10)
@given(instants(WHOLE))
def test_every_row_has_a_source_and_every_source_is_used_once(instant):
    view = at(EVE, instant).but(since=None)
    made = brief(as_of(WHOLE, instant), view, Choices())
    rows = [row for section in made.sections for row in section.rows]
    assert all(row.sources for row in rows)
    assert numbered(rows) == {source.number for source in made.sources}
    assert len({(s.publisher, s.title, s.url) for s in made.sources}) == len(made.sources)


def test_the_sections_come_in_the_order_asked_for():
    made = brief(SEEN, EVE, Choices(("positions", "next")))
    assert [section.key for section in made.sections] == ["positions", "next"]
    with pytest.raises(KeyError):
        brief(SEEN, EVE, Choices(("nonsense",)))


def test_a_row_whose_sources_were_published_later_is_left_out_and_counted():
    events = SEEN.events.copy()
    scheduled = events.index[events["status"] == "scheduled"][0]
    events.at[scheduled, "cited"] = ()
    made = brief(SEEN.but(events=events), EVE, Choices(("next",)))
    assert events.at[scheduled, "title"] not in str(made)
    assert "Left out, as their sources were published later: 1 row." in made.statement


@pytest.mark.parametrize("kind", ["pdf", "pptx", "html", "md", "xlsx"])
def test_the_sources_of_a_file_are_those_of_the_model(kind, files):
    made, said = brief(SEEN, EVE, FULL), words_of(kind, files[kind])
    plain = "".join(said.replace("\\", "").split())
    for source in made.sources:
        assert "".join(source.url.replace("&", "&amp;" if kind == "html" else "&").split()) in plain
    for row in made.sections[0].rows:
        assert "".join(row.cells[1].split()) in plain


def test_the_endnotes_of_the_web_page_are_the_numbers_cited(files):
    page = Page(files["html"].decode())
    cited = {str(a["href"]) for tag, a in page.tags if tag == "a" and a.get("href", "")[:1] == "#"}
    notes = {f"#{a['id']}" for tag, a in page.tags if tag == "li" and "id" in a}
    assert cited == notes != set()


def test_the_web_page_fetches_nothing(files):
    page = Page(files["html"].decode())
    fetched = [
        str(a[name])
        for tag, a in page.tags
        for name in ("src", "srcset", "data", "poster")
        if a.get(name)
    ]
    assert fetched
    assert all(address.startswith("data:") for address in fetched)
    assert not [tag for tag, _ in page.tags if tag in ("link", "iframe", "object", "embed")]


def test_the_numbers_are_a_chart_that_can_be_edited(files):
    slides = Presentation(io.BytesIO(files["pptx"])).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    (section,) = (s for s in brief(SEEN, EVE, FULL).sections if s.key == "estimates")
    (chart,) = charts
    assert list(chart.plots[0].categories) == [name for name, _, _ in section.ranges]
    low, more = (series.values for series in chart.plots[0].series)
    assert [low or 0 for _, low, _ in section.ranges] == list(low)
    assert min(more) >= 0


def test_a_long_note_runs_over_no_slide():
    note = "word " * 800
    slides = slides_of(file("pptx", SEEN, EVE, Choices(("next",), note=note)))
    noted = [said for slide in slides for said in slide if "word" in said]
    assert "".join(noted).count("word") == 800
    assert max(said.count("\n") + 1 for said in noted) <= 20


def test_no_slide_that_goes_on_holds_one_row_alone(files):
    counts: dict[str, list[int]] = {}
    for slide in Presentation(io.BytesIO(files["pptx"])).slides:
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        for table in tables:
            title = slide.shapes[1].text_frame.text.removesuffix(", continued")
            counts.setdefault(title, []).append(len(table.rows) - 1)
    split = {title: rows for title, rows in counts.items() if len(rows) > 1}
    assert split
    assert [title for title, rows in split.items() if rows[-1] == 1] == []


def test_the_parties_that_a_timeline_tells_apart_differ_without_colour():
    named = pd.concat([timeline(SEEN, EVE).held, timeline(SEEN, EVE).ahead])["party_id"]
    fills = pictures._fills(SEEN, EVE, named)
    assert set(EVE.compare) <= set(fills)
    assert len(set(fills.values())) == len(fills)


def test_the_notes_of_each_slide_hold_the_sources_of_its_rows(files):
    made = brief(SEEN, EVE, FULL)
    for slide in slides_of(files["pptx"])[1:-1]:
        notes = slide[-1]
        assert notes.startswith("Sources")
        marks = [said.rpartition(" [")[2] for said in slide[:-1] if said.endswith("]")]
        for number in {n.strip() for mark in marks for n in mark.rstrip("]").split(",")}:
            assert f"[{number}] {made.sources[int(number) - 1].publisher}"[:20] in notes


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("text", ["2021-12-07", "2022-01-09T18:21Z", "2022-02-24"])
def test_one_page_is_one_page_and_its_sources_follow(paper, text):
    view = View.default(WHOLE).but(as_of=parse(text), since=parse("2021-12-01"))
    content = file("pdf", seen_by(WHOLE, view), view, Choices(length="page", note="Mine"), on=paper)
    first, *rest = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert all(kind.title in first for kind in SECTIONS.values())
    assert "This brief cites" not in first
    assert rest
    assert "This brief cites" in rest[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_choices_give_the_same_bytes_and_no_network(kind, files, monkeypatch):
    def refused(*_args: object) -> None:
        raise AssertionError("a brief asked the network")

    monkeypatch.setattr(socket.socket, "connect", refused)
    assert file(kind, SEEN, EVE, FULL) == files[kind]
    assert (
        file(kind, SEEN, EVE.but(area=""), Choices(("next",))) != files[kind] or kind == "geojson"
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["2021-12-17", "2022-01-09T18:21Z"])
def test_no_file_holds_a_word_of_what_became_known_later(kind, text):
    moment = parse(text)
    view = View.default(WHOLE).but(as_of=moment, since=parse("2021-12-01"))
    content = file(kind, seen_by(WHOLE, view), view, Choices())
    found = secrets.leaks(
        WHOLE.package.folder, words_of(kind, content), moment.last.to_pydatetime()
    )
    early = "\n".join(leaves(seen_by(WHOLE, view)))
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
    source = Source(1, "<b>Who</b>", "=cmd", "https://example.org/?a=<b>&c=1", "", "A", "reliable")
    rows = tuple(Row((cell, cell), (1,)) for cell in HOSTILE)
    section = Section("situation", "Situation", ("When", "What"), rows, "", 0)
    return Brief("=1+1", "<i>", "now", "", ("<u>",), "0", "<script>", (section,), (source,), ("x",))


def test_no_cell_runs_in_a_workbook():
    book = openpyxl.load_workbook(io.BytesIO(xlsx(hostile())))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds <= {"s", "n"}  # text, and nothing where a cell is empty
    assert "=1+1" in [cell.value for row in book["Situation"] for cell in row]
    assert "<f>" not in "".join(
        zipfile.ZipFile(io.BytesIO(xlsx(hostile()))).read(f"xl/worksheets/sheet{n}.xml").decode()
        for n in (1, 2, 3)
    )


def test_no_cell_is_a_tag_or_a_script_in_the_web_page():
    page = Page(html(hostile(), {}, {}))
    assert not {tag for tag, _ in page.tags} & {"script", "i", "u"}
    assert not [a for _, a in page.tags if str(a.get("href", "")).startswith("javascript")]


def test_a_chart_in_the_web_page_closes_no_script():
    events = SEEN.events.copy()
    events["title"] = "</script><script>alert(1)</script>"
    content = file("html", SEEN.but(events=events), EVE, Choices(("timeline",))).decode()
    assert "<script>alert(1)" not in content


def test_no_cell_is_a_link_or_a_tag_in_markdown():
    said = markdown(hostile())
    assert "<script" not in said.replace("\\<script", "")
    assert "](" not in said.replace("\\](", "")


def test_no_cell_is_code_in_the_pdf():
    from components.brief.paper import pdf

    said = "".join(words_of("pdf", pdf(hostile(), {})).split())
    assert all("".join(cell.split()) in said for cell in HOSTILE)


def test_the_map_is_geojson_that_names_its_sources(files):
    found = json.loads(files["geojson"])
    marks = [f for f in found["features"] if f["properties"]["layer"] == "forces"]
    assert marks
    known = set(SEEN.sources.index)
    assert all(set(mark["properties"]["sources"]) <= known for mark in marks)
    assert all(-180 <= f["geometry"]["coordinates"][0] <= 180 for f in found["features"])


@pytest.mark.parametrize("folder", [shipped(), MADE_UP], ids=lambda f: f.name)
def test_the_record_in_one_file_passes_its_checks(folder, tmp_path):
    whole = load(folder)
    content = package_zip(whole)
    assert content == package_zip(whole)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    unpacked = tmp_path / whole.package.name
    assert (unpacked / "LICENSE.txt").is_file()
    assert check(unpacked).faults == check(folder).faults == ()
    assert load(unpacked).digest == whole.digest


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "components.brief", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_one_command_gives_the_bytes_of_the_page(tmp_path: Path, files):
    out = tmp_path / "brief.md"
    done = command(
        "--as-of", EVE.as_of.text, "--since", "2022-01-01", "--note", FULL.note, "--to", str(out)
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert out.read_bytes() == files["md"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--to", "brief.doc"),
        ("--to", "brief.md", "--as-of", "soon"),
        ("--to", "b.md", "--address", "?x=1"),
    ],
)
def test_a_command_that_cannot_be_done_says_so_in_one_line(arguments, tmp_path, monkeypatch):
    done = command(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (ROOT / arguments[1]).exists()


def test_the_page_shows_what_the_brief_will_hold():
    page = turn(session({"since": "2022-01-01"}).run(), "briefing")
    assert raised(page) == []
    (shown,) = [body for body in texts(page) if "rl-brief" in body]
    assert all(section.title in shown for section in brief(SEEN, EVE, Choices()).sections)
    page.multiselect(key="brief_sections").set_value(["next"]).run()
    page.text_area(key="brief_note").set_value("<b>Mine</b>").run()
    (shown,) = [body for body in texts(page) if "rl-brief" in body]
    assert SECTIONS["positions"].title not in shown
    assert "&lt;b&gt;Mine" in shown


def test_the_page_says_what_to_do_where_nothing_is_chosen():
    page = turn(session().run(), "briefing")
    page.multiselect(key="brief_sections").set_value([]).run()
    assert raised(page) == []
    assert any("Choose at least one section" in body for body in texts(page))
    assert page.get("download_button") == []


def test_a_floor_and_a_source_left_out_hold_in_the_brief():
    floored = EVE.but(floor="B2")
    made = brief(store.seen(floored), floored, Choices())
    assert {source.reliability for source in made.sources} <= {"A", "B"}
    assert any("at least B2" in words for words in made.shown)


def test_the_moment_of_a_brief_is_said_in_it(files):
    assert str(Moment(EVE.as_of.last, EVE.as_of.first, EVE.as_of.precision)) in words_of(
        "pdf", files["pdf"]
    )
    assert SEEN.digest in words_of("md", files["md"])


def test_the_made_up_crisis_lies_where_it_should():
    assert MADE_UP.is_dir()


def test_a_brief_says_which_rows_fall_without_a_source_left_out_and_counts_them_alike():
    plain = View.default(WHOLE).but(as_of=parse("2022-02-01"))
    events = seen_by(WHOLE, plain).events.sort_values("when")["cited"]
    alone = next(cited[0] for cited in reversed(list(events)) if len(cited) == 1)
    view = plain.but(left_out=(alone,))
    told, before = (brief(seen_by(WHOLE, v), v, Choices()) for v in (view, plain))
    cells, others = (
        [cell for s in made.sections for row in s.rows for cell in row.cells]
        for made in (told, before)
    )
    words = f"falls without {WHOLE.sources.at[alone, 'publisher']}"
    assert [cell for cell in cells if words in cell]
    assert not [cell for cell in others if "falls without" in cell]
    assert len(cells) == len(others)
    assert any("tried without" in said for said in told.shown)


def test_a_view_of_what_is_not_known_yet_still_makes_a_brief():
    view = View.default(WHOLE).but(
        as_of=parse("1990-01-01"),
        left_out=(WHOLE.sources.index[-1],),
        person=(WHOLE.people.index[-1],),
        topic=(WHOLE.issues.index[0],),
    )
    shown = " ".join(brief(seen_by(WHOLE, view), view, Choices()).shown)
    assert WHOLE.people["name"].iloc[-1] not in shown
    assert WHOLE.issues["short_title"].iloc[0] not in shown
    assert WHOLE.sources["publisher"].iloc[-1] not in shown
