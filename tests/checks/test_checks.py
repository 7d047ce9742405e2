"""One broken cell of a copied package yields the one line that names it, and no other."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from frictionless import validate

from data.__main__ import main
from data.checks.geography import inside
from data.checks.run import check
from data.descriptor import read_package
from data.load import load
from data.package import NotAPackage, shipped
from data.settings import Bounds
from tests.conftest import MADE_UP
from tests.support.broken_cells import DUES, EVENT, NOTE, ROWS, SCHEMA, SHOTS, Edit, edit
from tests.support.settings import change


def row_number(folder: Path, table: str, row_id: str) -> int:
    """Return the row of an id as a spreadsheet counts it, the last where it is there twice."""
    with (folder / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return max(i for i, row in enumerate(csv.reader(file), 1) if row[0] == row_id)


def the_one_line(folder: Path) -> str:
    faults = check(folder).faults
    assert len(faults) == 1, "\n".join(map(str, faults))
    return str(faults[0])


def test_the_shipped_record_is_without_fault():
    result = check(shipped())
    assert result.faults == ()
    rules = ("confirmed by others", "until a second origin is published", "not shown before")
    assert all(any(rule in warning.rule for rule in rules) for warning in result.warnings)
    undated = [str(w) for w in result.warnings if "not_before" in w.rule]
    assert len(undated) == 1
    assert "(145 rows)" in undated[0]


def test_the_made_up_crisis_is_without_fault():
    assert check(MADE_UP).faults == ()


@pytest.mark.parametrize("folder", [shipped(), MADE_UP], ids=["shipped", "made up"])
def test_an_independent_validator_finds_no_fault_either(folder):
    report = validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])


@pytest.mark.parametrize(("edited", "rule"), SCHEMA, ids=[rule for _, rule in SCHEMA])
def test_a_cell_against_the_schema_is_named_in_one_line(copied, edited, rule):
    folder = copied(MADE_UP)
    edit(folder, edited)
    assert_names(the_one_line(folder), folder, edited, rule)
    assert not validate(str(folder / "datapackage.json")).valid


@pytest.mark.parametrize(("edits", "rule"), ROWS, ids=[rule for _, rule in ROWS])
def test_a_cell_against_what_no_schema_says_is_named_in_one_line(copied, edits, rule):
    folder = copied(MADE_UP)
    edit(folder, *edits[:-1])
    assert check(folder).faults == ()
    edit(folder, edits[-1])
    assert_names(the_one_line(folder), folder, edits[-1], rule)


# Where a pair of cells disagrees, the other of the two is the one to fill in or to look at.
OTHER_CELL = {
    "outcome": "outcome_reported",
    "outcome_reported": "outcome",
    "made": "reported",
    "observed": "reported",
    "quote": "quote_lang",
    "lon": "country",
}


def assert_names(line: str, folder: Path, edited: Edit, rule: str) -> None:
    table, row_id, column, value = edited
    key = value if column.endswith("_id") and table.startswith(column[:5]) else row_id
    if column == "observation_id":
        key = value
    row = row_number(folder, table, key)
    assert rule in line
    assert any(line.startswith(f"{table} row {row} {c}") for c in (column, OTHER_CELL.get(column)))
    assert "; " in line, "the line ends with the mend"
    assert "\n" not in line


def test_a_step_of_the_story_selects_what_is_there(copied):
    folder = copied(shipped())
    with (folder / "tables" / "story.csv").open(encoding="utf-8", newline="") as file:
        first = next(row["step_id"] for row in csv.DictReader(file) if row["selection"])
    edit(folder, ("story", first, "selection", "nowhere"))
    assert the_one_line(folder).startswith("story row 2 selection: 'nowhere' - is not in events")


def rewritten(folder: Path, table: str, change: Callable[[str], str]) -> Path:
    path = folder / "tables" / f"{table}.csv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda t: t.replace("country,", "land,", 1), "places row 1: 'land' - is no column"),
        (lambda t: t.replace(",note\n", ",note,note\n", 1), "places row 1 note - this column"),
        (lambda t: t.replace("Port Serena,venue", "Port, Serena,venue"), "has 11 cells where"),
        (lambda t: t.replace('"', "").replace("Port", '"Port', 1), "is no CSV (unexpected end"),
    ],
    ids=["unknown column", "column twice", "cell too many", "open quote"],
)
def test_a_table_that_cannot_be_read_as_described_is_found_alone(copied, change, line):
    folder = rewritten(copied(MADE_UP), "places", change)
    lines = [str(fault) for fault in check(folder).faults]
    assert any(line in said for said in lines), lines
    assert all(said.startswith("places") for said in lines)


def test_a_missing_column_is_named_once_and_not_once_a_row(copied):
    folder = rewritten(
        copied(MADE_UP),
        "labels",
        lambda text: text.replace(",rank", ""),
    )
    assert the_one_line(folder).startswith("labels row 1 rank - this column is missing")


def test_a_missing_file_and_a_foreign_encoding_are_named(copied):
    folder = copied(MADE_UP)
    people = folder / "tables" / "people.csv"
    people.write_bytes(people.read_text(encoding="utf-8").encode("latin-1", "replace") + b"\x81")
    assert "is no CSV in UTF-8" in the_one_line(folder)
    people.unlink()
    assert "there is no such file" in the_one_line(folder)


def test_what_a_spreadsheet_adds_is_no_fault(copied):
    folder = copied(MADE_UP)
    people = folder / "tables" / "people.csv"
    rows = people.read_text(encoding="utf-8").replace("\n", "\r\n")
    people.write_bytes(b"\xef\xbb\xbf" + rows.encode() + b"\r\n")
    assert check(folder).faults == ()
    assert list(load(folder).people.columns) == [
        f.name for f in read_package(folder).tables["people"].fields
    ]


CRISIS = [
    (["compare"], ["coralta", "atlantis"], "compare: 'atlantis' - is not a party"),
    (["compare"], ["coralta", "coralta"], "compare: 'coralta' - names one party twice"),
    (["default_moment"], "noon", "default_moment: 'noon' - is not known"),
    (["headline", "measure"], "all", "headline.measure: 'all' - is not known"),
    (["sides", 0, "color_of"], "atlantis", "sides.color_of: 'atlantis' - is not a party"),
    (["lanes", 0, "kinds"], {"congress": "circle"}, "'legation' - a kind of event has no lane"),
    (["lanes", 0, "kinds", "congress"], "star", "lanes.kinds: 'star' - is not a mark"),
    (["lanes", 0, "kinds", "party"], "circle", "lanes.kinds: 'party' - is not known"),
    (["lanes", 1, "kinds", "clash"], "circle", "lanes.kinds: 'clash' - is there twice"),
    (["lanes", 0, "plover"], ["SHOUT"], "lanes.plover: 'SHOUT' - is not known"),
    (["lanes", 1, "plover"], ["AGREE"], "lanes.plover: 'AGREE' - is there twice"),
    (["lanes", 0, "lane"], "arms", "lanes: 'arms' - is there twice"),
    (["meeting_kinds"], ["ball"], "meeting_kinds: 'ball' - is not known"),
    (["party_lanes", 0, "parties"], ["atlantis"], "party_lanes: 'atlantis'"),
    (["party_lanes", 0, "parties"], ["maranzul"], "'maranzul' - is there twice"),
    (["party_lanes", 1, "parties"], [], "party_lanes: 'south, rest' - one lane"),
    (["axis", "compressed", 0, "kind"], "lull", "axis.compressed: 'lull' - is not"),
    (["axis", "compressed", 0, "width"], 0, "axis.compressed: '0' - must be above 0"),
    (["stance_words", "mood"], {}, "stance_words: 'mood' - is not known"),
    (["stance_words", "answer", "sulks"], "x", "stance_words.answer: 'sulks' - is not"),
    (["map", "first_view"], "moon", "map.first_view: 'moon' - is not known"),
    (["map", "views", 0, "lat"], 91, "map.views: 'river' - lies nowhere on earth"),
    (["map", "views", 1, "view"], "river", "map.views: 'river' - is there twice"),
    (["map", "venues_view", "north"], -50.0, "map.venues_view: '-40.0 to -50.0' - south"),
    (["map", "overview_view", "east"], -70.0, "map.overview_view: '-66.0 to -70.0'"),
    (
        ["map", "basemap"],
        {"folder": "nowhere", "attribution": ""},
        "map.basemap: 'nowhere' - is no folder of the package, nor one under static/",
    ),
]


@pytest.mark.parametrize(("path", "value", "line"), CRISIS, ids=[line for *_, line in CRISIS])
def test_a_key_of_the_crisis_that_refers_to_nothing_is_named(copied, path, value, line):
    folder = change(copied(MADE_UP), path, value)
    lines = [str(fault) for fault in check(folder).faults]
    assert any(line in said for said in lines), lines
    assert all(said.startswith("crisis.yaml ") for said in lines)


def warnings_of(folder: Path) -> list[str]:
    result = check(folder)
    assert result.faults == ()
    return [str(warning) for warning in result.warnings]


def test_confirmed_by_one_origin_is_a_warning_and_no_fault(copied):
    folder = copied(MADE_UP)
    before = warnings_of(folder)
    edit(folder, (EVENT, DUES, "credibility", "1"))
    (new,) = set(warnings_of(folder)) - set(before)
    assert "means confirmed by others, but all rests on courier" in new


def test_a_source_or_place_that_no_row_uses_is_a_warning(copied):
    folder = copied(MADE_UP)
    assert any(
        "places row 4 place_id: 'maranza' - is used by no row" in w for w in warnings_of(folder)
    )
    edit(
        folder,
        (EVENT, SHOTS, "place_id", "maranza"),
        (EVENT, SHOTS, "source_ids", "memoir-vidaurre"),
    )
    edit(folder, ("deployments", "ford-1878-03-10-patrol", "place_id", "maranza"))
    said = warnings_of(folder)
    assert not any("'maranza'" in line for line in said)
    assert any("'estero-ford' - is used by no row" in line for line in said)


@pytest.mark.parametrize(
    ("box", "lat", "lon", "within"),
    [
        ((172.5, 51.2, -130.0, 71.4), 65.0, -168.1, True),  # a box over the antimeridian
        ((172.5, 51.2, -130.0, 71.4), 65.0, 175.0, True),
        ((172.5, 51.2, -130.0, 71.4), 65.0, 30.0, False),
        ((-180.0, -85.2, 180.0, -60.5), -70.0, 12.0, True),  # all the way round
        ((22.1, 44.3, 40.2, 52.4), 43.5, 33.0, True),  # within the margin
        ((22.1, 44.3, 40.2, 52.4), 33.0, 44.5, False),  # columns swapped
    ],
)
def test_a_box_is_met_on_either_side_of_the_antimeridian(box, lat, lon, within):
    assert inside(Bounds(*box), lat, lon) is within


def test_the_command_says_all_and_returns_what_a_script_needs(copied, capsys, tmp_path):
    assert main(["check", str(MADE_UP)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[-1].endswith("no faults, 6 warnings")
    assert len([line for line in out if line.startswith("warning: ")]) == 6
    folder = copied(MADE_UP)
    edit(folder, (EVENT, NOTE, "kind", "party"))
    assert main(["check", str(folder)]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[-2].startswith("events row 4 kind: 'party' - must be one of")
    assert out[-1].endswith("1 fault, 6 warnings")
    assert main(["check", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "holds no datapackage.json" in said.err


def test_a_package_that_does_not_describe_a_column_is_told_which(copied):
    folder = copied(MADE_UP)
    file = folder / "datapackage.json"
    whole = json.loads(file.read_text(encoding="utf-8"))
    for resource in whole["resources"]:
        if resource["name"] == "issues":
            resource["schema"]["fields"].pop()  # scale
    file.write_text(json.dumps(whole), encoding="utf-8")
    issues = folder / "tables" / "issues.csv"
    rows = [row.rpartition(",")[0] for row in issues.read_text(encoding="utf-8").splitlines()]
    issues.write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(NotAPackage, match=r"does not describe 'issues\.scale'"):
        check(folder)


def test_a_package_without_a_table_is_told_which(copied):
    file = copied(MADE_UP) / "datapackage.json"
    whole = json.loads(file.read_text(encoding="utf-8"))
    whole["resources"] = [r for r in whole["resources"] if r["name"] != "labels"]
    file.write_text(json.dumps(whole), encoding="utf-8")
    assert the_one_line(file.parent).startswith("labels - the package describes no such table")


def test_many_warnings_of_one_kind_hide_neither_the_others_nor_a_fault(copied, capsys):
    folder = copied(shipped())
    assert main(["check", str(folder)]) == 0
    few = capsys.readouterr().out.splitlines()
    assert main(["check", "--all", str(folder)]) == 0
    whole = capsys.readouterr().out.splitlines()
    assert few[-1] == whole[-1], "the count is of all of them"
    assert len(few) < 30 < len(whole)
    named = [line for line in few if "--all names" not in line][:-1]
    assert set(named) < set(whole)
    left = sum(int(line.split(": ")[2].split()[0]) for line in few if "--all" in line)
    assert len(named) + left == len(whole) - 1
