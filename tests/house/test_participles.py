"""No name of the product is a participle that leaves open of what: told, said, kept, held."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("components", "data", "pages")
OPEN = {"told", "said", "kept", "held", "asked", "found"}


def list_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of what a module binds: functions, classes, variables, fields."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name


def is_open(name: str) -> bool:
    """Say whether one of a name's words is such a participle."""
    return not OPEN.isdisjoint(name.lower().split("_"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_name_is_a_participle_that_leaves_open_of_what(folder: str) -> None:
    open_ = [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line, name in list_names(ast.parse(path.read_text(encoding="utf-8")))
        if is_open(name)
    ]
    assert open_ == []


def test_such_names_are_seen() -> None:
    source = "class Held: asked: int\ndef f(found): self.kept = said = 1\ndef is_told(): ...\n"
    names = [name for _, name in list_names(ast.parse(source)) if is_open(name)]
    assert sorted(names) == ["Held", "asked", "found", "is_told", "kept", "said"]
