"""Page one of a brief answers by itself, in every file, and one page is one page."""

import io
from dataclasses import dataclass
from functools import lru_cache

import pytest
from pypdf import PageObject, PdfReader

from components.brief.make import KINDS, file
from components.brief.model import JUDGEMENT, LENGTHS, Choices, brief
from components.brief.paper import PAPERS
from components.brief.points import EDITED
from components.brief.sections import SECTIONS
from data.asof import seen_by
from data.clock import Moment, parse
from data.load import load
from data.package import shipped
from data.queries.overview.key_points import key_points
from data.view import View
from tests.support.examples import spread
from tests.support.reading import words_of

WHOLE = load(shipped())
EVE = View.default(WHOLE).but(since=parse("2022-01-01"))
SEEN = seen_by(WHOLE, EVE)
FULL = Choices(note="Watch the written answers.\n=1+1")
MOMENTS = list(WHOLE.moments["moment_id"])
TALKS = {  # the three meetings of the week, and how the record begins to say what came of each
    "USRussia security talks in Geneva, 10 Jan": "No breakthrough: the United States ruled out",
    "NATORussia Council in Brussels, the first in two and a half years, 12 Jan": "No agreement:",
    "OSCE Permanent Council discusses European security in Vienna, 13 Jan": "No concrete result;",
}
OPENS = {  # a word or two of page one's parts, in the order in which they are read
    "points": "Key points",
    "next": SECTIONS["next"].title,
    "judgement": JUDGEMENT,
}


PICTURED = [
    ("2022-01-09T18:21Z", ""),
    ("2022-01-14", "2022-01-09"),
    ("2022-02-18", ""),
    ("2022-02-24", "2022-02-18"),
]
COMPARED = [(moment, since) for moment, since in PICTURED if since]
PICTURE_FONT = "SourceSans"  # of the words in pictures; all else on paper has another
FOOT = 60  # points from the lower edge: there the page's stamp stands


@dataclass(frozen=True)
class Sheet:
    """A page of paper as it reads, each word with its size in points, its font and its height."""

    text: str
    words: list[tuple[float, str, float]]
    height: float


def read_sheet(page: PageObject) -> Sheet:
    words = []

    def visit(text, matrix, text_matrix, font, size):
        if text.strip() and font:
            y = text_matrix[5] * matrix[3] + matrix[5]
            scale = abs(text_matrix[3] * matrix[3])
            words.append((size * scale, str(font.get("/BaseFont")), y))

    return Sheet(page.extract_text(visitor_text=visit), words, float(page.mediabox.height))


# A brief on paper takes a second to set and as long to read, so several tests look at the same.
@lru_cache(maxsize=len(PICTURED) * len(PAPERS) * len(LENGTHS))
def printed(moment: str, since: str, length: str = "full", paper: str = "a4") -> PdfReader:
    view = EVE.but(as_of=parse(moment), since=parse(since) if since else None)
    choices = Choices(length=length, note="Mine")
    return PdfReader(io.BytesIO(file("pdf", seen_by(WHOLE, view), view, choices, on=paper)))


@lru_cache(maxsize=len(PICTURED))
def sheets(moment: str, since: str) -> list[Sheet]:
    """Return the pages of a full brief, as they read."""
    return [read_sheet(page) for page in printed(moment, since).pages]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {kind: file(kind, SEEN, EVE, FULL) for kind in KINDS}


@pytest.mark.parametrize(
    ("moment", "compared"),
    [
        *((moment, False) for moment in MOMENTS),
        *((moment, True) for moment in spread(MOMENTS, 0.5)),
    ],
)
def test_one_page_is_one_page_at_every_named_moment_and_its_sources_stand_on_its_back(
    moment, compared
):
    at = WHOLE.moments.loc[moment]
    view = View.default(WHOLE).but(as_of=Moment(at["as_of"], at["as_of_last"], "minute"))
    view = view.but(since=parse("2021-12-01") if compared else None)
    content = file("pdf", seen_by(WHOLE, view), view, Choices(length="page", note="Mine"))
    first, back = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert all(part in first for part in OPENS.values())
    assert "This brief cites" not in first
    assert back.startswith("Sources")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize(("moment", "since"), PICTURED)
def test_the_picture_of_page_one_is_legible_and_the_page_is_full(moment, since, length, paper):
    words = read_sheet(printed(moment, since, length, paper).pages[0]).words
    drawn = [size for size, font, _ in words if PICTURE_FONT in font]
    assert len(drawn) > 20, "else there is no picture"
    assert min(drawn) >= 6.5
    assert min(y for _, font, y in words if y > FOOT) < words[0][2] / 2


@pytest.mark.parametrize("paper", PAPERS)
def test_a_long_judgement_and_long_points_still_leave_one_page(paper):
    own = tuple((name, "word " * 120) for name in key_points(SEEN, EVE)["point_id"])
    choices = Choices(length="page", note="word " * 300, points=own)
    content = file("pdf", SEEN, EVE, choices, on=paper)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert ["This brief cites" in text for text in pages] == [False, True]


