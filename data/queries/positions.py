"""Where two parties stand, issue by issue, and how far apart."""

from typing import Any

import pandas as pd

from data import clock
from data.load import Record
from data.queries.distance import DISTANCES, distance, steps
from data.view import View

SIDES = ("left", "right")
SILENT = "silent"
MOVED = ("hardened", "softened", "withdrawn")  # a first or repeated statement is no move
COUNTED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PER_SIDE = {
    "party": "str",
    "stance": "str",
    "word": "str",
    "position_id": "str",
    "movement": "str",
    "falls": "str",
    "since": "datetime64[s, UTC]",
    "since_precision": "str",
    "since_said": "str",
    "summary": "str",
    "cited": "object",
    "claim_id": "str",
    "quote": "str",
    "quote_lang": "str",
    "claim_falls": "str",
    "text": "str",
    "paraphrase": "bool",
    "person_id": "str",
    "speaker": "str",
    "medium": "str",
    "made": "datetime64[s, UTC]",
    "made_precision": "str",
    "made_said": "str",
    "added": "int64",
    "moves": "int64",
    "was_stance": "str",
    "was_word": "str",
    "was_since_said": "str",
    "was_summary": "str",
}


def side_by_side(seen: Record, view: View) -> pd.DataFrame:
    """Return where the two parties of `view.compare` stand: one row a visible issue.

    Only the issues of `view.topic`, where it names some.
    Sorted by `view.order`: most central first, furthest apart first (what is not measured last),
    or moved last first (MOVED; issues on which nothing moved last). Columns:
    - `issue_id`, `title`, `short_title`, `question`, `description`, `order`, `scale`;
    - `distance` (ordered, of DISTANCES) and `steps` (0-4), missing where not measured;
    - `moved`: the last instant (UTC) at which either side moved, missing where none did;
    - for each of `left_` and `right_`: `party` (its id), `stance` ("silent" where no position is
      known), `word` (the stance in the words of the issue's scale), `position_id`, `movement`,
      `since` with `since_precision` and `since_said`, `summary`, `cited` and `falls` (of the
      position); and its newest words on the issue: `claim_id`, `quote`, `quote_lang`, `text`,
      `paraphrase` (True: a claim, but no exact words on record), `person_id`, `speaker` (empty for
      documents), `medium`, `made` with `made_precision` and `made_said`, `claim_falls`. Nothing
      known is an empty text.
      Against the earlier instant: `added` statements that became known since, `moves` of them MOVED
      (both 0 without one), and where there are any, what was in force then: `was_stance` ("silent"
      where nothing was), `was_word`, `was_since_said`, `was_summary`.
    """
    answer = seen.issues.sort_values("order", kind="stable")
    if view.topic:
        answer = answer.loc[answer.index.isin(list(view.topic))]
    scales = dict(zip(answer["issue_id"], answer["scale"], strict=True))
    for side, party in zip(SIDES, view.compare, strict=True):
        answer = answer.assign(**_columns(side, _side(seen, party, scales), answer.index))
    pairs = list(zip(answer["left_stance"], answer["right_stance"], answer["scale"], strict=True))
    apart = pd.Categorical([distance(*p) for p in pairs], DISTANCES, ordered=True)
    answer = answer.assign(
        distance=apart,
        steps=pd.array([steps(*p) for p in pairs], dtype="Int64"),
        moved=_moved(seen, view.compare).reindex(answer.index).astype("datetime64[s, UTC]"),
    )
    return _ordered(answer, view.order)


def _side(seen: Record, party: str, scales: dict[str, str]) -> list[dict[str, Any]]:
    """Return where a party stands on each of the issues, which are given with their scales."""
    in_force = seen.positions["in_force"] & (seen.positions["party_id"] == party)
    held = _by_issue(seen.positions.loc[in_force])
    words = _by_issue(newest_words(seen, party))
    return [
        {"party": party, **_stance(seen, held.get(issue, {}), scale)}
        | _words(seen, words.get(issue, {}))
        | _since(seen, party, issue, scale)
        for issue, scale in scales.items()
    ]


def newest_words(seen: Record, party: str) -> pd.DataFrame:
    """Return one claim an issue, in `issue_id`: the party's newest words on it.

    Of the claims on the issue and those that carry the position in force (which may be filed under
    another issue): the last one made that has a `quote`; of one day's, rather one that carries the
    position; where none was quoted, the newest by the same order, with `paraphrase` True.
    """
    claims = seen.claims.loc[seen.claims["party_id"] == party]
    positions = seen.positions
    in_force = positions.loc[positions["in_force"] & (positions["party_id"] == party)]
    carrying = in_force[["issue_id", "claim_ids"]].explode("claim_ids").dropna()
    carrying = carrying.loc[carrying["claim_ids"].isin(seen.claims.index)]
    carried = seen.claims.loc[carrying["claim_ids"].to_list()]
    carried = carried.assign(issue_id=carrying["issue_id"].to_numpy(), carries=True)
    ranked = pd.concat([claims.assign(carries=False), carried])
    ranked = ranked.drop_duplicates(["claim_id", "issue_id"], keep="last")
    ranked = ranked.assign(
        paraphrase=ranked["quote"] == "", day=ranked["made"].dt.normalize()
    ).sort_values(["day", "carries", "made"], kind="stable")
    # What has exact words goes last, so that the last of each issue is the one to show.
    ranked = ranked.sort_values("paraphrase", ascending=False, kind="stable")
    return ranked.drop_duplicates("issue_id", keep="last")


