"""The made-up crisis with likely slips: dates far from the rest, claims that answer in a ring."""

import csv
from pathlib import Path


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table as they are written."""
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: Path, name: str, rows: list[dict[str, str]], header: list[str]) -> None:
    """Write a table anew."""
    with (folder / "tables" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def add(folder: Path, name: str, **changes: str) -> None:
    """Add a row to a table: the last one with these cells changed."""
    rows = table(folder, name)
    write(folder, name, [*rows, rows[-1] | changes], list(rows[0]))


def answering(folder: Path, *ring: str) -> Path:
    """Have claims of one day answer each other, the last one the first.

    Positions, which claims of other days carry, are taken out.
    """
    write(folder, "positions", [], list(table(folder, "positions")[0]))
    answers = dict(zip(ring, (*ring[1:], ring[0]), strict=True))
    day = {"made": "1878-03-20", "reported": "1878-03-20", "relation": "answers"}
    rows = table(folder, "claims")
    for row in rows:
        row["same_as"] = ""
        if row["claim_id"] in answers:
            row.update(day, responds_to=answers[row["claim_id"]], event_id="")
    write(folder, "claims", rows, list(rows[0]))
    return folder


def with_date(folder: Path, cell: str) -> Path:
    """Give the made-up crisis a row of each table on which clocks run, at a date."""
    empty = dict.fromkeys(
        (
            *("end", "announced", "expected", "preview", "expected_place_id"),
            *("outcome", "outcome_reported"),
        ),
        "",
    )
    add(folder, "events", event_id=f"{cell[:10]}-far", start=cell, reported=cell, **empty)
    last = table(folder, "claims")[-1]["claim_id"]
    alone = {"responds_to": "", "relation": "", "event_id": ""}
    add(folder, "claims", claim_id=f"{last}-far", made=cell, reported=cell, **alone)
    stands = table(folder, "positions")[-1]
    if cell > stands["since"]:
        key = f"{stands['issue_id']}-{stands['party_id']}-{cell[:10]}"
        carried = {"claim_ids": f"{last}-far", "movement": "restated"}
        add(folder, "positions", position_id=key, since=cell, **carried)
    for name, key, at in (
        ("deployments", "observation_id", "observed"),
        ("estimates", "estimate_id", "made"),
    ):
        last = table(folder, name)[-1][key]
        add(folder, name, **{key: f"{last}-far", at: cell, "reported": cell})
    return folder
