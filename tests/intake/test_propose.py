"""What an article proposes: the right speakers, dates and places, and no word of its own."""

from dataclasses import replace

import pytest

from data import clock
from data.asof import as_of
from data.curation.proposals import INFERRED, PERSON
from data.intake.article import Article
from data.intake.propose import AGAIN, propose
from data.load import load
from data.package import list_shipped
from tests.intake.articles import CONGRESS, CUBA, cells, read
from tests.support.intake import find_faults


@pytest.fixture(scope="module")
def congress(made_up):
    return propose(made_up, Article(CONGRESS, "Havas", published="1878-03-09", lang="en"))


@pytest.fixture(scope="module")
def cuba():
    folder = next(f for f in list_shipped() if f.name.startswith("cuba"))
    record, article = load(folder), Article(CUBA, "Havas", published="1962-10-24", lang="en")
    found = propose(record, article)
    assert find_faults(record, article, found) == []
    return found


def test_every_cell_is_where_its_span_says(made_up, congress):
    article = Article(CONGRESS, "Havas", published="1878-03-09", lang="en")
    assert len(congress) > 12
    assert find_faults(made_up, article, congress) == []


def test_a_cell_that_is_not_where_its_span_says_is_found(made_up, congress):
    article = Article(CONGRESS, "Havas", published="1878-03-09", lang="en")
    (quoted, *_) = [p for p in congress if "quote" in p.cells]
    for column, change in (
        ("quote", {"value": "Sixty days"}),
        ("person_id", {"value": "ocampo"}),
        ("text", {"spans": ()}),
        ("text", {"spans": ((0, len(CONGRESS) + 1),)}),
    ):
        cell = replace(quoted.cells[column], **change)
        changed = replace(quoted, cells={**quoted.cells, column: cell})
        assert len(find_faults(made_up, article, [changed])) == 1


def test_a_quotation_has_its_words_and_its_speaker(congress, cuba):
    quoted = [c for c in cells(congress, "claims", "person_id", "party_id", "quote") if c[2]]
    assert quoted == [
        ("quiroga", "coralta", "Sixty days, and not one tide more"),
        ("vidaurre", "maranzul", "Dues pay for the lights and the dredging"),
    ]
    quoted = [c for c in cells(cuba, "claims", "person_id", "quote") if c[1]]
    assert quoted == [
        ("gromyko", "All arms on the island are purely defensive"),
        ("castro", "We reject any attempt at inspection of our country"),
    ]


def test_reported_speech_has_who_said_it_and_when(congress, cuba):
    reported = cells(congress, "claims", "person_id", "party_id", "made", "kind")
    assert ("quiroga", "coralta", "1878-03-04", "demand") in reported
    assert ("", "maranzul", "", "rejection") in reported
    assert ("vidaurre", "maranzul", "", "threat") in reported
    assert ("", "coralta", "1878-03-08", "") in reported
    assert ("barrientos", "river-militia", "", "accusation") in reported
    assert ("ocampo", "maranzul", "", "") in reported
    reported = cells(cuba, "claims", "person_id", "party_id", "made", "kind")
    assert ("", "ussr", "1962-10-23", "denial") in reported
    assert ("kennedy", "us", "1962-10-22", "warning") in reported
    assert ("thant", "un", "", "demand") in reported
    assert ("mcnamara", "us", "", "") in reported


def test_of_two_people_of_a_name_the_office_says_which(cuba):
    speakers = {c[0] for c in cells(cuba, "claims", "person_id")}
    assert "kennedy" in speakers
    assert "robert-kennedy" not in speakers


def test_a_meeting_to_come_has_its_day_place_sides_and_heads(congress, cuba):
    columns = ("title", "start", "expected_place_id", "party_ids", "expected_people_ids")
    meeting, *_ = cells(congress, "events", *columns)
    assert meeting == (
        "Talks between Coralta and Maranzul in Port Serena",
        "1878-03-12",
        "port-serena",
        "coralta;maranzul",
        "lindqvist",
    )
    assert [c[:2] for c in cells(cuba, "events", *columns)] == [
        ("The Security Council is to meet in New York", "1962-10-25"),
        ("Talks in New York", "1962-10-26"),
    ]


