"""Words of another language, and the check of what a position quotes."""

import re
from pathlib import Path

import pandas as pd
import pytest

from components.brief.sections import part
from components.ui.elements import layout
from data import clock
from data.asof import as_of
from data.checks.run import check
from data.package import shipped
from data.queries.exchanges.claims import describe_claims, write_quote
from data.view import View
from tests.conftest import MADE_UP

OURS, THEIRS = "The river does not dredge itself.", "El río no se draga solo."
DUES = "maranzul-vidaurre-1877-11-dues"


def warned(folder: Path) -> list[str]:
    return [
        str(found)
        for found in check(folder).warnings
        if found.column in ("quote", "quote_claim_id")
    ]


def changed(folder: Path, table: str, row: str, **cells: str) -> Path:
    path = folder / "tables" / f"{table}.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column, cell in cells.items():
        rows.loc[rows.iloc[:, 0] == row, column] = cell
    rows.to_csv(path, index=False)
    return folder


@pytest.mark.parametrize("folder", [shipped(), MADE_UP])
def test_no_quote_of_a_kept_record_is_warned_of(folder) -> None:
    assert warned(folder) == []


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("We will not discuss the dues.", "Maranzul will discuss the dues."),
        ("We discuss the dues.", "Maranzul does not discuss the dues."),
        ("The dues can't be discussed.", "The dues can be discussed."),
        ("We have never promised lights.", "Maranzul promised the lights."),
    ],
)
def test_a_quote_that_says_the_contrary_of_its_text_is_warned_of(copied, quote, text) -> None:
    folder = copied(MADE_UP)
    changed(folder, "claims", DUES, quote=quote, quote_lang="en", translation="", text=text)
    (line,) = warned(folder)
    assert "contrary" in line


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("We will not discuss the dues.", "Maranzul refuses to discuss the dues."),
        ("No dues, no lights: we discuss both.", "Maranzul discusses both."),
        ("We discuss not only the dues, but the lights.", "Maranzul discusses the dues."),
        ("It is not our choice.", "Maranzul discusses the dues."),
    ],
)
def test_a_quote_that_only_words_it_otherwise_is_not(copied, quote, text) -> None:
    folder = copied(MADE_UP)
    changed(folder, "claims", DUES, quote=quote, quote_lang="en", translation="", text=text)
    assert warned(folder) == []


def test_the_translation_is_read_in_place_of_a_quote_in_another_language(copied) -> None:
    folder = copied(MADE_UP)
    changed(folder, "claims", DUES, text="The river does dredge itself.")
    (line,) = warned(folder)
    assert "contrary" in line


def test_a_quote_of_another_party_or_issue_is_warned_of(copied) -> None:
    folder = copied(MADE_UP)
    other = "maranzul-vidaurre-1878-04-20-chain"
    changed(
        folder,
        "positions",
        "navigation-coralta-1878-01-16",
        quote_claim_id=other,
        claim_ids=f"coralta-quiroga-1878-01-14-sixty;{other}",
    )
    lines = warned(folder)
    assert any("party_id maranzul, not coralta" in line for line in lines)
    assert any("issue_id war-intent, not navigation" in line for line in lines)


def test_a_translation_comes_first_marked_as_ours_and_the_original_on_demand(made_up) -> None:
    seen = as_of(made_up, made_up.last)
    (claim,) = describe_claims(seen, seen.claims.loc[[DUES]]).to_dict("records")
    body = layout.template("exchanges_brief", c=claim)
    assert re.search(rf"“{OURS}” <small[^>]*>our translation</small>", body)
    original = body[body.index("<details") : body.index("</details>")]
    assert f'<p lang="es">“{THEIRS}”</p>' in original
    assert THEIRS not in body.replace(original, "")


def test_an_english_quote_has_no_translation_and_nothing_to_unfold(made_up) -> None:
    seen = as_of(made_up, made_up.last)
    sixty = seen.claims.loc[["coralta-quiroga-1878-01-14-sixty"]]
    (claim,) = describe_claims(seen, sixty).to_dict("records")
    body = layout.template("exchanges_brief", c=claim)
    assert '<p lang="en">“Sixty days, and not one tide more.”</p>' in body
    assert "translation" not in body
    assert "<details" not in body


def test_files_give_our_translation_with_the_original_after_it(made_up) -> None:
    written = write_quote(THEIRS, OURS)
    assert written == f"“{OURS}” (our translation of “{THEIRS}”)"
    assert write_quote("Yes.", "") == "“Yes.”"
    assert write_quote("", "") == ""
    view = View.default(made_up).but(as_of=clock.parse("1878-02-01"))
    seen = as_of(made_up, view.as_of.last)
    rows = part(seen, view, "positions", short=False).rows
    assert any(written in cell for cells, _ in rows for cell in cells)
