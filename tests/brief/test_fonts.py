"""Every letter of a file is drawn by some font, or the maker is told which are not."""

from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont

from components.brief import fonts, paper, pictures
from components.brief.__main__ import main
from components.brief.fonts import Face
from components.brief.make import file, unshown
from components.brief.model import Choices, brief
from components.figures.kit import ruler
from components.ui import live
from data.asof import seen_by
from data.clock import parse
from data.load import Record, load
from data.view import View
from tests.support.pages import raised, session, texts, turn
from tests.support.reading import words_of
from tests.support.rewritten import SCRIPTS, TITLES, rewritten

HAN = SCRIPTS["parties"]["maranzul"]["short_name"]
ARABIC = SCRIPTS["parties"]["coralta"]["short_name"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rewritten(tmp_path_factory.mktemp("fonts") / "crisis", SCRIPTS)


@pytest.fixture(scope="module")
def scripts(folder: Path) -> Record:
    return load(folder)


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine have no fonts but those that are shipped."""
    monkeypatch.setattr(fonts, "installed", lambda: (fonts._shipped(),))
    live._watches.clear()


def made_font(folder: Path, family: str, letters: str) -> Face:
    """Write a font that draws each of the letters as an A, and return its face."""
    font = TTFont(ruler.FACES[400])
    for table in font["cmap"].tables:
        table.cmap = {ord(letter): "A" for letter in letters} if table.isUnicode() else {}
    for number in (1, 4, 16):
        font["name"].setName(family, number, 3, 1, 0x409)
        font["name"].setName(family, number, 1, 0, 0)
    file = folder / f"{family}.ttf"
    font.save(file)
    return Face(family, str(file))


def last(record: Record) -> tuple[Record, View]:
    view = View.default(record).but(as_of=parse("1878-05"))
    return seen_by(record, view), view


@pytest.mark.parametrize(
    "text", ["Coralta", "Шойгу, «Ґанок»", "½ ² — “a” → ▲ ≤ −3", "Nguyễn", "\u2068"]
)
def test_letters_of_europe_want_no_other_font(text: str) -> None:
    assert fonts.for_paper(text) == fonts.for_pictures(text) == fonts.Fonts()


@pytest.mark.usefixtures("bare_machine")
def test_arabic_and_hebrew_are_shown_on_every_machine() -> None:
    for text in (ARABIC, SCRIPTS["people"]["quiroga"]["name"]):
        assert fonts.for_paper(text).families == (fonts.SHIPPED,)
        assert fonts.for_pictures(text).missing == ""


def test_letters_that_come_with_the_code_open_no_font_of_the_machine(monkeypatch) -> None:
    monkeypatch.setattr(fonts, "installed", lambda: pytest.fail("they take time and memory"))
    assert fonts.for_paper(ARABIC).families == (fonts.SHIPPED,)


@pytest.mark.usefixtures("bare_machine")
def test_what_no_font_has_is_named_with_what_to_install() -> None:
    found = fonts.for_paper(f"{HAN} ก 🚨 {ARABIC}")
    assert set(found.missing) == {*HAN, "ก", "🚨"}
    said = fonts.advice(found.missing)
    for wanted in (*HAN, "Noto Sans CJK", "Noto Sans Thai", "Noto Emoji"):
        assert wanted in said


def test_the_font_with_the_most_of_the_letters_comes_first(tmp_path, monkeypatch) -> None:
    some = made_font(tmp_path, "Some", "马兰")
    wide = made_font(tmp_path, "Wide", "马兰祖")
    rest = made_font(tmp_path, "Rest", "尔กข")
    monkeypatch.setattr(fonts, "installed", lambda: (fonts._shipped(), some, rest, wide))
    assert fonts.for_pictures("马兰祖尔 a").families == ("Wide", "Rest")
    assert fonts.for_pictures("马").families == ("Some",)
    assert fonts.for_pictures("马艦") == fonts.Fonts((some,), "艦")


def test_a_file_that_is_no_font_covers_nothing(tmp_path: Path) -> None:
    broken = Face("Broken", str(tmp_path / "broken.ttf"))
    Path(broken.path).write_bytes(b"no font")
    assert not fonts._letters(broken)
    assert not fonts._letters(Face("Gone", str(tmp_path / "gone.ttf")))


def test_a_picture_takes_a_font_that_has_its_letters(scripts, tmp_path, monkeypatch) -> None:
    letters = "".join(sorted({*HAN, *SCRIPTS["places"]["fort-aurelio"]["name"]} - {" "}))
    wide = made_font(tmp_path, "Made for a test", letters)
    seen, view = last(scripts)
    svg = pictures.picture("map", seen, view)
    monkeypatch.setattr(fonts, "installed", lambda: (fonts._shipped(),))
    assert set(fonts.for_pictures(pictures.words(svg)).missing) == set(letters)
    without = pictures.png(svg)
    monkeypatch.setattr(fonts, "installed", lambda: (fonts._shipped(), wide))
    assert fonts.for_pictures(pictures.words(svg)) == fonts.Fonts((wide,))
    found = typst.Fonts(include_system_fonts=False, font_paths=[fonts.FOLDER, tmp_path])
    monkeypatch.setattr(fonts, "_typst_fonts", lambda _system: found)
    assert pictures.png(svg) != without


def test_the_shipped_record_looks_at_no_font_of_the_machine(record, monkeypatch) -> None:
    def look() -> None:
        raise AssertionError("its files are to be the same on every machine")

    monkeypatch.setattr(fonts, "installed", look)
    view = View.default(record)
    seen = seen_by(record, view)
    assert not paper._fonts(brief(seen, view, Choices())).faces
    assert not unshown(seen, view, Choices())


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_a_file_is_made_where_letters_are_missing_and_says_which(scripts, kind) -> None:
    seen, view = last(scripts)
    assert file(kind, seen, view, Choices())
    said = unshown(seen, view, Choices())[kind]
    assert "install a font such as " in said
    assert "Noto Sans CJK" in said
    assert ("🚨" in said) == (kind == "pdf"), "in no picture"


@pytest.mark.parametrize("kind", ["html", "md", "xlsx", "geojson"])
def test_a_file_that_is_shown_by_the_reader_s_own_fonts_lacks_none(scripts, kind) -> None:
    seen, view = last(scripts)
    assert kind not in unshown(seen, view, Choices())
    if kind != "geojson":
        said = words_of(kind, file(kind, seen, view, Choices()))
        assert all(title in said for title in TITLES.values())


@pytest.mark.usefixtures("bare_machine")
def test_the_command_says_in_one_line_which_letters_are_missing(folder, tmp_path, capsys) -> None:
    asked = ["--record", str(folder), "--as-of", "1878-05", "--to"]
    assert main([*asked, str(tmp_path / "brief.pdf")]) == 0
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("brief.pdf cannot show ")
    assert "install a font such as" in said
    assert main([*asked, str(tmp_path / "brief.md")]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("bare_machine")
def test_the_briefing_page_says_which_files_lack_letters(folder, monkeypatch) -> None:
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    at = session({"as_of": "1878-05"}).run()
    at = at.switch_page("pages/briefing.py").run()
    assert not raised(at)
    said = [text for text in texts(at) if "cannot show" in text]
    assert any("PDF cannot show" in text and "🚨" in text for text in said)
    assert any("Slides cannot show" in text and "兰" in text for text in said)


@pytest.mark.usefixtures("bare_machine")
def test_the_briefing_page_says_nothing_of_letters_that_are_shown() -> None:
    at = turn(session().run(), "briefing")
    assert not raised(at)
    assert not any("cannot show" in text for text in texts(at))
