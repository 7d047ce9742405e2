"""A data package's folder in, one frozen `Record` of typed frames out."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Self

import pandas as pd

from data import clock, direction
from data.descriptor import read_package
from data.files import DESCRIPTOR, SETTINGS
from data.kinds import CITING, KINDS
from data.package import Field, Package, Table
from data.sheet import read_sheet
from data.unchanged import keep

INSTANT = "datetime64[s, UTC]"


@dataclass(frozen=True, eq=False, repr=False)
class Record:
    """The twelve tables and the map's labels, typed, each sorted by when its rows became known.

    Every moment column `x` (UTC, first second of what was written) has `x_last` (its last second)
    and `x_precision` (minute, day, month, year). Lists are tuples; unknown text is empty, unknown
    numbers and moments are missing, an empty switch is off. Words with right-to-left letters are
    set apart, as `data.direction` does, so that they may stand beside others anywhere. Rows are
    indexed by their id. `last` is the last instant at which anything became known; `seen_at` the
    instant this record is seen at. `digest` is a short hash of all that was read. `before` is the
    same record as seen at the reader's earlier instant, where one is set; `whole` the same with no
    source left out, where the reader leaves some out; `step` the same as seen at the last instants
    at which anything became known, one record for all moments between two of these. `blank` names
    the tables that have no row at all, whatever the moment. Frames are shared between viewers:
    never change one.
    """

    package: Package
    digest: str
    last: pd.Timestamp
    seen_at: pd.Timestamp
    sources: pd.DataFrame
    parties: pd.DataFrame
    people: pd.DataFrame
    places: pd.DataFrame
    events: pd.DataFrame
    issues: pd.DataFrame
    claims: pd.DataFrame
    positions: pd.DataFrame
    deployments: pd.DataFrame
    estimates: pd.DataFrame
    moments: pd.DataFrame
    story: pd.DataFrame
    labels: pd.DataFrame
    blank: frozenset[str] = frozenset()
    before: "Record | None" = None
    whole: "Record | None" = None
    step: "Record | None" = None

    def __repr__(self) -> str:
        """Return the record's name and moment: its frames would fill a log."""
        return f"Record({self.package.name} {self.digest}, seen at {self.seen_at})"

    @property
    def at_the_last(self) -> bool:
        """Say whether nothing becomes known after the moment this record is seen at."""
        return bool(self.seen_at >= self.last)

    def table(self, name: str) -> pd.DataFrame:
        """Return the frame called `name`; raises KeyError for no table."""
        if name not in TABLES:
            raise KeyError(name)
        return getattr(self, name)

    @property
    def first_opened(self) -> clock.Moment:
        """Return the moment that readers begin at: the package's default, or the record's end."""
        named = self.package.crisis.default_moment
        return self.moment(named) if named else clock.on(self.last.date())

    def moment(self, moment_id: str) -> clock.Moment:
        """Return a named moment as the table writes it; raises KeyError for no moment."""
        return clock.read_row(self.moments.loc[moment_id], "as_of")

    def but(self, **changes: Any) -> Self:
        """Return this record with some fields changed, and at no step unless one is given."""
        return replace(self, **({"step": None} | changes))


TABLES: tuple[str, ...] = tuple(f.name for f in fields(Record) if f.type is pd.DataFrame)


def load(folder: Path) -> Record:
    """Read the package in `folder`.

    Raises NotAPackage when the folder is none, ValueError at a cell that its field's type cannot
    hold: run `data.checks` first, which names every such cell.
    """
    return load_package(read_package(folder))


def load_package(package: Package) -> Record:
    """Return the record of a package that was read; raises ValueError as `load` does."""
    frames = {name: _typed(package.tables[name]) for name in TABLES}
    last = _last(frames)
    tables: Any = frames
    blank = frozenset(name for name, frame in frames.items() if frame.empty)
    known: Any = {"package": package, "digest": find_digest(package), "blank": blank}
    return Record(last=last, seen_at=last, **known, **tables)


