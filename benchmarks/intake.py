"""What the reading of an article finds of what a careful reader does, and what it gets wrong.

Run `python -m benchmarks.intake FOLDER`, with the folder of `article.txt` and `facts.csv`;
`--show` prints every proposal with the words that its cells were read from. `intake_expected.csv`
names, by paragraph, the proposals that are right, with the facts that each holds. A cell is judged
against the rows of the record that `facts.csv` names for these facts: one of them must have it, of
dates one that overlaps, of lists one that holds all of it, an intensity within one. Words and
spans are judged by the text. What no row of the record can say is not judged: ids, the words of
media, and what is stated of the article. A proposal that is not in the list is wrong.
"""

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from data import clock
from data.asof import as_of
from data.curation.proposals import TEXT, Proposal
from data.intake.article import Article
from data.intake.propose import AGAIN, propose
from data.intake.reading import read
from data.load import Record, load
from data.names import fold
from data.package import shipped

PUBLISHED = "2022-01-09T18:21Z"  # as the article says of itself
BEFORE = "2022-01-08"  # the record as it was known the day before, for a stricter look
EXPECTED = Path(__file__).with_name("intake_expected.csv")
KEYS = {"estimates": "low", "deployments": "place_id"}
JUDGED = {
    "claims": ("person_id", "party_id", "made", "reported", "issue_id", "kind"),
    "events": (
        *("start", "expected", "kind", "place_id", "expected_place_id", "party_ids"),
        *("people_ids", "expected_people_ids", "plover", "intensity"),
    ),
    "estimates": ("made", "by_person_id", "by_party_id", "measure", "low", "high", "horizon"),
}
DATES = ("made", "start", "expected", "observed")
LISTS = ("party_ids", "people_ids", "expected_people_ids")
VERBATIM = ("quote", "text", "title", "summary", "preview", "what", "scope")


@dataclass(frozen=True)
class Judged:
    """A proposal, the expected one that it is, and its cells that are wrong."""

    proposal: Proposal
    expected: Mapping[str, str] | None
    wrong: tuple[str, ...]


def main() -> None:
    """Read the article twice, cold and warm, and print a Markdown table against the goals."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.intake", description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    text = (options.folder / "article.txt").read_text(encoding="utf-8")
    with (options.folder / "facts.csv").open(encoding="utf-8", newline="") as file:
        facts = {row["fact_id"]: row for row in csv.DictReader(file)}
    article = Article(text, "A portal", published=PUBLISHED, lang="en")
    record = load(shipped())
    early = as_of(record, clock.parse(BEFORE).last)
    for name, known in (("as shipped", record), (f"as known on {BEFORE}", early)):
        started = perf_counter()
        proposals = propose(known, article)
        seconds = perf_counter() - started
        judged = judge(record, read(known, article), proposals, facts)
        if options.show and known is record:
            print("\n".join(show(article, judged)), end="\n\n")
        print("\n".join(table(record, (name, seconds), article, judged, facts)), end="\n\n")


def judge(
    record: Record, reading: Any, proposals: Sequence[Proposal], facts: Mapping[str, Any]
) -> list[Judged]:
    """Return each proposal but the source's, which a person states, with what is wrong of it."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        expected = {_key(row): row for row in csv.DictReader(file)}
    numbers = _paragraphs(reading)
    seen: Counter[tuple[str, ...]] = Counter()
    judged = []
    for proposal in proposals:
        if proposal.table == "sources":
            continue
        paragraph = numbers(proposal)
        if proposal.id.endswith(AGAIN):
            rows = {i for f in facts.values() if f["paragraph"] == paragraph for i in _rows(f)}
            judged.append(Judged(proposal, None, () if proposal.row in rows else ("row",)))
            continue
        found = None
        for of in _names(proposal):
            count = seen[paragraph, proposal.table, of] + 1
            found = expected.get((paragraph, proposal.table, of, f"{count}"))
            if found:
                seen[paragraph, proposal.table, of] += 1
                break
        wrong = tuple(_wrong(record, reading.text, proposal, found, facts)) if found else ("all",)
        judged.append(Judged(proposal, found, wrong))
    return judged


