"""A line of the queue that cannot be read costs that line, is said, and harms no other."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.curation import desk, queue
from data.curation.desk import DESK, QUEUE
from data.curation.dismissed import dismiss, read_dismissed
from data.curation.proposals import Proposal, Proposed, write_proposal
from data.database import store
from data.database.move import move
from data.descriptor import read_package
from data.homes import Database, Home
from tests.conftest import MADE_UP

BY = {"when": "2026-01-12T09:30:00Z", "who": "anna"}
SOUND = write_proposal(Proposal("p-9", "people", "eva", {"name": Proposed("Eva", ((0, 3),))}))
BROKEN = {
    "half of a line": b'{"when": "2026-01-12T09:3',
    "no text": b"\xff\xfe\x00",
    "no line of a queue": b"[1, 2]",
    "a bare word": b"null",
    "nested without end": b"[" * 100_000,
    "nothing of whom": b'{"do": "propose", "id": "p-9"}',
    "an id that is none": json.dumps({**BY, "do": "reject", "id": 7}).encode(),
    "without a proposal": json.dumps({**BY, "do": "propose", "id": "p-9"}).encode(),
    "a cell that is none": json.dumps(
        {**BY, "do": "propose", "id": "p-9", "proposal": {**SOUND, "cells": {"name": "Eva"}}}
    ).encode(),
    "a value that is no text": json.dumps(
        {**BY, "do": "edit", "id": "p-0", "values": {"name": 5}}
    ).encode(),
    "values that are none": json.dumps({**BY, "do": "edit", "id": "p-0", "values": 5}).encode(),
    "no reason": json.dumps({**BY, "do": "reject", "id": "p-0"}).encode(),
    "of another proposal": json.dumps(
        {**BY, "do": "propose", "id": "p-8", "proposal": SOUND}
    ).encode(),
}


@pytest.fixture
def folder(copied: Callable[[Path], Path]) -> Path:
    made = copied(MADE_UP)
    fill(made)
    return made


def fill(home: Home) -> None:
    for number in range(2):
        cells = {"name": Proposed("Dora", ((4, 8),))}
        queue.propose(home, [Proposal(f"p-{number}", "people", "dora", cells)], "anna")
    dismiss(home, "a lead", "anna")


def put(folder: Path, line: bytes, place: int) -> None:
    file = folder / DESK / QUEUE
    lines = file.read_bytes().splitlines()
    lines.insert(place, line)
    file.write_bytes(b"\n".join(lines) + b"\n" * (place < len(lines) - 1))


def read(home: Home) -> list[tuple[str, str]]:
    items = queue.read_queue(read_package(home))
    return [(item.proposal.id, item.state) for item in items]


@pytest.mark.parametrize("place", [0, 1, 3], ids=["first", "between", "last"])
@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN)
def test_a_broken_line_harms_no_other(folder: Path, line: bytes, place: int) -> None:
    before = read(folder)
    put(folder, line, place)
    # An edit of what is not proposed yet says nothing of it.
    early = place == 0 and b'"p-0"' in line
    assert queue.find_broken(folder) == (() if early else (place + 1,))
    assert read(folder) == before
    assert list(read_dismissed(folder)) == ["a lead"]
    queue.reject(folder, "p-1", "said by another", "ben")
    assert queue.propose(folder, [Proposal("p-2", "people", "eva", {})], "ben") == 1
    assert read(folder) == [("p-0", "open"), ("p-1", "rejected"), ("p-2", "open")]
    assert queue.find_broken(folder) == (() if early else (place + 1,))


@given(st.binary(max_size=200), st.integers(0, 3))
def test_any_bytes_harm_no_line_beside_them(tmp_path_factory, noise: bytes, place: int) -> None:
    desk_ = tmp_path_factory.mktemp("any") / DESK
    desk_.mkdir()
    sound = [{**BY, "do": "propose", "id": f"p-{n}"} for n in range(3)]
    lines = [json.dumps(line).encode() for line in sound]
    lines.insert(place, noise)
    (desk_ / QUEUE).write_bytes(b"\n".join(lines))
    assert [line for line in desk.read_queue(desk_.parent) if line] == sound


def test_a_line_by_other_hands_in_a_database_is_passed_over(home: Database) -> None:
    fill(home)
    with store.hold_queue(home) as held:
        held.append([{"do": 5}, {**BY, "do": "edit", "id": "p-0", "values": []}])
    assert queue.find_broken(home) == (4, 5)
    assert read(home) == [("p-0", "open"), ("p-1", "open")]


def test_a_broken_line_keeps_no_record_from_being_moved(folder: Path, home: Database) -> None:
    put(folder, BROKEN["half of a line"], 1)
    there = Database(home.address, "moved")
    move(folder, there)
    assert read(there) == [("p-0", "open"), ("p-1", "open")]
    assert queue.find_broken(there) == ()
