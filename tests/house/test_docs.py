"""What the documents point to is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("data/*/README.md"), *ROOT.glob("static/*/README.md")]
TERMS = 30  # of the glossary: more would not be read
PATH = re.compile(r"`([\w.-]+/[\w./-]*)`|\]\((?!https?:)([\w./-]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_path_that_a_document_names_exists(document: Path) -> None:
    """A path is under the root, beside the document or in the shipped package, or not in git."""
    places = [
        ROOT,
        document.parent,
        *(file.parent for file in ROOT.glob("data/*/datapackage.json")),
    ]
    ignored = set((ROOT / ".gitignore").read_text(encoding="utf-8").split())
    named = {one or other for one, other in PATH.findall(document.read_text(encoding="utf-8"))}
    named = {path for path in named if f"/{path}" not in ignored}
    assert [path for path in named if not any((at / path).exists() for at in places)] == []


def section(title: str) -> str:
    """Return the part of the page on how it is built under a heading that begins so."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return text.partition(f"\n## {title}")[2].partition("\n## ")[0]


def functions(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_what_the_walk_names_is_in_the_file_that_it_names() -> None:
    """Written as a file and a function after it, or as the function of a module named before."""
    walk = section("One walk")
    beside = re.findall(r"`([\w/]+\.py)` `(\w+)\(", walk)
    of_modules = re.findall(r"\b(store|state)\.(\w+)\(?", walk)
    assert len(beside) >= 3
    assert {("store", "ask"), ("store", "draw_svg"), ("state", "change")} <= {*of_modules}
    named = [*beside, *((f"components/ui/{m}.py", f) for m, f in of_modules if f != "py")]
    assert [(path, name) for path, name in named if name not in functions(path)] == []


def test_the_glossary_is_short_and_has_each_word_once() -> None:
    words = re.findall(r"^\| ([a-z][^|]*) \|", section("Words"), re.M)[1:]
    assert 10 < len(words) <= TERMS
    each = [word for row in words for word in row.split(", ")]
    assert sorted(each) == sorted(set(each))
