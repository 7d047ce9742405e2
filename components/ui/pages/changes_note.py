"""The one-page note of what is new: the rows of `overview.changes` in its template."""

from typing import Any

import pandas as pd
import streamlit as st

from components.ui import store
from components.ui.elements import layout
from components.ui.frame import clocks
from components.ui.links import row
from data.kinds import KINDS
from data.queries.overview.changes import LISTS, Changes, changes, listed
from data.queries.sources.citing import reported
from data.view import View
from data.words import count, difference

# The lists that one section holds, under a heading for each; every other list is a section.
EARLIER = tuple(name for name in LISTS if name.startswith("earlier_"))
EARLIER_TITLE = "Became known about earlier days"
# The note's sections in order, and the lists of Changes that each holds.
SECTIONS = {
    "earlier" if name in EARLIER else name: EARLIER if name in EARLIER else (name,)
    for name in LISTS
}
NOTES = {"occurred": "most important first", "earlier": "public only since"}
FOLDED = ("restated", "sources")  # nothing moved; a list of addresses, for who wants to check
# The tables whose rows stand under headings, and of what kind these are.
HEADS = {"positions": "issues", "claims": "issues", "deployments": "places"}
MOST = 200  # rows of a section; the table beneath holds all
LONG = 12  # rows of a section that stand open on the screen; paper holds them all
HEADINGS = {
    "change": "What is new",
    "when_label": "When",
    "group": "Issue or place",
    "who": "Who",
    "says": "What it says",
    "id": "Id",
}


def comparable(view: View) -> bool:
    """Say whether since lies before as of, so that anything can be new."""
    return view.since is not None and view.since.last < view.as_of.last


@layout.block
def ask_for_since(view: View) -> None:
    """Say why nothing can be compared, and offer earlier moments."""
    if view.since is None:
        line = f"Nothing to compare with yet, {view.describe(store.record())}."
        sentence = "Set an earlier moment as “Since” in the sidebar, or choose one here."
    else:
        line = f"As known {view.as_of.at_end}, compared with {view.since}."
        sentence = "“Since” is not before “as of”, so nothing can be new. Choose an earlier one."
    layout.header("What is new", line)
    layout.notice(sentence)
    clocks.steps(view, "page")


@layout.block
def head(view: View) -> None:
    """Place the headline, between which moments, and the ways to another since."""
    answer = store.ask(changes, view)
    layout.header(headline(answer), line(view))
    with st.container(key="changes_steps"):
        clocks.steps(view, "page")
    if not any(answer.counts.values()):
        layout.notice("Nothing became known between these moments. Choose an earlier “Since”.")


@layout.block
def note(view: View) -> None:
    """Place the note, section by section."""
    answer = store.ask(changes, view)
    if not any(answer.counts.values()):
        return
    layout.html("changes", sections=sections(answer, view))


def list_news(view: View) -> pd.DataFrame:
    """Return all that is new as a table for reading, in the order of the note."""
    rows = store.ask(listed, view)[list(HEADINGS)]
    return rows.assign(change=rows["change"].map(_titles())).rename(columns=HEADINGS)


def headline(answer: Changes) -> str:
    """Say how many things are new, in a headline: what moved apart from what was said again."""
    counts = answer.counts
    stances = {way: counts[way] for way in ("moved", "restated", "first")}
    earlier = sum(counts[name] for name in EARLIER)
    counted = [
        (counts["occurred"], count(counts["occurred"], "event held", "events held")),
        (sum(stances.values()), _positions(stances)),
        (counts["claims"], count(counts["claims"], "claim")),
        (earlier, count(earlier, "entry about earlier days", "entries about earlier days")),
    ]
    words = [part for many, part in counted if many]
    if not words and any(counts.values()):
        rest = sum(counts.values())
        return f"{count(rest, 'thing')} newly known"
    return "; ".join(words) or "Nothing new"


