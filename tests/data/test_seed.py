"""Every fact of the article that the record starts from is still on record."""

import csv
from pathlib import Path

from data.load import TABLES, Record

# Which rows hold each of the 107 facts, by the ids of the first edition.
FACTS = Path(__file__).parents[1] / "seed_facts.csv"


def test_every_fact_of_the_seed_is_on_record(record: Record) -> None:
    ids = {row for table in TABLES for row in record.table(table).index}
    for renamed in record.package.crisis.renamed.values():
        ids |= {old for old, new in renamed.items() if new in ids}
    with FACTS.open(encoding="utf-8", newline="") as file:
        facts = {row["fact_id"]: row["row_ids"].split(";") for row in csv.DictReader(file)}
    assert len(facts) == 107
    missing = {fact: [row for row in rows if row not in ids] for fact, rows in facts.items()}
    assert {fact: rows for fact, rows in missing.items() if rows} == {}
