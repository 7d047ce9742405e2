"""The Positions page's pieces: whom to compare, in which order, and the grid itself."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.figures.numbers.track import tracks
from components.ui import curate, store
from components.ui.elements import choices, controls, history, layout, lists
from components.ui.elements.choices import Choice
from components.ui.links import address, entry
from data import clock
from data.distance import SILENT
from data.first_rows import POSITIONS
from data.load import Record
from data.origins import unite
from data.queries.positions.evidence import Moves, evidence, moves
from data.queries.positions.positions import MOVED, SIDES, how_far, how_moved, side_by_side
from data.view import View
from data.words import count, difference

ORDERS = {"central": "Central first", "apart": "Furthest apart", "moved": "Moved last"}
LABELS = ("Left party", "Right party")
OPENED = "opened_issues"  # in the session: whose evidence the reader has opened or folded


@layout.block
def head(view: View) -> None:
    """Place the headline, computed, and beside it the order and the two parties."""
    parties = store.record().parties["short_name"]
    left, right = (parties[party] for party in view.compare)
    title, choice = st.columns([5, 6], vertical_alignment="bottom")
    with title:
        answer = store.ask(side_by_side, view)
        parts = [f"Stated positions of {left} and {right}, as known {view.as_of.at_end}"]
        if store.seen(view).before is not None:
            parts.append(f"since {view.since}: {how_moved(answer)}")
        parts += view.only("topic").narrowed(store.record())
        layout.header(how_far(answer), "; ".join(parts))
        controls.clear(view, "topic")
    with choice, st.container(horizontal=True, horizontal_alignment="right"):
        choices.row("order", view, Choice("order", "Order", ORDERS), *sides(view))


@dataclass(frozen=True)
class _Side(Choice):
    """What puts a party on one side, here called a field, of those that the view compares."""

    def many(self, view: View) -> bool:
        """Say that one party stands on a side."""
        return False

    def read_values(self, view: View) -> list[str]:
        """Return the party on this side."""
        return [view.compare[SIDES.index(self.field)]]

    def changed(self, view: View, picked: list[Any]) -> dict[str, Any]:
        """Return the change of the view, where this party was picked."""
        known = [party for party in self.options if party in picked]
        pair = dict(zip(SIDES, view.compare, strict=True)) | dict.fromkeys([self.field], *known[:1])
        return {"compare": tuple(pair.values())} if known else {}


def sides(view: View) -> list[Choice]:
    """Offer another party for each side: any with a position, but not the other's."""
    seen = store.seen(view)
    holding = {*seen.positions["party_id"], *view.compare}
    names = {p: name for p, name in seen.parties["short_name"].items() if p in holding}
    return [
        _Side(side, label, {p: n for p, n in names.items() if p != other}, folded=True)
        for side, label, other in zip(SIDES, LABELS, view.compare[::-1], strict=True)
    ]


@layout.block
def grid(view: View) -> None:
    """Place the issues, the two parties side by side, each with its evidence to open."""
    if store.ask(side_by_side, view).empty:
        layout.place_no_match("positions", view.only("topic"), *POSITIONS)
        return
    if advice := layout.ask_for_rows(*POSITIONS):
        layout.notice(advice)
    with st.container(gap=None, key="positions_grid"):
        with st.container(key="positions_heads"):
            layout.place(_heads(view))
        if view.issue in _rows(view):
            layout.html("positions_opened", address=address("positions", view, issue=""))
        _issues(view)


def _issues(view: View) -> None:
    """Place the issues, the chosen one first; evidence is sent only where it is open."""
    by_issue, folds = _rows(view), st.session_state.get(OPENED, {})
    stated = set(store.ask(moves, view).rows["issue_id"])
    placed = []
    for issue in sorted(by_issue, key=lambda issue: issue != view.issue):
        fold = "Evidence and earlier positions" if issue in stated else _fold_past(view, issue)
        is_open = bool(fold) and folds.get(issue, issue == view.issue)
        more = _evidence(view, issue, curate.is_on()) if is_open else ""
        placed.append(lists.Row(issue, by_issue[issue], fold, more))
    lists.place("issues", placed, _open)


def _fold_past(view: View, issue: str) -> str:
    """Return what the history of an issue is folded under on which nobody stated a position."""
    past = history.of_row("issues", issue, view)
    return "History" if past.steps or past.correct else ""


def _open(issue: str, is_open: bool) -> None:
    st.session_state[OPENED] = st.session_state.get(OPENED, {}) | {issue: is_open}


@store.cached(ignores=("issue",))
def _rows(view: View) -> dict[str, str]:
    """Return each issue's HTML, in order."""
    names = store.record().parties["name"]
    pictures = store.draw(tracks, moves, view)
    return {
        row["issue_id"]: layout.template(
            "positions_row",
            r=_row(row, view),
            sides=SIDES,
            silent=SILENT,
            since=str(view.since or ""),
            names=[names[party] for party in view.compare],
            track=pictures.by_issue.get(row["issue_id"]),
            labels=pictures.labels,
        )
        for row in store.ask(side_by_side, view).to_dict("records")
    }


