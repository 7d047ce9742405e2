"""All parties on all issues at a glance, and how the distance between two of them went."""

from typing import Any

import pandas as pd

from data import clock
from data.distance import DISTANCES, MEASURED_SCALE, SILENT, STANCES, distance
from data.load import Record
from data.queries.positions.positions import say_step, side_by_side
from data.queries.positions.stances import describe_stance, describe_stances, dropped_stances
from data.query import query
from data.view import View

RESTATED = "restated"  # said again: nothing moved
WITHIN_REACH = "within reach"  # the distance at which agreement could be talked about
WORDS = ("quote", "quote_lang", "translation", "text", "medium")
InForce = dict[tuple[str, str], dict[Any, Any]]  # the position in force, by issue and party


@query(reads=("as_of", "topic"))
def matrix(seen: Record, view: View) -> pd.DataFrame:
    """Return the stance of every party that has one, on every visible issue.

    One row a party and issue, party by party, issues most central first. Parties are grouped by the
    package's sides in order; of a side those come first that have a colour of their own, then the
    others under the side's title, each in display order. Columns: `party_id`, `party` (short name),
    `group` (that title, else empty), `issue_id`, `issue` (short title), `scale`, `stance` (silent
    where none is stated), `word` (in the terms of the issue's scale), `dropped` (the stance stated
    before the party fell silent; empty elsewhere), `since_label`, `summary`, `movement`,
    `moved` (set or moved since the reader's since; said again is no move), `was` and `was_word`
    (the stance in force at since, where it moved), `looked_label` (up to when the record looked),
    `position_id`.
    `view.topic` keeps those issues.
    """
    in_force = _in_force(seen)
    before = _in_force(seen.before) if seen.before is not None else {}
    issues = seen.issues.sort_values("order", kind="stable")
    if view.topic:
        issues = issues.loc[issues.index.isin(view.topic)]
    rows = [
        _cell(seen, issue, party, in_force, before)
        for party in _by_side(seen).itertuples()
        for issue in issues.itertuples()
    ]
    columns = ["party_id", "party", "group", "issue_id", "issue", "scale", "stance", "word"]
    columns += ["since_label", "summary", "movement", "moved", "was", "was_word", "looked_label"]
    columns += ["position_id", "dropped"]
    return pd.DataFrame(rows, columns=columns)


def _by_side(seen: Record) -> pd.DataFrame:
    """Return the parties that hold a position, side by side, with the `group` each stands under."""
    sides = {side.side: (n, side.title) for n, side in enumerate(seen.package.crisis.sides)}
    speaking = seen.parties.loc[seen.parties.index.isin(seen.positions["party_id"])]
    places = [sides.get(side, (len(sides), "")) for side in speaking["side"]]
    own = speaking["color_light"] != ""
    titles = pd.Series([title for _, title in places], index=speaking.index, dtype="str")
    grouped = speaking.assign(place=[n for n, _ in places], lent=~own, group=titles.mask(own, ""))
    return grouped.sort_values(["place", "lent", "order"], kind="stable")


def signs(cells: pd.DataFrame) -> pd.DataFrame:
    """Return what each sign of `matrix` stands for, as the key needs it.

    One row a stance that is shown and the words it has: `issue` (empty for the issues that are
    proposals; another scale has words of its own, so its issues are named), `stance`, `word`.
    """
    rows = cells.loc[cells["stance"] != SILENT]
    rows = rows.assign(
        issue=rows["issue"].where(rows["scale"] != MEASURED_SCALE, ""),
        strength=rows["stance"].map({stance: n for n, stance in enumerate(STANCES)}),
        order=pd.factorize(rows["issue"])[0],
    )
    rows = rows.drop_duplicates(["issue", "stance"])
    rows = rows.assign(order=rows["order"].where(rows["issue"] != "", -1))
    rows = rows.sort_values(["order", "strength"], kind="stable")
    return rows[["issue", "stance", "word"]].reset_index(drop=True)


def _in_force(seen: Record) -> InForce:
    rows = seen.positions.loc[seen.positions["in_force"]]
    rows = rows.assign(
        word=describe_stances(seen, rows), dropped=dropped_stances(seen).reindex(rows.index)
    )
    return {(row["issue_id"], row["party_id"]): row for row in rows.to_dict("records")}


