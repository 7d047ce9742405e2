"""The queue of a record: what is proposed, what people made of it, what was refused and why.

It is a file of lines that only grows (`desk/queue.jsonl` in the record's folder, JSON a line), and
leaves with no download. A line that a kill cut short is not read. What was accepted is not in it:
the record's log names the proposal of each change, so that both cannot disagree.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data import locks
from data.curation.log import Account, group, read_log
from data.curation.proposals import (
    Proposal,
    make_changes,
    read_proposal,
    write_proposal,
)
from data.curation.writer import Written, write
from data.package import Package

DESK = "desk"  # the folder in which a record's articles and proposals are
FILE = "queue.jsonl"
OPEN, ACCEPTED, REJECTED = "open", "accepted", "rejected"
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


def read_queue(package: Package) -> tuple[Item, ...]:
    """Return all proposals of a record, the oldest first, each in its state."""
    items: dict[str, Item] = {}
    for line in _read_lines(package.folder):
        _follow(items, line)
    accepted = _find_accepted(package)
    return tuple(
        replace(item, state=ACCEPTED) if item.proposal.id in accepted else item
        for item in items.values()
    )


def propose(folder: Path, proposals: Sequence[Proposal], who: str) -> int:
    """Put proposals into a record's queue, and return how many are new there."""
    with _held(folder):
        known = {line["id"] for line in _read_lines(folder) if line["do"] == "propose"}
        new = list({p.id: p for p in proposals if p.id not in known}.values())
        _append(folder, [_line("propose", p.id, who, proposal=write_proposal(p)) for p in new])
    return len(new)


def edit(folder: Path, id_: str, values: Mapping[str, str], who: str) -> None:
    """Give cells of a proposal the values that a person wrote; raises KeyError for no such one."""
    _add(folder, _line("edit", id_, who, values=dict(values)))


def confirm(folder: Path, id_: str, columns: Sequence[str], who: str) -> None:
    """Have a person stand behind what was inferred in these columns; raises KeyError."""
    _add(folder, _line("confirm", id_, who, columns=list(columns)))


def reject(folder: Path, id_: str, why: str, who: str) -> None:
    """Refuse a proposal, with a reason; `reopen` takes that back. Raises KeyError."""
    _add(folder, _line("reject", id_, who, why=why))


def reopen(folder: Path, id_: str, who: str) -> None:
    """Take the rejection of a proposal back; raises KeyError."""
    _add(folder, _line("reopen", id_, who))


def accept(folder: Path, proposals: Sequence[Proposal], account: Account) -> Written:
    """Write proposals into the record as one change, which the log says they come from.

    Raises Unconfirmed where something inferred was not confirmed, else as `writer.write` does.
    """
    if left := {p.id: p.unconfirmed for p in proposals if p.unconfirmed}:
        raise Unconfirmed(left)
    ids = BETWEEN.join(p.id for p in proposals)
    return write(folder, make_changes(proposals), replace(account, proposal=ids))


def _find_accepted(package: Package) -> set[str]:
    """Return the proposals whose change stands: where it was undone they are open again."""
    undone: set[int] = set()
    accepted: set[str] = set()
    for entry in reversed([*group(read_log(package)).values()]):  # an undo may be undone, too
        if entry.number in undone:
            continue
        undone |= {entry.undone}
        accepted |= {*entry.account.proposal.split(BETWEEN)} if not entry.undone else set()
    return accepted


def _follow(items: dict[str, Item], line: Mapping[str, Any]) -> None:
    """Follow one line of the queue."""
    id_, do = line["id"], line["do"]
    if do == "propose":
        items[id_] = Item(read_proposal(line["proposal"]), OPEN, line["who"], line["when"])
    elif id_ in items:
        item = items[id_]
        if do == "edit":
            items[id_] = replace(item, proposal=item.proposal.edit(line["values"]))
        elif do == "confirm":
            items[id_] = replace(item, proposal=item.proposal.confirm(line["columns"]))
        elif do == "reject":
            items[id_] = replace(item, state=REJECTED, why=line["why"])
        elif do == "reopen":
            items[id_] = replace(item, state=OPEN, why="")


def _line(do: str, id_: str, who: str, **more: Any) -> dict[str, Any]:
    return {
        "when": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "who": who,
        "do": do,
        "id": id_,
    } | more


def _add(folder: Path, line: Mapping[str, Any]) -> None:
    with _held(folder):
        if line["id"] not in {known["id"] for known in _read_lines(folder)}:
            raise KeyError(line["id"])
        _append(folder, [line])


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    desk = folder / DESK
    desk.mkdir(exist_ok=True)
    with locks.hold(desk, wait=True):
        yield


def _append(folder: Path, lines: Sequence[Mapping[str, Any]]) -> None:
    if not lines:
        return
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    with (folder / DESK / FILE).open("ab+") as out:
        if out.tell():
            out.seek(-1, os.SEEK_END)
            text = text if out.read(1) == b"\n" else f"\n{text}"  # after a line that was cut short
        out.write(text.encode())
        out.flush()
        os.fsync(out.fileno())


def _read_lines(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of the queue that are whole."""
    try:
        content = (folder / DESK / FILE).read_bytes()
    except FileNotFoundError:
        return
    for written in content.split(b"\n"):
        try:
            line = json.loads(written)
        except ValueError:
            continue
        if isinstance(line, dict) and {"when", "who", "do", "id"} <= line.keys():
            yield line
