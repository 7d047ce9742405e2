"""Who says what, and when: subjects, quotations, and what two say in one sentence."""

import pytest

from data.intake.sentences import Sentence
from tests.intake.articles import cells, read


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("After the talks with Quiroga, Vidaurre said the river is shut.", ["vidaurre"]),
        ("Vidaurre, who wrote to Quiroga, said the river is shut.", ["vidaurre"]),
        ("A clerk who sat between Quiroga and Vidaurre on Monday said the river is shut.", []),
        ("Vidaurre denied that Quiroga said the river is shut.", ["vidaurre"]),
        ("Vidaurre refused to say the river is shut.", ["vidaurre"]),
        ("Vidaurre’s horse said the river is shut.", []),
        ("Quiroga and Vidaurre said the river is shut.", ["quiroga", "vidaurre"]),
        ("“The river is shut to all,” said the Foreign Minister Eleodora Quiroga.", ["quiroga"]),
        ("Eleodora Quiroga, Foreign Minister of Coralta, said the river is shut.", ["quiroga"]),
        ("Matías Vidaurre came. The Maranzul leader said the river is shut.", ["vidaurre"]),
        (
            "Matías Vidaurre came. Quiroga said no ship may pass. The Maranzul leader said yes.",
            ["quiroga", "vidaurre"],
        ),
        ("Per Lindqvist, the Coralta envoy, said the river is shut.", ["lindqvist"]),
        ("Quiroga said Vidaurre was ill. She added that the river is open.", ["quiroga"] * 2),
        ("The papers knew of claims that Vidaurre promised the river to all.", []),
        ("The Courier quoted Per Lindqvist as saying the river is shut.", ["lindqvist"]),
        ("The note took up a warning from Quiroga that the river be open.", ["quiroga"]),
    ],
)
def test_the_subject_of_the_verb_is_who_speaks(made_up, text, speakers):
    assert [c for (c,) in cells(read(made_up, text), "claims", "person_id")] == speakers


def test_what_two_say_in_one_sentence_is_parted(made_up):
    text = "Quiroga said the river is open and Foreign Minister Vidaurre warned that it is shut."
    assert cells(read(made_up, text), "claims", "person_id", "text") == [
        ("quiroga", "Quiroga said the river is open"),
        ("vidaurre", "Foreign Minister Vidaurre warned that it is shut"),
    ]
    text = "Quiroga said on Monday that the river is open, and warned that it must stay so."
    assert cells(read(made_up, text), "claims", "person_id", "made", "text") == [
        ("quiroga", "1878-03-04", "Quiroga said on Monday that the river is open"),
        ("quiroga", "1878-03-04", "Quiroga warned that it must stay so"),
    ]


def test_when_something_was_said_is_not_made_up(made_up):
    assert cells(read(made_up, "“The river is open to all,” Quiroga said."), "claims", "made") == [
        ("",)
    ]


def test_all_who_met_took_part(made_up):
    text = "Quiroga and President Matías Vidaurre met in Port Serena on Thursday."
    columns = ("start", "place_id", "party_ids", "people_ids")
    assert cells(read(made_up, text), "events", *columns) == [
        ("1878-03-07", "port-serena", "coralta;maranzul", "quiroga;vidaurre")
    ]