def stance_word(seen: Record, stance: str, scale: str) -> str:
    """Return a stance in the words that the package has for the issue's scale."""
    if stance == SILENT:
        return seen.package.field("positions", "stance").labels.get(SILENT, "no statement found")
    return seen.package.crisis.stance_words.get(scale, {}).get(stance, stance)


def _by_issue(frame: pd.DataFrame) -> dict[Any, dict[Any, Any]]:
    return frame.set_index("issue_id").to_dict("index")


def _stance(seen: Record, position: dict[Any, Any], scale: str) -> dict[str, Any]:
    stance = str(position.get("stance", SILENT))
    row = {"stance": stance, "word": stance_word(seen, stance, scale), "cited": ()}
    held = ("position_id", "movement", "since", "since_precision", "summary", "cited", "falls")
    for name in held:
        if name in position:
            row[name] = position[name]
    if position:
        row["since_said"] = clock.say(position["since"], position["since_precision"])
    return row


def _since(seen: Record, party: str, issue: str, scale: str) -> dict[str, Any]:
    """Return what a party said anew on an issue, and where it stood at the earlier instant."""
    if seen.before is None:
        return {"added": 0, "moves": 0}
    both = (
        frame.loc[(frame["party_id"] == party) & (frame["issue_id"] == issue)]
        for frame in (seen.positions, seen.before.positions)
    )
    now, then = both
    new = now.loc[now["news"] == "new"]
    row = {"added": len(new), "moves": int(new["movement"].isin(MOVED).sum())}
    if new.empty:
        return row
    last = then.loc[then["in_force"]].to_dict("records")
    was = _stance(seen, last[0] if last else {}, scale)
    told = ("stance", "word", "since_said", "summary")
    return row | {f"was_{name}": was[name] for name in told if name in was}


def _words(seen: Record, claim: dict[Any, Any]) -> dict[str, Any]:
    if not claim:
        return {"paraphrase": False}
    named = ("claim_id", "quote", "quote_lang", "text", "paraphrase", "person_id", "medium")
    return {name: claim[name] for name in (*named, "made", "made_precision")} | {
        "speaker": speaker(seen, claim["person_id"]),
        "made_said": clock.say(claim["made"], claim["made_precision"]),
        "claim_falls": claim["falls"],
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
    by = {"apart": "steps", "moved": "moved"}.get(order)
    if by is None:
        return answer
    return answer.sort_values(by, ascending=False, na_position="last", kind="stable")


def how_far(answer: pd.DataFrame) -> str:
    """Say in one sentence how far apart the parties are, of `side_by_side`: a page's headline."""
    counts = answer["distance"].value_counts()
    total = len(answer)
    if not counts.sum():
        few = {0: "Nothing to compare yet", 1: "The one issue cannot be compared"}
        return few.get(total, f"None of {total} issues can be compared")
    far = "opposed" if counts["opposed"] else "wide"
    phrases = {"opposed": "opposed on", "wide": "wide apart on", "narrow": "narrow on"}
    phrases["agree"] = "in agreement on"
    if total == 1:
        return f"{phrases[counts.idxmax()]} the one issue".capitalize()
    parts = [
        f"{phrases[name]} {_counted(counts[name])}"
        for name in (far, "narrow", "agree")
        if counts[name]
    ]
    first, *rest = parts
    sentence = ", ".join([f"{first} of {total} issues", *rest])
    return sentence[0].upper() + sentence[1:]


def how_moved(answer: pd.DataFrame) -> str:
    """Say what is new since the earlier instant, of `side_by_side`: statements and moves."""
    sides = [answer[f"{side}_{what}"] for what in ("added", "moves") for side in SIDES]
    added, moved = int(sides[0].sum() + sides[1].sum()), int((sides[2] > 0).sum())
    moved += int((sides[3] > 0).sum())
    if not added:
        return "no new statement"
    stances = f"{moved or 'no'} {'stance' if moved == 1 else 'stances'} moved"
    return f"+{added} {'statement' if added == 1 else 'statements'}, {stances}"


def _counted(number: int) -> str:
    return COUNTED[number - 1] if number <= len(COUNTED) else str(number)
