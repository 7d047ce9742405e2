"""The command line of feeds."""

from pathlib import Path

import pytest

from data.__main__ import main
from data.checks.run import check_package
from data.descriptor import read_package
from data.feeds.layouts import LAYOUTS
from tests.conftest import MADE_UP


@pytest.mark.parametrize("feed", LAYOUTS)
def test_a_sample_is_written_imported_listed_and_dropped(tmp_path, capsys, monkeypatch, feed):
    file, folder = tmp_path / "sample.csv", tmp_path / "feeds"
    known = ["--known", "2023-01-01"] if feed == "ucdp" else []
    assert main(["feed", "sample", "--rows", "2e3", "--as", feed, "--to", str(file)]) == 0
    assert "2,000 made-up rows" in capsys.readouterr().out
    assert main(["feed", "import", str(file), "--as", feed, "--to", str(folder), *known]) == 0
    assert "rejected" in capsys.readouterr().out
    monkeypatch.setenv("REDLINES_FEEDS", f"duckdb://{folder}")
    assert main(["feed", "list"]) == 0
    listed = capsys.readouterr().out
    layout = LAYOUTS[feed]
    assert all(words in listed for words in (layout.title, layout.licence, *layout.weaknesses))
    assert main(["feed", "drop", feed]) == 0
    assert main(["feed", "drop", feed]) == 1
    assert f"no feed '{feed}'" in capsys.readouterr().err


def test_what_cannot_be_done_is_a_sentence(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("REDLINES_FEEDS", raising=False)
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"")
    assert main(["feed", "list"]) == 1
    assert main(["feed", "list", "postgres://somewhere"]) == 1
    assert main(["feed", "import", str(file), "--as", "acled", "--to", str(tmp_path / "f")]) == 1
    said = capsys.readouterr().err.splitlines()
    assert ["REDLINES_FEEDS=duckdb://feeds" in said[0], "is no folder" in said[1]] == [True, True]
    assert "save its sheet as CSV" in said[2]


def test_a_sample_is_the_same_for_the_same_number_and_another_for_another(tmp_path):
    def write(name: str, *more: str) -> bytes:
        flags = ["--rows", "500", "--as", "gdelt", "--to", str(tmp_path / name)]
        main(["feed", "sample", *flags, *more])
        return (tmp_path / name).read_bytes()

    assert write("a") == write("b") != write("c", "--seed", "2")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("nobody: [USA]", "is not a party"),
        ("coralta: [XXQ]", "is no code that a feed names an actor by"),
        ("coralta: [USA]\n  maranzul: [USA]", "is there twice"),
    ],
)
def test_parties_of_feeds_are_checked(copied, written, says):
    folder: Path = copied(MADE_UP)
    settings = folder / "crisis.yaml"
    settings.write_text(settings.read_text() + f"\nfeed_parties:\n  {written}\n")
    faults = check_package(read_package(folder)).faults
    assert [fault for fault in map(str, faults) if says in fault]
