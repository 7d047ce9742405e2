"""A brief carries its sources: every row has a number, every number a source, in every file."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from components.brief import sections
from components.brief.make import file
from components.brief.model import Choices, brief, numbered
from components.brief.sections import SECTIONS
from components.brief.support import LATER
from components.ui import store
from data.asof import as_of, seen_by
from data.checks.run import check
from data.clock import parse
from data.distance import RULE
from data.export import package_zip
from data.load import load
from data.package import shipped
from data.queries.exchanges.claims import exchanges
from data.queries.overview.changes import changes
from data.queries.sources.citing import NO_TITLE
from data.view import View
from tests.conftest import MADE_UP
from tests.support.examples import share
from tests.support.pages import files, raised, session, texts, turn
from tests.support.reading import words_of
from tests.support.walk import at, instants

ROOT = Path(__file__).parents[2]
WHOLE = load(shipped())
EVE = View.default(WHOLE).but(since=parse("2022-01-01"))
SEEN = seen_by(WHOLE, EVE)
FULL = Choices(note="Watch the written answers.\n=1+1")


@settings(max_examples=share(0.3))
@given(instants(WHOLE))
def test_every_row_has_a_source_or_says_so_and_every_source_is_used_once(instant):
    view = at(EVE, instant).but(since=None)
    made = brief(as_of(WHOLE, instant), view, Choices())
    rows = [*made.points, *(row for section in made.sections for row in section.rows)]
    assert all(row.sources or LATER in f"{getattr(row, 'cells', '')}{row.mark}" for row in rows)
    assert numbered(rows) == {source.number for source in made.sources}
    assert len({s.number for s in made.sources}) == len(made.sources)
    dated = [(s.publisher, s.title, s.url) for s in made.sources if s.title]
    assert len(set(dated)) == len(dated)


def test_the_sections_come_in_the_order_asked_for_after_page_one():
    made = brief(SEEN, EVE, Choices(("positions", "next", "estimates")))
    assert [section.key for section in made.sections] == ["next", "positions", "estimates"]
    assert [section.key for section in made.first] == ["next"]
    with pytest.raises(KeyError):
        brief(SEEN, EVE, Choices(("nonsense",)))


LATE = EVE.but(since=None, as_of=parse("2022-02-17"))


def test_a_row_whose_sources_were_published_later_stays_and_says_so():
    made = brief(seen_by(WHOLE, LATE), LATE, Choices(("next", "map"), points=()))
    rows = [row for section in made.sections for row in section.rows if not row.sources]
    assert [row.mark for row in rows] == ["[sourced later]"] * 3
    assert [row.cells[1] for row in rows[:1]] == ["Biden's call with transatlantic leaders"]
    assert "Sourced later (no source published by then): 3 rows." in made.statement


@pytest.mark.parametrize("kind", ["pdf", "pptx", "html", "md", "xlsx"])
def test_a_row_sourced_later_says_so_in_every_file(kind):
    content = file(kind, seen_by(WHOLE, LATE), LATE, Choices(("next",)))
    said = " ".join(words_of(kind, content).replace("\\", "").replace("&#39;", "'").split())
    assert "Biden's call with transatlantic leaders" in said
    assert "[sourced later]" in said


def test_a_line_of_two_rows_marks_the_one_that_is_sourced_later():
    claims = SEEN.claims.copy()
    reply = next(row for row in exchanges(SEEN, EVE).index if claims.at[row, "responds_to"])
    claims.at[reply, "cited"] = ()
    rows = sections.part(SEEN.but(claims=claims), EVE, "exchanges", short=False).rows
    when, who, said, answer = rows[0][0]
    assert rows[0][1].cited
    assert said.endswith(LATER)
    assert LATER not in when + who + answer


BEFORE = EVE.but(since=None, as_of=parse("2022-02-18"))


def test_the_situation_names_whose_words_an_event_carries():
    seen = seen_by(WHOLE, at(EVE, parse("2022-01-14").last))
    (section,) = brief(seen, at(EVE, seen.seen_at), Choices(("situation",))).sections
    said = [row.cells[1] for row in section.rows]
    (line,) = [cell for cell in said if cell.startswith("Senate Democrats")]
    assert line == (
        "Senate Democrats announce Russia sanctions bill · Russia: The sanctions proposed in the "
        "US Senate, on Putin himself among others, could be equated to breaking off relations."
    )


def test_a_force_that_does_not_stand_there_says_so():
    view = at(EVE, parse("2022-02-24").last).but(since=None)
    (section,) = brief(seen_by(WHOLE, view), view, Choices(("map",))).sections
    when = {(row.cells[0], row.cells[2], row.cells[1]) for row in section.rows}
    assert ("Soloti", "Russia", "20 Feb 2022, departed") in when
    assert ("Germany (place not named)", "US", "24 Feb 2022, announced") in when
    assert ("Adazi base", "US", "24 Feb 2022") in when


def test_every_number_of_a_line_has_its_sources():
    made = brief(seen_by(WHOLE, BEFORE), BEFORE, Choices(("situation",)))
    row = made.sections[0].rows[0]
    assert "150,000" in row.cells[1]
    assert "169,000 to 190,000" in row.cells[1]
    cited = {made.sources[n - 1].url for n in row.sources}
    for number in ("us-2022-02-18-150-125btg", "carpenter-2022-02-18-169-190"):
        source = WHOLE.estimates.at[number, "source_id"]
        assert WHOLE.sources.at[source, "url"] in cited


def test_a_brief_names_no_undated_source_by_its_title_before_the_end():
    made = brief(SEEN, EVE, Choices())
    sources = WHOLE.sources
    undated = sources.loc[sources["published"].isna() & sources["not_before"].isna(), "title"]
    assert not {source.title for source in made.sources} & set(undated)
    held_back = [source for source in made.sources if not source.title]
    assert held_back
    assert all((s.url, s.title_label) == ("", NO_TITLE) for s in held_back)


def test_a_full_brief_with_positions_says_how_distances_are_found_and_a_page_does_not():
    said = [RULE in line for line in brief(SEEN, EVE, Choices(("positions",))).statement]
    assert said.count(True) == 1
    for choices in (Choices(("next",)), Choices(("positions",), length="page")):
        assert not any(RULE in line for line in brief(SEEN, EVE, choices).statement)


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


def test_one_command_gives_the_bytes_of_the_page(tmp_path: Path):
    out = tmp_path / "brief.md"
    done = command(
        "--as-of", EVE.as_of.text, "--since", "2022-01-01", "--note", FULL.note, "--to", str(out)
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{out}: {SEEN.package.title} ({SEEN.package.folder})\n"
    assert out.read_bytes() == file("md", SEEN, EVE, FULL)


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
    for name in set(SECTIONS) - {"next"}:
        page.checkbox(key=f"brief_with_{name}").uncheck()
    page.text_area(key="brief_note").set_value("<b>Mine</b>").run()
    (shown,) = [body for body in texts(page) if "rl-brief" in body]
    assert SECTIONS["positions"].title not in shown
    assert "&lt;b&gt;Mine" in shown


def _titles(page):
    (shown,) = [body for body in texts(page) if "rl-brief" in body]
    titles = [kind.title for kind in SECTIONS.values() if f">{kind.title}<" in shown]
    return sorted(titles, key=lambda title: shown.index(f">{title}<"))


def test_a_section_is_moved_and_what_was_chosen_outlives_a_look_at_another_page():
    page = turn(session({"since": "2022-01-01"}).run(), "briefing")
    order = _titles(page)
    assert len(order) == len(SECTIONS)
    page.button(key="brief_up_map").click().run()
    page.checkbox(key="brief_with_next").uncheck()
    page.text_area(key="brief_note").set_value("Mine").run()
    chosen = [*order[1:-2], order[-1], order[-2]]
    assert _titles(page) == chosen
    turn(turn(page, "map"), "briefing")
    assert raised(page) == []
    assert _titles(page) == chosen
    assert page.text_area(key="brief_note").value == "Mine"
    assert [page.button(key=key).disabled for key in ("brief_up_next", "brief_down_timeline")] == [
        True,
        True,
    ]


def test_what_changed_is_offered_once_since_is_set():
    page = turn(session().run(), "briefing")
    assert page.checkbox(key="brief_with_changes").disabled
    assert SECTIONS["changes"].title not in _titles(page)


def test_the_page_says_what_to_do_where_nothing_is_chosen():
    page = turn(session().run(), "briefing")
    for name in set(SECTIONS) - {"changes"}:
        page.checkbox(key=f"brief_with_{name}").uncheck()
    page.run()
    assert raised(page) == []
    assert any("Choose at least one section" in body for body in texts(page))
    assert files(page) == []


def test_a_floor_and_a_source_left_out_hold_in_the_brief():
    floored = EVE.but(floor="B2")
    made = brief(store.seen(floored), floored, Choices())
    assert {source.reliability for source in made.sources} <= {"A", "B"}
    assert any("at least B2" in words for words in made.filters)


def test_a_brief_holds_what_stands_without_a_source_that_is_ignored_and_says_so():
    plain = View.default(WHOLE).but(as_of=parse("2022-02-01"))
    known = seen_by(WHOLE, plain).events.sort_values("when")
    events = known.loc[known["status"] == "occurred", "cited"]
    alone = next(cited[0] for cited in reversed(list(events)) if len(cited) == 1)
    view = plain.but(left_out=(alone,))
    told, before = (brief(seen_by(WHOLE, v), v, Choices()) for v in (view, plain))
    rows, others = (sum(len(s.rows) + s.more for s in made.sections) for made in (told, before))
    assert rows < others
    title = WHOLE.sources.at[alone, "title"]
    assert any(source.title == title for source in before.sources)
    assert not any(source.title == title for source in told.sources)
    assert any("ignoring" in words for words in told.filters)


def test_a_view_of_what_is_not_known_yet_still_makes_a_brief():
    view = View.default(WHOLE).but(
        as_of=parse("1990-01-01"),
        left_out=(WHOLE.sources.index[-1],),
        person=(WHOLE.people.index[-1],),
        topic=(WHOLE.issues.index[0],),
    )
    shown = " ".join(brief(seen_by(WHOLE, view), view, Choices()).filters)
    assert WHOLE.people["name"].iloc[-1] not in shown
    assert WHOLE.issues["short_title"].iloc[0] not in shown
    assert WHOLE.sources["publisher"].iloc[-1] not in shown


def test_what_changed_begins_with_events_by_weight_and_its_heading_says_so():
    (section,) = [s for s in brief(SEEN, EVE, Choices()).sections if s.key == "changes"]
    assert section.title.endswith("the most important events first")
    kinds = [row.cells[0] for row in section.rows]
    held = [n for n, kind in enumerate(kinds) if kind in ("Meeting", "Outcome")]
    assert held == list(range(len(held)))
    weights = changes(SEEN, EVE).occurred.set_index("title")["weight"]
    for kind in ("Meeting", "Event"):
        said = [row.cells[3] for row in section.rows if row.cells[0] == kind]
        found = [max(w for of, w in weights.items() if words.startswith(of)) for words in said]
        assert found == sorted(found, reverse=True)
