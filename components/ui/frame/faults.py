"""The page that stands for all others where the record is at fault: it lists what to mend."""

from pathlib import Path

from components.ui import store
from components.ui.elements import layout
from components.ui.frame import news, records
from data.checks.sheet import Finding

MOST_SHOWN = 200  # lines; a table with a wrong delimiter has thousands, all for one reason


def find_faults() -> tuple[Finding, ...]:
    """Return what keeps the record from being shown; empty where nothing does."""
    return store.checked().faults


def show() -> None:
    """Place the faults, in the words of `python -m data check`."""
    layout.plain_style()
    news.listen()
    records.place(None)
    listed = find_faults()
    layout.html(
        "faults",
        folder=_label_folder(store.folder()),
        faults=listed[:MOST_SHOWN],
        total=len(listed),
        more=max(0, len(listed) - MOST_SHOWN),
    )


def _label_folder(folder: Path) -> str:
    inside = folder.is_relative_to(store.ROOT)
    return str(folder.relative_to(store.ROOT) if inside else folder)
