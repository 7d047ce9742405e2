"""What a language model proposes from an article, kept only where the article bears it out.

It is off: nothing is asked, and no address contacted, unless REDLINES_MODEL names one that speaks
OpenAI's protocol, such as http://localhost:11434/v1?model=llama3.1 of a local Ollama. A model
answers with rows whose every cell quotes the words it was read from; a cell whose words are not in
the text, letter for letter, or do not say its value is dropped and counted.
"""

import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

from data.curation.proposals import Proposal, Proposed
from data.intake.article import Article
from data.intake.forces import find_figures
from data.intake.propose import assemble, source_of
from data.intake.reading import Draft, Reading, Span, drop_empty, infer, read
from data.intake.speech import LONGEST_QUOTE
from data.load import Record

ADDRESS, KEY = "REDLINES_MODEL", "REDLINES_MODEL_KEY"
PATIENCE = 180  # seconds
MOST_ANSWER = 2_000_000  # bytes
# Of each table the columns that a model may fill: the article's words; names of rows; dates;
# numbers of people; words of a list, which a person must confirm. A row needs one of the first.
WORDS = {
    "claims": ("text", "quote", "medium"),
    "events": ("title", "summary", "preview"),
    "estimates": ("text", "scope"),
    "deployments": ("what", "unit"),
}
NAMES = {
    "person_id": "person",
    "party_id": "party",
    "by_person_id": "person",
    "by_party_id": "party",
    "force": "party",
    "place_id": "place",
    "expected_place_id": "place",
}
DATES = ("made", "start", "expected", "observed")
ENDS = {"low": "low", "high": "high", "personnel_low": "low", "personnel_high": "high"}
GROUPS = ("people", "parties", "places", "issues")
CHOICES = ("kind", "status", "measure", "basis", "plover", "issue_id")
PROMPT = """Read the article and answer with JSON alone: {"rows": [{"table": "...", "cells":
{"column": {"value": "...", "source": "..."}}}]}. "source" is a verbatim part of the article that
the value was read from. Add nothing that the article does not say. Tables and columns:"""


class NoAnswer(Exception):
    """A model gave no answer that can be read; the message says why."""


@dataclass(frozen=True)
class ModelAnswer:
    """What a model proposed: the proposals, and how many cells of its answer were dropped."""

    proposals: tuple[Proposal, ...]
    dropped: int


def is_set() -> bool:
    """Say whether the operator named a model."""
    return bool(os.environ.get(ADDRESS))


def propose_by_model(
    record: Record, article: Article, ask: Callable[[str], str] | None = None
) -> ModelAnswer:
    """Return what a model proposes, as `data.intake.propose` does by rules.

    `ask` answers a prompt; without it the model of REDLINES_MODEL does. Raises NoAnswer.
    """
    reading = read(record, article)
    answer = (ask or ask_model)(write_prompt(reading))
    drafts, dropped = verify(reading, answer)
    return ModelAnswer(assemble(reading, source_of(reading), drafts, "m"), dropped)


def write_prompt(reading: Reading) -> str:
    """Return what a model is asked of an article, with the words that lists admit."""
    lines = []
    for table, worded in WORDS.items():
        fields = {f.name for f in reading.record.package.tables[table].fields}
        named = [c for c in (*NAMES, *DATES, *ENDS) if c in fields]
        choices = [f"{c} ({', '.join(reading.enum(table, c))})" for c in CHOICES if c in fields]
        lines.append(f"{table}: {', '.join((*worded, *named, *choices))}")
    ids = {group: ", ".join(map(str, reading.record.table(group).index)) for group in GROUPS}
    known = "\n".join(f"{group}: {listed}" for group, listed in ids.items())
    published_line = f"Published: {reading.article.published}"
    return "\n".join((PROMPT, *lines, "Ids:", known, published_line, "Article:", reading.text))