def test_some_words_in_quotation_marks_are_no_claim_by_themselves(made_up):
    assert cells(read(made_up, "The “yearly drill” ended."), "claims", "quote") == []
    found = read(made_up, "Vidaurre said it was a “yearly drill” of two classes.")
    assert cells(found, "claims", "person_id", "quote") == [("vidaurre", "yearly drill")]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("'The river's flags aren't ours,' Vidaurre said.", ["The river's flags aren't ours"]),
        ("‘The river’s flags aren’t ours’, Vidaurre said.", ["The river’s flags aren’t ours"]),
        ("«The river is open to all», said Vidaurre.", ["The river is open to all"]),
        ('"The river is open to all," Vidaurre continued.', ["The river is open to all"]),
        ("The ships' crews and the boys' horses, Vidaurre said, rest.", [""]),
        (
            "“The river is ours alone,” Vidaurre said, adding that “no ship will ever pass it”.",
            ["The river is ours alone", "no ship will ever pass it"],
        ),
    ],
)
def test_a_quotation_is_known_by_any_marks(made_up, text, quotes):
    found = cells(read(made_up, text), "claims", "person_id", "quote")
    assert found == [("vidaurre", quote) for quote in quotes]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("is ready to open the river", "offer"),
        ("is not ready to open the river", ""),
        ("would never accept the note", "rejection"),
        ("has no plans for the river", "denial"),
    ],
)
def test_a_kind_is_taken_from_the_words_of_a_claim(made_up, words, kind):
    found = cells(read(made_up, f"Vidaurre said that Maranzul {words}."), "claims", "kind")
    assert found == [(kind,)]


def test_what_is_reported_within_a_report_is_no_claim_of_its_own(made_up):
    text = "Vidaurre told the envoys that he had proposed a survey of the river."
    assert cells(read(made_up, text), "claims", "person_id") == [("vidaurre",)]


def test_a_quotation_of_nobody_named_has_no_speaker(made_up):
    found = read(made_up, "“The river will be closed for years,” an old fisherman told us.")
    assert cells(found, "claims", "person_id", "party_id") == [("", "")]


def test_a_long_quotation_ends_where_a_row_has_room(made_up):
    words = " ".join(["The river is open to all of us and ours."] * 20)
    (quote,) = cells(read(made_up, f"“{words}” said Vidaurre."), "claims", "quote")[0]
    assert 200 < len(quote) <= 300
    assert words.startswith(quote)
    assert quote.endswith(".")


def test_a_sentence_may_end_with_who_said_it_to_whom(made_up):
    text = "The river will stay open to all flags, Quiroga told the press on Monday."
    assert cells(read(made_up, text), "claims", "person_id", "made", "text") == [
        ("quiroga", "1878-03-04", "The river will stay open to all flags")
    ]


def test_a_day_holds_for_what_a_person_says_in_the_same_paragraph(made_up):
    text = "Quiroga said on Monday that the river is open. Quiroga warned of war.{}Quiroga said no."
    found = cells(read(made_up, text.format(" ")), "claims", "made")
    assert found == [("1878-03-04",)] * 3
    found = cells(read(made_up, text.format("\n\n")), "claims", "made")
    assert found == [("1878-03-04",), ("1878-03-04",), ("",)]


def test_who_speaks_for_a_person_is_not_the_person(made_up):
    found = read(made_up, "Vidaurre’s advisers said the river is shut.")
    assert cells(found, "claims", "person_id", "party_id") == [("", "maranzul")]


def test_what_the_article_sets_against_it_is_no_part_of_what_was_said(made_up):
    found = read(made_up, "Quiroga said the river is open, but no ship was seen.")
    assert cells(found, "claims", "text") == [("Quiroga said the river is open",)]


def test_what_was_said_at_some_time_has_no_day(made_up):
    text = "Quiroga said on Monday that it is open. Quiroga has repeatedly said that it is hers."
    assert cells(read(made_up, text), "claims", "made") == [("1878-03-04",), ("",)]


def test_who_a_pronoun_means_is_not_looked_for_in_the_whole_text_before(made_up, monkeypatch):
    looked = []
    plain = Sentence.holds
    monkeypatch.setattr(Sentence, "holds", lambda *at: looked.append(at) or plain(*at))
    once = "Quiroga spoke at noon. “Not one tide more,” she said in Coralta.\n\n"
    read(made_up, once * 10)
    few = len(looked)
    read(made_up, once * 40)
    assert few > 0
    assert len(looked) - few < 8 * few, "four times as long, about four times the work"
