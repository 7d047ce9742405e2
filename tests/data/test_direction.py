"""Words that run from right to left leave what stands beside them where it is."""

import csv
import io
import json
from pathlib import Path
from unicodedata import name as name_of

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.brief.make import file
from components.brief.model import Choices
from components.figures.kit.ruler import cut, fill, width, wrap
from components.figures.kit.theme import theme
from components.figures.map.deck import deck
from components.figures.map.names import shape_letters
from components.ui.elements import layout
from data import export
from data.asof import as_of, seen_by
from data.clock import parse
from data.direction import FIRST, LAST, WHOLE, balance, bare, holds_backward, isolate
from data.load import TABLES, Record, load
from data.queries.exchanges import threads
from data.queries.forces.forces import forces
from data.queries.positions.positions import side_by_side
from data.view import View
from data.words import difference
from tests.support.reading import Page, words_of
from tests.support.rewritten import SCRIPTS, TITLES, rewritten

ARABIC, HEBREW = "كورالتا", "אלאודורה קירוגה"
LETTERS = st.sampled_from(f"ab 1,(){ARABIC}{HEBREW}")


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return load(rewritten(tmp_path_factory.mktemp("scripts") / "crisis", SCRIPTS))


def exposed(text: str) -> list[str]:
    """Return the lines in which right-to-left letters are not set apart from what is beside."""
    wrong = []
    for line in text.split("\n"):
        left, found = line, 1
        while found:
            left, found = WHOLE.subn("", left)
        if holds_backward(left):
            wrong.append(line)
    return wrong


@given(st.text(LETTERS))
def test_a_text_is_set_apart_once_and_read_back_as_it_was(text: str) -> None:
    once = isolate(text)
    assert isolate(once) == once
    assert bare(once) == text
    assert (once != text) == holds_backward(text)
    assert not exposed(f"{once}, 14 Jan 1878")


def test_a_text_without_right_to_left_letters_is_untouched() -> None:
    for text in ("Coralta", "Шойгу", "马兰祖尔", "軍艦", "ประเทศไทย", "🚨 6", "½ ²"):
        assert isolate(text) == text


def test_what_turns_the_direction_of_others_is_set_apart_too() -> None:
    assert isolate("a\u202eb") == f"{FIRST}a\u202eb{LAST}"


@given(st.lists(st.text(LETTERS, min_size=1).map(isolate), min_size=1), st.integers(60, 300))
def test_a_broken_text_closes_in_each_line_what_it_sets_apart(cells, room) -> None:
    joined = ", ".join(cells)
    for lines in (
        wrap(joined, room, 4),
        cut(joined, room, 2),
        fill(joined, room),
        balance(joined.split(" ")),
    ):
        for line in lines:
            assert line.count(FIRST) == line.count(LAST)
            assert not exposed(line)


def test_marks_of_direction_take_no_room() -> None:
    assert width(isolate(ARABIC)) == width(ARABIC)


def test_the_map_is_given_letters_in_the_order_and_shapes_in_which_they_are_seen() -> None:
    assert shape_letters(isolate("אב (ג) 7")) == "7 (ג) בא"
    joined = shape_letters(isolate("بحر"))
    assert [name_of(letter) for letter in joined] == [
        "ARABIC LETTER REH FINAL FORM",
        "ARABIC LETTER HAH MEDIAL FORM",
        "ARABIC LETTER BEH INITIAL FORM",
    ]
    for text in ("Coralta", "要塞 7", "Ельня"):
        assert shape_letters(text) == text


def test_the_full_map_holds_no_mark_of_direction_that_it_would_draw(tmp_path: Path) -> None:
    places = {"fort-aurelio": {"name": "حصن"}, "estero-ford": {"name": HEBREW}}
    record = load(rewritten(tmp_path / "crisis", {"places": places}))
    view = View.default(record).but(as_of=parse("1878-05"))
    drawn = json.loads(
        deck(forces(seen_by(record, view), view), view, theme(record, "light")).to_json()
    )
    named = [row["t"] for layer in drawn["layers"] for row in layer["data"] if "t" in row]
    assert shape_letters("حصن") in named
    assert HEBREW[::-1] in named


