"""Where two parties stand, issue by issue, and how far apart."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data import clock
from data.distance import DISTANCES, SILENT, describe, distance, reason
from data.load import Record
from data.queries.positions.stances import describe_stance, describe_stances, dropped_stances
from data.query import query
from data.view import View
from data.words import count, number, plural

SIDES = ("left", "right")
MOVED = ("hardened", "softened", "withdrawn")  # a first or repeated statement is no move
PER_SIDE = {
    "party": "str",
    "stance": "str",
    "word": "str",
    "dropped": "str",
    "position_id": "str",
    "movement": "str",
    "since": "datetime64[s, UTC]",
    "since_precision": "str",
    "since_label": "str",
    "summary": "str",
    "cited": "object",
    "claim_id": "str",
    "quote": "str",
    "quote_lang": "str",
    "translation": "str",
    "person_id": "str",
    "speaker": "str",
    "medium": "str",
    "made": "datetime64[s, UTC]",
    "made_precision": "str",
    "made_label": "str",
    "added": "int64",
    "moves": "int64",
    "was_stance": "str",
    "was_word": "str",
    "was_since_label": "str",
    "was_summary": "str",
}


@query(reads=("compare", "order", "topic"))
def side_by_side(seen: Record, view: View) -> pd.DataFrame:
    """Return where the two parties of `view.compare` stand: one row a visible issue.

    Only the issues of `view.topic`, where it names some.
    Sorted by `view.order`: most central first, furthest apart first (what is not measured last),
    or moved last first (MOVED; issues on which nothing moved last). Columns:
    - `issue_id`, `title`, `short_title`, `question`, `description`, `order`, `scale`;
    - `distance` (ordered, of DISTANCES) and `gap` (its place in them, from 0 for the nearest to 1
      for the furthest), missing where not measured; in words why it is that one (`reason`) or why
      there is none (`distance_label`, the distance itself where there is one);
    - `moved`: the last instant (UTC) at which either side moved, missing where none did;
    - for each of `left_` and `right_`: `party` (its id), `stance` ("silent" where none is stated),
      `word` (the stance in the words of the issue's scale), `dropped` (the stance that the party
      stated before it fell silent; empty elsewhere), `position_id`, `movement`, `since` with
      `since_precision` and `since_label`, `summary`, `cited` (of the position); and the
      words that carry it by themselves, where there are any: `claim_id`, `quote`, `quote_lang`,
      `translation`, `person_id`, `speaker` (empty for documents), `medium`, `made` with
      `made_precision` and `made_label`. Nothing known is an empty text.
      Against the earlier instant: `added` statements that became known since, `moves` of them MOVED
      (both 0 without one), and where there are any, what was in force then: `was_stance` ("silent"
      where nothing was), `was_word`, `was_since_label`, `was_summary`.
    """
    answer = seen.issues.sort_values("order", kind="stable")
    if view.topic:
        answer = answer.loc[answer.index.isin(list(view.topic))]
    scales = dict(zip(answer["issue_id"], answer["scale"], strict=True))
    columns: dict[str, pd.Series] = {}
    for side, party in zip(SIDES, view.compare, strict=True):
        columns |= _columns(side, _side(seen, party, scales), answer.index)
    answer = answer.assign(**columns)
    pairs = list(zip(answer["left_stance"], answer["right_stance"], answer["scale"], strict=True))
    dropped = (answer["left_dropped"] != "") | (answer["right_dropped"] != "")
    labels = [describe(*p, dropped=gone) for p, gone in zip(pairs, dropped, strict=True)]
    answer = answer.assign(
        distance=pd.Categorical([distance(*p) for p in pairs], DISTANCES, ordered=True),
        gap=pd.array([_gap(distance(*p)) for p in pairs], dtype="Float64"),
        reason=pd.Series([reason(*p) for p in pairs], answer.index, dtype="str"),
        distance_label=pd.Series(labels, answer.index, dtype="str"),
        moved=_moved(seen, view.compare).reindex(answer.index).astype("datetime64[s, UTC]"),
    )
    return _ordered(answer, view.order)


def _side(seen: Record, party: str, scales: dict[str, str]) -> list[dict[str, Any]]:
    """Return where a party stands on each of the issues, which are given with their scales."""
    positions = _by_issue(_worded(seen, party))
    quotes = _quotes(seen, [position["quote_claim_id"] for position in positions.values()])
    since = _since(seen, party, scales)
    return [
        {"party": party, **_stance(seen, position, scale)}
        | quotes.get(position.get("quote_claim_id", ""), {})
        | since.get(issue, {"added": 0, "moves": 0})
        for issue, scale in scales.items()
        for position in (positions.get(issue, {}),)
    ]


def _worded(seen: Record, party: str) -> pd.DataFrame:
    """Return a party's positions in force with their `word` and the stance that they `dropped`."""
    rows = seen.positions.loc[seen.positions["in_force"] & (seen.positions["party_id"] == party)]
    return rows.assign(
        word=describe_stances(seen, rows),
        dropped=dropped_stances(seen).reindex(rows.index),
    )