def ask_model(prompt: str) -> str:
    """Return what the model of REDLINES_MODEL answers; raises NoAnswer."""
    parts = urlsplit(os.environ.get(ADDRESS, ""))
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise NoAnswer(f"{ADDRESS} names no address; write http://HOST:PORT/v1?model=NAME")
    model = parse_qs(parts.query).get("model", [""])[0]
    path = f"{parts.path.rstrip('/')}/chat/completions"
    address = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
    question = {"model": model, "temperature": 0, "messages": [{"role": "user", "content": prompt}]}
    headers = {"Content-Type": "application/json"}
    if key := os.environ.get(KEY):
        headers["Authorization"] = f"Bearer {key}"
    request = urllib.request.Request(address, json.dumps(question).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            content = json.loads(response.read(MOST_ANSWER))
        return str(content["choices"][0]["message"]["content"])
    except (urllib.error.URLError, OSError, ValueError, LookupError, TypeError) as fault:
        raise NoAnswer(f"the model gave no answer ({type(fault).__name__}); try again") from fault


def verify(reading: Reading, answer: str) -> tuple[list[Draft], int]:
    """Return the rows of a model's answer that the text bears out, and how many cells it does not.

    Raises NoAnswer where it is no JSON of rows.
    """
    start, end = answer.find("{"), answer.rfind("}")
    try:
        rows = json.loads(answer[start : end + 1])["rows"]
        rows = [row for row in rows if isinstance(row, dict)]
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        raise NoAnswer("the model's answer is no JSON of rows; ask again") from fault
    drafts, dropped = [], 0
    for row in rows:
        given = row.get("cells")
        given = given if isinstance(given, dict) else {}
        table = str(row.get("table"))
        cells = dict(_verified(reading, table, given))
        worded = [c for c in WORDS.get(table, ()) if c in cells]
        if not worded:
            dropped += len(given)
            continue
        dropped += len(given) - len(cells)
        drafts.append(_draft(table, cells, worded))
    return sorted(drafts, key=lambda draft: (draft.at, draft.table)), dropped


def _draft(table: str, cells: Mapping[str, Proposed], worded: list[str]) -> Draft:
    spans = [span for column in worded for span in cells[column].spans]
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    about = cells["quote" if "quote" in cells else worded[0]].value
    return Draft(table, first, drop_empty(cells), (first, last), about)


def _verified(
    reading: Reading, table: str, given: Mapping[str, Any]
) -> Iterator[tuple[str, Proposed]]:
    """Yield the cells of a row whose words are in the text, and say their value."""
    if table not in WORDS:
        return
    fields = {f.name for f in reading.record.package.tables[table].fields}
    words = (given[c].get("source") for c in WORDS[table] if isinstance(given.get(c), dict))
    near = next((reading.text.find(w) for w in words if isinstance(w, str) and w), 0)
    for column, written in given.items():
        if column not in fields or not isinstance(written, dict):
            continue
        value, source = written.get("value"), written.get("source")
        if not (isinstance(value, str) and isinstance(source, str) and value and source):
            continue
        span = _find_nearest(reading.text, source, max(near, 0))
        if span is None:
            continue
        if cell := _cell(reading, table, column, value, span):
            yield column, cell


def _find_nearest(text: str, source: str, near: int) -> Span | None:
    """Return where words are in a text, letter for letter: of several places the nearest."""
    before, after = text.rfind(source, 0, near + len(source)), text.find(source, near)
    places = [place for place in (before, after) if place >= 0]
    start = min(places, key=lambda place: abs(place - near), default=-1)
    return (start, start + len(source)) if start >= 0 else None


def _cell(reading: Reading, table: str, column: str, value: str, span: Span) -> Proposed | None:
    """Return a cell whose value its words say, None where they do not."""
    if column in WORDS[table]:
        at = reading.text.find(value, *span)
        if column == "quote" and len(value) > LONGEST_QUOTE:
            return None
        return reading.cite((at, at + len(value))) if at >= 0 and value.strip() == value else None
    if column in NAMES:
        named = {getattr(m, NAMES[column]) for m in reading.within(*span)}
        return Proposed(value, (span,)) if value in named else None
    if column in DATES:
        dates = [d for ahead in (False, True) for d in reading.dates(*span, ahead)]
        match = next((d for d in dates if d.value == value), None)
        if match is None:
            return None
        place = ((match.start, match.end),)
        return Proposed(value, place) if match.sure else infer(value, place)
    if column in ENDS:
        figures = find_figures(reading.text, *span)
        figures_by_end = {f"{getattr(figure, ENDS[column])}": figure for figure in figures}
        return Proposed(value, (figures_by_end[value].number,)) if value in figures_by_end else None
    known = reading.enum(table, column)
    if column == "issue_id":
        known = tuple(map(str, reading.record.issues.index))
    return infer(value, (span,)) if column in CHOICES and value in known else None
