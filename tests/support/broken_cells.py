"""Cells of the made-up crisis to break, and the rule that each then breaks."""

import csv
from pathlib import Path

Edit = tuple[str, str, str, str]  # table, row id, column, new value
NOTE, DUES, CALL_UP = "1878-01-14-coralta-note", "1877-11-river-dues", "1878-02-03-call-up"
CONGRESS, SURVEY = "1878-03-11-congress-of-serena", "1878-03-05-joint-survey"
SIXTY, TERMS = "coralta-quiroga-1878-01-14-sixty", "coralta-quiroga-1878-03-09-terms"
CHAIN, LATER = "maranzul-vidaurre-1878-04-20-chain", "maranzul-vidaurre-1878-03-14-later"
SHOTS, MILITIA = "1878-03-08-fight-at-the-ford", "river-militia-barrientos-1878-03-08-first"
RESERVES, EVENT = "aurelio-1878-02-05-reserves", "events"
SECOND, DUES_CLAIM = "1878-03-20-second-congress", "maranzul-vidaurre-1877-11-dues"
DEMANDED, COUNT = "navigation-coralta-1878-01-16", "coralta-1878-02-05-2000"

# What Table Schema says: frictionless must see these, too.
SCHEMA: list[tuple[Edit, str]] = [
    (("places", "fort-aurelio", "lat", "north"), "must be a number"),
    (("places", "fort-aurelio", "lat", "95"), "must be at most 90"),
    (("places", "fort-aurelio", "lon", "-181"), "must be at least -180"),
    (("deployments", RESERVES, "personnel_low", "-1"), "must be at least 0"),
    (("estimates", "coralta-1878-02-05-2000", "low", "2,000"), "must be a whole number"),
    (("issues", "navigation", "short_title", "n" * 25), "must have at most 24 characters"),
    (("claims", SIXTY, "quote", "q" * 301), "must have at most 300 characters"),
    ((EVENT, NOTE, "kind", "party"), "must be one of congress, legation"),
    ((EVENT, NOTE, "intensity", "11"), "must be at most 10"),
    ((EVENT, NOTE, "title", ""), "must not be empty"),
    ((EVENT, NOTE, "start", "soon"), "is no date as the record writes it"),
    (("sources", "broadsheet-ford", "url", "javascript:alert(1)"), "is not in this column's form"),
    (
        ("sources", "broadsheet-ford", "url", "https://archive.example/memoir-vidaurre"),
        "must not be there twice",
    ),
    (("deployments", "ford-1878-03-10-patrol", "observation_id", RESERVES), "there twice"),
    (("parties", "pampa-league", "order", "1"), "must not be there twice"),
    (("people", "barrientos", "party_id", "atlantis"), "is not in parties"),
    (("claims", SIXTY, "responds_to", "nobody"), "is not in claims"),
    (("deployments", RESERVES, "place_id", "nowhere"), "is not in places"),
]