@pytest.mark.parametrize("kind", ["pdf", "html", "md", "pptx"])
def test_page_one_answers_in_the_same_order_in_every_file(kind, files):
    said = " ".join(words_of(kind, files[kind]).replace("\\", "").replace("&#39;", "'").split())
    said = said.partition("</style>")[2] or said
    title = " ".join(brief(SEEN, EVE, FULL).title.split()[:4])
    places = [said.find(part) for part in (title, *OPENS.values())]
    assert places == sorted(places)
    assert min(places) >= 0
    assert said.find(SECTIONS["situation"].title, places[-1]) > 0


def test_a_full_brief_s_first_page_holds_its_picture_and_nothing_of_the_rest(files):
    page = PdfReader(io.BytesIO(files["pdf"])).pages[0].extract_text()
    assert all(part in page for part in OPENS.values())
    assert SECTIONS["positions"].title not in page


@pytest.mark.parametrize("kind", ["pdf", "html", "md", "pptx", "xlsx"])
def test_a_point_that_the_analyst_worded_says_so_in_every_file(kind):
    (name, *others) = key_points(SEEN, EVE)["point_id"]
    edits = ((others[0], ""), (name, "<script>Mine</script> =1+1"))
    content = file(kind, SEEN, EVE, Choices(("next",), points=edits))
    said = " ".join(words_of(kind, content).replace("\\", "").split())
    assert said.count(EDITED) == 1
    assert "Mine" in said
    if kind == "html":
        assert "<script>Mine" not in said
    plain = " ".join(words_of(kind, file(kind, SEEN, EVE, Choices(("next",)))).split())
    assert EDITED not in plain


def test_the_web_page_is_small_enough_to_be_sent(files):
    assert len(files["html"]) < 1_500_000


def test_one_page_of_the_week_of_talks_names_its_three_meetings_and_their_outcomes():
    view = EVE.but(as_of=parse("2022-01-14"), since=parse("2022-01-09"))
    content = file("pdf", seen_by(WHOLE, view), view, Choices(length="page"))
    first, _ = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    plain = "".join(first.replace("-", "").split())
    for met, came_of_it in TALKS.items():
        assert "".join(met.split()) in plain
        assert "".join(came_of_it.split()) in plain
    for row in key_points(seen_by(WHOLE, view), view).head(3).to_dict("records"):
        for words in (row["lead"], row["text"]):
            assert "".join(words.replace("-", "").split()) in plain


def test_what_changed_begins_with_meetings_and_outcomes_and_only_counts_restatements():
    view = EVE.but(as_of=parse("2022-01-14"), since=parse("2022-01-09"))
    (section,) = brief(seen_by(WHOLE, view), view, Choices(("changes",))).sections
    kinds = list(dict.fromkeys(row.cells[0] for row in section.rows))
    wanted = ["Meeting", "Outcome", "Event", "Position moved", "Estimate", "Force"]
    assert kinds[:6] == wanted
    assert "Restated" not in kinds
    assert section.left_out.endswith("17 positions restated")


def test_what_changed_names_the_place_of_a_force_and_whose_and_of_what_a_number_is():
    view = EVE.but(as_of=parse("2022-01-14"), since=parse("2022-01-09"))
    (section,) = brief(seen_by(WHOLE, view), view, Choices(("changes",))).sections
    forces = [row.cells[3] for row in section.rows if row.cells[0] == "Force"]
    assert len(set(forces)) == len(forces), "drills at several places are told apart"
    assert "Voronezh region: Live-fire drills" in " ".join(forces)
    numbers = [row.cells for row in section.rows if row.cells[0] == "Estimate"]
    assert [(who, what.partition(":")[0]) for _, _, who, what in numbers] == [
        ("Qazaq TV", "CSTO troops in Kazakhstan"),
        ("The Washington Post (AP)", "Russian troops along the Ukrainian border"),
    ]


@pytest.mark.parametrize(("moment", "since"), PICTURED)
def test_no_page_but_the_last_is_more_than_half_empty(moment, since):
    for sheet in sheets(moment, since)[:-1]:
        low = min(y for _, _, y in sheet.words if y > FOOT)
        assert low < sheet.height / 2


@pytest.mark.parametrize(("moment", "since"), COMPARED)
def test_a_table_on_paper_has_its_head_once_on_each_of_its_pages_and_no_page_is_almost_empty(
    moment, since
):
    pages = [sheet.text for sheet in sheets(moment, since)]
    heads = [page.count("In answer to") for page in pages]
    assert heads.count(1) >= 2
    assert max(heads) == 1
    lines = [page.count("\n") for page in pages]
    assert min(lines) > max(lines) / 4
