"""No text breaks the reading of articles, and of none a word is made up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.articles import read

HOSTILE = {
    "markup": "<script>alert('Quiroga said')</script> <b>Coralta said</b> that <i>no</i>.",
    "formulas": '=HYPERLINK("https://archive.example") said Quiroga. @SUM(1+1) -1 Coralta said +2.',
    "no sentence": "Quiroga " * 4000,
    "one word": "a" * 1_000_000,
    "one capital": "Ä" * 300_000,
    "quotation marks": "“" * 50_000,
    "both marks": '“‘"«' * 20_000,
    "full stops": ". " * 100_000,
    "digits": "1,000 " * 50_000,
    "from right to left": "אמר Quiroga “שלום עולם לכל מי שרוצה”. قال Vidaurre said that نعم.",
    "signs that show nothing": "\u202eQuiroga said\u200b that “no tide \u2066more than this”.",
    "breaks": "Quiroga\n\n\nsaid\n\n“one\n\ntide” \n\n",
    "half a pair": "Quiroga said \ud800 that “no tide more than this \udfff”.",
    "nothing": " ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_breaks_it(made_up, name):
    read(made_up, HOSTILE[name])


NAMES = ["Quiroga", "Vidaurre", "Coralta", "Maranzul", "Per Lindqvist", "the Pampa League", "he"]
PARTS = [
    *NAMES,
    *[" said ", " warned that ", " told ", " denied ", " and ", ", who ", " of ", "’s ", " will "],
    *["“", "”", '"', "‘", "’", ". ", ", ", "\n", "\n\n", " — ", "(", ")", "; "],
    *[" on Monday", " last month", " in 1877", " Tuesday 12th", " tomorrow", " 30 February 1878"],
    *[" 1,500 troops", " up to 99 men", " sent soldiers to", " Fort Aurelio", " in Port Serena"],
    *[" talks", " is to meet", " will lead", " according to ", " a pledge from ", "שלום", "=1+1"],
    *[" no tide more than this", " the river is open", " demands, including ", "it", " İ", "ß"],
]


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(PARTS) | st.text(max_size=8), max_size=40).map("".join),
    st.sampled_from(["1878-03-09", "1878-03-09T15:30Z", "1878-03", "1878", ""]),
)
def test_of_any_text_every_cell_is_where_its_span_says(made_up, text, published):
    read(made_up, text, published)
