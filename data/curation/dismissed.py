"""Leads of a feed that curators have put aside as of no interest, and may take back.

They are lines of the queue (`data.curation.desk`), which is only added to, so nothing is lost.
"""

from dataclasses import dataclass

from data.curation import desk
from data.homes import Home

DISMISS, RESTORE = "dismiss", "restore"


@dataclass(frozen=True)
class Dismissed:
    """A lead that was put aside: who did it, and when (UTC, as 2026-01-12T09:30:00Z)."""

    lead: str
    who: str
    when: str


def read_dismissed(home: Home) -> dict[str, Dismissed]:
    """Return the leads that are put aside now, by what names them, the last one first."""
    leads: dict[str, Dismissed] = {}
    for line in desk.read_queue(home):
        if line.get("do") in (DISMISS, RESTORE):
            leads.pop(line["id"], None)
        if line.get("do") == DISMISS:
            lead = line["id"]
            leads[lead] = Dismissed(lead, line["who"], line["when"])
    return dict(reversed(leads.items()))


def dismiss(home: Home, lead: str, who: str) -> None:
    """Put a lead aside."""
    _add(home, DISMISS, lead, who)


def restore(home: Home, lead: str, who: str) -> None:
    """Take back that a lead was put aside."""
    _add(home, RESTORE, lead, who)


def _add(home: Home, do: str, lead: str, who: str) -> None:
    with desk.hold_queue(home) as queue:
        queue.append([desk.make_line(do, lead, who)])