# What a schema cannot say. The last edit breaks what the ones before it prepare.
ROWS: list[tuple[list[Edit], str]] = [
    ([(EVENT, NOTE, "start", "1878-01-32")], "is no real date"),
    ([(EVENT, NOTE, "people_ids", "quiroga;nobody")], "names what is not in people (nobody)"),
    ([(EVENT, SECOND, "start", "1878-03-17")], "must be the day it was called off, 1878-03-18"),
    (
        [(EVENT, NOTE, "reported", "1878-01-14"), (EVENT, NOTE, "called_off", "1878-01-14")],
        "must be empty where nothing was announced",
    ),
    ([("claims", TERMS, "same_as", TERMS)], "must not be the claim itself"),
    ([("claims", TERMS, "same_as", DUES_CLAIM)], "is a claim of maranzul, another party"),
    ([("claims", SIXTY, "same_as", TERMS)], "than this claim, 1878-01-14"),
    (
        [("claims", SIXTY, "translation", "Sixty days.")],
        "must be empty where the quote is in English",
    ),
    ([("positions", DEMANDED, "quote_claim_id", DUES_CLAIM)], "is not among claim_ids"),
    ([("estimates", COUNT, "headline", "maybe")], "must be one of 1, 0"),
    ([(EVENT, NOTE, "party_ids", "coralta;atlantis")], "not in parties (atlantis)"),
    ([(EVENT, NOTE, "party_ids", "coralta;coralta")], "names a part twice (coralta)"),
    ([(EVENT, NOTE, "party_ids", "coralta;")], "has an empty part"),
    ([(EVENT, NOTE, "party_ids", "coralta, maranzul")], "has a comma between two"),
    ([("claims", CHAIN, "more_source_ids", "nowhere")], "not in sources (nowhere)"),
    ([(EVENT, CONGRESS, "end", "1878-03-11")], "must not be before start 1878-03-12"),
    ([(EVENT, NOTE, "reported", "1878-01-13")], "must not be before start 1878-01-14"),
    (
        [
            (EVENT, CONGRESS, "announced", "1878-03-11T12:00Z"),
            (EVENT, CONGRESS, "expected", "1878-03-11T09:00Z"),
        ],
        "must not be before announced 1878-03-11T12:00Z",
    ),
    ([(EVENT, CALL_UP, "announced", "1878-02-05")], "must not be after start 1878-02-03"),
    ([(EVENT, CONGRESS, "outcome_reported", "")], "not be empty where outcome is given"),
    ([(EVENT, CONGRESS, "outcome", "")], "must not be empty where outcome_reported is given"),
    ([(EVENT, CONGRESS, "outcome_reported", "1878-03-11")], "not be before reported 1878-03-12"),
    ([(EVENT, CONGRESS, "preview", "")], "must not be empty where announced is before start"),
    (
        [(EVENT, CALL_UP, "announced", "1878-02-03"), (EVENT, CALL_UP, "preview", "They will.")],
        "must be empty where announced is not before start",
    ),
    ([(EVENT, NOTE, "preview", "It will.")], "must be empty where announced is empty"),
    ([(EVENT, NOTE, "expected", "1878-01")], "must be empty where announced is empty"),
    ([(EVENT, NOTE, "expected_place_id", "lower-estero")], "empty where announced is empty"),
    ([(EVENT, SURVEY, "event_id", "1878-03-28-joint-survey")], "must begin with 1878-03-05-"),
    (
        [("claims", MILITIA, "event_id", ""), (EVENT, SHOTS, "event_id", "1879-shots")],
        "must begin with 1878-03-08-, the date on which it began",
    ),
    ([("claims", MILITIA, "made", "1878-03-11")], "must not be before made 1878-03-11"),
    ([("claims", SIXTY, "quote_lang", "")], "must not be empty where quote is given"),
    ([("claims", SIXTY, "quote", "")], "must not be empty where quote_lang is given"),
    ([("claims", SIXTY, "relation", "")], "must not be empty where responds_to is given"),
    ([("claims", SIXTY, "responds_to", "")], "must not be empty where relation is given"),
    ([("claims", MILITIA, "claim_id", "militia-1878")], "must begin with river-militia-"),
    ([("claims", LATER, "responds_to", CHAIN)], "is made later, 1878-04-20, than its answer"),
    ([("claims", LATER, "responds_to", LATER)], "must not be the claim itself"),
    (
        [("positions", "navigation-coralta-1866-02", "position_id", "navigation-coralta-1866")],
        "must be navigation-coralta-1866-02",
    ),
    (
        [("positions", "procedure-coralta-1878-03-09", "claim_ids", f"{TERMS};{CHAIN}")],
        f"names {CHAIN}, made 1878-04-20 and public 1878-04-21",
    ),
    (
        [("positions", "navigation-coralta-1878-01-16", "movement", "first")],
        "must not be first where an earlier row is",
    ),
    (
        [("positions", "navigation-coralta-1866-02", "movement", "restated")],
        "must be first where no earlier row is",
    ),
    ([("deployments", RESERVES, "observed", "1878-02-06")], "must not be before observed"),
    ([("deployments", RESERVES, "personnel_low", "1600")], "not be above personnel_high 1500"),
    ([("estimates", "quiroga-1878-04-21-5000", "made", "1878-04-22")], "not be before made"),
    ([("estimates", "lindqvist-1878-03-09-1800", "low", "1900")], "not be above high 1800"),
    (
        [("sources", "havas-1878-02-05-call-up", "not_before", "1878-02-01")],
        "must be empty where published is given",
    ),
    ([("parties", "coralta", "color_dark", "")], "not be empty where color_light is given"),
    ([("places", "estero-ford", "lon", "58.90")], "does not lie at -24.30, 58.90"),
    ([("places", "port-serena", "country", "UK")], "is no country of ISO 3166-1"),
]


def edit(folder: Path, *edits: Edit) -> None:
    """Write cells of a package's tables anew."""
    for table, row_id, column, value in edits:
        path = folder / "tables" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        header = rows[0]
        (row,) = [row for row in rows[1:] if row[0] == row_id]
        assert row[header.index(column)] != value, "the edit changes nothing"
        row[header.index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