@store.cached(reads=moves.reads)
def _heads(view: View) -> str:
    whole, moved = store.record(), store.ask(moves, view)
    heads = [_head(whole, moved, party) for party in view.compare]
    return layout.template("positions_heads", heads=heads, since=str(moved.compare_with or ""))


@store.cached(ignores=("issue",))
def _evidence(view: View, issue: str, curating: bool) -> str:
    """Return both sides' steps on an issue; with `curating`, the ways to correct them."""
    whole = store.record()
    return layout.template(
        "positions_evidence",
        title=whole.issues.at[issue, "title"],
        sides=SIDES,
        names=[whole.parties.at[party, "name"] for party in view.compare],
        moves=MOVED,
        steps=_steps(view, issue),
        past=partial(history.of_row, view=view, curating=curating),
        issue=issue,
        claims_address=address("exchanges", view, topic=(issue,), party=view.compare),
    )


def _row(row: dict[Any, Any], view: View) -> dict[Any, Any]:
    row["measured"] = isinstance(row["distance"], str)
    row["address"] = entry("issues", row["issue_id"], view)
    for side in SIDES:
        row[f"{side}_runs"] = _runs(row[f"{side}_was_summary"], row[f"{side}_summary"])
    return row


def _runs(was: str, now: str) -> tuple[tuple[str, str], ...]:
    """Return how the words of a position differ from those before; nothing where they do not."""
    return difference(was, now) if was and was != now else ()


def _head(whole: Record, moved: Moves, party: str) -> dict[str, str]:
    """Return a party's column head, with on how many issues it moved which way of late."""
    rows, weeks = moved.rows, (moved.until - moved.axis_start).days // 7
    late = rows["news"] == "new" if moved.compare_with else rows["since"] >= moved.axis_start
    late = rows.loc[(rows["party_id"] == party) & late]
    counts = late.groupby("movement")["issue_id"].nunique()
    parts = [f"{way} on {counts[way]}" for way in MOVED if counts.get(way, 0)]
    *most, last = parts or ["moved on no issue"]
    words = f"{', '.join(most)} and {last}" if most else last
    added = f", +{count(len(late), 'statement')}"
    span = f"in the past {weeks} weeks"
    if moved.compare_with:
        span = f"since {moved.compare_with}{added}"
    elif moved.is_over:
        span = f"since {clock.say(moved.axis_start, 'day')}"
    parties = whole.parties
    return {
        "party": party,
        "name": str(parties.at[party, "name"]),
        "short": str(parties.at[party, "short_name"]),
        "line": f"{words} {span}",
    }


def _steps(view: View, issue: str) -> dict[str, list[dict[Any, Any]]]:
    """Return each side's positions on one issue, newest first, with the claims that carry them."""
    known, rows = store.ask(evidence, view), store.ask(moves, view).rows
    rows = rows.loc[rows["issue_id"] == issue]
    claims = known.carried.loc[known.carried["position_id"].isin(rows.index)]
    carried: dict[str, list[dict[Any, Any]]] = {}
    for claim in claims.to_dict("records"):
        claim["sources"] = known.sources.loc[list(claim["cited"])].to_dict("records")
        claim["address"] = entry("claims", claim["claim_id"], view)
        carried.setdefault(claim["position_id"], []).append(claim)
    steps: dict[str, list[dict[Any, Any]]] = {side: [] for side in SIDES}
    for step in rows.iloc[::-1].to_dict("records"):
        step["claims"] = carried.get(step["position_id"], [])
        quoted = {s for claim in step["claims"] for s in claim["cited"]}
        rest = [s for s in step["cited"] if s not in quoted]
        step["sources"] = known.sources.loc[rest].to_dict("records")
        step["rest_origins"] = unite("", known.sources.loc[rest, "origin"])
        step["runs"] = _runs(step["was_summary"], step["summary"])
        step["unsourced"] = not step["cited"]
        for claim in step["claims"]:
            # Other words beside the one that carries the stance by itself would be taken for it.
            claim["carries"] = claim["claim_id"] == step["quote_claim_id"]
        steps[step["side"]].append(step)
    return steps


def list_positions(view: View) -> pd.DataFrame:
    """Return the two parties side by side as a table for reading."""
    answer, news = store.ask(side_by_side, view), store.seen(view).before is not None
    names = store.record().parties["short_name"]
    columns = {"title": "Issue", "distance_label": "Distance", "reason": "Why"}
    for side in SIDES:
        short = names[answer[f"{side}_party"].iloc[0]]
        columns |= {
            f"{side}_word": f"{short}: stance",
            f"{side}_movement": f"{short}: movement",
            f"{side}_since_label": f"{short}: since",
            f"{side}_summary": f"{short}: in one sentence",
            f"{side}_quote": f"{short}: in its own words",
            f"{side}_translation": f"{short}: in our translation",
        }
        if view.left_out:
            columns[f"{side}_loses_support"] = f"{short}: left out"
        if news:
            columns[f"{side}_added"] = f"{short}: statements since {view.since}"
            columns[f"{side}_was_word"] = f"{short}: stance before"
    return answer[list(columns)].rename(columns=columns)
