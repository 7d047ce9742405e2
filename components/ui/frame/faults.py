"""The page that stands for all others where the record is at fault: it lists what to mend."""

from pathlib import Path

from components.ui import store
from components.ui.elements import layout
from components.ui.frame import news, records
from data.checks.sheet import Finding
from data.homes import Home

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
        folder=_label_home(store.home()),
        faults=listed[:MOST_SHOWN],
        total=len(listed),
        more=max(0, len(listed) - MOST_SHOWN),
    )


def _label_home(home: Home) -> str:
    if isinstance(home, Path) and home.is_relative_to(store.ROOT):
        return str(home.relative_to(store.ROOT))
    return str(home)