def test_what_happened_has_the_day_that_the_sentence_names(congress):
    happened = cells(congress, "events", "title", "start", "kind", "place_id")[1:]
    assert happened == [
        (
            "Maranzul sent some 400 men to Fort Aurelio in February 1878",
            "1878-02",
            "mobilisation",
            "fort-aurelio",
        ),
        ("Coralta handed over a note on 14 January 1878", "1878-01-14", "note", ""),
    ]


def test_forces_have_place_number_and_day(congress, cuba):
    columns = ("place_id", "force", "observed", "personnel_low", "personnel_high", "status")
    assert cells(congress, "deployments", *columns) == [
        ("fort-aurelio", "maranzul", "1878-03-08", "1500", "1800", "present"),
        ("fort-aurelio", "maranzul", "1878-02", "400", "400", "arriving"),
    ]
    assert cells(cuba, "deployments", *columns) == [
        ("cuba-island", "ussr", "1962-09", "", "20000", "arriving"),
        ("cuba-island", "ussr", "", "10000", "", "present"),
    ]
    assert cells(congress, "estimates", "low") == []  # they are at a place on record


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("2,000 troops", "2000", "2000"),
        ("2 000 soldiers", "2000", "2000"),
        ("more than 2,000 men", "2000", ""),
        ("up to 5,000 armed men", "", "5000"),
        ("between 1,500 and 1,800 troops", "1500", "1800"),
        ("1.5 to 2 thousand troops", "1500", "2000"),
        ("tens of thousands of soldiers", "", ""),
        ("about 3 thousand men", "3000", "3000"),
        ("a few 1,000 men", "", ""),
    ],
)
def test_a_number_of_troops_is_an_estimate_by_who_says_it(made_up, words, low, high):
    found = read(made_up, f"Ramón Ocampo said on Friday that {words} are on the river.")
    columns = ("by_person_id", "by_party_id", "made", "low", "high")
    assert cells(found, "estimates", *columns) == [("ocampo", "maranzul", "1878-03-08", low, high)]


@pytest.mark.parametrize("words", ["12 men", "99 soldiers", "2,000 tents", "in 1877 men said"])
def test_what_is_no_number_of_troops_is_no_estimate(made_up, words):
    found = read(made_up, f"Ramón Ocampo said on Friday that {words} are on the river.")
    assert cells(found, "estimates", "low") == []


def test_what_is_only_to_come_is_announced_and_not_seen(made_up):
    text = "Quiroga said on Monday that 400 men would be sent to Fort Aurelio."
    columns = ("place_id", "status", "observed", "personnel_low")
    assert cells(read(made_up, text), "deployments", *columns) == [
        ("fort-aurelio", "announced", "", "400")
    ]


def test_a_number_of_several_places_is_of_none(made_up):
    text = "Maranzul sent 2,000 men to Asuncion and Fort Aurelio on Monday."
    columns = ("place_id", "observed", "personnel_low")
    assert cells(read(made_up, text), "deployments", *columns) == [
        ("fort-aurelio", "1878-03-04", "")
    ]


def test_a_title_does_not_end_within_a_number(made_up):
    (title, _) = cells(
        read(made_up, "Coralta deployed 2,000 men on Monday, with guns."),
        "events",
        "title",
        "start",
    )[0]
    assert title == "Coralta deployed 2,000 men on Monday"


def test_a_number_of_a_later_day_is_a_projection(made_up):
    found = read(made_up, "Coralta will face 5,000 troops by June 1878, Quiroga said.")
    columns = ("by_person_id", "measure", "horizon", "low")
    assert cells(found, "estimates", *columns) == [("quiroga", "projection", "1878-06", "5000")]


def test_what_nobody_stated_and_no_word_says_must_be_confirmed(congress):
    for proposal in congress[1:]:
        bases = {column: cell.basis for column, cell in proposal.cells.items()}
        if proposal.old is None:
            assert bases["credibility"] == INFERRED
            assert proposal.cells["credibility"].value == "6"  # cannot be judged
            assert bases.get("reported", INFERRED) == INFERRED
    assert congress[0].cells["publisher"].basis == PERSON
    assert congress[0].cells["published"].basis == PERSON


