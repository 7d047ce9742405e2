"""What is new between since and as of."""

from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from data import clock
from data.load import Record
from data.queries.citing import grades
from data.queries.claims import described
from data.queries.positions import stance_word
from data.view import View


@dataclass(frozen=True, eq=False)
class Changes:
    """What became known after since and by as of, a frame a table.

    Each is newest first within its group: `group` is an issue's title in the issues' order
    (positions, claims), or a place's name in the alphabet's (the events and the deployments).
    - `held`: events that took place, with `news` new or held (only scheduled before).
    - `scheduled`: events newly announced and still ahead, soonest first.
    - `outcomes`: events reported before whose outcome is now known.
    - `positions`: stances set or moved, with `word`, `was_stance`, `was_word`, `was_summary` and
      `was_said` (empty where the party had none), so that old and new words stand side by side.
    - `claims`: as `data.queries.claims.described`, with `answers_text`, `answers_party`,
      `answers_party_id`, `answers_speaker` of the claim taken up, or empty.
    - `deployments`, `estimates`, `sources`: the tables' columns with `when_said` and names.
    All but sources have `grade` and `grade_said` (see `data.queries.citing.graded`).
    """

    held: pd.DataFrame
    outcomes: pd.DataFrame
    scheduled: pd.DataFrame
    positions: pd.DataFrame
    claims: pd.DataFrame
    deployments: pd.DataFrame
    estimates: pd.DataFrame
    sources: pd.DataFrame

    @property
    def counts(self) -> dict[str, int]:
        """Count what is new, by table."""
        return {f.name: len(getattr(self, f.name)) for f in fields(self)}


def changes(seen: Record, view: View) -> Changes:
    """Return what is new in the record as seen, against the reader's since."""
    events = _events(seen)
    held, scheduled = events["status"] == "held", events["status"] == "scheduled"
    news = events["news"]
    return Changes(
        held=_newest(events.loc[held & news.isin(["new", "held"])], "reported_last"),
        outcomes=_newest(events.loc[news == "outcome"], "outcome_reported_last"),
        scheduled=events.loc[scheduled & (news == "new")].sort_values("when_last", kind="stable"),
        positions=_moved(seen),
        claims=_claims(seen),
        deployments=_deployments(seen),
        estimates=_estimates(seen),
        sources=_sources(seen),
    )


# What a row of each frame says in one line: (when, who, what).
SAYS = {
    "positions": ("said", "party", "summary"),
    "held": ("when_said", "parties", "title"),
    "outcomes": ("when_said", "parties", "outcome"),
    "scheduled": ("when_said", "parties", "title"),
    "claims": ("made_said", "party", "text"),
    "deployments": ("when_said", "party", "what"),
    "estimates": ("when_said", "party", "text"),
    "sources": ("when_said", "publisher", "title"),
}


def listed(seen: Record, view: View) -> pd.DataFrame:
    """Return everything that is new as one table, in the order of SAYS: one row a change.

    Text columns: `change` (a name of SAYS), `id`, `group` (issue or place, where it has one),
    `when_said`, `who`, `says`, `falls`.
    """
    found = changes(seen, view)
    parts = []
    for name, columns in SAYS.items():
        rows = getattr(found, name)
        when, who, what = (rows[column] for column in columns)
        group = rows.get("group", "")
        falls = rows.get("falls", "")
        part = pd.DataFrame({"change": name, "id": rows.index, "group": group}, index=rows.index)
        parts.append(part.assign(when_said=when, who=who, says=what, falls=falls))
    return pd.concat(parts, ignore_index=True).astype("str")


