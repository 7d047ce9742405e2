"""The queue of a record: what is proposed, what people made of it, what was refused and why.

It is made of lines that are only added (`data.curation.desk`); one that cannot be read is passed
over and counted. What was accepted is not in it: the record's log names the proposal of each
change, so that both cannot disagree.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from data.curation import desk
from data.curation.changes import Conflict, Difference
from data.curation.desk import make_line
from data.curation.history import find_standing
from data.curation.log import Account, group, read_log
from data.curation.proposals import (
    Proposal,
    Proposed,
    make_changes,
    read_proposal,
    write_proposal,
)
from data.curation.writer import Written, write
from data.descriptor import read_package
from data.homes import Home
from data.package import Package

OPEN, ACCEPTED, REJECTED = "open", "accepted", "rejected"
CELLS, COLUMNS = TypeAdapter(dict[str, str]), TypeAdapter(list[str])  # in lines of the queue
BETWEEN = ";"  # parts the ids of proposals that one change accepts


@dataclass(frozen=True)
class Item:
    """A proposal in the queue: as people left it, its state, and who brought it there, and when.

    `when` is UTC, as 2026-01-12T09:30:00Z. `why` is the reason of a rejection.
    """

    proposal: Proposal
    state: str
    who: str
    when: str
    why: str = ""


class Unconfirmed(Exception):
    """Something inferred was not confirmed; `columns` names the cells, by proposal."""

    def __init__(self, columns: Mapping[str, Sequence[str]]) -> None:
        super().__init__("; ".join(f"{id_}: {', '.join(named)}" for id_, named in columns.items()))
        self.columns = columns


class Decided(Exception):
    """A proposal was accepted or rejected meanwhile, so that nothing of it is changed any more."""


def read_queue(package: Package) -> tuple[Item, ...]:
    """Return all proposals of a record, the oldest first, each in its state."""
    items, _ = _follow_all(desk.read_queue(package.home))
    accepted = find_accepted(package)
    return tuple(
        replace(item, state=ACCEPTED) if item.proposal.id in accepted else item
        for item in items.values()
    )


def find_broken(home: Home) -> tuple[int, ...]:
    """Return the numbers of the queue's lines, from 1, that cannot be read."""
    return _follow_all(desk.read_queue(home))[1]


def propose(home: Home, proposals: Sequence[Proposal], who: str) -> int:
    """Put proposals into a record's queue, and return how many are new there."""
    with desk.hold_queue(home) as queue:
        known = _follow_all(queue.read())[0]
        new = list({p.id: p for p in proposals if p.id not in known}.values())
        queue.append([make_line("propose", p.id, who, proposal=write_proposal(p)) for p in new])
    return len(new)


def edit(home: Home, id_: str, values: Mapping[str, str], who: str) -> None:
    """Give cells of a proposal the values that a person wrote.

    Raises KeyError for no such one, and Decided for one that is not open: so do those below.
    """
    _add(home, make_line("edit", id_, who, values=dict(values)))


def confirm(home: Home, id_: str, columns: Sequence[str], who: str) -> None:
    """Have a person stand behind what was inferred in these columns."""
    _add(home, make_line("confirm", id_, who, columns=list(columns)))


def reject(home: Home, id_: str, why: str, who: str) -> None:
    """Refuse a proposal, with a reason; `reopen` takes that back."""
    _add(home, make_line("reject", id_, who, why=why))


def reopen(home: Home, id_: str, who: str) -> None:
    """Take the rejection of a proposal back; raises Decided for one that is not rejected."""
    _add(home, make_line("reopen", id_, who), REJECTED)


def rebase(home: Home, id_: str, old: Mapping[str, str], who: str) -> None:
    """Have a correction be made against cells as they are now."""
    _add(home, make_line("rebase", id_, who, old=dict(old)))


def accept(home: Home, proposals: Sequence[Proposal], account: Account) -> Written:
    """Write proposals into the record as one change, which the log says they come from.

    Raises Unconfirmed where something inferred was not confirmed, Conflict where the queue has one
    otherwise by now, else as `writer.write` does.
    """
    if differences := list(_find_differences(home, proposals)):
        raise Conflict(differences)
    if left := {p.id: p.unconfirmed for p in proposals if p.unconfirmed}:
        raise Unconfirmed(left)
    ids = BETWEEN.join(p.id for p in proposals)
    return write(home, make_changes(proposals), replace(account, proposal=ids))


def _find_differences(home: Home, proposals: Sequence[Proposal]) -> Iterator[Difference]:
    """Yield what somebody else made of proposals in the queue since these were read."""
    items, _ = _follow_all(desk.read_queue(home))
    for mine in proposals:
        if not (item := items.get(mine.id)):
            continue
        theirs = item.proposal
        if item.state == REJECTED:
            reason = f"a rejection ({item.why})" if item.why else "a rejection"
            yield Difference(mine.table, mine.row, "", "", reason, "accepted")
        if theirs.row != mine.row:
            yield Difference(mine.table, mine.row, "", "", theirs.row, mine.row)
        for column in dict.fromkeys((*theirs.cells, *mine.cells)):
            cells = [p.cells.get(column, Proposed("")).value for p in (theirs, mine)]
            if cells[0] != cells[1]:
                yield Difference(mine.table, mine.row, column, "", cells[0], cells[1])


def find_accepted(package: Package) -> Mapping[str, int]:
    """Return the number of the change by which each proposal is on record, by its id.

    One whose change was undone is open again.
    """
    entries = group(read_log(package))
    return {
        named: number
        for number in find_standing(entries)
        for named in filter(None, entries[number].account.proposal.split(BETWEEN))
    }


def _follow_all(lines: Iterable[desk.Line]) -> tuple[dict[str, Item], tuple[int, ...]]:
    """Return the proposals that the queue's lines make, by id, and the numbers of broken lines.

    None of the proposals is accepted.
    """
    items: dict[str, Item] = {}
    broken = []
    for number, line in enumerate(lines, 1):
        try:
            _follow(items, line)
        except (KeyError, ValueError):
            broken.append(number)
    return items, tuple(broken)


def _follow(items: dict[str, Item], line: Mapping[str, Any]) -> None:
    """Follow one line of the queue; raises KeyError and ValueError where it cannot be read."""
    id_, do = line["id"], line["do"]
    if do == "propose":
        proposal = read_proposal(line["proposal"])
        if proposal.id != id_:
            raise ValueError(f"{id_!r} is not {proposal.id!r}")
        items[id_] = Item(proposal, OPEN, line["who"], line["when"])
    elif id_ in items:
        item = items[id_]
        if do == "edit":
            values = CELLS.validate_python(line["values"])
            items[id_] = replace(item, proposal=item.proposal.edit(values))
        elif do == "confirm":
            columns = COLUMNS.validate_python(line["columns"])
            items[id_] = replace(item, proposal=item.proposal.confirm(columns))
        elif do == "rebase":
            old = CELLS.validate_python(line["old"])
            items[id_] = replace(item, proposal=replace(item.proposal, old=old))
        elif do == "reject":
            items[id_] = replace(item, state=REJECTED, why=str(line["why"]))
        elif do == "reopen":
            items[id_] = replace(item, state=OPEN, why="")


def _add(home: Home, line: Mapping[str, Any], state: str = OPEN) -> None:
    """Add a line of a proposal, where the proposal is in a state."""
    with desk.hold_queue(home) as queue:
        item = _follow_all(queue.read())[0][line["id"]]
        if item.state != state or line["id"] in find_accepted(read_package(home)):
            raise Decided(line["id"])
        queue.append([line])
