"""A value of a closed list is known wherever each has words, a sign or a place of its own."""

import json
import re
from pathlib import Path

import pytest

from components.figures.map.deck import OVER, UNDER
from components.figures.map.names import LOOKS
from components.figures.map.placing import FIRST, LAST
from components.ui.frame.frame import PAGES
from components.ui.pages.exchanges import BY
from data import schema
from data.distance import MEASURED_SCALE, SILENT, STANCE_WORDS, STANCES, UNMEASURED
from data.package import list_shipped, shipped
from data.queries.positions.positions import MOVED

ROOT = Path(__file__).parents[2]
FIELDS = {
    (resource["name"], field["name"]): field
    for resource in schema.resources()
    for field in resource["schema"]["fields"]
}
# Those that Python knows by their values: no package has its own.
OF_PYTHON = (
    *(("story", "page"), ("positions", "stance"), ("positions", "movement")),
    *(("issues", "scale"), ("claims", "relation"), ("labels", "kind")),
)
CELLS = re.compile(r"\| (\w+) \| (\S) (?=\|)")  # of a table: a word and its sign


def values(table: str, column: str) -> list[str]:
    found: list[str] = FIELDS[table, column]["constraints"]["enum"]
    return found


def test_a_story_leads_to_every_page() -> None:
    assert set(values("story", "page")) == set(PAGES)


def test_every_stance_has_words_on_each_scale_and_a_sign_in_the_readme() -> None:
    assert set(values("positions", "stance")) == {*STANCES, SILENT}
    for words in STANCE_WORDS.values():
        assert list(words) == values("positions", "stance")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.partition("| stance | sign |")[2].partition("\n\n")[0]
    signs = dict(CELLS.findall(table))
    assert set(signs) == set(STANCES)
    assert len({*signs.values()}) == len(signs)


def test_every_scale_that_is_not_measured_says_so_and_has_words() -> None:
    assert {*UNMEASURED, MEASURED_SCALE} == set(values("issues", "scale"))
    assert set(STANCE_WORDS) == set(UNMEASURED)


def test_every_relation_is_said_from_the_other_side_too() -> None:
    assert list(BY) == values("claims", "relation")


def test_a_movement_moves_or_is_a_first_or_repeated_statement() -> None:
    assert {*MOVED, "first", "restated"} == set(values("positions", "movement"))


def test_a_label_of_every_kind_is_placed_and_drawn() -> None:
    kinds = set(values("labels", "kind"))
    assert {kind for kind, _ in (*FIRST, *LAST)} == kinds
    assert {*UNDER, *OVER} == kinds | {"place"} <= set(LOOKS)


@pytest.mark.parametrize("folder", list_shipped(), ids=lambda folder: folder.name)
def test_a_shipped_package_describes_the_columns_and_values_of_this_version(folder: Path) -> None:
    whole = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    described = {
        (resource["name"], field["name"]): field
        for resource in whole["resources"]
        for field in resource["schema"]["fields"]
    }
    assert set(described) == set(FIELDS)
    enums = {at: described[at]["constraints"]["enum"] for at in OF_PYTHON}
    assert enums == {at: values(*at) for at in OF_PYTHON}


def test_the_readme_of_the_record_explains_every_column() -> None:
    text = (shipped() / "README.md").read_text(encoding="utf-8")
    assert [f"{table}.{name}" for table, name in FIELDS if f"`{name}`" not in text] == []
