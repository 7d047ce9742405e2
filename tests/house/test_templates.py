"""Templates share macros: each name is one macro, and each macro that is called is there."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "components/ui/templates"
TEMPLATES = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.html")}
IMPORTED = re.compile(r'{% from "([^"]+)" import ([^%]+) %}')
AS_A_WHOLE = re.compile(r'{% import "([^"]+)" as (\w+) %}')


def macros(name: str) -> list[str]:
    return re.findall(r"{% macro (\w+)\(", TEMPLATES[name])


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_no_macro_takes_the_place_of_another(name: str) -> None:
    assert len(set(macros(name))) == len(macros(name))


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_no_macro_is_called_that_is_not_there(name: str) -> None:
    for file, names in IMPORTED.findall(TEMPLATES[name]):
        assert set(re.findall(r"\w+", names)) <= set(macros(file))
    for file, short in AS_A_WHOLE.findall(TEMPLATES[name]):
        called = set(re.findall(rf"\b{short}\.(\w+)\(", TEMPLATES[name]))
        assert called <= set(macros(file))
