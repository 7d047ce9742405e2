"""What an article proposes for a record: its source, and the rows that its sentences give."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from data.curation.proposals import AGAIN, PERSON, Match, Proposal, Proposed
from data.direction import bare
from data.intake.article import Article
from data.intake.claims import draft_claims
from data.intake.forces import draft_deployments, draft_estimates
from data.intake.happenings import draft_events
from data.intake.reading import Draft, Reading, drop_empty, infer, read
from data.intake.resolve import find_same, match_rows
from data.intake.speech import find_speech
from data.kinds import KINDS
from data.load import Record
from data.names import fold

UNJUDGED = {"reliability": "F", "credibility": "6"}  # Admiralty code: cannot be judged
LONGEST_ID = 60
WEIGHTY = 6  # letters from which a word says what a row is about


def propose(record: Record, article: Article) -> tuple[Proposal, ...]:
    """Return what an article proposes for a record: its source, then rows as the text has them.

    Every cell that was read has the places of its words in the article's text; what was inferred
    says so. A row that is on record by these words is also proposed as it is there, with the
    article as a further source: its id ends with `-source`, and only one of both can be meant.
    The same article and record give the same proposals.
    """
    reading = read(record, article)
    source = source_of(reading)
    claims = [*draft_claims(reading, find_speech(reading))]
    drafts = [*claims, *draft_estimates(reading, claims), *draft_deployments(reading)]
    drafts += draft_events(reading)
    drafts.sort(key=lambda draft: (draft.at, draft.table))
    return assemble(reading, source, _each_once(drafts))


def assemble(
    reading: Reading, source: Proposal, drafts: list[Draft], mark: str = ""
) -> tuple[Proposal, ...]:
    """Return drafts as proposals that cite the article's source, with ids and rows on record.

    `mark` in their ids tells them from those of another reader of the same article.
    """
    record = reading.record
    proposals = [source] if source.old is None else []
    taken = Counter(str(row) for name in KINDS for row in record.table(name).index)
    best: dict[tuple[str, str], Proposal] = {}
    ids: Counter[str] = Counter()
    for draft in drafts:
        row = _unique(_name(draft), taken)
        cells = {KINDS[draft.table].key: infer(row), **_cite(reading, draft, source.row)}
        # By its place in the text: what else is read there changes as the record grows.
        id_ = _unique(f"{source.article[:8]}-{mark}{draft.table}-{draft.at}", ids)
        matches = match_rows(record, draft, reading.article.published)
        new = Proposal(id_, draft.table, row, cells, source.article, matches=matches)
        proposals.append(new)
        same = find_same(matches)
        further = cite_again(record, new, same) if same else None
        if same and further:
            known = best.get((same.table, same.row))
            if known is None or known.matches[0].score < same.score:
                best[same.table, same.row] = further
    before = {further.id.removesuffix(AGAIN): further for further in best.values()}
    return tuple(p for new in proposals for p in (before.get(new.id), new) if p)


def cite_again(record: Record, proposal: Proposal, match: Match) -> Proposal | None:
    """Return a proposal that adds a proposal's source to those of a row on record.

    None where the row cites it already, and of a record as seen at one moment, whose rows have all
    their sources in one list. Its words are those that repeat the row.
    """
    kind = KINDS[match.table]
    row: Any = record.table(match.table).loc[match.row]
    new = next(proposal.cells[c].value for c in kind.cites if c in proposal.cells)
    column = kind.cites[-1]
    if column not in row:
        return None
    listed = [*row[column]]
    if new in (*listed, *(row[c] for c in kind.cites if isinstance(row[c], str))):
        return None
    mark = record.package.field(match.table, column).delimiter or ";"
    spans = proposal.cells[kind.title].spans if kind.title in proposal.cells else ()
    cells = {column: Proposed(mark.join((*listed, new)), spans)}
    old = {column: mark.join(listed)}
    id_ = f"{proposal.id}{AGAIN}"
    return Proposal(id_, match.table, match.row, cells, proposal.article, old, (match,))


def source_of(reading: Reading) -> Proposal:
    """Return the row of the article's source, or as an old one where its address is on record."""
    article, record = reading.article, reading.record
    digest = article.digest
    known = record.sources.loc[record.sources["url"] == article.url] if article.url else None
    if known is not None and len(known):
        row = str(known.index[0])
        return Proposal(f"{digest[:8]}-00", "sources", row, {}, digest, {})
    taken = Counter(map(str, record.sources.index))
    day = article.published[:10] or "undated"
    words = [w for w in fold(bare(article.title)).split() if len(w) >= WEIGHTY][:3]
    name = "-".join([*(fold(bare(article.publisher)).split()[:3] or ["article"]), day, *words])
    row = _unique(_slug(name), taken)
    heads = (reading.text.find(article.title, s.start, s.end) for s in reading.headings)
    at = max(heads, default=-1) if article.title else -1
    title = Proposed(article.title, basis=PERSON)
    cells = {
        "source_id": infer(row),
        "publisher": Proposed(article.publisher, basis=PERSON),
        "title": title if at < 0 else reading.cite((at, at + len(article.title))),
        "url": Proposed(article.url, basis=PERSON),
        "published": Proposed(article.published, basis=PERSON),
        "lang": Proposed(article.lang, basis=PERSON),
        **_publisher(record, article),
    }
    return Proposal(f"{digest[:8]}-00", "sources", row, drop_empty(cells), digest)


