"""What a schema cannot say of the rows: the two clocks, replies, evidence, the form of ids.

Moments are compared as leniently as they are written: a month is before a day only when it ends
before it. A cell that the schema faults is read as empty here, so that it is named once.
"""

import re
from collections.abc import Callable, Iterator

from data.checks.sheet import Finding, Row, Sheets
from data.clock import Moment
from data.story import SELECTS

Findings = Iterator[Finding]
DATED = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)-")
DAY = 10  # characters of a cell that name its day: an id carries no hour


def rows(sheets: Sheets) -> Findings:
    """Find every row that contradicts itself or the rows it points at."""
    tests: tuple[tuple[str, Callable[[Row, Sheets], Findings]], ...] = (
        ("events", _clocks_of_event),
        ("events", _called_off),
        ("events", _id_of_event),
        ("claims", _claim),
        ("claims", _reply),
        ("claims", _repeated),
        ("positions", _position),
        ("deployments", _deployment),
        ("estimates", _estimate),
        ("sources", _source),
        ("parties", _party),
        ("story", _step),
    )
    for table, test in tests:
        for row in sheets[table]:
            yield from test(row, sheets)
    yield from _movements(sheets)


def _before(a: Moment | None, b: Moment | None) -> bool:
    """Say whether `a` is surely before `b`."""
    return bool(a and b and a.last < b.first)


def _order(row: Row, first: str, then: str) -> Findings:
    if _before(row.moment(then), row.moment(first)):
        rule = f"must not be before {first} {row[first]}"
        yield row.finding(then, rule, "mend the one that is wrong")


def _together(row: Row, a: str, b: str) -> Findings:
    for there, missing in ((a, b), (b, a)):
        if row[there] and not row[missing]:
            rule = f"must not be empty where {there} is given"
            yield row.finding(missing, rule, f"fill in {missing}, or empty {there}")


def _clocks_of_event(row: Row, _: Sheets) -> Findings:
    yield from _order(row, "start", "end")
    yield from _order(row, "start", "reported")
    yield from _order(row, "announced", "expected")
    # Known beforehand means before it began and before it was known to have: in that order.
    for later in ("start", "reported"):
        if _before(row.moment(later), row.moment("announced")):
            rule = f"must not be after {later} {row[later]}"
            yield row.finding("announced", rule, "mend it, or empty it: it was not announced")
            break
    yield from _together(row, "outcome", "outcome_reported")
    outcome, reported = row.moment("outcome_reported"), row.moment("reported")
    if outcome and reported and outcome.last < reported.last:
        rule = f"must not be before reported {row['reported']}"
        yield row.finding("outcome_reported", rule, "an outcome is known with its event or later")
    if row["announced"]:
        beforehand = _before(row.moment("announced"), row.moment("start"))
        if beforehand and not row["preview"]:
            rule = "must not be empty where announced is before start"
            yield row.finding("preview", rule, "say in one sentence what was known beforehand")
        if row["preview"] and row.moment("announced") and row.moment("start") and not beforehand:
            rule = "must be empty where announced is not before start"
            yield row.finding("preview", rule, "empty it, or mend announced")
    else:
        for column in ("preview", "expected", "expected_place_id"):
            if row[column]:
                rule = "must be empty where announced is empty"
                yield row.finding(column, rule, "say when it was announced, or empty it")
                break


def _called_off(row: Row, _: Sheets) -> Findings:
    """What never took place became known, as a whole, on the day it was called off."""
    if not row["called_off"]:
        return
    for column in ("start", "reported"):
        if row[column] and row[column] != row["called_off"]:
            rule = f"must be the day it was called off, {row['called_off']}"
            yield row.finding(column, rule, "write that day, or empty called_off")
    if not row["announced"]:
        rule = "must be empty where nothing was announced"
        yield row.finding("called_off", rule, "say when it was announced, or empty it")


def _id_of_event(row: Row, _: Sheets) -> Findings:
    """The id travels while an event is only scheduled, so its date is one known beforehand."""
    announced, reported = row.moment("announced"), row.moment("reported")
    start = row.moment("start")
    if not (start and reported):
        return
    match = DATED.match(row.key)
    written = match[1] if match else ""
    if announced and announced.last < reported.last:
        date = (row["expected"] or row["announced"])[:DAY]
        if written != date:
            yield row.finding("event_id", *_dated(date, "known beforehand"))
        return
    allowed = {row["start"][:DAY], row["reported"][:DAY]}
    if written not in allowed and not (
        start.first.strftime("%Y-%m-%d") <= written <= reported.last.strftime("%Y-%m-%d")
    ):
        yield row.finding("event_id", *_dated(row["start"][:DAY], "on which it began"))


def _dated(date: str, which: str) -> tuple[str, str]:
    return f"must begin with {date}-, the date {which}", "rename it wherever it is used"


