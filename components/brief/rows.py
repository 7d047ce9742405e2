"""The lines of a brief's sections: rows of the record in words, and what each rests on."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from components.brief.support import LATER, Support, cite, mark_later, support
from data.load import Record
from data.queries.events import ahead, events
from data.queries.events.called_off import list_called_off
from data.queries.exchanges import claims
from data.queries.exchanges.people import whom
from data.queries.forces import estimates, forces
from data.queries.overview import situation
from data.queries.overview.changes import LISTS, changes
from data.queries.overview.key_points import key_points
from data.queries.overview.lines import joined
from data.queries.positions import positions
from data.rows import cells_by_id
from data.view import View

LONGEST = 60  # rows of a section at most: no more of a list are put in words
Range = tuple[str, int | None, int | None]  # whose number and of when; from, to, where given
CitedRow = tuple[tuple[str, ...], Support]  # the cells of a row, and what it rests on

# The lists of changes that a brief holds, in its order: meetings and outcomes first, then other
# events, moves, numbers and forces. What was said again is only counted, and sources stand at the
# end of every brief.
CHANGED = (
    *("met", "outcomes", "occurred", "called_off", "moved", "estimates", "deployments", "first"),
    *("scheduled", "claims"),
    *("earlier_events", "earlier_claims", "earlier_deployments", "earlier_estimates"),
)
EVENTS = {"met": "Meeting", "occurred": "Event"}  # the list of what was held is in two parts here


def list_lately(seen: Record, view: View) -> Iterable[CitedRow]:
    """Yield the newest numbers, then the last events."""
    yield from _headline_numbers(seen, view)
    yield from _latest(seen, view)


def _headline_numbers(seen: Record, view: View) -> Iterable[CitedRow]:
    unit = seen.package.crisis.headline.unit
    for row in estimates.headline(seen, view).to_dict("records"):
        also = f"; also {row['also_scoped']}" if row["also"] else ""
        who = str(row["who"]).removeprefix(f"{row['party']}, ")
        text = f"{row['party']} ({who}): {row['number_label']} {unit}, {row['scope']}{also}"
        numbers = [row["estimate_id"], *row["also_ids"]]
        yield (str(row["at_label"]), text), support(*(cite(seen, "estimates", n) for n in numbers))


def _latest(seen: Record, view: View) -> Iterable[CitedRow]:
    for row in situation.latest(seen, view).to_dict("records"):
        rows = [cite(seen, "events", row["event_id"])]
        text = str(row["title"])
        if row["position_id"]:
            text = joined(text, f"{row['line_name']}: {row['line']}")
            rows.append(cite(seen, "positions", row["position_id"]))
            text = mark_later(text, *rows)
        yield (str(row["day"]), text), support(*rows)


def count_lately(seen: Record, view: View) -> int:
    """Count both, all there are."""
    return len(estimates.headline(seen, view)) + len(situation.took_place(seen, view))


def list_changed_besides(seen: Record, view: View) -> Iterable[CitedRow]:
    """Yield what is new and no key point has said."""
    return list_changed(seen, view, omit=frozenset(key_points(seen, view)["point_id"]))


def list_changed(
    seen: Record, view: View, *, omit: frozenset[str] = frozenset()
) -> Iterable[CitedRow]:
    """Yield what is new, list by list, without the key points of these ids."""
    if seen.before is None:
        return
    answer = changes(seen, view)
    met = answer.occurred["kind"].isin(list(seen.package.crisis.meeting_kinds))
    parted = {"met": answer.occurred.loc[met], "occurred": answer.occurred.loc[~met]}
    for name in CHANGED:
        list_ = LISTS["occurred" if name in EVENTS else name]
        frame = parted[name] if name in EVENTS else getattr(answer, name)
        when, who, what = list_.says
        frame = frame.loc[[f"{list_.table}:{row}" not in omit for row in frame.index]]
        for row in frame.reset_index(drop=True).head(LONGEST).to_dict("records"):
            text = _describe_change(name, list_.table, row, str(row[what]))
            whose = str(row[who])
            if list_.table == "estimates":
                whose = whose or _publisher(seen, row)
            yield (EVENTS.get(name, list_.one), str(row[when]), whose, text), support(row)


def _describe_change(name: str, table: str, row: dict[Any, Any], text: str) -> str:
    """Return what is new in words that stand alone: of what, where, and what came of it."""
    if name == "outcomes":
        return f"{row['title']}: {text}"
    if table == "events":
        return f"{text}: {row['outcome']}" if row["outcome"] else text
    if table == "positions":
        old = f" (before: {row['was_summary']})" if row["was_summary"] else ""
        return f"{row['group']}: {text}{old}"
    about = {"deployments": "group", "estimates": "scope"}.get(table)
    return f"{row[about]}: {text}" if about and row[about] else text


def _publisher(seen: Record, row: dict[Any, Any]) -> str:
    """Return who published what no party said, empty where its sources came later."""
    return str(seen.sources.at[row["cited"][0], "publisher"]) if row["cited"] else ""


def list_events(seen: Record, view: View) -> Iterable[CitedRow]:
    """Yield the events shown, the newest first."""
    answer, outcomes = events.timeline(seen, view), cells_by_id(seen.events, "outcome")
    for row in answer.placed.iloc[::-1].head(LONGEST).to_dict("records"):
        text = joined(str(row["title"]), outcomes[row["event_id"]], by=": ")
        who = joined(str(row["parties"]), str(row["people"]), by=": ")
        cited = cite(seen, "events", row["event_id"])
        yield (str(row["date_label"]), text, who), support(cited)


def list_forces(seen: Record, view: View) -> Iterable[CitedRow]:
    """Yield the marks of the map, the newest first."""
    marks = forces.forces(seen, view).marks.iloc[::-1].head(LONGEST)
    for row in marks.to_dict("records"):
        # Without a word on it, what is only announced or has left would be said to stand there.
        absent = row["status_name"].lower() if row["announced"] or row["departed"] else ""
        when = joined(row["at_label"], absent, by=", ")
        cells = (row["place"], when, row["force_name"], row["what"], row["people"])
        yield tuple(map(str, cells)), support(cite(seen, "deployments", row["observation_id"]))


def list_stances(seen: Record, view: View) -> Iterable[CitedRow]:
    """Yield where the sides stand, in short."""
    return list_sides(seen, view, quoted=False)


def list_sides(seen: Record, view: View, *, quoted: bool = True) -> Iterable[CitedRow]:
    """Yield where the sides stand, issue by issue."""
    for row in positions.side_by_side(seen, view).to_dict("records"):
        sides: list[str] = []
        rows: list[Any] = []
        for side in positions.SIDES:
            text, of_side = _stance(seen, row, side, quoted=quoted)
            sides.append(mark_later(text, *of_side))
            rows += of_side
        if not rows:
            continue
        yield (str(row["short_title"]), *sides, str(row["distance_label"])), support(*rows)


def _stance(seen: Record, row: dict[Any, Any], side: str, *, quoted: bool) -> tuple[str, list[Any]]:
    if not isinstance(row[f"{side}_position_id"], str) or not row[f"{side}_position_id"]:
        return str(row[f"{side}_word"]), []
    rows = [cite(seen, "positions", row[f"{side}_position_id"])]
    comma = "" if row[f"{side}_dropped"] else ","
    text = f"{row[f'{side}_word']}{comma} {positions.say_step(row, side)}: {row[f'{side}_summary']}"
    if quoted and isinstance(row[f"{side}_claim_id"], str) and row[f"{side}_claim_id"]:
        rows.append(cite(seen, "claims", row[f"{side}_claim_id"]))
        whom = ", ".join(filter(None, (row[f"{side}_speaker"], row[f"{side}_made_label"])))
        words = claims.write_quote(row[f"{side}_quote"], row[f"{side}_translation"])
        text += f" {words} ({whom})"
    return text, rows


def count_sides(seen: Record, view: View) -> int:
    """Count the issues on which either side stands anywhere."""
    ids = [f"{side}_position_id" for side in positions.SIDES]
    return int((positions.side_by_side(seen, view)[ids] != "").any(axis=1).sum())


def list_exchanges(seen: Record, view: View) -> Iterable[CitedRow]:
    """Yield who answered whom, the newest first."""
    answers = claims.describe_claims(seen, find_answers(seen, view).head(LONGEST))
    named = ["quote", "translation", "text", "cited", "origins"]
    others = seen.claims.loc[answers["responds_to"], named].to_dict("records")
    for row, taken_up in zip(answers.to_dict("records"), others, strict=True):
        whom = f"{row['party']}, {row['speaker']}" if row["speaker"] else str(row["party"])
        text, before = (
            claims.write_quote(claim["quote"], claim["translation"]) or str(claim["text"])
            for claim in (row, taken_up)
        )
        text = mark_later(text, row)
        answered = mark_later(f"{row['relation']} {row['answered_label']}: {before}", taken_up)
        cells = (str(row["made_label"]), whom, text, answered)
        yield cells, support(row, taken_up)


def find_answers(seen: Record, view: View) -> pd.DataFrame:
    """Return the claims that answer another, the newest first."""
    answer = claims.ordered(seen, view)
    return answer.loc[answer["responds_to"] != ""]


def count_changed(seen: Record, view: View) -> int:
    """Count all that is new of these lists."""
    counts = changes(seen, view).counts if seen.before is not None else {}
    return sum(counts.get(name, 0) for name in CHANGED)


def count_restated(seen: Record, view: View) -> str:
    """Say how many positions were said again; empty where none was."""
    again = changes(seen, view).counts["restated"] if seen.before is not None else 0
    return f"{again:,} position{'s' * (again != 1)} restated" if again else ""


def list_figures(seen: Record, view: View) -> Iterable[CitedRow]:
    """Yield the estimates that give a number, the newest first."""
    return list_numbers(seen, view, with_number=True)


def list_numbers(seen: Record, view: View, *, with_number: bool = False) -> Iterable[CitedRow]:
    """Yield every estimate, the newest first."""
    rows = estimates.estimates(seen, view).iloc[::-1]
    if with_number:
        rows = rows.loc[rows["shape"] != "none"]
    for row in rows.head(LONGEST).to_dict("records"):
        kind = "projected" if row["projection"] else "counted"
        cells = (
            row["at_label"],
            _whose(row["who"], row["party"]),
            row["number_label"] or "no number",
            kind,
            row["scope"],
        )
        yield tuple(map(str, cells)), support(cite(seen, "estimates", row["estimate_id"]))


def list_ranges(seen: Record, view: View) -> Iterable[Range]:
    """Yield from where to where each estimate reaches."""
    rows = estimates.estimates(seen, view)
    for row in rows.loc[(rows["shape"] != "none") & ~rows["projection"]].itertuples():
        low, high = (None if pd.isna(end) else int(end) for end in (row.low, row.high))
        scope = f" ({row.scope_short})" if row.scope_short else ""
        later = "" if row.source_id else f" {LATER}"
        yield f"{_whose(row.who, row.party)}, {row.at_label}{scope}{later}", low, high


def _whose(who: str, party: str) -> str:
    """Return who gave a number with the party, where the name does not say it."""
    return who if party in who else f"{who} ({party})"


def list_ahead_briefly(seen: Record, view: View) -> Iterable[CitedRow]:
    """Yield what comes next, without who is expected."""
    return list_ahead(seen, view, people=False)


def list_ahead(seen: Record, view: View, *, people: bool = True) -> Iterable[CitedRow]:
    """Yield what comes next, and what was called off lately."""
    names = seen.parties["short_name"]
    off = list_called_off(seen).to_dict("records")
    rows = [*ahead.upcoming(seen, view).to_dict("records"), *off]
    for row in rows:
        parties = ", ".join(names[party] for party in row["party_ids"])
        expected = whom(seen, seen.events.loc[[row["event_id"]]])[0] if people else ""
        dated = f"{row['day']}, {row['left']}" if row.get("left") else str(row["day"])
        when = str(row.get("date_label") or dated)
        cells = (when, str(row["title"]), joined(parties, expected, by="; "), str(row["place"]))
        yield cells, support(cite(seen, "events", row["event_id"]))


def count_ahead(seen: Record, view: View) -> int:
    """Count what comes next, and what was called off lately."""
    return len(ahead.upcoming(seen, view)) + len(list_called_off(seen))
