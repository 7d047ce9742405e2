"""Nothing imports upward, pages only list calls, and no code knows this crisis."""

import ast
import csv
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from data.package import shipped

ROOT = Path(__file__).parents[2]
LONGEST = 300  # lines of a file
MOST_LINES = 40  # of a function, its docstring left out
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
    "un": "a prefix that says the contrary",
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


def offenders(files: Iterable[Path], faults: Callable[[Path], list[Any]]) -> dict[str, list[Any]]:
    """Return what each file that breaks a rule breaks it with; there must be files to look at."""
    found = {named(path): faults(path) for path in files}
    assert found, "no file to look at: the rule holds nothing"
    return {path: broken for path, broken in found.items() if broken}


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


def _room(files: Iterable[Path], name: str) -> list[Path]:
    return [path for path in files if path.parent.name == name]


SCREENS = ("streamlit", "pages", "components.ui", "components.server")
# Which files may not import what: nothing imports upward.
LAYERS: dict[str, tuple[list[Path], tuple[str, ...]]] = {
    "the record knows no screen": (
        DATA,
        ("components", "pages", "streamlit", "plotly", "pydeck"),
    ),
    "a figure knows no streamlit, no page and no brief": (FIGURES, (*SCREENS, "components.brief")),
    "a figure is plain data: Plotly checks it in tests, and not at each run": (
        FIGURES,
        ("plotly",),
    ),
    "what is built beforehand is not built again": (
        MODULES,
        ("tools", "shapely", "pycountry"),
    ),
    "a brief knows no streamlit and no page": (BRIEF, SCREENS),
    "no component imports a page": (COMPONENTS, ("pages", "app")),
    "a page knows no frame and no chart": (PAGES, ("pandas", "plotly", "pydeck")),
    "the kit of figures knows no figure": (
        _room(FIGURES, "kit"),
        tuple(f"components.figures.{room}" for room in ("timeline", "map", "numbers")),
    ),
    "what all pages are made of knows no page and not their frame": (
        _room(COMPONENTS, "elements"),
        ("components.ui.frame", "components.ui.pages"),
    ),
    "the frame of pages knows no page": (_room(COMPONENTS, "frame"), ("components.ui.pages",)),
}


@pytest.mark.parametrize("layer", LAYERS)
def test_nothing_imports_upward(layer):
    files, forbidden = LAYERS[layer]
    assert offenders(files, lambda path: offends(path, *forbidden)) == {}


def test_a_page_only_lists_calls():
    assert offenders(PAGES, _more_than_calls) == {}


def _more_than_calls(path):
    text = path.read_text(encoding="utf-8")
    drawn = [
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
        and [ast.unparse(by) for by in node.decorator_list] == ["frame.page"]
    ]
    rules = {
        "a colour": HEX.search(text),
        "HTML, which belongs in a template": "<" in "".join(value for _, value in strings(path)),
        "too many lines": len(text.splitlines()) > PAGE_LINES,
        "a page that does not draw itself through the frame": len(drawn) != 1,
    }
    return [rule for rule, broken in rules.items() if broken]


def test_no_colour_is_named_but_in_the_theme():
    files = [path for path in COMPONENTS if path.name != "theme.py"]

    def colors(path):
        found = [(line, set(HEX.findall(text)) - MASK) for line, text in strings(path)]
        return [(line, colors) for line, colors in found if colors]

    assert offenders(files, colors) == {}


def test_no_template_has_a_colour_of_its_own():
    assert offenders(TEMPLATES, lambda p: HEX.findall(p.read_text(encoding="utf-8"))) == {}


def test_no_module_lets_html_through_or_grows_past_reading():
    def loopholes(path):
        text = path.read_text(encoding="utf-8")
        words = ("unsafe_allow_html", "unsafe_allow_javascript", "components.v1", "|safe")
        long = ["too many lines"] if len(text.splitlines()) > LONGEST else []
        return [word for word in words if word in text] + long

    assert offenders(MODULES, loopholes) == {}


def test_no_test_file_grows_past_reading():
    files = sorted((ROOT / "tests").rglob("*.py"))
    assert offenders(files, lambda p: p.read_text(encoding="utf-8").splitlines()[LONGEST:]) == {}


def test_no_function_is_longer_than_a_screen():
    assert offenders(MODULES, _long_functions) == {}


def _long_functions(path: Path) -> list[str]:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lines = {f: f.end_lineno - f.lineno + 1 for f in functions}
    words = {f: len((ast.get_docstring(f) or "").splitlines()) for f in functions}
    return [f.name for f in functions if lines[f] - words[f] > MOST_LINES]


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


def test_no_code_knows_this_crisis():
    def knows(path):
        known = [(line, KNOWN.findall(text.casefold())) for line, text in strings(path)]
        return [(line, words) for line, words in known if words]

    assert offenders(MODULES, knows) == {}


def test_the_word_list_would_catch_a_name():
    assert KNOWN.findall("the view of ukraine and nato-enlargement, not of natolia") == [
        "ukraine",
        "nato-enlargement",
    ]
