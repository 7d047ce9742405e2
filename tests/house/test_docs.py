"""What the documents point to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("data/*/README.md"), *ROOT.glob("static/*/README.md")]
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
