"""How wires and newspapers write: datelines, days first, asides, pronouns, parts of a number."""

import pytest

from tests.intake.articles import cells, read

QUIROGA = "Foreign Minister Eleodora Quiroga of Coralta"


@pytest.mark.parametrize(
    "line",
    [
        "MARANZA, March 8 (Havas) - ",
        "MARANZA/PORT SERENA, Mar. 8 (Havas Agency) — ",
        "PORT SERENA (Courier) – ",
        "PORT SERENA, Estero (AP) -- ",
    ],
)
def test_a_dateline_is_no_word_of_what_is_said(line, made_up):
    found = read(made_up, f"{line}Coralta said on Friday that the river must be open.")
    assert cells(found, "claims", "text", "made") == [
        ("Coralta said on Friday that the river must be open", "1878-03-08")
    ]


@pytest.mark.parametrize(
    "start", ["U.S. - ", "It is said - ", "DUES (of all things) - ", "NATO — "]
)
def test_what_only_looks_like_a_dateline_stays(start, made_up):
    found = read(made_up, f"{start}and Coralta said on Friday that the river must be open.")
    assert all(text.startswith(start[:1]) for (text,) in cells(found, "claims", "text"))


def test_a_title_goes_on_after_an_abbreviation_and_names_the_paper_that_a_clause_is_of(made_up):
    found = read(made_up, "Coralta published the terms of Col. Barrientos on Monday, at noon.")
    assert cells(found, "events", "title") == [
        ("Coralta published the terms of Col. Barrientos on Monday",)
    ]
    found = read(made_up, "The draft treaty that Coralta published on Mar. 4 asks for a canal.")
    assert cells(found, "events", "title", "start") == [
        ("The draft treaty that Coralta published on Mar. 4", "1878-03-04")
    ]


def test_a_meeting_whose_day_comes_first_has_its_people_place_and_title(made_up):
    text = "On Tuesday Ms. Quiroga is to meet Mr. Vidaurre in Port Serena, their second talk."
    columns = ("title", "expected", "expected_place_id", "party_ids", "expected_people_ids")
    assert cells(read(made_up, text), "events", *columns) == [
        (
            "Ms. Quiroga is to meet Mr. Vidaurre in Port Serena",
            "1878-03-12",
            "port-serena",
            "coralta;maranzul",
            "quiroga;vidaurre",
        )
    ]


def test_a_day_in_an_aside_is_none_of_the_meeting(made_up):
    text = "Ms. Quiroga, who leaves on Sunday, will hold talks in Port Serena on Tuesday."
    assert cells(read(made_up, text), "events", "expected") == [("1878-03-12",)]


def test_a_pronoun_means_the_subject_of_the_sentence_before(made_up):
    text = f"{QUIROGA} will meet Matías Vidaurre on Tuesday. She said that the river must be open."
    assert cells(read(made_up, text), "claims", "person_id") == [("quiroga",)]


def test_how_somebody_spoke_is_not_what_they_said(made_up):
    text = f"Speaking beside his guest in Port Serena, {QUIROGA} said nobody trusts words."
    (words,) = cells(read(made_up, text), "claims", "text")
    assert words[0].endswith("said nobody trusts words")


def test_what_is_refused_ends_where_another_subject_begins(made_up):
    text = "But Coralta refuses to pay the dues, and its harbour master resigned in anger."
    assert cells(read(made_up, text), "claims", "text") == [
        ("But Coralta refuses to pay the dues",)
    ]


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("2,000 troops on heightened alert", "Troops on heightened alert"),
        ("2,000 troops near the river but denies it", "Troops near the river"),
        ("2,000 troops within reach of Coralta's forts as winter ends", "Troops within reach of"),
        ("2,000 troops waiting for a word on whom to fight", "Troops"),
    ],
)
def test_the_scope_of_a_number_ends_with_where_they_are(words, scope, made_up):
    found = read(made_up, f"Maranzul has gathered {words}.")
    (said,) = cells(found, "estimates", "scope")
    assert said[0].startswith(scope)
    assert not any(word in said[0] for word in ("denies", "winter", "waiting"))


@pytest.mark.parametrize(
    "words", ["the first of about 2,000 men are ashore", "2,000 men are expected to come"]
)
def test_of_whom_not_all_are_there_no_total_is_of_now(words, made_up):
    columns = ("low", "measure", "horizon")
    assert cells(read(made_up, f"Maranzul has said that {words}."), "estimates", *columns) == [
        ("2000", "", "")
    ]


def test_a_force_that_arrives_is_not_the_one_that_was_there(made_up):
    text = "Maranzul sent two classes of reservists to Fort Aurelio on 4 February 1878."
    alike = [p for p in read(made_up, text) if p.table == "deployments" and p.old is not None]
    text = text.replace("sent", "has massed").replace("to Fort", "at Fort")
    other = [p for p in read(made_up, text) if p.table == "deployments" and p.old is not None]
    assert len(alike) >= len(other) == 0