def _claim(row: Row, _: Sheets) -> Findings:
    yield from _order(row, "made", "reported")
    yield from _together(row, "quote", "quote_lang")
    yield from _together(row, "responds_to", "relation")
    if row["party_id"] and not row.key.startswith(row["party_id"] + "-"):
        rule = f"must begin with {row['party_id']}-, its party"
        yield row.finding("claim_id", rule, "rename it wherever it is used")


def _reply(row: Row, sheets: Sheets) -> Findings:
    if row["responds_to"] == row.key:
        yield row.finding("responds_to", "must not be the claim itself", "name what it answers")
        return
    answered = sheets.row("claims", row["responds_to"])
    if answered and _before(row.moment("made"), answered.moment("made")):
        rule = f"is made later, {answered['made']}, than its answer, {row['made']}"
        yield row.finding("responds_to", rule, "mend the dates, or name what it answers")


def _repeated(row: Row, sheets: Sheets) -> Findings:
    """A claim that is made again is made by the same party, and not earlier."""
    first = sheets.row("claims", row["same_as"])
    if first and first.key == row.key:
        yield row.finding("same_as", "must not be the claim itself", "name the earlier claim")
    elif first and first["party_id"] != row["party_id"]:
        rule = f"is a claim of {first['party_id']}, another party"
        yield row.finding("same_as", rule, "name an earlier claim of the same party")
    elif first and _before(row.moment("made"), first.moment("made")):
        rule = f"is made later, {first['made']}, than this claim, {row['made']}"
        yield row.finding("same_as", rule, "let the later claim name the earlier one")
    if row["translation"] and row["quote_lang"] in ("", "en"):
        rule = "must be empty where the quote is in English, or where there is none"
        yield row.finding("translation", rule, "empty it, or mend quote_lang")


def _position(row: Row, sheets: Sheets) -> Findings:
    if row["quote_claim_id"] and row["quote_claim_id"] not in row.parts("claim_ids"):
        rule = "is not among claim_ids"
        yield row.finding("quote_claim_id", rule, "add it to claim_ids, or empty it")
    since = row.moment("since")
    if not since:
        return
    expected = f"{row['issue_id']}-{row['party_id']}-{row['since'][:DAY]}"
    if row.key != expected:
        rule = f"must be {expected}: issue, party, since"
        yield row.finding("position_id", rule, "rename it wherever it is used")
    for claim in (sheets.row("claims", part) for part in row.parts("claim_ids")):
        made, public = (claim.moment("made"), claim.moment("reported")) if claim else (None, None)
        if claim and (_before(since, made) or (public and public.last > since.last)):
            rule = f"names {claim.key}, made {claim['made']} and public {claim['reported']},"
            rule += f" later than since {row['since']}"
            yield row.finding("claim_ids", rule, "mend since, or take the claim out")


def _movements(sheets: Sheets) -> Findings:
    """The first row of a party on an issue is `first`, and no later one is."""
    every = sheets.by_key["positions"].values()
    dated = [(m.last, row) for row in every if (m := row.moment("since"))]
    begun: set[tuple[str, str]] = set()
    for _, row in sorted(dated, key=lambda pair: pair[0]):
        pair = (row["issue_id"], row["party_id"])
        if pair in begun and row["movement"] == "first":
            rule = "must not be first where an earlier row is"
            yield row.finding("movement", rule, "say how the stance moved")
        if pair not in begun and row["movement"] in _moves(row):
            rule = "must be first where no earlier row is"
            yield row.finding("movement", rule, "write first, or add the earlier row")
        begun.add(pair)


def _moves(row: Row) -> set[str]:
    return {*row.table.field("movement").enum} - {"first"}


def _deployment(row: Row, _: Sheets) -> Findings:
    yield from _order(row, "observed", "reported")
    yield from _range(row, "personnel_low", "personnel_high")


def _estimate(row: Row, _: Sheets) -> Findings:
    yield from _order(row, "made", "reported")
    yield from _range(row, "low", "high")


def _range(row: Row, low: str, high: str) -> Findings:
    least, most = row.number_in(low), row.number_in(high)
    if least is not None and most is not None and least > most:
        yield row.finding(low, f"must not be above {high} {row[high]}", "mend the wrong one")


def _source(row: Row, _: Sheets) -> Findings:
    if row["published"] and row["not_before"]:
        rule = "must be empty where published is given"
        yield row.finding("not_before", rule, "empty it: the page shows its date")
    if not row["url"] and not row["note"]:
        mend = "write its address; of a source on paper say in note where it is kept"
        yield row.finding("url", "must not be empty where note is", mend)


def _party(row: Row, _: Sheets) -> Findings:
    yield from _together(row, "color_light", "color_dark")


def _step(row: Row, sheets: Sheets) -> Findings:
    if row["selection"] and not any(sheets.row(table, row["selection"]) for table in SELECTS):
        yield row.finding("selection", f"is not in {', '.join(SELECTS)}", "name a row, or none")
