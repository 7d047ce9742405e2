"""Whether what the package declares about its crisis refers to what its tables hold."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from data.checks.ground import ground
from data.checks.sheet import Finding, Sheets, moment
from data.distance import SILENT, STANCES
from data.feeds.codes import list_codes
from data.files import SETTINGS
from data.package import Package
from data.settings import Bounds, Crisis
from data.shapes import OF_KINDS

Findings = Iterator[Finding]


def crisis(sheets: Sheets, static: Path) -> Findings:
    """Find every key of `crisis` that names what is not there; `static` holds the basemap."""
    package, declared = sheets.package, sheets.package.crisis
    parties = sheets.by_key["parties"]
    yield from _known("compare", declared.compare, parties, "a party")
    if len(declared.compare) < 2:
        rule, mend = "there are no two parties to compare", "add rows to parties.csv"
        yield _finding("compare", ", ".join(declared.compare), rule, mend)
    elif declared.compare[0] == declared.compare[1]:
        yield _finding("compare", declared.compare[1], "names one party twice")
    moments = [declared.default_moment] if declared.default_moment else []
    yield from _known("default_moment", moments, sheets.by_key["moments"])
    if declared.replay_from and not moment(declared.replay_from):
        yield _finding("replay_from", declared.replay_from, "is no real date")
    measures = package.field("estimates", "measure").enum
    yield from _known("headline.measure", [declared.headline.measure], measures)
    yield from _known("headline.issues", declared.headline.issues, sheets.by_key["issues"])
    yield from _sides(package, sheets)
    yield from _lanes(package)
    yield from _party_lanes(declared, parties)
    yield from _stances(package)
    yield from _feed_parties(declared, parties)
    yield from _map(package, static)


def _finding(key: str, value: str, rule: str, mend: str = "mend it there") -> Finding:
    return Finding(SETTINGS, 0, key, value, rule, mend)


def _known(key: str, names: Iterable[str], known: Iterable[str], what: str = "known") -> Findings:
    allowed = list(known)
    for name in names:
        if name not in allowed:
            choice = f"choose one of {', '.join(map(str, allowed))}" if allowed else "add its row"
            yield _finding(key, name, f"is not {what}", choice)


def _twice(key: str, names: Iterable[str]) -> Findings:
    for name, times in Counter(names).items():
        if times > 1:
            yield _finding(key, name, "is there twice", "keep one of them")


def _sides(package: Package, sheets: Sheets) -> Findings:
    sides, parties = package.crisis.sides, sheets.by_key["parties"]
    words = package.field("parties", "side").enum
    words = words or tuple(dict.fromkeys(row["side"] for row in sheets["parties"] if row["side"]))
    names = [side.side for side in sides]
    if package.field("parties", "side").enum:
        yield from _known("sides", names, words)
    yield from _twice("sides", names)
    for word in words:
        if word not in names:
            yield _finding("sides", word, "a side of parties is not declared", "declare it")
    lenders = [side.color_of for side in sides if side.color_of]
    yield from _known("sides.color_of", lenders, parties, "a party")


def _lanes(package: Package) -> Findings:
    declared = package.crisis
    kinds, plover = (package.field("events", name).enum for name in ("kind", "plover"))
    lane_kinds = [kind for lane in declared.lanes for kind in lane.kinds]
    yield from _twice("lanes", (lane.lane for lane in declared.lanes))
    yield from _known("lanes.kinds", lane_kinds, kinds)
    yield from _twice("lanes.kinds", lane_kinds)
    for kind in kinds:
        if kind not in (*lane_kinds, declared.background_kind):
            rule = "a kind of event has no lane, so that its events would be nowhere"
            yield _finding("lanes.kinds", kind, rule, "give it to a lane")
    for lane in declared.lanes:
        yield from _known("lanes.kinds", lane.kinds.values(), OF_KINDS, "a mark")
    types = [word for lane in declared.lanes for word in lane.plover]
    yield from _known("lanes.plover", types, plover)
    yield from _twice("lanes.plover", types)
    yield from _known("meeting_kinds", declared.meeting_kinds, kinds)
    yield from _known("paper_kinds", declared.paper_kinds, kinds)
    background = [declared.background_kind] if declared.background_kind else []
    yield from _known("background_kind", background, kinds)
    stretches = [s.kind for s in declared.axis.compressed if s.kind]
    yield from _known("axis.compressed", stretches, kinds)
    for stretch in declared.axis.compressed:
        if stretch.width <= 0:
            yield _finding("axis.compressed", str(stretch.width), "must be above 0")


def _party_lanes(declared: Crisis, parties: Iterable[str]) -> Findings:
    lanes = declared.party_lanes
    named = [party for lane in lanes for party in lane.parties]
    yield from _known("party_lanes", named, parties, "a party")
    yield from _twice("party_lanes", named)
    yield from _twice("party_lanes", (lane.lane for lane in lanes))
    rest = [lane.lane for lane in lanes if not lane.parties]
    if len(rest) != 1:
        rule = "one lane, and only one, has no parties: it takes all others"
        yield _finding("party_lanes", ", ".join(rest), rule)


def _feed_parties(declared: Crisis, parties: Iterable[str]) -> Findings:
    yield from _known("feed_parties", declared.feed_parties, parties, "a party")
    codes = [code for codes in declared.feed_parties.values() for code in codes]
    yield from _twice("feed_parties", codes)
    for code in codes:
        if code not in list_codes():
            mend = "write ISO 3166-1 alpha-3, or a code of data/feeds/organisations.csv"
            yield _finding("feed_parties", code, "is no code that a feed names an actor by", mend)


def _stances(package: Package) -> Findings:
    scales, stances = package.field("issues", "scale").enum, package.field("positions", "stance")
    words = package.crisis.stance_words
    for stance in stances.enum:
        if stance not in (SILENT, *STANCES):
            rule = "is no stance of the rule of distance, and would be drawn as silence"
            mend = f"use {', '.join(STANCES)}, or add its pairs to data/distance.py"
            yield _finding("stance_words", stance, rule, mend)
    yield from _known("stance_words", words, scales)
    for scale, labels in words.items():
        yield from _known(f"stance_words.{scale}", labels, stances.enum)
        for stance in stances.enum:
            if stance not in labels:
                yield _finding(f"stance_words.{scale}", stance, "has no words", "say it")


def _map(package: Package, static: Path) -> Findings:
    settings = package.crisis.map
    names = [view.view for view in settings.views]
    yield from _known("map.first_view", [settings.first_view], names)
    yield from _twice("map.views", names)
    for view in settings.views:
        if abs(view.lat) > 90 or abs(view.lon) > 180 or not 0 <= view.zoom <= 20:
            yield _finding("map.views", view.view, "lies nowhere on earth, or zooms past 0 to 20")
    yield from _box("map.venues_view", settings.venues_view)
    yield from _box("map.overview_view", settings.overview_view)
    yield from ground(package, static)


def _box(key: str, box: Bounds) -> Findings:
    if not (box.south < box.north and abs(box.south) <= 90 and abs(box.north) <= 90):
        yield _finding(key, f"{box.south} to {box.north}", "south must be below north")
    if not box.west < box.east:
        yield _finding(key, f"{box.west} to {box.east}", "west must be below east")