def test_when_old_news_became_known_is_left_for_a_person(made_up, congress):
    known = cells(congress, "claims", "made", "reported")
    assert ("1878-03-08", "1878-03-09") in known
    assert ("1878-03-04", "") in known
    assert ("", "") in known
    assert not [k for k in known if k[1] and not k[0]]


def test_a_row_on_record_gets_the_article_as_a_further_source(made_up, congress):
    again = [p for p in congress if p.old is not None]
    assert [p.row for p in again if p.table == "claims"] == ["maranzul-ocampo-1878-02-04-drill"]
    (drill,) = [p for p in again if p.table == "claims"]
    assert drill.id.endswith(AGAIN)
    assert drill.id.removesuffix(AGAIN) in {p.id for p in congress}
    assert drill.old == {"more_source_ids": ""}
    assert drill.cells["more_source_ids"].value == congress[0].row
    assert drill.matches[0].score > 0.8


def test_a_source_that_a_row_cites_is_not_added_again(made_up):
    text = "According to Ramón Ocampo, the reserves come for their yearly drill alone."
    url = made_up.sources.loc["havas-1878-02-05-call-up", "url"]
    found = read(made_up, text, url=url)
    assert [p for p in found if p.table == "sources"] == []
    assert cells(found, "claims", "source_id") == [("havas-1878-02-05-call-up",)]
    assert [p for p in found if p.old is not None] == []


def test_no_row_of_later_days_is_taken_for_what_an_article_tells(made_up):
    text = "According to Ramón Ocampo, the reserves come for their yearly drill alone."
    assert not [p for p in read(made_up, text, "1878-02-01") if p.matches]
    assert [p for p in read(made_up, text, "1878-02-08") if p.matches]


def test_a_claim_of_another_side_on_the_issue_may_be_answered(made_up):
    text = "Matías Vidaurre said the dues on the river will not go within sixty days."
    (claim,) = [p for p in read(made_up, text, "1878-02-01") if p.table == "claims"]
    assert claim.cells["issue_id"].value == "navigation"
    answered = [m.row for m in claim.matches if m.relation == "answers"]
    assert answered[0] == "coralta-quiroga-1878-01-14-sixty"


def test_names_are_known_in_any_script(made_up):
    text = "“No ship will pass the lower river,” said Пер Линдквист."
    assert cells(read(made_up, text), "claims", "person_id") == [("lindqvist",)]


def test_the_same_article_gives_the_same_proposals(made_up, congress):
    article = Article(CONGRESS, "Havas", published="1878-03-09", lang="en")
    assert propose(made_up, article) == congress
    assert congress[1].id.startswith(f"{article.digest[:8]}-")


def test_an_article_is_read_against_what_was_known_at_a_moment(made_up):
    text = "According to Ramón Ocampo, the reserves come for their yearly drill alone."
    for day, known in (("1878-02-04", False), ("1878-02-06", True)):
        found = read(as_of(made_up, clock.parse(day).last), text)
        assert any(p.matches for p in found) == known


def test_an_article_without_a_date_gives_no_day(made_up):
    found = read(made_up, CONGRESS, published="")
    assert {c for (c,) in cells(found, "claims", "made")} == {""}
    assert cells(found, "events", "start") == [("1878-02",), ("1878-01-14",)]


def test_an_id_is_of_the_same_words_whatever_else_the_record_makes_of_its_article(made_up):
    """Else a row that is new as the article is taken in again passes for one that was there."""
    text = "Quiroga said that no ship will pass.\n\nVidaurre said that the dues will stay."
    article = Article(text, "Havas", published="1878-03-09", lang="en")

    def words(record):
        claims = [p for p in propose(record, article) if p.table == "claims"]
        return {p.id: p.cells["text"].value for p in claims if not p.id.endswith(AGAIN)}

    fewer = made_up.people.loc[made_up.people.index != "quiroga"]
    whole, part = words(made_up), words(replace(made_up, people=fewer))
    assert len(whole) == 2
    assert len(part) == 1
    assert part.items() < whole.items()
