"""A package of an earlier version is brought up, keeps what it says, and is copied first."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from data import schema
from data.__main__ import main
from data.checks.run import check
from data.descriptor import read_package
from data.load import load, read_cells
from data.package import NotAPackage, shipped
from data.upgrade import upgrade
from tests.conftest import MADE_UP
from tests.support.broken_cells import edit


def as_before(folder: Path) -> Path:
    """Write a package as the version before had it: its settings in the descriptor."""
    file = folder / "datapackage.json"
    whole = json.loads(file.read_text(encoding="utf-8"))
    package = read_package(folder)
    crisis = {"subtitle": package.crisis.subtitle, "compare": list(package.crisis.compare)}
    crisis |= {"default_moment": package.crisis.default_moment, "meeting_kinds": ["talks"]}
    whole |= {"crisis": crisis, "renamed": {"events": {}}}
    file.write_text(json.dumps(whole), encoding="utf-8")
    (folder / "crisis.yaml").unlink()
    return folder


def without_columns(folder: Path, table: str, *columns: str) -> None:
    file = folder / "tables" / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = [name for name in rows[0] if name not in columns]
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_settings_move_out_of_the_descriptor_and_columns_are_added(copied) -> None:
    folder = as_before(copied(shipped()))
    before = load(shipped())
    without_columns(folder, "issues", "scale")
    without_columns(folder, "events", "note", "tags")
    (folder / "tables" / "labels.csv").unlink()
    with pytest.raises(NotAPackage, match="earlier version; run `python -m data upgrade"):
        read_package(folder)
    lines = upgrade(folder)
    assert any("crisis.yaml: written from datapackage.json" in line for line in lines)
    assert any("tables/events.csv: added tags, note" in line for line in lines)
    assert any("'proposal' in every row; see that it is right" in line for line in lines)
    assert check(folder).faults == ()
    after = load(folder)
    assert after.package.title == before.package.title
    assert after.package.crisis.compare == before.package.crisis.compare
    assert after.package.crisis.meeting_kinds == ("talks",)
    assert list(after.events.index) == list(before.events.index)
    assert after.labels.empty


def test_the_folder_as_it_was_is_beside_it_and_a_second_time_changes_nothing(copied) -> None:
    folder = as_before(copied(shipped()))
    descriptor = (folder / "datapackage.json").read_bytes()
    upgrade(folder)
    copy = folder.with_name(f"{folder.name}.before-upgrade-1")
    assert (copy / "datapackage.json").read_bytes() == descriptor
    files = {f: f.read_bytes() for f in folder.rglob("*") if f.is_file()}
    assert upgrade(folder) == [f"{folder} is of this version already"]
    assert {f: f.read_bytes() for f in folder.rglob("*") if f.is_file()} == files


def test_a_package_of_this_version_is_left_alone(copied) -> None:
    for folder in (copied(MADE_UP), copied(shipped())):
        assert upgrade(folder) == [f"{folder} is of this version already"]


def test_bare_tables_become_a_package(tmp_path: Path) -> None:
    folder = tmp_path / "Some crisis"
    shutil.copytree(shipped() / "tables", folder / "tables")
    assert main(["upgrade", str(folder)]) == 0
    package = read_package(folder)
    assert (package.name, package.title) == ("some-crisis", "Some crisis")
    assert check(folder).faults == ()


def test_a_title_changed_in_the_settings_reaches_the_descriptor(copied) -> None:
    folder = copied(MADE_UP)
    file = folder / "crisis.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("The Estero question", "The Estero dispute"), encoding="utf-8")
    upgrade(folder)
    whole = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert whole["title"].startswith("The Estero dispute")


def test_a_folder_without_tables_is_no_package(tmp_path: Path) -> None:
    with pytest.raises(NotAPackage, match="holds no folder tables/"):
        upgrade(tmp_path)


def test_the_shipped_record_has_the_products_own_tables() -> None:
    whole = json.loads((shipped() / "datapackage.json").read_text(encoding="utf-8"))
    package = read_package(shipped())
    assert whole == schema.follow_settings(
        dict(whole) | {"resources": schema.resources()}, package.crisis
    )
    for name, table in package.tables.items():
        assert list(read_cells(table).columns) == schema.headers()[name]


def test_a_language_may_be_any_of_bcp_47_after_an_upgrade(copied) -> None:
    folder = copied(MADE_UP)
    edit(folder, ("sources", "broadsheet-ford", "lang", "zh-hans"))
    assert check(folder).faults == ()
    assert load(folder).sources.loc["broadsheet-ford", "lang"] == "zh-Hans"
    file = folder / "datapackage.json"
    whole = json.loads(file.read_text(encoding="utf-8"))
    sources = next(r for r in whole["resources"] if r["name"] == "sources")
    lang = next(f for f in sources["schema"]["fields"] if f["name"] == "lang")
    lang["constraints"]["pattern"] = "[a-z]{2}"
    file.write_text(json.dumps(whole), encoding="utf-8")
    assert any(f.column == "lang" for f in check(folder).faults)
    upgrade(folder)
    assert check(folder).faults == ()
