"""A package may bring a base map in its own folder: it is checked, drawn and taken away with it."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from components.figures.kit.theme import theme
from components.figures.map.deck import deck
from components.figures.map.plain import plain_map
from data.asof import seen_by
from data.checks.run import check
from data.export import package_zip
from data.files import SETTINGS
from data.load import load
from data.package import NotAPackage
from data.queries.forces.forces import forces
from data.settings import GROUND_FILES
from data.view import View
from tests.conftest import MADE_UP
from tests.support.broken_cells import edit
from tests.support.grounds import FOLDER, lay_ground
from tests.support.pages import drawings, raised, session, turn
from tests.support.settings import change
from tools import basemap

Copy = Callable[[Path], Path]
HERE = (-75, -40, -45, -15)  # of the made-up crisis
AWAY = (10, 40, 30, 60)


def test_a_package_s_own_map_is_without_fault_and_leaves_with_it(copied: Copy) -> None:
    folder = copied(MADE_UP)
    lay_ground(folder, *HERE)
    (folder / FOLDER / "draft.txt").write_text("not to be handed out", encoding="utf-8")
    assert check(folder).faults == ()
    record = load(folder)
    names = zipfile.ZipFile(io.BytesIO(package_zip(record))).namelist()
    ground = {name for name in names if f"/{FOLDER}/" in name}
    assert ground == {f"{record.package.name}/{FOLDER}/{file}.geojson" for file in GROUND_FILES}


def test_it_is_drawn_on_every_map(copied: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(MADE_UP)
    lay_ground(folder, *HERE)
    record = load(folder)
    view = View.default(record)
    known, light = forces(seen_by(record, view), view), theme(record, "light")
    land = plain_map(known, view, light)["layout"]["shapes"][0]
    assert land["fillcolor"] == light.land
    assert "-75," in land["path"]
    layer = json.loads(deck(known, view, light).to_json())["layers"][0]
    assert layer["data"]["features"][0]["geometry"]["type"] == "MultiPolygon"
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    at = session().run()
    for page in ("situation", "map"):
        assert raised(turn(at, page)) == []
    assert light.land in "".join(drawings(turn(at, "situation")))


def test_no_word_of_a_map_but_its_shapes_is_sent(copied: Copy) -> None:
    folder = copied(MADE_UP)
    file = lay_ground(folder, *HERE) / "map-land.geojson"
    whole = json.loads(file.read_text(encoding="utf-8"))
    whole["features"][0]["properties"]["says"] = "@@=alert(1)"
    whole["features"][0]["geometry"]["@@type"] = "Alert"
    file.write_text(json.dumps(whole), encoding="utf-8")
    record = load(folder)
    view = View.default(record)
    sent = deck(forces(seen_by(record, view), view), view, theme(record, "light")).to_json()
    assert "alert(1)" not in sent
    assert '"Alert"' not in sent


BROKEN = [
    ("{", "JSONDecodeError"),
    ("[]", "TypeError"),
    ('{"features": [{"type": "Feature"}]}', "KeyError: 'geometry'"),
    (
        '{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}, '
        '"properties": {"layer": "land"}, "bbox": [1, 2, 1, 2]}]}',
        "'Point' is neither MultiPolygon nor MultiLineString",
    ),
    (
        '{"features": [{"geometry": {"type": "MultiLineString", "coordinates": [["ab"]]}, '
        '"properties": {"layer": "land"}, "bbox": [1, 2, 1, 2]}]}',
        "its coordinates are not pairs of degrees",
    ),
    (
        '{"features": [{"geometry": {"type": "MultiLineString", "coordinates": [[[1, 2]]]}, '
        '"properties": {"layer": "@@=land"}, "bbox": [1, 2, 1, 2]}]}',
        "'@@=land' is none of its layers",
    ),
]


@pytest.mark.parametrize(("content", "says"), BROKEN, ids=[says for _, says in BROKEN])
def test_a_broken_file_is_named(copied: Copy, content: str, says: str) -> None:
    folder = copied(MADE_UP)
    (lay_ground(folder, *HERE) / "near.geojson").write_text(content, encoding="utf-8")
    (fault,) = check(folder).faults
    assert str(fault).startswith(f"{SETTINGS} map.basemap: '{FOLDER}/near.geojson' - cannot be")
    assert says in str(fault)


def test_a_missing_file_is_named_with_what_writes_it(copied: Copy) -> None:
    folder = copied(MADE_UP)
    (lay_ground(folder, *HERE) / "map-lakes.geojson").unlink()
    (fault,) = check(folder).faults
    assert f"'{FOLDER}/map-lakes.geojson' - is missing from the package" in str(fault)
    assert f"python -m tools.basemap {folder}" in str(fault)


@pytest.mark.parametrize("named", ["..", "../..", "/etc", "ground/../..", "C:\\maps", "a\\b", "."])
def test_a_name_that_leads_out_of_the_folder_is_refused(copied: Copy, named: str) -> None:
    folder = copied(MADE_UP)
    change(folder, ["map", "basemap"], {"folder": named})
    with pytest.raises(NotAPackage, match=r"crisis\.yaml, map\.basemap: .* folder"):
        check(folder)


def test_a_map_behind_a_link_is_refused(copied: Copy, tmp_path: Path) -> None:
    folder = copied(MADE_UP)
    lay_ground(folder, *HERE)
    (folder / FOLDER).rename(tmp_path / "elsewhere")
    (folder / FOLDER).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotAPackage, match="goes through a link"):
        check(folder)


def test_a_file_too_large_to_send_is_refused(copied: Copy) -> None:
    folder = copied(MADE_UP)
    (lay_ground(folder, *HERE) / "near.geojson").write_bytes(b" " * 4_000_001)
    with pytest.raises(NotAPackage, match="has more than 4,000,000 bytes; thin it"):
        check(folder)


def test_places_beyond_the_edges_of_the_map_are_warned_of(copied: Copy) -> None:
    def warned(folder: Path) -> list[str]:
        result = check(folder)
        assert result.faults == ()
        return [str(w) for w in result.warnings if w.column == "map.basemap"]

    folder = copied(MADE_UP)
    assert warned(folder) == []
    lay_ground(folder, *AWAY)
    (line,) = warned(folder)
    assert f"map.basemap: '{FOLDER}' - 8 of 8 places lie beyond its edges" in line
    lay_ground(folder, *HERE, name="around")
    assert warned(folder) == []
    edit(folder, ("places", "maranza", "lat", "45"), ("places", "maranza", "country", ""))
    assert warned(folder) == [], "one of many"


def test_the_tool_writes_into_the_package(
    copied: Copy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder, written = copied(MADE_UP), []
    change(folder, ["map", "basemap"], {"folder": FOLDER})
    (tmp_path / "static").mkdir()
    monkeypatch.setattr(basemap, "STATIC", tmp_path / "static")
    monkeypatch.setattr(basemap, "write_basemap", lambda _, target: written.append(target))
    basemap.main(str(folder))
    (tmp_path / "static" / FOLDER).mkdir()
    basemap.main(str(folder))
    assert written == [folder / FOLDER, tmp_path / "static" / FOLDER]
