"""An app without feeds or a database does not pay for them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Pandera imports PySpark where it is installed.
HEAVY = (
    *("duckdb", "ibis", "h3", "sqlglot", "sqlalchemy", "alembic", "psycopg"),
    *("trafilatura", "pypdf", "docx", "dateparser"),
)
SCRIPT = f"""
import importlib, pathlib, sys
for file in sorted(pathlib.Path(".").glob("*/**/*.py")):
    if file.parts[:2] == ("data", "database"):
        continue  # imported only where a database is named
    if file.parts[0] in ("data", "components", "pages") and file.name != "__main__.py":
        importlib.import_module(".".join(file.with_suffix("").parts).removesuffix(".__init__"))
import data.__main__
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_no_module_loads_an_engine_by_being_imported() -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
