"""What must hold of all proposals of any article: every cell is where its span says."""

import re
from collections.abc import Iterable

from data import clock
from data.curation.proposals import INFERRED, PERSON, TEXT, Proposal, Proposed
from data.intake.article import Article
from data.intake.dates import find_dates
from data.intake.gazetteer import build
from data.kinds import KINDS
from data.load import Record

# Cells that hold the article's words as they are; in the others words are only found.
VERBATIM = ("quote",)
WORDED = ("text", "title", "summary", "preview", "what", "scope", "medium")
NAMED = {
    "person_id": "person",
    "party_id": "party",
    "by_person_id": "person",
    "by_party_id": "party",
    "force": "party",
    "place_id": "place",
    "expected_place_id": "place",
    "party_ids": "party",
    "people_ids": "person",
    "expected_people_ids": "person",
}
DATED = ("made", "start", "expected", "observed", "horizon")
COUNTED = ("low", "high", "personnel_low", "personnel_high")
CITING = ("source_id", "source_ids", "more_source_ids")
STATED = ("publisher", "title", "url", "published", "lang", "quote_lang", *CITING)


def find_faults(record: Record, article: Article, proposals: Iterable[Proposal]) -> list[str]:
    """Return what is not where its span says, one line a cell; none where all is well."""
    names = build(record)
    faults = []
    seen: set[str] = set()
    for proposal in proposals:
        if proposal.id in seen or proposal.article != article.digest:
            faults.append(f"{proposal.id} is not its own")
        seen.add(proposal.id)
        fields = {f.name for f in record.package.tables[proposal.table].fields}
        if proposal.old is None and proposal.row in record.table(proposal.table).index:
            faults.append(f"{proposal.row} is on record")
        if proposal.old is None and proposal.cells[KINDS[proposal.table].key].value != proposal.row:
            faults.append(f"{proposal.row} is not its key")
        for column, cell in proposal.cells.items():
            if column not in fields or not _holds(record, article, names, column, cell):
                faults.append(f"{proposal.id} {proposal.table}.{column} {cell}")
    return faults


def _holds(record, article, names, column: str, cell: Proposed) -> bool:
    text = article.text
    if any(not 0 <= start < end <= len(text) for start, end in cell.spans):
        return False
    words = [text[start:end] for start, end in cell.spans]
    if cell.basis == INFERRED:
        return bool(cell.value) and (column != "quote")
    if cell.basis == PERSON:
        return column in STATED
    if cell.basis != TEXT or not words:
        return False
    joined = " ".join(words)
    if column in VERBATIM:
        return cell.value == joined and len(cell.spans) == 1
    if column in WORDED:
        return cell.value[1:] == joined[1:] and cell.value[:1].lower() == joined[:1].lower()
    if column in NAMED:
        mentions = [m for word in words for m in names.find(word)]
        found = {getattr(mention, NAMED[column]) for mention in mentions}
        return set(cell.value.split(";")) <= found | _known_before(names, article, cell, column)
    if column in DATED:
        return cell.value in _dates(article, cell) and bool(clock.parse(cell.value))
    if column in COUNTED:
        return any(
            cell.value.startswith(re.sub(r"\D", "", n)) for n in re.findall(r"\d[\d,]*", joined)
        )
    return column in CITING


def _known_before(names, article, cell: Proposed, column: str) -> set[str]:
    """Return whom a last name means after a whole one: read in the whole text."""
    whole = names.find(article.text)
    spans = set(cell.spans)
    return {getattr(m, NAMED[column]) for m in whole if (m.start, m.end) in spans}


def _dates(article, cell: Proposed) -> set[str]:
    (start, end), *others = cell.spans
    found = set()
    for ahead in (False, True):
        dates = find_dates(article.text, max(0, start - 8), end, article.published, ahead)
        found |= {d.value for d in dates if (d.start, d.end) == (start, end)}
    return found if not others else set()
