"""The one-page note of what is new: the rows of `overview.changes` in its template."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.ui import store
from components.ui.elements import layout
from components.ui.frame import clocks
from components.ui.links import ROWS, row
from data import export
from data.queries.overview.changes import LISTS, Changes, changes, listed
from data.queries.sources.citing import reported
from data.view import View
from data.words import difference

# The note's sections in order: a title, and the lists of Changes that each holds, with a heading
# for each list where it holds several.
SECTIONS = {
    "moved": ("Positions moved", {"moved": ""}),
    "first": ("Positions first stated", {"first": ""}),
    "occurred": ("Events held", {"occurred": ""}),
    "outcomes": ("Outcomes now known", {"outcomes": ""}),
    "scheduled": ("Newly announced", {"scheduled": ""}),
    "called_off": ("Called off", {"called_off": ""}),
    "claims": ("Said", {"claims": ""}),
    "deployments": ("Forces", {"deployments": ""}),
    "estimates": ("Estimates of forces", {"estimates": ""}),
    "restated": ("Positions restated", {"restated": ""}),
    "earlier": (
        "Became known about earlier days",
        {
            "earlier_events": "Events",
            "earlier_claims": "Said",
            "earlier_deployments": "Forces",
            "earlier_estimates": "Estimates of forces",
        },
    ),
    "sources": ("Sources first cited", {"sources": ""}),
}
NOTES = {"occurred": "weightiest first", "earlier": "public only since"}
FOLDED = ("restated", "sources")  # nothing moved; a list of addresses, for who wants to check
# Which kind of row a line of each kind leads to, and the column that names it; and the same for
# the heading of a group of such rows.
LEADS = {
    "positions": ("issue", "issue_id"),
    "events": ("event", "event_id"),
    "outcomes": ("event", "event_id"),
    "claims": ("claim", "claim_id"),
    "deployments": ("place", "place_id"),
    "sources": ("source", "source_id"),
}
HEADS = {
    "positions": ("issue", "issue_id"),
    "claims": ("issue", "issue_id"),
    "deployments": ("place", "place_id"),
}
IDS = {
    "positions": "position_id",
    "events": "event_id",
    "outcomes": "event_id",
    "claims": "claim_id",
    "deployments": "observation_id",
    "estimates": "estimate_id",
    "sources": "source_id",
}
MOST = 200  # rows of a section; the table beneath holds all
LONG = 12  # rows of a section that stand open on the screen; paper holds them all
TWIN = {
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
        line = f"As known on {view.as_of}, compared with {view.since}."
        sentence = "“Since” does not lie before “as of”, so nothing can be new: choose earlier."
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
        layout.notice("Nothing became known between the two moments: choose an earlier since.")


@layout.block
def note(view: View) -> None:
    """Place the note, section by section, and all its rows as a table to take away."""
    answer = store.ask(changes, view)
    if not any(answer.counts.values()):
        return
    layout.html("changes", sections=sections(answer, view))
    rows = store.ask(listed, view)[list(TWIN)]
    rows = rows.assign(change=rows["change"].map(_titles())).rename(columns=TWIN)
    with st.container(key="changes_table"):
        layout.table_twin(rows, label="All that is new as a table")
        st.download_button(
            "All that is new (CSV)",
            data=partial(export.frame_csv, rows),
            file_name=f"{store.record().package.name}-new-{_file(view)}.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _file(view: View) -> str:
    texts = [m.text for m in (view.since, view.as_of) if m]
    return "-to-".join(texts).replace(":", "")


def headline(answer: Changes) -> str:
    """Say how many things are new, in a headline: what moved apart from what was said again."""
    counts = answer.counts
    stances = {way: counts[way] for way in ("moved", "restated", "first")}
    earlier = sum(counts[name] for name in SECTIONS["earlier"][1])
    counted = [
        _count(counts["occurred"], "event held", "events held"),
        _positions(stances),
        _count(counts["claims"], "claim", "claims"),
        _count(earlier, "thing learnt of earlier days", "things learnt of earlier days"),
    ]
    words = [part for part in counted if part]
    if not words and any(counts.values()):
        rest = sum(counts.values())
        return f"{rest} {'thing' if rest == 1 else 'things'} newly known"
    return "; ".join(words) or "Nothing new"


def _positions(stances: dict[str, int]) -> str:
    """Return `3 positions moved, 17 restated, 5 first stated`, without what is none."""
    words = {"moved": "moved", "restated": "restated", "first": "first stated"}
    ways = [(number, words[way]) for way, number in stances.items() if number]
    if not ways:
        return ""
    (number, way), *others = ways
    leading = f"{_count(number, 'position', 'positions')} {way}"
    return ", ".join([leading, *(f"{n:,} {way}" for n, way in others)])


def line(view: View) -> str:
    """Say between which moments."""
    return f"What became known after {view.since} and by {view.as_of}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""


def sections(answer: Changes, view: View) -> list[dict[str, Any]]:
    """Return the note's sections that hold anything: `name`, `title`, `count`, groups of rows.

    `cut` counts those beyond MOST, which are left to the table. `groups` stand open: whole groups
    until LONG rows are reached, or as many rows of a first group that is longer; `folded` are the
    others, with `left`, how many rows they hold, and `headed` where headings say what they are.
    """
    result = []
    for name, (title, lists) in SECTIONS.items():
        parts = {part: getattr(answer, part) for part in lists}
        count = sum(len(rows) for rows in parts.values())
        if not count:
            continue
        room, groups = MOST, []
        for part, rows in parts.items():
            groups += _groups(part, lists[part], rows.head(room), view)
            room = max(0, room - len(rows))
        opened, folded = ([], groups) if name in FOLDED else _opened(groups)
        result.append(
            {
                "name": name,
                "title": title,
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
    kind = LISTS[name]
    heads = rows["group"] if kind in HEADS and not title else pd.Series(title, index=rows.index)
    return [
        {
            "title": head,
            "kind": kind,
            "address": "" if title else _address(HEADS.get(kind), part.iloc[0].to_dict(), view),
            "rows": [_row(kind, r, view) for r in part.to_dict("records")],
        }
        for head, part in rows.groupby(heads, sort=False)
    ]


def _address(leads: tuple[str, str] | None, cells: dict[Any, Any], view: View) -> str:
    kind, column = leads or ("", "")
    row_id = str(cells.get(column) or "")
    return row(kind, row_id, view) if kind in ROWS and row_id else ""


def _row(kind: str, cells: dict[Any, Any], view: View) -> dict[str, Any]:
    answer: dict[str, Any] = {str(key): value for key, value in cells.items()}
    answer["address"] = _address(LEADS.get(kind), cells, view)
    answer["id"] = answer[IDS[kind]]
    if kind == "positions":
        was = cells["was_summary"]
        answer["runs"] = difference(was, cells["summary"]) if was else ()
    return answer


def _titles() -> dict[str, str]:
    """Return what each list of Changes is called in the table."""
    return {
        part: f"{title}: {head.lower()}" if head else title
        for title, lists in SECTIONS.values()
        for part, head in lists.items()
    }
