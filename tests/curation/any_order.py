"""Curators who do whatever comes to mind, in any order, and what must hold after each step."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from data.checks.run import check_package
from data.curation import queue
from data.curation.changes import Cell, Changes, Conflict, Contents, Row, Text, read_contents
from data.curation.history import find_standing
from data.curation.log import Account, group, read_log
from data.curation.proposals import INFERRED, Proposal, Proposed
from data.curation.queue import ACCEPTED, OPEN, REJECTED, Unconfirmed, read_queue
from data.curation.writer import Faulty, undo, write, write_contents
from data.descriptor import read_package
from data.files import SETTINGS
from data.homes import Home
from data.load import load_package
from tests.curation.made_changes import orders
from tests.support.histories import replay, rewind

BY = Account("anna", 'so "they" say, at last')
REFUSED = (queue.Decided, Conflict, Faulty, Unconfirmed)
WORDS = ("Clerk", 'A "dean",\tof sorts', "Clerk of the chain; twice", "")
# Of each table a column that people write, and its rows that are often meant.
FREE = {"people": "role", "sources": "note", "moments": "title", "events": "note"}
Step = tuple[str, int, int]


@dataclass
class Walk:
    """One record, and what its queue and log must say by what was done."""

    home: Home
    first: Contents = field(init=False)
    digest: str = field(init=False)
    turned_down: set[str] = field(default_factory=set)
    stands: dict[int, bool] = field(default_factory=dict)  # of each change, by its number
    back: dict[int, int] = field(default_factory=dict)  # what each undo takes back
    brought: dict[int, set[str]] = field(default_factory=dict)  # proposals, by change

    def __post_init__(self) -> None:
        self.first, self.digest = self.now, self.read_digest()

    @property
    def now(self) -> Contents:
        return read_contents(read_package(self.home))

    def read_digest(self) -> str:
        return load_package(read_package(self.home)).digest

    @property
    def proposals(self) -> Sequence[Proposal]:
        return [item.proposal for item in read_queue(read_package(self.home))]

    def take(self, step: Step) -> None:
        """Take a step, and hold all that must be so whether it was refused or not."""
        name, one, two = step
        with suppress(*REFUSED):
            getattr(self, name)(one, two)
        self.hold()

    def hold(self) -> None:
        package = read_package(self.home)
        assert check_package(package).faults == ()
        entries = group(read_log(package))
        now = read_contents(package)
        for was, is_ in (
            (replay(entries, self.first), now),
            (rewind(entries, now), self.first),
        ):
            assert orders(was) == orders(is_)
            assert was.texts == is_.texts
        accepted = {id_ for n, ids in self.brought.items() if self.stands[n] for id_ in ids}
        for item in read_queue(package):
            id_ = item.proposal.id
            left = REJECTED if id_ in self.turned_down else OPEN
            assert item.state == (ACCEPTED if id_ in accepted else left)

    def undo_all(self) -> None:
        """Take back all that stands, the newest first."""
        for number in reversed(find_standing(group(read_log(read_package(self.home))))):
            self.undo_number(number)
        self.hold()
        assert not any(self.stands[number] for number in self.brought)
        assert self.read_digest() == self.digest

    # What curators do; each is given two numbers to choose by.

    def undo(self, one: int, _two: int) -> None:
        if self.stands:
            self.undo_number(len(self.stands) - one % len(self.stands))

    def undo_number(self, number: int) -> None:
        made = self._make(lambda: undo(self.home, number, BY))
        assert made, "an undo that is not refused takes something back"
        self.back[made] = number
        turn: int | None = number
        while turn:  # what it took back had perhaps taken something back itself
            self.stands[turn] = not self.stands[turn]
            turn = self.back.get(turn)

    def add(self, one: int, two: int) -> None:
        after = (None, "", "ocampo", "p0")[two % 4]
        self._write(Changes(added=(Row("people", f"p{one % 4}", _person(f"p{one % 4}"), after),)))

    def label(self, one: int, two: int) -> None:
        # A table that is empty at first, its cells in an order of their own.
        cells = {"name": f"Bay {two}", "lon": "-57.5", "lat": "-34.5", "kind": "sea", "rank": "2"}
        row = f"l{one % 2}"
        self._write(Changes(added=(Row("labels", row, {**cells, "label_id": row}),)))

    def change(self, one: int, two: int) -> None:
        table = [*FREE][one % len(FREE)]
        rows = self.now.tables[table]
        row = [*rows][two % min(3, len(rows))]
        column, new = FREE[table], WORDS[(one + two) % len(WORDS)]
        self._write(Changes(cells=(Cell(table, row, column, rows[row][column], new),)))

    def remove(self, one: int, two: int) -> None:
        table = ["people", "moments", "estimates", "labels"][one % 4]
        rows = self.now.tables[table]
        if rows:
            row = [*rows][-1 - two % len(rows)]
            cells = {c: cell for c, cell in rows[row].items() if cell}
            self._write(Changes(removed=(Row(table, row, cells),)))

    def arrange(self, one: int, two: int) -> None:
        table = ["people", "moments"][one % 2]
        rows = self.now.tables[table]
        ids = [*rows]
        ids.insert(two % len(ids), ids.pop())
        self._make(lambda: write_contents(self.home, Contents({table: _of(rows, ids)}), BY))

    def settle(self, _one: int, two: int) -> None:
        old = self.now.texts[SETTINGS]
        new = f"{old}# {two % 2}\n" if len(old) == len(self.first.texts[SETTINGS]) else old[:-4]
        self._write(Changes(texts=(Text(SETTINGS, old, new),)))

    def bring(self, one: int, two: int) -> None:
        """Replace a whole table, as a spreadsheet does: some rows come, go and change at once."""
        rows = {**self.now.tables["people"]}
        for row in [*rows][two % 9 :]:
            if row not in self.first.tables["people"]:  # the others are named elsewhere
                del rows[row]
        rows[f"p{one % 4}"] = _person(f"p{one % 4}")
        ids = sorted(rows) if two % 2 else [*rows]
        self._make(lambda: write_contents(self.home, Contents({"people": _of(rows, ids)}), BY))

    def propose(self, one: int, two: int) -> None:
        self._propose("people", f"p{one % 4}", _person(f"p{one % 4}"), None)

    def propose_source(self, one: int, two: int) -> None:
        """Propose a source, and what it says: neither is valid alone."""
        row = f"s{one % 2}"
        cells = {"source_id": row, "publisher": "The Herald", "title": WORDS[1], "lang": "en"}
        cells |= {"kind": "newspaper", "published": "1878-03-01", "reliability": "B"}
        url = {"url": f"https://archive.example/{row}", "origin": "herald"}
        self._propose("sources", row, cells | url, None)
        claim, old = self._choose("claims", two)
        named = [*filter(None, old["more_source_ids"].split(";")), row]
        self._propose("claims", claim, {"more_source_ids": ";".join(named)}, old)

    def correct(self, one: int, two: int) -> None:
        table = [*FREE][one % len(FREE)]
        row, old = self._choose(table, two)
        self._propose(table, row, {FREE[table]: WORDS[one % len(WORDS)]}, old)

    def edit(self, one: int, two: int) -> None:
        if chosen := self._pick(one):
            column = FREE.get(chosen.table, "note")
            queue.edit(self.home, chosen.id, {column: WORDS[two % len(WORDS)]}, "ben")

    def confirm(self, one: int, _two: int) -> None:
        if chosen := self._pick(one):
            queue.confirm(self.home, chosen.id, chosen.unconfirmed, "ben")

    def rebase(self, one: int, _two: int) -> None:
        chosen = self._pick(one)
        if chosen and chosen.old is not None and chosen.row in self.now.tables[chosen.table]:
            old = self.now.tables[chosen.table][chosen.row]
            queue.rebase(self.home, chosen.id, old, "ben")

    def accept(self, one: int, two: int) -> None:
        """Accept one, or one and those after it."""
        items = read_queue(read_package(self.home))
        chosen = [item.proposal for item in items if item.state == OPEN]
        if chosen:
            place = one % len(chosen)
            self._accept(chosen[place : place + 1 + two % 3])

    def accept_once_confirmed(self, one: int, two: int) -> None:
        for proposal in self.proposals:
            with suppress(queue.Decided):
                queue.confirm(self.home, proposal.id, proposal.unconfirmed, "ben")
        self.accept(one, two)

    def accept_as_it_was(self, one: int, two: int) -> None:
        """Accept what somebody else edits or rejects meanwhile."""
        if chosen := self._pick(one):
            (self.edit, self.reject)[two % 2](one, two)
            self._accept([chosen])

    def reject(self, one: int, _two: int) -> None:
        if chosen := self._pick(one):
            queue.reject(self.home, chosen.id, "said by another", "ben")
            self.turned_down.add(chosen.id)

    def reopen(self, one: int, _two: int) -> None:
        if chosen := self._pick(one):
            queue.reopen(self.home, chosen.id, "ben")
            self.turned_down.discard(chosen.id)

    def _pick(self, one: int) -> Proposal | None:
        return self.proposals[one % len(self.proposals)] if self.proposals else None

    def _choose(self, table: str, two: int) -> tuple[str, Mapping[str, str]]:
        rows = self.now.tables[table]
        row = [*rows][two % min(3, len(rows))]
        return row, rows[row]

    def _propose(
        self, table: str, row: str, cells: Mapping[str, str], old: Mapping[str, str] | None
    ) -> None:
        proposed = {c: Proposed(cell, ((0, 2),)) for c, cell in cells.items()}
        if old is None:
            column = next(iter(cells))
            proposed[column] = Proposed(cells[column], basis=INFERRED)
        id_ = f"p-{len(self.proposals)}"
        assert queue.propose(self.home, [Proposal(id_, table, row, proposed, old=old)], "ben") == 1

    def _accept(self, chosen: Sequence[Proposal]) -> None:
        number = self._make(lambda: queue.accept(self.home, chosen, BY))
        if number:
            self.brought[number] = {p.id for p in chosen}

    def _write(self, changes: Changes) -> None:
        self._make(lambda: write(self.home, changes, BY))

    def _make(self, make: Callable[[], Any]) -> int:
        before = self._all()
        try:
            number: int = make().number
        except REFUSED:
            assert self._all() == before
            raise
        if number:
            assert number == len(self.stands) + 1
            self.stands[number] = True
        return number

    def _all(self) -> Any:
        package = read_package(self.home)
        return dict(package.files), read_queue(package)


def _person(name: str) -> dict[str, str]:
    return {"person_id": name, "name": name.title(), "party_id": "coralta", "role": "Clerk"}


def _of(rows: Mapping[str, Mapping[str, str]], ids: Sequence[str]) -> dict[str, Mapping[str, str]]:
    return {row: rows[row] for row in ids}


STEPS = (
    *("undo",) * 6,
    *("propose", "propose_source", "correct", "accept_once_confirmed"),
    *("add", "label", "change", "change", "remove", "remove", "arrange", "settle", "bring"),
    *("propose", "propose_source", "correct", "edit", "confirm", "rebase", "reject", "reopen"),
    *("accept", "accept_once_confirmed", "accept_once_confirmed", "accept_as_it_was"),
)
