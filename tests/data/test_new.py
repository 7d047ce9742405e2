"""A new record passes the check and every page of it can be shown, before a row is written."""

import re
from pathlib import Path

import pytest
from frictionless import validate

from components.ui.frame.frame import PAGES
from data.__main__ import main
from data.blank import Refused, find_area, make_id, read_box
from data.checks.run import check
from data.defaults import view_of
from data.load import load
from tests.support.pages import raised, session, texts, turn

BEGIN = ["--title", "Missiles in Cuba", "--sides", "United States, Soviet Union"]
BEGIN += ["--from", "1962-10-14", "--box=-100,10,-60,40"]


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    folder = tmp_path / "cuba"
    assert main(["new", str(folder), *BEGIN]) == 0
    return folder


def test_a_new_record_passes_the_check(begun: Path) -> None:
    result = check(begun)
    assert result.faults == ()
    assert [warning.rule for warning in result.warnings] == ["the record is empty"]
    assert validate(str(begun / "datapackage.json")).valid
    record = load(begun)
    assert record.package.title == "Missiles in Cuba"
    assert record.package.crisis.compare == ("united-states", "soviet-union")
    assert str(record.first_opened) == "14 Oct 1962"


def test_every_page_of_a_new_record_is_shown(begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDLINES_RECORD", str(begun))
    at = session().run()
    for page in PAGES:
        turn(at, page)
        assert raised(at) == []
        assert not any("could not be shown" in text for text in texts(at))


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (["--sides", "Alone"], "name two, with a comma between them"),
        (["--sides", "Same,same"], "name two, with a comma between them"),
        (["--from", "14/10/1962"], "is no day; write it as 1962-10-14"),
        (["--box=a,b,c,d"], "is no box; write west,south,east,north"),
        (["--box=0,50,10,40"], "lies nowhere on earth"),
    ],
)
def test_what_cannot_begin_a_record_is_refused_with_its_mend(
    tmp_path: Path, flags: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "x"), *BEGIN, *flags]) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_flag_left_out_is_asked_for_only_at_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "x")]) == 2
    assert "Title of the record: not given" in capsys.readouterr().err


def test_nothing_is_written_over(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (begun / "crisis.yaml").read_bytes()
    assert main(["new", str(begun), *BEGIN]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert (begun / "crisis.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "key"),
    [("United States", "united-states"), ("Россия", "rossiya"), ("中国", "zhongguo"), ("!", "")],
)
def test_an_id_is_made_of_any_script(name: str, key: str) -> None:
    assert make_id(name) == key


def test_a_box_goes_over_the_antimeridian() -> None:
    assert read_box("170,-30,-160,10").east == 200
    with pytest.raises(Refused):
        read_box("200,-30,-160,10")


def test_a_country_is_an_area(tmp_path: Path) -> None:
    begin = [part for part in BEGIN if not part.startswith("--box")]
    assert main(["new", str(tmp_path / "cuba"), *begin, "--area", "Cuba"]) == 0
    area = load(tmp_path / "cuba").package.crisis.map.overview_view
    assert (area.west, area.south, area.east, area.north) == (-84.9, 19.8, -74.1, 23.3)
    (view,) = load(tmp_path / "cuba").package.crisis.map.views
    assert view.zoom < view_of(area).zoom, "an area's edge lies within the map"
    assert find_area("cu") == find_area(" cuba ") == area


def test_a_country_over_the_antimeridian_ends_east_of_180() -> None:
    assert find_area("Fiji").west < 180 < find_area("FJ").east
    assert find_area("Antarctica").east == 180
    assert find_area("France").west > -10, "its main part, not what lies in the Americas"
    assert find_area("Cote d'Ivoire") == find_area("CI")


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("Cubaa", "did you mean Cuba?"),
        ("North Korae", "did you mean North Korea?"),
        ("ZZ", "or write --box"),
        ("", "or write --box"),
    ],
)
def test_a_misspelt_country_is_refused_with_the_nearest(word: str, says: str) -> None:
    with pytest.raises(Refused, match=re.escape(says)):
        find_area(word)


def test_an_area_and_a_box_are_not_both_given(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["new", str(tmp_path / "x"), *BEGIN, "--area", "Cuba"])
    assert not (tmp_path / "x").exists()


def test_a_view_near_a_pole_shows_what_the_map_has_of_it() -> None:
    north, south = view_of(read_box("-30,76,40,90")), view_of(read_box("-30,-90,40,-76"))
    assert 76 < north.lat < 85
    assert south.lat == -north.lat
    assert north.zoom > 0
