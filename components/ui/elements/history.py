"""What became of a row, folded under its card; and for who curates the way to correct it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass

from components.ui import curate, store
from data.curation.log import read_log
from data.curation.past import Step, tell_rows
from data.load import Record
from data.memory import keep
from data.package import NotAPackage
from data.view import View


@dataclass(frozen=True)
class Past:
    """The steps of a row's history, the oldest first; `correct` is an address, or ""."""

    steps: tuple[Step, ...]
    correct: str


def of_row(table: str, row: str, view: View, curating: bool | None = None) -> Past:
    """Return what became of a row, where the reader is at the record's last moment.

    A reason in the log obeys no clock: it may tell of what became known later. Whether the reader
    may correct the row is asked where `curating` does not say it, as what is cached must.
    """
    curating = curate.is_on() if curating is None else curating
    known = store.seen(view).at_the_last
    steps = _steps(store.record()).get((table, row), ()) if known else ()
    return Past(steps, curate.find_way(table, row, view) if curating else "")


@keep(1)
def _steps(record: Record) -> Mapping[tuple[str, str], tuple[Step, ...]]:
    try:
        return tell_rows(read_log(record.package))
    except NotAPackage:
        logging.getLogger(__name__).exception("a log could not be read")
        return {}
