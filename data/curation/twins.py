"""Proposals of one row of which the other was accepted: as a new row, or as one on record.

An article proposes what is on record already twice: as a new row, and as a further source of the
row that is there. Only one of both can be meant, so each is closed as long as the change stands
that accepted the other. The log alone says so: taking that change back opens it again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from data.curation.proposals import AGAIN, Proposal
from data.curation.queue import ACCEPTED, OPEN, REJECTED, Item, find_accepted, read_queue
from data.package import Package


def read_decided(package: Package) -> tuple[Item, ...]:
    """Return all proposals of a record as `read_queue`, with those rejected whose twin is in it."""
    items = read_queue(package)
    taken = {item.proposal.id: item.proposal for item in items if item.state == ACCEPTED}
    closed = dict(_close(items, taken, find_accepted(package)))
    return tuple(closed.get(item.proposal.id, item) for item in items)


def find_change(proposal: Proposal, package: Package) -> int:
    """Return the change that closes a proposal, as it accepted its twin; 0 for none."""
    return find_accepted(package).get(name_twin(proposal), 0)


def name_twin(proposal: Proposal) -> str:
    """Return the id of the proposal that is closed as one is accepted, where there is any."""
    id_ = proposal.id
    return id_.removesuffix(AGAIN) if id_.endswith(AGAIN) else id_ + AGAIN


def _close(
    items: tuple[Item, ...], taken: Mapping[str, Proposal], accepted: Mapping[str, int]
) -> Iterator[tuple[str, Item]]:
    for item in items:
        twin = taken.get(name_twin(item.proposal))
        if twin and item.state == OPEN:
            number = accepted[twin.id]
            why = f"change {number} has it as a row of its own, {twin.row}"
            if twin.old is not None:
                why = f"already on record as {twin.row}: a further source by change {number}"
            yield item.proposal.id, replace(item, state=REJECTED, why=why)
