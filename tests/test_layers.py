"""Nothing imports upward, pages only list calls, and no code knows this crisis."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.package import shipped

ROOT = Path(__file__).parents[1]
LONGEST = 300
PAGE_LINES = 60
HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}){1,2}\b")

MASK = {"#FFFFFF", "#000000", "#fff", "#000"}  # what an SVG mask keeps and drops: no colours

DATA = sorted((ROOT / "data").rglob("*.py"))
FIGURES = sorted((ROOT / "components" / "figures").rglob("*.py"))
BRIEF = sorted((ROOT / "components" / "brief").rglob("*.py"))
COMPONENTS = sorted((ROOT / "components").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py"))
TEMPLATES = sorted(
    path for kind in ("html", "typ") for path in (ROOT / "components").rglob(f"*.{kind}")
)
MODULES = [ROOT / "app.py", *DATA, *COMPONENTS, *PAGES]

# Words that English and the vocabularies share with the record's ids and names.
FALSE_FRIENDS = {
    "format": "how something is written",
    "unidentified": "a kind of party, in any package",
}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def offends(path: Path, *forbidden: str) -> list[str]:
    return [
        name for name in imports(path) if any(f"{name}.".startswith(f"{f}.") for f in forbidden)
    ]


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the string constants of a module, its docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", DATA, ids=named)
def test_the_record_knows_no_screen(path):
    assert offends(path, "components", "pages", "streamlit", "plotly", "pydeck") == []


@pytest.mark.parametrize("path", FIGURES, ids=named)
def test_a_figure_knows_no_streamlit_and_no_page(path):
    assert offends(path, "streamlit", "pages", "components.ui", "components.server") == []


@pytest.mark.parametrize("path", BRIEF, ids=named)
def test_a_brief_knows_no_streamlit_and_no_page(path):
    assert offends(path, "streamlit", "pages", "components.ui", "components.server") == []


@pytest.mark.parametrize("path", FIGURES, ids=named)
def test_a_figure_knows_no_brief(path):
    assert offends(path, "components.brief") == []


@pytest.mark.parametrize("path", COMPONENTS, ids=named)
def test_no_component_imports_a_page(path):
    assert offends(path, "pages", "app") == []


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_only_lists_calls(path):
    assert offends(path, "pandas", "plotly", "pydeck") == []
    text = path.read_text(encoding="utf-8")
    assert not HEX.search(text)
    assert "<" not in "".join(value for _, value in strings(path)), "HTML belongs in a template"
    assert len(text.splitlines()) <= PAGE_LINES
    drawn = [
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
        and [ast.unparse(by) for by in node.decorator_list] == ["frame.page"]
    ]
    assert len(drawn) == 1, "a page draws itself through the frame"


@pytest.mark.parametrize("path", [p for p in COMPONENTS if p.name != "theme.py"], ids=named)
def test_no_colour_is_named_but_in_the_theme(path):
    found = [(line, set(HEX.findall(text)) - MASK) for line, text in strings(path)]
    assert [(line, colors) for line, colors in found if colors] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_no_template_has_a_colour_of_its_own(path):
    assert HEX.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_lets_html_through_or_grows_past_reading(path):
    text = path.read_text(encoding="utf-8")
    for loophole in ("unsafe_allow_html", "unsafe_allow_javascript", "components.v1", "|safe"):
        assert loophole not in text
    assert len(text.splitlines()) <= LONGEST


def rows(table: str) -> list[dict[str, str]]:
    with (shipped() / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words_of_this_crisis() -> set[str]:
    words = {shipped().name}
    for party in rows("parties"):
        words |= {party["party_id"], party["name"], party["short_name"]}
    words |= {place["name"].split(" (")[0] for place in rows("places")}
    words |= {issue["issue_id"] for issue in rows("issues")}
    words |= {person["name"].split()[-1] for person in rows("people")}
    words |= {moment["moment_id"] for moment in rows("moments")}
    return {word.casefold() for word in words} - set(FALSE_FRIENDS)


KNOWN = re.compile(
    r"(?<![\w-])("
    + "|".join(sorted(map(re.escape, words_of_this_crisis()), key=len)[::-1])
    + r")(?![\w-])"
)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_code_knows_this_crisis(path):
    knows = [(line, KNOWN.findall(text.casefold())) for line, text in strings(path)]
    assert [(line, words) for line, words in knows if words] == []


def test_the_word_list_would_catch_a_name():
    assert KNOWN.findall("the view of ukraine and nato-enlargement, not of natolia") == [
        "ukraine",
        "nato-enlargement",
    ]
