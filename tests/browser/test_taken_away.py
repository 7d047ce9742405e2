"""The files that a browser takes away are what they are called, whatever becomes of the record."""

import json
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from components.brief.__main__ import main as brief
from data.load import load
from tests.browser.conftest import Open, settled
from tests.browser.serving import serving
from tests.conftest import MADE_UP

AS_OF = "2022-01-14"
OVER = """() => [...document.querySelectorAll("sup")].filter((sup) => {
  const cell = sup.closest("td, li").getBoundingClientRect();
  return sup.getBoundingClientRect().right > cell.right + 1;
}).length"""


def taken(page: Page, name: str, to: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    file = to / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_the_web_page_taken_away_is_the_brief_and_opens_from_disk(
    visit: Open, browser: Browser, tmp_path: Path
) -> None:
    file = taken(visit(f"/briefing?as_of={AS_OF}"), "Web page", tmp_path)
    assert file.suffix == ".html"
    same = tmp_path / "same.html"
    assert brief(["--as-of", AS_OF, "--to", str(same)]) == 0
    assert file.read_bytes() == same.read_bytes()
    opened = browser.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(file.as_uri())
    expect(opened.get_by_role("heading", level=1)).to_be_visible()
    expect(opened.get_by_role("heading", name="Sources")).to_be_visible()
    words = opened.locator("body").inner_text()
    assert "14 Jan 2022" in words
    assert len(file.read_bytes()) < 1_500_000
    expect(opened.get_by_role("heading", name="Key points")).to_be_visible()
    assert "You need to enable JavaScript" not in file.read_text(encoding="utf-8")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert not re.search(r"stcore|streamlit", words, re.IGNORECASE)
    opened.close()


BEGINS = {  # a kind's button, its first bytes, and a part of it that only a brief has
    "PDF": (b"%PDF-", b"/Type/Pages"),
    "Slides": (b"PK\x03\x04", b"ppt/slides/slide1.xml"),
    "Workbook": (b"PK\x03\x04", b"xl/worksheets/sheet1.xml"),
    "Markdown": (b"# ", b"## Key points"),
    "Map (GeoJSON)": (b"{", b'"FeatureCollection"'),
}


def test_every_kind_that_is_taken_away_is_what_its_button_says(visit: Open, tmp_path: Path) -> None:
    page = visit(f"/briefing?as_of={AS_OF}")
    for name, (begins, holds) in BEGINS.items():
        content = taken(page, name, tmp_path).read_bytes()
        assert content.startswith(begins), name
        assert holds in content, name
        assert b"You need to enable JavaScript" not in content


def test_what_is_taken_away_opens_in_what_reads_its_kind(visit: Open, tmp_path: Path) -> None:
    page = visit(f"/briefing?as_of={AS_OF}")
    assert len(PdfReader(taken(page, "PDF", tmp_path)).pages) > 5
    slides = Presentation(str(taken(page, "Slides", tmp_path))).slides
    assert 8 <= len(slides) <= 14
    assert all(slide.shapes.title.text_frame.text for slide in slides)
    book = openpyxl.load_workbook(taken(page, "Workbook", tmp_path))
    assert book.sheetnames[0] == "About"
    assert book.sheetnames[-1] == "Sources"
    found = json.loads(taken(page, "Map (GeoJSON)", tmp_path).read_bytes())
    assert {feature["type"] for feature in found["features"]} == {"Feature"}
    page.get_by_text("Slides with an appendix of tables").click()
    more = Presentation(str(taken(settled(page), "Slides", tmp_path))).slides
    assert len(more) > len(slides) + 10
    assert [s for s in more if any(shape.has_table for shape in s.shapes)]


@pytest.mark.parametrize("width", [1280, 390])
def test_no_number_of_a_source_runs_over_the_margin_of_the_web_page(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "brief.html"
    assert brief(["--as-of", "2022-02-24", "--since", "2022-02-18", "--to", str(file)]) == 0
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVER) == 0
    page.close()


def test_a_record_edited_while_it_is_served_is_handed_out_as_it_was(
    browser: Browser, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(MADE_UP, tmp_path / "crisis"))
    with serving(env={"REDLINES_RECORD": str(folder)}) as server:
        (folder / "draft.md").write_text("an informant's name")
        for table in (folder / "tables").iterdir():
            table.write_text(table.read_text(encoding="utf-8").replace(",", ";")[:400])
        page = browser.new_page()
        page.goto(f"{server.url}/sources?as_of=1878-04-30&show=downloads")
        settled(page)
        file = taken(page, "The whole record (data package)", tmp_path)
        page.goto(f"{server.url}/sources?as_of=1878-04-30&show=checks")
        settled(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        page.close()
        assert "Traceback" not in server.read_output()
    with zipfile.ZipFile(file) as archive:
        assert not any("draft" in name for name in archive.namelist())
        archive.extractall(tmp_path)
    assert load(tmp_path / load(MADE_UP).package.name).digest == load(MADE_UP).digest


def test_a_narrowed_table_is_in_the_address_and_going_back_widens_it(visit: Open) -> None:
    page = visit("/timeline")
    page.locator("summary", has_text="The same as a table").click()
    rows = page.locator("[class*=st-key-table_events_tools]")
    whole = rows.get_by_text(re.compile(r"^\d+ rows$"))
    expect(whole).to_be_visible()
    rows.locator("summary[aria-label^=Status]").click()
    rows.get_by_role("group", name="Status", exact=True).get_by_text("announced (").click()
    expect(page).to_have_url(re.compile(r"narrow=events(~|%7E)Status"))
    some = rows.get_by_text(re.compile(r"^\d+ of \d+ rows$"))
    expect(some).to_be_visible()
    settled(page).reload()
    expect(some).to_be_visible()
    settled(page).go_back()
    expect(page).not_to_have_url(re.compile("narrow="))
    expect(some).to_have_count(0)
