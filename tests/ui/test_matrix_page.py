"""The face All parties: a row for each party, a sign in each cell, words for who asks."""

import re

from data import clock
from data.asof import as_of
from data.load import Record
from data.queries.positions import matrix
from data.view import View
from tests.support.pages import texts
from tests.ui.test_situation_page import opened


def table(**query: str) -> str:
    at = opened("positions", show="matrix", **query)
    return next(text for text in texts(at) if '<table class="mx">' in text)


def test_parties_are_rows_and_issues_columns(record: Record) -> None:
    text = table(as_of="2022-02-24")
    assert len(re.findall(r'<th scope="row">', text)) == 27
    heads = text.split("</thead>")[0]
    assert len(re.findall(r'<th scope="col">', heads)) == 1 + len(record.issues)
    rows = text.split('<th scope="row">')[1:]
    assert all(row.split("</tr>")[0].count("<td") == len(record.issues) for row in rows)


def test_every_stance_has_its_words_as_the_name_of_a_link(record: Record) -> None:
    moment = "2022-02-24"
    seen = as_of(record, clock.parse(moment).last)
    cells = matrix.matrix(seen, View.default(record))
    stated = cells.loc[cells["stance"] != "silent"]
    text = table(as_of=moment)
    names = re.findall(r'<a class="mx-cell"[^>]*aria-label="([^"]+)"', text)
    assert len(names) == len(stated)
    for row in stated.itertuples():
        assert any(n.startswith(f"{row.party} on {row.issue}: {row.word}, ") for n in names)
    assert text.count("none on record</span></td>") == len(cells) - len(stated)


def test_a_cell_leads_to_its_issue_with_its_party_in_the_place_of_one_of_its_side() -> None:
    text = table(as_of="2022-02-24")
    cell = re.search(r'href="([^"]+)"[^>]*aria-label="Poland on Nord Stream 2', text)
    assert "compare=poland&amp;compare=russia" in cell[1]
    assert "issue=energy" in cell[1]
    cell = re.search(r'href="([^"]+)"[^>]*aria-label="Belarus on', text)
    assert "compare=us&amp;compare=belarus" in cell[1]
    cell = re.search(r'href="([^"]+)"[^>]*aria-label="Russia on NATO', text)
    assert "compare=" not in cell[1]


def test_what_moved_since_is_ringed_and_says_what_it_was() -> None:
    text = table(as_of="2022-02-24", since="2022-02-17")
    assert "ringed: first stated or moved since 17 Feb 2022" in text
    assert re.search(r'class="mx-moved" data-row="[^"]+"><a[^>]*, was \w+', text)
    assert "mx-moved" not in table(as_of="2022-02-24")