def _cell(
    seen: Record, issue: Any, party: Any, in_force: InForce, before: InForce
) -> dict[str, Any]:
    cell: dict[str, Any] = {
        "party_id": party.Index,
        "party": party.short_name,
        "group": party.group,
        "issue_id": issue.Index,
        "issue": issue.short_title,
        "scale": issue.scale,
        "stance": SILENT,
        "word": describe_stance(seen, SILENT, issue.scale),
        "dropped": "",
        "since_label": "",
        "summary": "",
        "movement": "",
        "moved": False,
        "was": "",
        "was_word": "",
        "looked_label": clock.say(seen.seen_at, "day"),
        "position_id": "",
    }
    if row := in_force.get((issue.Index, party.Index)):
        cell |= {
            "stance": str(row["stance"]),
            "word": row["word"],
            "dropped": row["dropped"],
            "since_label": clock.say(row["since"], str(row["since_precision"])),
            "summary": row["summary"],
            "movement": str(row["movement"]),
            "moved": row["news"] != "" and str(row["movement"]) != RESTATED,
            "position_id": row["position_id"],
        }
        if row["news"] and (was := before.get((issue.Index, party.Index))):
            cell |= {"was": str(was["stance"]), "was_word": was["word"]}
    return cell


@query(reads=("as_of", "compare"))
def over_time(seen: Record, view: View) -> pd.DataFrame:
    """Return how many issues stood how far apart, each time that it changed.

    One row an instant at which either of the two parties of `view.compare` set or moved a stance
    on an issue that is measured, oldest first, and one at the moment itself: `at` (UTC) and a
    count for each of DISTANCES. An issue counts from when both sides have a stance on it.
    """
    scales = seen.issues["scale"]
    ours = seen.positions.loc[seen.positions["party_id"].isin(view.compare)]
    ours = ours.sort_values("since_last", kind="stable")
    stances: dict[tuple[str, str], str] = {}
    rows: dict[pd.Timestamp, dict[str, int]] = {}
    for row in ours.itertuples():
        stances[row.issue_id, row.party_id] = str(row.stance)
        rows[row.since_last] = _counted(stances, view.compare, scales)
    if rows:
        rows[seen.seen_at] = _counted(stances, view.compare, scales)
    answer = pd.DataFrame.from_dict(rows, orient="index", columns=list(DISTANCES))
    answer = answer.loc[answer.sum(axis=1) > 0]
    return answer.rename_axis("at").reset_index()


def _counted(
    stances: dict[tuple[str, str], str], pair: tuple[str, ...], scales: pd.Series
) -> dict[str, int]:
    left, right = pair
    distances = [
        distance(stances.get((issue, left), SILENT), stances.get((issue, right), SILENT), scale)
        for issue, scale in scales.items()
    ]
    return {name: distances.count(name) for name in DISTANCES}


@query(reads=("compare", "topic"))
def room(seen: Record, view: View) -> pd.DataFrame:
    """Return where agreement could be talked about: the issues that are within reach.

    One row an issue, side of `view.compare` and words, issues most central first, left side first:
    `issue_id`, `issue`, `question`, `reason` (why it is within reach), `party_id`, `party`,
    `stance`, `word`, `summary` (the side's condition, in the record's words), `step` (how and when
    it came to it), `position_id`; and the side's own words: `claim_id`, `quote`, `quote_lang`,
    `translation`, `text`, `speaker`, `medium`, `made_label`. They are the quote that
    carries the stance by itself; where there is none, `quote` is empty, and there is a row for the
    `text` of every claim that carries it.
    """
    issues = side_by_side(seen, view.but(order="central"))
    issues = issues.loc[issues["distance"] == WITHIN_REACH]
    rows = [
        row
        for issue in issues.to_dict("records")
        for side in ("left", "right")
        for row in _conditions(seen, issue, side)
    ]
    columns = ["issue_id", "issue", "question", "reason", "party_id", "party", "stance", "word"]
    columns += ["summary", "step", "claim_id", *WORDS, "speaker", "made_label"]
    columns += ["position_id"]
    return pd.DataFrame(rows, columns=columns)


def _conditions(seen: Record, issue: dict[Any, Any], side: str) -> list[dict[str, Any]]:
    party = issue[f"{side}_party"]
    position = {
        name: issue[f"{side}_{name}"] for name in ("stance", "word", "summary", "position_id")
    }
    position["step"] = say_step(issue, side)
    position |= {name: issue[name] for name in ("issue_id", "question", "reason")}
    position |= {
        "issue": issue["title"],
        "party_id": party,
        "party": seen.parties.at[party, "short_name"],
    }
    carrying = seen.positions.at[position["position_id"], "claim_ids"]
    quoted = issue[f"{side}_claim_id"]
    claims = seen.claims.loc[[quoted] if quoted else list(carrying)]
    names = seen.people["name"]
    spoken = [
        position
        | {name: claim[name] for name in WORDS}
        | {
            "claim_id": claim["claim_id"],
            "quote": claim["quote"] if quoted else "",
            "speaker": str(names.get(claim["person_id"], "")),
            "made_label": clock.say(claim["made"], str(claim["made_precision"])),
        }
        for claim in claims.to_dict("records")
    ]
    nothing = dict.fromkeys([*WORDS, "claim_id", "speaker", "made_label"], "")
    return spoken or [position | nothing]