def _key(row: Mapping[str, str]) -> tuple[str, ...]:
    return row["paragraph"], row["table"], row["of"], row["nth"]


def _rows(fact: Mapping[str, str]) -> list[str]:
    return fact["row_ids"].split(";")


def _names(proposal: Proposal) -> list[str]:
    """Return by what the list may name a proposal: a speaker, a day, a number, a place."""
    of = {column: cell.value for column, cell in proposal.cells.items()}
    if proposal.table == "claims":
        return [of.get("person_id") or of.get("party_id", "")]
    if proposal.table == "events":
        return [of.get("start") or of.get("people_ids", "")]
    return [of.get(KEYS[proposal.table], "")]


def _paragraphs(reading: Any) -> Any:
    """Return what numbers a proposal's paragraph as the facts do: headings are not counted."""
    order = list(dict.fromkeys(s.paragraph for s in reading.sentences))

    def number(proposal: Proposal) -> str:
        cells = [c for n, c in proposal.cells.items() if n in (*VERBATIM, "more_source_ids")]
        cells = cells or [c for n, c in proposal.cells.items() if n == "source_ids"]
        at = max(start for cell in cells for start, _ in cell.spans[-1:])
        for sentence in reading.sentences:
            if sentence.holds(at, at):
                return f"{order.index(sentence.paragraph) + 1}"
        return ""

    return number


def _wrong(
    record: Record, text: str, proposal: Proposal, found: Any, facts: Mapping[str, Any]
) -> Iterator[str]:
    """Yield the cells of a proposal that none of the rows of its facts has."""
    ids = {i for fact in found["facts"].split(";") for i in _rows(facts[fact])}
    own = record.table(proposal.table)
    rows = own.loc[own.index.isin(ids)].to_dict("records")
    for column, cell in proposal.cells.items():
        if column in VERBATIM and _is_off(text, cell):
            yield column
        judged = column in JUDGED.get(proposal.table, ()) and rows
        # A speaker is the article's: the record may have one who relayed the same words.
        speaker = column == "person_id" and cell.value == found["of"]
        agrees = speaker or any(_agrees(record, column, cell.value, row) for row in rows)
        if judged and not agrees:
            yield column


def _is_off(text: str, cell: Any) -> bool:
    words = " ".join(text[start:end] for start, end in cell.spans)
    return cell.basis == TEXT and words.lower() != cell.value.lower()


def _agrees(record: Record, column: str, value: str, row: Mapping[str, Any]) -> bool:
    if column in DATES or column == "reported":
        moment, first, last = clock.parse(value), row[column], row[f"{column}_last"]
        return bool(moment.first <= last and first <= moment.last)
    if column in LISTS:
        named = {*row["people_ids"], *row["expected_people_ids"]} if "people" in column else None
        return set(value.split(";")) <= (named or set(row["party_ids"]))
    if column == "intensity":
        return abs(int(value) - int(row[column])) <= 1
    if column in ("low", "high"):
        return bool(int(value) == row[column])
    if "place_id" in column:
        return _is_there(record, value, {row["place_id"], row["expected_place_id"]} - {""})
    return str(row[column]) == value


def _is_there(record: Record, value: str, places: set[str]) -> bool:
    """Say whether a place is one of others, or the city or region that one of them is in."""
    own = record.places.loc[value]
    for place in places:
        other = record.places.loc[place]
        near = own["precision"] == "region" and own["country"] == other["country"]
        if value == place or near or fold(own["name"]) in fold(other["name"]):
            return True
    return False