def _gap(name: str | None) -> float | None:
    return None if name is None else DISTANCES.index(name) / (len(DISTANCES) - 1)


def _by_issue(frame: pd.DataFrame) -> dict[Any, dict[Any, Any]]:
    return frame.set_index("issue_id").to_dict("index")


def say_step(row: Mapping[Any, Any], side: str) -> str:
    """Return how and when a side of `side_by_side` came to its stance: `restated 9 Jan 2022`.

    A stance said again was held before: only one that was given up is so since its last step.
    """
    how = "since" if row[f"{side}_dropped"] else str(row[f"{side}_movement"])
    return f"{'first stated' if how == 'first' else how} {row[f'{side}_since_label']}"


def _stance(seen: Record, position: dict[Any, Any], scale: str) -> dict[str, Any]:
    if not position:
        return {"stance": SILENT, "word": describe_stance(seen, SILENT, scale), "cited": ()}
    named = ("word", "dropped", "position_id", "movement", "since", "since_precision", "summary")
    row = {name: position[name] for name in (*named, "cited")}
    label = clock.say(position["since"], position["since_precision"])
    label += " on older evidence" if position["on_older_evidence"] else ""
    return row | {"stance": str(position["stance"]), "since_label": label}


def _since(seen: Record, party: str, scales: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Return by issue what a party said anew, and where it stood at the earlier instant."""
    if seen.before is None:
        return {}
    now = seen.positions
    now = now.loc[(now["party_id"] == party) & (now["news"] == "new")]
    was = _by_issue(_worded(seen.before, party))
    answer = {}
    for issue, new in now.loc[now["issue_id"].isin(list(scales))].groupby("issue_id"):
        stood = _stance(seen, was.get(issue, {}), scales[str(issue)])
        named = ("stance", "word", "since_label", "summary")
        answer[str(issue)] = {
            "added": len(new),
            "moves": int(new["movement"].isin(MOVED).sum()),
            **{f"was_{name}": stood[name] for name in named if name in stood},
        }
    return answer


def _quotes(seen: Record, claim_ids: list[str]) -> dict[str, dict[str, Any]]:
    """Return the claims whose quote carries a position by itself, and never another's."""
    named = ["claim_id", "quote", "quote_lang", "translation", "person_id", "medium"]
    known = [claim for claim in dict.fromkeys(claim_ids) if claim]
    rows = seen.claims.loc[known, [*named, "made", "made_precision"]].to_dict("index")
    return {
        str(claim): row
        | {
            "speaker": speaker(seen, row["person_id"]),
            "made_label": clock.say(row["made"], str(row["made_precision"])),
        }
        for claim, row in rows.items()
        if row["quote"]
    }


def speaker(seen: Record, person_id: str) -> str:
    """Return a person's name; empty for a document, an institution or an unnamed official."""
    return str(seen.people["name"].get(person_id, ""))


def _columns(side: str, rows: list[dict[str, Any]], index: pd.Index) -> dict[str, pd.Series]:
    columns = {}
    for name, kind in PER_SIDE.items():
        empty = {"str": "", "int64": 0}.get(kind)
        cells = [row.get(name, empty) for row in rows]
        columns[f"{side}_{name}"] = pd.Series(cells, index=index, dtype=kind)
    return columns


def _moved(seen: Record, pair: tuple[str, ...]) -> pd.Series:
    rows = seen.positions
    rows = rows.loc[rows["party_id"].isin(pair) & rows["movement"].isin(MOVED)]
    return rows.groupby("issue_id")["since"].max()


def _ordered(answer: pd.DataFrame, order: str) -> pd.DataFrame:
    by = {"apart": "distance", "moved": "moved"}.get(order)
    if by is None:
        return answer
    return answer.sort_values(by, ascending=False, na_position="last", kind="stable")


def how_far(answer: pd.DataFrame) -> str:
    """Say in one sentence how far apart the parties are, of `side_by_side`: a page's headline."""
    counts = answer["distance"].value_counts()
    total = len(answer)
    if not counts.sum():
        few = {0: "Nothing to compare yet", 1: "The one issue cannot be compared"}
        return few.get(total, f"None of {number(total)} issues can be compared")
    if total == 1:
        return f"{counts.idxmax()} on the one issue".capitalize()
    parts = [f"{name} on {number(counts[name])}" for name in DISTANCES[::-1] if counts[name]]
    first, *rest = parts
    sentence = ", ".join([f"{first} of {number(total)} issues", *rest])
    return sentence[0].upper() + sentence[1:]


def how_moved(answer: pd.DataFrame) -> str:
    """Say what is new since the earlier instant, of `side_by_side`: statements and moves."""
    sides = [answer[f"{side}_{what}"] for what in ("added", "moves") for side in SIDES]
    added, moved = int(sides[0].sum() + sides[1].sum()), int((sides[2] > 0).sum())
    moved += int((sides[3] > 0).sum())
    if not added:
        return "no new statement on record"
    positions = f"{moved or 'no'} {plural(moved, 'position')} moved"
    return f"+{count(added, 'statement')}, {positions}"
