"""A stance is known everywhere that it is drawn, or the check says what is missing."""

import json
from collections.abc import Callable
from pathlib import Path

from components.figures.kit.symbols import STANCES as SIGNS
from components.figures.numbers.track import LEVEL
from data.checks.run import check_package
from data.descriptor import read_package
from data.distance import SILENT, STANCES
from tests.conftest import MADE_UP


def test_a_stance_that_the_rule_of_distance_does_not_know_is_a_fault(
    copied: Callable[[Path], Path],
) -> None:
    file = copied(MADE_UP) / "datapackage.json"
    whole = json.loads(file.read_text(encoding="utf-8"))
    fields = [f for r in whole["resources"] for f in r["schema"]["fields"] if f["name"] == "stance"]
    for field in fields:
        field["constraints"]["enum"].append("sulks")
    file.write_text(json.dumps(whole), encoding="utf-8")
    faults = check_package(read_package(file.parent)).faults
    assert [f.value for f in faults if "would be drawn as silence" in f.rule] == ["sulks"]


def test_every_stance_has_a_level_and_a_sign() -> None:
    assert set(LEVEL) == set(STANCES)
    assert set(SIGNS) == {*STANCES, SILENT}
