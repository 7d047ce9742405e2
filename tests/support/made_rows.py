"""Rows of records made up for tests: each builder fills what its table cannot do without."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from data.blank import Beginning, read_box, write_blank

Row = Mapping[str, str]


def put(folder: Path, name: str, *rows: Row) -> None:
    """Add rows to a table; columns that a row does not name are empty."""
    file = folder / "tables" / f"{name}.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    assert all(set(row) <= set(header) for row in rows), f"{name} has no such column"
    with file.open("a", encoding="utf-8", newline="") as out:
        csv.DictWriter(out, header, restval="", lineterminator="\n").writerows(rows)


def begin(folder: Path, title: str, sides: tuple[str, str], day: str, box: str) -> Path:
    """Write an empty record; return its folder."""
    beginning = Beginning(title, sides, date.fromisoformat(day), read_box(box))
    write_blank(folder, beginning)
    return folder


def source(key: str, publisher: str, title: str, day: str, **more: str) -> Row:
    """Return a row of sources."""
    rest = {"kind": "newspaper", "lang": "en", "reliability": "B", "origin": key.partition("-")[0]}
    address = {"url": f"https://archive.example/{key}"}
    named = {"source_id": key, "publisher": publisher, "title": title, "published": day}
    return rest | address | named | more


def place(key: str, name: str, lat: float, lon: float, country: str, **more: str) -> Row:
    """Return a row of places."""
    spot = {"place_id": key, "name": name, "lat": str(lat), "lon": str(lon), "country": country}
    return {"kind": "city", "precision": "town"} | spot | more


def event(key: str, title: str, kind: str, parties: str, cited: str, **more: str) -> Row:
    """Return a row of events, of the day that its id begins with."""
    day = key[:10]
    clocks = {"start": day, "reported": day}
    judged = {"plover": "CONSULT", "intensity": "0", "credibility": "2"}
    named = {"event_id": key, "title": title, "summary": f"{title}.", "kind": kind}
    return named | clocks | judged | {"party_ids": parties, "source_ids": cited} | more


def claim(key: str, party: str, issue: str, day: str, text: str, *, cited: str, **more: str) -> Row:
    """Return a row of claims."""
    when = {"made": day, "reported": day, "medium": "note", "kind": "demand"}
    named = {"claim_id": f"{party}-{key}", "party_id": party, "issue_id": issue, "text": text}
    return when | named | {"source_id": cited, "credibility": "2"} | more


def position(issue: str, party: str, day: str, stance: str, *, claims: str, cited: str) -> Row:
    """Return the first position of a party on an issue."""
    named = {"position_id": f"{issue}-{party}-{day}", "issue_id": issue, "party_id": party}
    said = {"since": day, "stance": stance, "movement": "first", "claim_ids": claims}
    return named | said | {"source_ids": cited, "summary": f"It {stance} this."}


def issue(key: str, title: str, question: str, order: int) -> Row:
    """Return a row of issues, one that is voted on as a proposal."""
    words = {"title": title, "short_title": title[:24], "question": question}
    return {"issue_id": key, **words, "description": question, "order": str(order)} | {
        "scale": "proposal"
    }


def force(key: str, at: str, party: str, day: str, what: str, *, cited: str, **more: str) -> Row:
    """Return a row of deployments."""
    named = {"observation_id": key, "place_id": at, "force": party, "what": what}
    when = {"observed": day, "reported": day, "status": "present", "basis": "press"}
    return named | when | {"source_ids": cited, "credibility": "2"} | more


def estimate(key: str, party: str, day: str, low: int, high: int, *, cited: str) -> Row:
    """Return a row of estimates."""
    said = {"scope": "in the area", "low": str(low), "high": str(high), "measure": "total"}
    words = {"text": f"Between {low} and {high} men", "source_id": cited, "credibility": "3"}
    return {"estimate_id": key, "by_party_id": party, "made": day, "reported": day} | said | words
