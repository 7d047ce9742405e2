"""The check warns of what no page can show or say well: pale colours, scales without words."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from data.checks.run import check
from data.package import list_shipped
from tests.conftest import MADE_UP
from tests.support.broken_cells import edit
from tests.support.settings import change

Copy = Callable[[Path], Path]


def warned(folder: Path, column: str) -> list[str]:
    result = check(folder)
    assert result.faults == ()
    return [str(warning) for warning in result.warnings if warning.column == column]


@pytest.mark.parametrize(
    ("column", "color", "says"),
    [
        ("color_light", "#FFE066", "against the light page, where marks need 3:1"),
        ("color_light", "#D0D0D0", "against the light page, where marks need 3:1"),
        ("color_light", "#8A8A8A", "against the light page, where names in it need 4.5:1"),
        ("color_dark", "#1F2A44", "against the dark page, where marks need 3:1"),
        ("color_dark", "#6E6E6E", "against the dark page, where names in it need 4.5:1"),
    ],
)
def test_a_colour_that_hardly_stands_out_is_warned_of(copied: Copy, column, color, says) -> None:
    folder = copied(MADE_UP)
    assert warned(folder, column) == []
    edit(folder, ("parties", "coralta", column, color))
    (line,) = warned(folder, column)
    assert f"{column}: '{color}' - has a contrast of" in line
    assert says in line
    assert ("darker" if column == "color_light" else "lighter") in line


@pytest.mark.parametrize("folder", list_shipped(), ids=lambda folder: folder.name)
def test_the_shipped_colours_stand_out(folder: Path) -> None:
    assert warned(folder, "color_light") + warned(folder, "color_dark") == []


def test_a_scale_that_no_page_has_words_for_is_warned_of(copied: Copy) -> None:
    folder = copied(MADE_UP)
    assert warned(folder, "scale") == []
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (issues,) = (r for r in described["resources"] if r["name"] == "issues")
    (scale,) = (f for f in issues["schema"]["fields"] if f["name"] == "scale")
    scale["constraints"]["enum"].append("pace")
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    edit(folder, ("issues", "navigation", "scale", "pace"))
    (line,) = warned(folder, "scale")
    assert "issues row 2 scale: 'pace' - has no words under stance_words in crisis.yaml" in line
    words = {"demands": "at once", "favours": "soon", "open": "some day", "silent": "no statement"}
    words |= {"conditional": "once paid", "opposes": "later", "rejects": "never"}
    change(folder, ["stance_words", "pace"], words)
    assert warned(folder, "scale") == []