def _publisher(record: Record, article: Article) -> Mapping[str, Proposed]:
    """Return what the record has of a publisher's other pages; nobody has judged a new one."""
    names = [fold(bare(name)) for name in record.sources["publisher"].tolist()]
    own = record.sources.loc[[name == fold(article.publisher) for name in names]]
    if not article.publisher or own.empty:
        return {
            "reliability": infer(UNJUDGED["reliability"]),
            "origin": infer(_slug(article.publisher)),
        }
    usual = {
        c: Counter(map(str, own[c])).most_common(1)[0][0] for c in ("kind", "reliability", "origin")
    }
    return {column: infer(value) for column, value in usual.items()}


def _cite(reading: Reading, draft: Draft, source: str) -> dict[str, Proposed]:
    """Return a draft's cells with the article as their source, its credibility not judged."""
    kind = KINDS[draft.table]
    cells = {**draft.cells, kind.cites[0]: Proposed(source, basis=PERSON)}
    if kind.graded:
        cells["credibility"] = infer(UNJUDGED["credibility"])
    order = [f.name for f in reading.record.package.tables[draft.table].fields]
    return {column: cells[column] for column in order if column in cells}


def _each_once(drafts: list[Draft]) -> list[Draft]:
    """Return drafts without those that say what another of the same words does."""
    seen: set[tuple[Any, ...]] = set()
    originals = []
    for draft in drafts:
        who = [
            draft.cells[c].value for c in ("party_id", "person_id", "place_id") if c in draft.cells
        ]
        mark = (draft.table, draft.about, *who)
        if mark not in seen:
            originals.append(draft)
        seen.add(mark)
    return originals


def _name(draft: Draft) -> str:
    """Return an id for a row in the manner of the record's own."""
    of = {column: cell.value for column, cell in draft.cells.items()}
    days = (of[column] for column in ("made", "observed", "expected", "start") if column in of)
    day = next(days, "")[:10]
    word = next(_telling(draft.about), "")
    if draft.table == "events":
        return _slug("-".join([day, *fold(of.get("title", word)).split()[:5]]))
    if draft.table == "deployments":
        return _slug("-".join([of["place_id"], day, of.get("force", "") or word]))
    party, person = (of.get(c, "") for c in ("party_id", "person_id"))
    if draft.table == "estimates":
        by = of.get("by_person_id") or of.get("by_party_id") or "report"
        return _slug("-".join([by, day, of.get("low") or of.get("high") or word]))
    return _slug("-".join(filter(None, [party or "unnamed", person, day, word])))


def _telling(text: str) -> Iterator[str]:
    """Yield the longest words of a text."""
    yield from sorted((w for w in fold(text[:300]).split() if w.isalpha()), key=lambda w: -len(w))


def _slug(name: str) -> str:
    cut = "-".join(fold(name).split())[:LONGEST_ID]
    return cut.strip("-") or "row"


def _unique(name: str, taken: Counter[str]) -> str:
    unique, number = name, 1
    while taken[unique]:
        number += 1
        unique = f"{name}-{number}"
    taken[unique] += 1
    return unique
