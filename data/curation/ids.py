"""Ids of new rows in the house's form: who, when, and a word of what it is about."""

import re
from collections.abc import Collection, Container, Mapping, Sequence
from itertools import chain, count

from data.blank import make_id
from data.kinds import KINDS

# Of each table what its ids are made of: a column as it stands, or `day:`, `words:`, `name:` or
# `number:` of the first of the columns named that is filled.
PARTS: Mapping[str, Sequence[str]] = {
    "sources": ("words:publisher", "day:published,not_before", "words:title"),
    "people": ("name:name",),
    "places": ("words:name",),
    "parties": ("words:short_name,name",),
    "events": ("day:expected,announced,start", "words:title"),
    "issues": ("words:short_title,title",),
    "claims": ("party_id", "person_id", "day:made,reported", "words:text"),
    "positions": ("issue_id", "party_id", "day:since"),
    "deployments": ("place_id", "day:observed,reported", "words:unit,what"),
    "estimates": ("by_person_id,by_party_id", "day:made,reported", "number:low", "number:high"),
    "moments": ("words:title",),
    "story": ("words:title",),
    "labels": ("words:name",),
}
UNDATED = ("sources",)  # whose ids have a day where there is one
FEW = 3  # words of a title that an id has
SHORT = frozenset(
    re.findall(
        "[a-z]+", "a an and as at by for from in is of on or s that the to was will said says"
    )
)


def suggest_id(table: str, cells: Mapping[str, str], taken: Container[str]) -> str:
    """Return an id for a row with these cells that is not taken; "" while too little is filled."""
    parts: list[str] = []
    for rule in PARTS.get(table, ()):
        skip = SHORT.union(*(part.split("-") for part in parts))
        part = _make_part(rule, cells, skip)
        if not part and rule.startswith("day:") and table not in UNDATED:
            return ""
        parts += [part] if part else []
    plain = "-".join(dict.fromkeys(parts))
    if not plain or (plain[0].isdigit() and len(parts) == 1):
        return ""
    if plain in taken and table == "people":  # whom a surname alone does not tell apart
        plain = make_id(cells.get(KINDS[table].title, "")) or plain
    ids = chain([plain], (f"{plain}-{number}" for number in count(2)))
    return next(one for one in ids if one not in taken)


def _make_part(rule: str, cells: Mapping[str, str], skip: Collection[str]) -> str:
    kind, _, columns = rule.rpartition(":")
    cell = next((cells[c] for c in columns.split(",") if cells.get(c)), "")
    if kind == "day":
        return cell[:10]
    if kind == "number":
        return _in_thousands(cell)
    words = [word for word in make_id(cell).split("-") if word]
    if kind == "name":
        return words[-1] if words else ""
    if kind == "words":
        return "-".join([word for word in words if word not in skip][:FEW])
    return cell


def _in_thousands(cell: str) -> str:
    if not cell.isdecimal():
        return ""
    return str(int(cell) // 1000) if int(cell) >= 1000 else cell