def _last(frames: Mapping[str, pd.DataFrame]) -> pd.Timestamp:
    """Return the last instant at which anything became known; of a blank record, its last moment.

    Without any of these it is the instant that computers count from.
    """
    clocks = [
        frames[name][f"{column}_last"].max()
        for name, kind in CITING.items()
        for column in (*kind.clocks, *kind.later)
    ]
    known = [instant for instant in clocks if pd.notna(instant)]
    named = [i for i in (frames["moments"]["as_of_last"].max(),) if pd.notna(i)]
    return max(known or named or [pd.Timestamp(0, unit="s", tz="UTC")])


def read_cells(table: Table) -> pd.DataFrame:
    """Return a table's cells as text, an empty cell as an empty string, in the file's order.

    The cells are those of the file as it was read with its package, whatever became of it since.
    Raises ValueError where the file cannot be read as its table.
    """
    sheet = read_sheet(table)
    if sheet.troubles:
        raise ValueError(f"{table.path}: {sheet.troubles[0].rule}; {sheet.troubles[0].mend}")
    return pd.DataFrame(sheet.columns, dtype="str")


@keep
def _typed(table: Table) -> pd.DataFrame:
    raw = read_cells(table)
    typed: dict[str, pd.Series] = {}
    for field in table.fields:
        cells = raw[field.name]
        words = table.holds_words(field)
        typed |= _column(field, cells.map(direction.isolate) if words else cells)
    frame = pd.DataFrame(typed)
    if columns := KINDS[table.name].sorted_by:
        order = first_filled(frame, columns)
        frame = frame.loc[order.sort_values(kind="stable", na_position="first").index]
    frame.index = pd.Index(frame[table.key].to_numpy(), name=None)
    return frame


def first_filled(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """Return of each row the first of these columns that it has, of moments their last second."""
    first, *others = (f"{c}_last" if f"{c}_last" in frame else c for c in columns)
    cells = frame[first]
    for column in others:  # not bfill(axis=1), which takes moments a row at a time
        cells = cells.fillna(frame[column])
    return cells


def _column(field: Field, cells: pd.Series) -> dict[str, pd.Series]:
    if field.moment:
        return _moments(field.name, cells)
    if field.delimiter:
        split = [tuple(part for part in cell.split(field.delimiter) if part) for cell in cells]
        return {field.name: pd.Series(split, index=cells.index, dtype=object)}
    if field.type == "boolean":
        return {field.name: cells.isin(list(field.true_values))}
    if field.type in ("integer", "number"):
        numbers = pd.to_numeric(cells.where(cells != "", None))
        whole = field.type == "integer"
        return {field.name: numbers.astype("Int64") if whole else numbers.astype("float64")}
    if field.ordered:
        filled = cells.where(cells != "", None)
        return {field.name: filled.astype(pd.CategoricalDtype(list(field.enum), ordered=True))}
    return {field.name: cells.astype("str")}


def _moments(name: str, cells: pd.Series) -> dict[str, pd.Series]:
    # Each day is read once, however many rows write it.
    places, written = pd.factorize(cells)
    read = [clock.parse(cell) if cell else None for cell in written]
    precision = pd.Categorical(
        [m.precision if m else None for m in read], list(clock.PRECISIONS), ordered=True
    )

    def spread(column: pd.Series) -> pd.Series:
        return column.take(places).set_axis(cells.index)

    return {
        name: spread(pd.Series([m.first if m else None for m in read], dtype=INSTANT)),
        f"{name}_last": spread(pd.Series([m.last if m else None for m in read], dtype=INSTANT)),
        f"{name}_precision": spread(pd.Series(precision)),
    }


def find_digest(package: Package) -> str:
    """Return the short hash of a package's descriptor, settings and tables."""
    whole = hashlib.sha256(package.files[DESCRIPTOR] + package.files[SETTINGS])
    for table in package.tables.values():
        whole.update(table.content or b"")
    return whole.hexdigest()[:12]
