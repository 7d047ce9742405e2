"""Spreadsheets brought into a record's folder: all cells read, all checked, then written."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from data import schema
from data.cells import Grid, write_csv
from data.checks.run import check_package
from data.checks.sheet import Finding
from data.curation.changes import Contents, Rows, read_contents, read_rows
from data.curation.log import Account
from data.curation.writer import Faulty, Written, write_contents, write_rows
from data.descriptor import read_package
from data.files import DESCRIPTOR, LOG, SETTINGS
from data.homes import Home
from data.package import NotAPackage, Package, Table
from data.settings_file import Unreadable as UnreadableSettings
from data.settings_file import read_settings
from data.sheet import Sheet, lay_out, match_names, read_sheet
from data.words import count
from data.workbook.source import read_source, read_texts


@dataclass(frozen=True)
class Imported:
    """What an import did, a line each, or the faults that kept it from doing anything."""

    lines: tuple[str, ...]
    faults: tuple[Finding, ...] = ()


def import_tables(source: Path, home: Home, account: Account | None = None) -> Imported:
    """Put the tables of a workbook, a CSV file or a folder of them in place of a package's own.

    A folder that is not there yet becomes the package that was exported as this workbook. Tables
    that the source does not hold stay as they are. Nothing is written where the package would have
    a fault; else it is one change in the log, of `account`. Raises NotAPackage where the source
    cannot be read or the folder is no record.
    """
    if not isinstance(home, Path) or (home / DESCRIPTOR).is_file():
        package = read_package(home)
        return _import(source, package, account or Account("", f"import of {source.name}"))
    return _import_anew(source, home)


def _import_anew(source: Path, folder: Path) -> Imported:
    """Write the record that was exported as a workbook into a new folder."""
    if folder.is_dir() and any(folder.iterdir()):
        raise NotAPackage(f"{folder} holds no record; name one, or a folder that is not there yet")
    with tempfile.TemporaryDirectory() as place:
        stage = Path(place, folder.resolve().name)
        stage.mkdir()
        _begin(source, stage, folder)
        imported = _import(source, read_package(stage), None)
        if imported.faults:
            return imported
        shutil.copytree(stage, folder, dirs_exist_ok=True)
    begun = f"{LOG}: none yet; it begins with the first change of this edition"
    return replace(imported, lines=(*imported.lines, begun))


def _begin(source: Path, stage: Path, folder: Path) -> None:
    """Write the package that a workbook was exported from, without a row."""
    texts = read_texts(source)
    if SETTINGS not in texts:
        mend = f"begin it with `python -m data new {folder}`, then import into it"
        raise NotAPackage(f"{folder} is no record yet, and {source} says nothing of one; {mend}")
    try:
        settings = read_settings(texts[SETTINGS].encode())
    except UnreadableSettings as fault:
        raise NotAPackage(f"{source}, sheet {SETTINGS}, {fault}") from fault
    plain = schema.write_descriptor(schema.descriptor("record", settings))
    texts = {DESCRIPTOR: plain} | texts
    for path, text in texts.items():
        _write(stage, path, text)
    for name, header in schema.headers().items():
        _write(stage, f"tables/{name}.csv", write_csv([header]))


@dataclass(frozen=True)
class Reading:
    """The rows of tables as a source holds them, or the faults that a record of them would have.

    `contents` holds the texts that differ from the package's, too.
    """

    lines: tuple[str, ...]
    contents: Contents
    faults: tuple[Finding, ...] = ()


def read_tables(source: Path, package: Package) -> Reading:
    """Read the tables of a source, checked in place of the package's own; nothing is written.

    Raises NotAPackage where the source cannot be read.
    """
    content = read_source(source, package)
    sheets = {name: _lay_out(grid, package.tables[name]) for name, grid in content.grids.items()}
    faults = [*content.faults]
    faults += [Finding(name, *t) for name, sheet in sheets.items() for t in sheet.troubles]
    lines = [*content.lines]
    lines += [f"read: {name}: {', '.join(s.taken)}" for name, s in sheets.items() if s.taken]
    if faults:
        return Reading(tuple(lines), Contents({}), tuple(faults))
    # Here each fault is named with its row in the source; the writer checks what it writes again.
    result = check_package(_with_tables(package, sheets))
    tables = {name: read_rows(sheet, package.tables[name]) for name, sheet in sheets.items()}
    texts = dict(_find_texts(content.texts, package))
    return Reading(tuple(lines), Contents(tables, texts), result.faults)


def _import(source: Path, package: Package, account: Account | None) -> Imported:
    """Check a package with its new tables, and write those that differ from the old."""
    reading = read_tables(source, package)
    lines, tables, texts = [*reading.lines], reading.contents.tables, reading.contents.texts
    if reading.faults:
        return Imported(tuple(lines), reading.faults)
    if account is None:
        return Imported((*lines, *_fill(package, tables)))
    named = read_contents(package).texts
    lines += [f"left out: the package names no {path}" for path in texts if path not in named]
    new = Contents(tables, {path: text for path, text in texts.items() if path in named})
    try:
        written = write_contents(package.home, new, account)
    except Faulty as fault:
        return Imported(tuple(lines), fault.faults)
    return Imported((*lines, *_say(package, written, tables)))


def _find_texts(texts: Mapping[str, str], package: Package) -> Iterator[tuple[str, str]]:
    """Yield the texts that say something else than the package's, whatever ends their lines."""
    for path, text in texts.items():
        old = package.files.get(path, b"").decode("utf-8-sig", errors="replace")
        if path != DESCRIPTOR and old.splitlines() != text.splitlines():
            yield path, text


