"""Settings: every key has a default and a description, and a fault is named with its mend."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.__main__ import main
from data.explain import explain, reference
from data.package import shipped
from data.settings import WORLD_MAP, Crisis
from data.settings_file import SCHEMA, Unreadable, read_settings, write_settings
from tests.conftest import MADE_UP

DATA = Path(__file__).parents[2] / "data"


def test_a_title_is_enough() -> None:
    assert read_settings(b"title: A crisis") == Crisis(title="A crisis")


def test_a_key_left_empty_has_its_default() -> None:
    assert read_settings(b"title: A crisis\nheadline:\n  unit:\nlanes:\n") == Crisis("A crisis")


@pytest.mark.parametrize("written", ["", "map:", "map:\n  basemap:"])
def test_no_base_map_named_is_the_world(written: str) -> None:
    assert read_settings(f"title: x\n{written}".encode()).map.basemap == WORLD_MAP


def test_plain_ground_is_asked_for_and_written_again() -> None:
    settings = read_settings(b"title: x\nmap:\n  basemap: none")
    assert settings.map.basemap is None
    assert "  basemap: none\n" in write_settings(settings)
    assert read_settings(write_settings(settings).encode()) == settings


@pytest.mark.parametrize("word", ["NO", "no", "1962-10-14", "12:30", "0x1F", "~", "1e3"])
def test_a_word_is_what_was_written(word: str) -> None:
    assert read_settings(f"title: {word}".encode()).title == word


@pytest.mark.parametrize("folder", [shipped(), MADE_UP], ids=lambda f: f.name)
def test_settings_are_written_as_they_were_read(folder: Path) -> None:
    settings = read_settings((folder / "crisis.yaml").read_bytes())
    assert read_settings(write_settings(settings).encode()) == settings


@given(title=st.text(min_size=1), unit=st.text(), parties=st.lists(st.text(min_size=1), max_size=2))
def test_any_words_are_written_and_read_again(title: str, unit: str, parties: list[str]) -> None:
    printable = all(part.isprintable() for part in (title, unit, *parties))
    settings = Crisis(title=title, subtitle=unit, compare=tuple(parties))
    if printable:
        assert read_settings(write_settings(settings).encode()) == settings


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "holds no keys; write at least title:"),
        ("[1, 2]", "holds no keys"),
        ("subtitle: x", "title is missing; add it"),
        ("title: x\nmap:\n  first_vew: y", "line 3: map.first_vew is no key here; did you mean fi"),
        ("title: x\nwars: y", "line 2: wars is no key here: title, short_title"),
        ("title: x\ncompare: us", "line 2: compare is no list; write its parts between [ and ]"),
        ("title: x\naxis:\n  true_scale_weeks: 0", "line 3: axis.true_scale_weeks input should be"),
        ("title: x\naxis:\n  true_scale_weeks: few", "line 3: axis.true_scale_weeks input should"),
        ("title: x\nmap:\n  views:\n    - title: y", "line 4: map.views.1.view is missing; add it"),
        ("title: x\naxis: long", "line 2: axis is no group of keys; write them below it"),
        ("title: x\ntitle: y", "line 2: found duplicate key"),
        ("title: [x\nb: c", "line 2: expected"),
        ("title: \x00", "cannot be read"),
    ],
)
def test_a_fault_is_named_with_its_line_and_its_mend(text: str, says: str) -> None:
    with pytest.raises(Unreadable) as fault:
        read_settings(text.encode())
    assert says in str(fault.value)


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(Unreadable) as fault:
        read_settings(b"wars: x\ncompare: us\n")
    for word in ("title is missing", "line 1: wars is no key here", "line 2: compare is no list"):
        assert word in str(fault.value)


def test_what_is_nested_without_end_is_refused() -> None:
    with pytest.raises(Unreadable):
        read_settings(b"title: " + b"[" * 100_000)


def test_every_key_is_explained() -> None:
    for field in fields(Crisis):
        part = SCHEMA["properties"][field.name]
        assert part["description"].endswith(".")
        assert part["description"] in explain(field.name)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("", "Tables:"),
        ("map.views", "map.views.zoom (number): Web Mercator zoom"),
        ("map.views.1.zoom", "Web Mercator zoom"),
        ("stance_words.answer", "stance_words.answer"),
        ("events", "announced: "),
        ("events.announced", "2022-01-09T18:30Z (UTC)"),
        ("events.kind", "one of talks, call"),
    ],
)
def test_a_key_or_column_is_explained(path: str, says: str) -> None:
    assert says in explain(path)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("map.vews", "map.vews is no key and no column; did you mean views?"),
        ("events.anounced", "events.anounced is no column of events; did you mean announced?"),
        ("evnts", "did you mean events?"),
    ],
)
def test_a_key_that_is_not_there_is_answered_with_the_nearest(
    path: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", path]) == 1
    assert says in capsys.readouterr().err


def test_the_reference_page_is_what_the_command_writes() -> None:
    assert (DATA / "SETTINGS.md").read_text(encoding="utf-8") == reference()