def _new(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.loc[frame["news"] == "new"]


def _newest(frame: pd.DataFrame, known: str) -> pd.DataFrame:
    frame = frame.sort_values(known, ascending=False, kind="stable")
    return frame.sort_values("rank", kind="stable") if "rank" in frame else frame


def _said(frame: pd.DataFrame, column: str) -> list[str]:
    pairs = zip(frame[column], frame[f"{column}_precision"], strict=True)
    return [clock.say(at, precision) for at, precision in pairs]


def _named(ids: pd.Series, names: pd.Series) -> pd.Series:
    return ids.map(names).astype("object").fillna("").astype("str")


def _at_places(frame: pd.DataFrame, places: pd.Series) -> pd.DataFrame:
    group = frame["group"].where(frame["group"] != "", "No single place")
    alphabet = {name: i for i, name in enumerate(sorted({*places, *group}))}
    return frame.assign(group=group, rank=group.map(alphabet).astype("Int64"))


def _on_issues(frame: pd.DataFrame, seen: Record) -> pd.DataFrame:
    return frame.assign(
        group=_named(frame["issue_id"], seen.issues["title"]),
        rank=frame["issue_id"].map(seen.issues["order"]).astype("Int64"),
    )


def _events(seen: Record) -> pd.DataFrame:
    events = seen.events
    short = seen.parties["short_name"].to_dict()
    named = events.assign(
        group=_named(events["where"], seen.places["name"]),
        when_said=_said(events, "when"),
        parties=[", ".join(short[i] for i in ids) for ids in events["party_ids"]],
    )
    named = named.join(grades(seen, "events", events))
    return _at_places(named, seen.places["name"])


def _moved(seen: Record) -> pd.DataFrame:
    """Set each new position beside the one before it, new or not."""
    positions = seen.positions
    scale = _named(positions["issue_id"], seen.issues["scale"])
    stances = zip(positions["stance"].astype("str"), scale, strict=True)
    positions = positions.assign(
        stance=positions["stance"].astype("str"),
        word=[stance_word(seen, stance, s) for stance, s in stances],
        said=_said(positions, "since"),
        party=_named(positions["party_id"], seen.parties["short_name"]),
    ).join(grades(seen, "positions", positions))
    line = positions.groupby(["issue_id", "party_id"], sort=False)
    was = line[["stance", "word", "summary", "said"]].shift().astype("object").fillna("")
    return _newest(_on_issues(_new(positions.join(was.add_prefix("was_"))), seen), "since_last")


def _claims(seen: Record) -> pd.DataFrame:
    claims = _new(seen.claims)
    answered = seen.claims.reindex(claims["responds_to"])
    told: dict[str, Any] = {
        "text": answered["text"].astype("object").fillna(""),
        "party_id": answered["party_id"].astype("object").fillna(""),
        "party": _named(answered["party_id"], seen.parties["short_name"]),
        "speaker": _named(answered["person_id"], seen.people["name"]),
    }
    claims = described(seen, claims)
    claims = claims.assign(**{f"answers_{name}": told[name].to_numpy() for name in told})
    return _newest(_on_issues(claims, seen), "reported_last")


def _deployments(seen: Record) -> pd.DataFrame:
    rows = _new(seen.deployments)
    rows = rows.assign(
        group=_named(rows["place_id"], seen.places["name"]),
        party=_named(rows["force"], seen.parties["short_name"]),
        when_said=_said(rows, "reported"),
        basis_said=rows["basis"].map(seen.package.field("deployments", "basis").labels),
    )
    rows = rows.join(grades(seen, "deployments", rows))
    return _newest(_at_places(rows, seen.places["name"]), "reported_last")


def _estimates(seen: Record) -> pd.DataFrame:
    rows = _new(seen.estimates)
    rows = rows.assign(
        party=_named(rows["by_party_id"], seen.parties["short_name"]),
        speaker=_named(rows["by_person_id"], seen.people["name"]),
        when_said=_said(rows, "reported"),
    )
    return _newest(rows.join(grades(seen, "estimates", rows)), "reported_last")


def _sources(seen: Record) -> pd.DataFrame:
    rows = _new(seen.sources)
    return _newest(rows.assign(when_said=_said(rows, "published")), "published_last")