def test_words_that_changed_are_read_as_one_text_and_not_set_apart_one_by_one() -> None:
    old, new = isolate("يجب إلغاء الرسوم كلها"), isolate("يجب إلغاء الرسوم بعضها")
    runs = difference(old, new)
    assert [kind for kind, _ in runs] == ["same", "gone", "new"]
    assert FIRST not in "".join(words for _, words in runs)
    page = Page(
        layout._templates()
        .from_string('{% from "macros.html" import runs_of %}{{ runs_of(runs) }}')
        .render(runs=runs)
    )
    assert [tag for tag, _ in page.tags] == ["bdi", "del", "ins"]
    assert FIRST not in "".join(page.texts)


def test_no_template_can_forget_a_name_from_right_to_left() -> None:
    made = layout._templates().from_string('<p title="{{ a }}, 1878">{{ a }}, {{ b }} {{ u }}</p>')
    said = made.render(a=ARABIC, b="<b>", u=f"https://archive.example/{ARABIC}")
    assert said == (
        f'<p title="{FIRST}{ARABIC}{LAST}, 1878">{FIRST}{ARABIC}{LAST}, &lt;b&gt; '
        f"https://archive.example/{ARABIC}</p>"
    )


def test_an_answer_s_date_stays_beside_its_word(scripts: Record) -> None:
    seen = as_of(scripts, scripts.last)
    view = View.default(scripts).but(claim="maranzul-vidaurre-1878-03-14-later")
    rows = threads.thread(seen, view).set_index("claim_id", drop=False)
    answered = rows.at["maranzul-vidaurre-1878-03-14-later", "answered_label"]
    assert HEBREW in answered or ARABIC in answered
    assert not exposed(answered)
    assert not exposed("\n".join(side_by_side(seen, view)["short_title"]))


@pytest.mark.parametrize("kind", ["md", "html", "pptx", "xlsx"])
def test_no_file_lets_a_name_move_what_is_beside_it(scripts: Record, kind: str) -> None:
    last = View.default(scripts).but(as_of=parse("1878-05"))
    content = file(kind, seen_by(scripts, last), last, Choices(appendix=True))
    if kind == "html":
        lines = [said for said in Page(content.decode()).texts if "Plotly" not in said]
    else:
        lines = words_of(kind, content).split("\n")
    lines = [line.strip() for line in lines]
    assert any(TITLES["1877-11-river-dues"] in line for line in lines)
    if kind == "xlsx":  # what fills a cell of its own has nothing beside it
        lines = [line for line in lines if line not in cells_of(scripts)]
    assert not exposed("\n".join(lines))


def cells_of(record: Record) -> set[str]:
    """Return the texts of the record, each as its table has it."""
    tables = (record.table(name) for name in TABLES)
    columns = (table[column] for table in tables for column in table.select_dtypes("str"))
    return {bare(cell) for column in columns for cell in column.dropna()}


def test_a_table_taken_away_holds_the_cells_of_the_file(scripts: Record) -> None:
    seen = as_of(scripts, scripts.last)
    for table, rows in SCRIPTS.items():
        given = csv.DictReader(io.StringIO(export.table_csv(seen, table).decode(), newline=""))
        found = {next(iter(row.values())): row for row in given}
        for key, cells in rows.items():
            if key in found:
                assert {c: found[key][c] for c in cells} == cells
    assert FIRST.encode() not in export.all_csv(seen)


def test_only_cells_with_right_to_left_letters_are_set_apart(record: Record) -> None:
    for name, table in record.package.tables.items():
        for field in table.fields:
            if table.holds_words(field):
                for cell in record.table(name)[field.name]:
                    assert cell.startswith(FIRST) == holds_backward(cell), cell


def test_keys_and_addresses_are_never_set_apart(tmp_path: Path) -> None:
    address = "https://archive.example/رسوم"
    cells = {"sources": {"courier-1877-12-03-dues": {"url": address}}}
    sources = load(rewritten(tmp_path / "crisis", cells)).sources
    assert sources.at["courier-1877-12-03-dues", "url"] == address
