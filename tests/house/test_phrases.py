"""The screen speaks plainly: phrases that stopped a first reader do not come back."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
RIDDLES = re.compile(
    r"falls? without|no other origin|rests? on|resting on|stands? in\b|\bstand here"
    r"|learnt|let go|taken up on record|not measured|beside deeds|held back"
    r"|carries a position|held lately|a filter away|words carry|in force\b|anew\b"
    r"|take it away|looked up to|the address names|off the stage"
    r"|follows? no clock|without support|weightiest|said there|took up whom",
    re.I,
)
MARKUP = re.compile(r"{#.*?#}|{%.*?%}|<[^>]*>", re.S)


def spoken(path: Path) -> Iterator[str]:
    """Yield what a reader may see of a file: a template's text, or a module's own strings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        yield MARKUP.sub(" ", text)
        return
    tree = ast.parse(text)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield str(node.value)


def test_no_riddle_is_on_the_screen() -> None:
    folders = (ROOT / "components", ROOT / "data/queries", ROOT / "pages")
    files = [f for folder in folders for f in folder.rglob("*") if f.suffix in (".py", ".html")]
    said = [(str(f.relative_to(ROOT)), words) for f in files for words in spoken(f)]
    assert len(said) > 1000
    found = [(name, m[0]) for name, words in said for m in RIDDLES.finditer(words)]
    assert found == []
