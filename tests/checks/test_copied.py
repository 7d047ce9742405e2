"""A record copied from another is told what of the other it still says."""

from pathlib import Path

from data.checks.run import check
from data.package import shipped
from tests.conftest import MADE_UP
from tests.support.settings import change, yaml


def named(folder: Path, rule: str) -> set[str]:
    result = check(folder)
    return {f.column for f in result.warnings if rule in f.rule and f.table == "crisis.yaml"}


def test_words_of_a_record_that_comes_with_the_product_are_warned_of(copied) -> None:
    folder = copied(MADE_UP)
    assert named(folder, "may be copied") == set()
    theirs = yaml.load((shipped() / "crisis.yaml").read_text(encoding="utf-8"))
    change(folder, ["subtitle"], theirs["subtitle"])
    change(folder, ["headline", "title"], theirs["headline"]["title"])
    assert named(folder, "may be copied") == {"subtitle", "headline.title"}


def test_a_copy_kept_under_its_own_name_is_not_warned_of(copied) -> None:
    assert named(copied(shipped()), "may be copied") == set()
    assert named(shipped(), "may be copied") == set()


def test_what_every_record_has_by_default_is_no_leftover(copied) -> None:
    folder = copied(MADE_UP)
    change(folder, ["headline"], {"measure": "total"})
    assert named(folder, "may be copied") == set()


def test_a_first_view_without_a_place_is_warned_of(copied) -> None:
    folder = copied(MADE_UP)
    assert named(folder, "no place of the record") == set()
    change(folder, ["map", "views", 0, "lon"], 100.0)
    assert named(folder, "no place of the record") == {"map.first_view"}


def test_a_first_view_across_the_antimeridian_has_its_places(copied) -> None:
    folder = copied(MADE_UP)
    change(folder, ["map", "views", 0, "lon"], 301.0)  # the same as -59
    warned = named(folder, "no place of the record")
    assert warned == set()