def show(article: Article, judged: Sequence[Judged]) -> Iterator[str]:
    """Yield every proposal as lines, each cell with its words, what is wrong of it marked."""
    for one in judged:
        mark = f"WRONG: {', '.join(one.wrong)}" if one.wrong else "right"
        yield f"{one.proposal.id} {one.proposal.table} {one.proposal.row}: {mark}"
        for column, cell in one.proposal.cells.items():
            words = " | ".join(article.text[start:end] for start, end in cell.spans)
            yield f"    {column} = {cell.value} [{cell.basis}] {cell.spans} {words!r}"
        for match in one.proposal.matches:
            yield f"    {match.relation} {match.row} {match.score}"


def table(
    record: Record,
    run: tuple[str, float],
    article: Article,
    judged: Sequence[Judged],
    facts: Mapping[str, Any],
) -> Iterator[str]:
    """Yield a table of what a run (its name and seconds) found, and how it stands to the goals."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    found = {_key(one.expected) for one in judged if one.expected}
    direct = [row for row in expected if row["direct"]]
    said = [r for r in direct if _key(r) in found and not _speaker_wrong(judged, r)]
    quoted = {fact for row in direct for fact in row["facts"].split(";")}
    claims = [f for f, row in facts.items() if "claims" in row["table"] and f not in quoted]
    held = {f for one in judged if one.expected for f in one.expected["facts"].split(";")}
    reported = [f for f in claims if f in held]
    wrong = [one for one in judged if one.wrong]
    read_wrong = [one for one in wrong if _is_wrong_as_read(one)]
    others = [row for row in expected if row["table"] != "claims"]
    dated = [r for r in others if re.match(r"\d{4}-", r["of"])]
    counted = [r for r in others if r["table"] == "estimates"]
    spans = sum(
        _is_off(article.text, cell)
        for one in judged
        for column, cell in one.proposal.cells.items()
        if column in VERBATIM
    )
    yield f"| the record {run[0]} | found | of | | goal |"
    yield "|---|---:|---:|---:|---|"
    yield _line("quotations with the right speaker", len(said), len(direct), "at least 95 %")
    yield _line("facts that are claims, reported", len(reported), len(claims), "at least 60 %")
    yield _line("numbers of troops", _count(counted, found), len(counted), "all")
    yield _line("meetings and dated events", _count(dated, found), len(dated), "all")
    yield _line("proposals wrong in any cell", len(wrong), len(judged), "at most 20 %")
    yield _line("of these, wrong in a cell that was read", len(read_wrong), len(judged), "")
    empty, cells = _empty(record, judged)
    yield _line("required cells left empty for a person", empty, cells, "")
    yield f"| spans off by a character | {spans} | | | 0 |"
    yield f"| seconds | {run[1]:.2f} | | | under 3 |"


def _empty(record: Record, judged: Sequence[Judged]) -> tuple[int, int]:
    """Return how many required cells of new rows have no value, and how many there are."""
    empty = cells = 0
    for one in judged:
        if one.proposal.old is None:
            fields = record.package.tables[one.proposal.table].fields
            required = [f.name for f in fields if f.constraints.get("required")]
            cells += len(required)
            empty += sum(name not in one.proposal.cells for name in required)
    return empty, cells


def _line(name: str, number: int, of: int, goal: str) -> str:
    return f"| {name} | {number} | {of} | {number / max(of, 1):.0%} | {goal} |"


def _count(rows: Sequence[Mapping[str, str]], found: set[tuple[str, ...]]) -> int:
    return sum(_key(row) in found for row in rows)


def _speaker_wrong(judged: Sequence[Judged], row: Mapping[str, str]) -> bool:
    own = [one for one in judged if one.expected and _key(one.expected) == _key(row)]
    return any("quote" not in one.proposal.cells or "person_id" in one.wrong for one in own)


def _is_wrong_as_read(one: Judged) -> bool:
    cells = one.proposal.cells
    return any(c not in cells or cells[c].basis == TEXT for c in one.wrong)


if __name__ == "__main__":
    main()