def _positions(stances: dict[str, int]) -> str:
    """Return `3 positions moved, 17 restated, 5 first stated`, without what is none."""
    words = {"moved": "moved", "restated": "restated", "first": "first stated"}
    ways = [(number, words[way]) for way, number in stances.items() if number]
    if not ways:
        return ""
    (number, way), *others = ways
    leading = f"{count(number, 'position')} {way}"
    return ", ".join([leading, *(f"{n:,} {way}" for n, way in others)])


def line(view: View) -> str:
    """Say between which moments."""
    return f"What became known after {view.since} and by {view.as_of}"


def sections(answer: Changes, view: View) -> list[dict[str, Any]]:
    """Return the note's sections that hold anything: `name`, `title`, `count`, groups of rows.

    `cut` counts those beyond MOST, which are left to the table. `groups` stand open: whole groups
    until LONG rows are reached, or as many rows of a first group that is longer; `folded` are the
    others, with `left`, how many rows they hold, and `headed` where headings say what they are.
    """
    result = []
    for name, lists in SECTIONS.items():
        parts = {part: getattr(answer, part) for part in lists}
        count = sum(len(rows) for rows in parts.values())
        if not count:
            continue
        room, groups = MOST, []
        for part, rows in parts.items():
            title = LISTS[part].title if lists == EARLIER else ""
            groups += _groups(part, title, rows.head(room), view)
            room = max(0, room - len(rows))
        opened, folded = ([], groups) if name in FOLDED else _opened(groups)
        result.append(
            {
                "name": name,
                "title": EARLIER_TITLE if lists == EARLIER else LISTS[name].title,
                "count": count,
                "note": NOTES.get(name, ""),
                "reports": reported(count, answer.sources["origin"].nunique())
                if name == "sources"
                else "",
                "groups": opened,
                "folded": folded,
                "left": sum(len(group["rows"]) for group in folded),
                "cut": max(0, count - MOST),
            }
        )
    return result


def _opened(
    groups: list[dict[str, Any]],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Part groups into those that stand open and those that are folded away."""
    first, *others = groups
    if not first["title"] and len(first["rows"]) > LONG:
        rest = first | {"rows": first["rows"][LONG:]}
        return [first | {"rows": first["rows"][:LONG]}], [rest, *others]
    opened, row_count = [first], len(first["rows"])
    while others and row_count + len(others[0]["rows"]) <= LONG:
        row_count += len(others[0]["rows"])
        opened.append(others.pop(0))
    return opened, others


def _groups(name: str, title: str, rows: pd.DataFrame, view: View) -> list[dict[str, Any]]:
    """Return a list's rows under the headings of its issues or places, else under its own title."""
    table = LISTS[name].table
    head = "" if title else HEADS.get(table, "")
    by_title: dict[str, list[dict[Any, Any]]] = {}
    for cells in rows.to_dict("records"):
        by_title.setdefault(cells["group"] if head else title, []).append(cells)
    return [
        {
            "title": title,
            "kind": table,
            "address": _address(head, part[0], view) if head else "",
            "rows": [_row(table, cells, view) for cells in part],
        }
        for title, part in by_title.items()
    ]


def _address(table: str, cells: dict[Any, Any], view: View) -> str:
    kind = KINDS[table]
    row_id = str(cells.get(kind.opened_by) or "")
    return row(kind.field, row_id, view) if kind.field and row_id else ""


def _row(table: str, cells: dict[Any, Any], view: View) -> dict[str, Any]:
    answer: dict[str, Any] = {str(key): value for key, value in cells.items()}
    answer["address"] = _address(table, cells, view)
    answer["id"] = answer[KINDS[table].key]
    if table == "positions":
        was = cells["was_summary"]
        answer["runs"] = difference(was, cells["summary"]) if was else ()
    return answer


def _titles() -> dict[str, str]:
    """Return what each list of Changes is called in the table."""
    return {
        name: f"{EARLIER_TITLE}: {list_.title.lower()}" if name in EARLIER else list_.title
        for name, list_ in LISTS.items()
    }