def _fill(package: Package, tables: Mapping[str, Rows]) -> Iterator[str]:
    """Write the tables of a new package; yield what was written."""
    for name, rows in tables.items():
        table = package.tables[name]
        path = package.path_of(name)
        # Columns stand as in the source, not as in the header that was written for the check.
        _write(package.folder, path, write_rows(replace(table, content=None), rows))
        yield f"{path}: {count(len(rows), 'row')}"


def _say(package: Package, written: Written, tables: Mapping[str, Rows]) -> Iterator[str]:
    """Say what was written, and what was not there to be read."""
    if not written.number:
        yield "nothing differs from the record as it is; nothing was written"
        return
    for name in tables:
        if name in written.changes.tables:
            before = len(read_sheet(package.tables[name]).numbers)
            rows = f"{count(before, 'row')} before, {count(len(tables[name]), 'row')} now"
            yield f"{package.path_of(name)}: {rows}"
    for text in written.changes.texts:
        yield f"{text.path}: written anew"
    take_back = f"python -m data undo {written.number} {package.home}"
    yield f"{LOG}: change {written.number}; `{take_back}` takes it back"
    if missing := [name for name in package.tables if name not in tables]:
        yield f"not in the source, left as they are: {', '.join(missing)}"


def _with_tables(package: Package, sheets: Mapping[str, Sheet]) -> Package:
    """Return a package whose tables hold the new rows, each in the row where its source has it."""
    tables = dict(package.tables)
    for name, sheet in sheets.items():
        names = list(sheet.columns)
        by_number = dict(zip(sheet.numbers, zip(*sheet.columns.values(), strict=True), strict=True))
        last = max(sheet.numbers, default=1)
        first = min(sheet.numbers, default=2)
        rows = [by_number.get(number, ()) for number in range(first, last + 1)]
        content = write_csv([*[()] * (first - 2), names, *rows]).encode()
        tables[name] = replace(package.tables[name], content=content, separator="")
    return replace(package, tables=MappingProxyType(tables))


def _lay_out(grid: Grid, table: Table) -> Sheet:
    """Return a table's rows; columns that are not there are empty where they were empty before."""
    old = read_sheet(table)
    names = match_names(grid.header, [f.name for f in table.fields])[0]
    bare = [
        f.name
        for f in table.fields
        if f.name not in names
        and f.name != table.key
        and not f.constraints.get("required")
        and not any(old.columns.get(f.name, ()))
    ]
    if table.key not in names or not bare:
        return lay_out(grid, table)
    rows = tuple((number, [*cells, *[""] * len(bare)]) for number, cells in _square(grid))
    sheet = lay_out(replace(grid, header=(*grid.header, *bare), rows=rows), table)
    return replace(sheet, taken=(*sheet.taken, f"not there, so empty: {', '.join(bare)}"))


def _square(grid: Grid) -> Iterator[tuple[int, list[str]]]:
    width = len(grid.header)
    return ((number, cells + [""] * (width - len(cells))) for number, cells in grid.rows)


def _write(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")
