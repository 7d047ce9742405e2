"""What spreadsheets hold for a record: a workbook's sheets, a CSV file, or a folder of them."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from data.cells import OLD_EXCEL, ZIP, Grid, Unreadable, find_header, fold, read_grid
from data.checks.forms import SERIAL
from data.checks.sheet import Finding
from data.package import NotAPackage, Package, Table
from data.settings_file import nearest
from data.sheet import match_names
from data.workbook import form
from data.workbook.read import YES, Rows, Workbook, day_of_number, read_workbook


@dataclass(frozen=True)
class Source:
    """What is imported: `grids` of the tables by name, the package's other files as `texts`."""

    grids: Mapping[str, Grid]
    texts: Mapping[str, str]
    lines: tuple[str, ...]
    faults: tuple[Finding, ...] = ()


def read_texts(source: Path) -> dict[str, str]:
    """Return the files of a package that a workbook holds beside its tables, by their path.

    Empty for what is no workbook. Raises NotAPackage where it cannot be read.
    """
    return _texts(_read_book(source)) if _is_book(source) else {}


def _is_book(source: Path) -> bool:
    """Say whether a file is a workbook, or is called one: CSV may be in its name alone."""
    if source.suffix.lower() in (".xlsx", ".xlsm"):
        return True
    with source.open("rb") if source.is_file() else io.BytesIO() as file:
        return file.read(len(OLD_EXCEL)).startswith((ZIP, OLD_EXCEL))


def _read_book(source: Path) -> Workbook:
    """Return a workbook's sheets; raises NotAPackage, with a sentence, for a file that is none."""
    try:
        return read_workbook(source.read_bytes())
    except Unreadable as fault:
        raise NotAPackage(f"{source} {fault}; {fault.mend}") from fault


def read_source(source: Path, package: Package) -> Source:
    """Return what a source holds of a package's tables.

    Raises NotAPackage where it cannot be read or holds none of them.
    """
    if _is_book(source):
        return _read_sheets(_read_book(source), source, package)
    if source.is_dir():
        within = source / "tables" if (source / "tables").is_dir() else source
        paths = sorted(path for path in within.iterdir() if path.suffix.lower() == ".csv")
    else:
        paths = [source]
    by_name = {path.stem: path for path in paths}
    tables, lines = _match(list(by_name), package, source)
    grids, faults = {}, []
    for name, stem in tables.items():
        table = package.tables[name]
        try:
            known = [f.name for f in table.fields]
            grids[name] = read_grid(by_name[stem].read_bytes(), known, "")
        except Unreadable as fault:
            file = by_name[stem].name
            faults.append(Finding(name, fault.row, "", file, str(fault), fault.mend))
    return Source(grids, {}, tuple(lines), tuple(faults))


def _read_sheets(book: Workbook, source: Path, package: Package) -> Source:
    texts = _texts(book)
    others = {form.sheet_name(path) for path in texts} | {form.ABOUT, form.COLUMNS, form.LISTS}
    names = [sheet for sheet in book.sheets if sheet not in others]
    filled = [name for name in names if book.sheets[name]]
    if len(filled) == 1 and not {fold(filled[0])} & {*map(fold, package.tables)}:
        called = {source.stem: filled[0]}  # one sheet, named by nobody: the file says what it is
        tables, lines = _match(list(called), package, source)
        tables = {table: called[stem] for table, stem in tables.items()}
    else:
        tables, lines = _match(names, package, source)
    grids, faults = {}, []
    for name, sheet in tables.items():
        table = package.tables[name]
        rule, mend = "a formula without a result", "save the workbook in a spreadsheet program"
        faults += [Finding(name, 0, "", cell, rule, mend) for cell in book.bare.get(sheet, ())]
        grid = find_header(book.sheets[sheet], [f.name for f in table.fields])
        grids[name], taken = _in_form(grid, table, book)
        lines += taken
    return Source(grids, texts, tuple(lines), tuple(faults))


def _in_form(grid: Grid, table: Table, book: Workbook) -> tuple[Grid, list[str]]:
    """Return a sheet's rows with what only a workbook has in the record's form; and what was read.

    Its yes is the column's own word for it, its number of a day that day.
    """
    known = {f.name: f for f in table.fields}
    names = match_names(grid.header, list(known))[0]
    rows, taken = [], []
    for number, cells in grid.rows:
        row = list(cells)
        for place, (name, cell) in enumerate(zip(names, cells, strict=False)):
            if not cell or name not in known:
                continue
            if known[name].moment and SERIAL.fullmatch(cell) and cell.isdigit():
                row[place] = day_of_number(cell, book.starts)
                what = f"row {number} {name} {cell!r} as {row[place]!r}"
                taken.append(f"read: {table.name}: {what}")
            elif known[name].type == "boolean" and cell == YES:
                row[place] = known[name].true_values[0]
        rows.append((number, row))
    return replace(grid, rows=tuple(rows)), taken


def _match(
    names: Sequence[str], package: Package, source: Path
) -> tuple[dict[str, str], list[str]]:
    """Return which name of a source is which table; and what is left out, a line each."""
    by_fold = {fold(form.sheet_name(table)): table for table in package.tables}
    tables: dict[str, str] = {}
    lines = []
    for name in names:
        table = by_fold.get(fold(name), "")
        if table and table in tables:
            raise NotAPackage(f"{source} holds {table} twice, as {tables[table]!r} and {name!r}")
        if table:
            tables[table] = name
        else:
            lines.append(f"left out: {name!r} is no table{nearest(name, list(package.tables))}")
    if not tables:
        expected = ", ".join(package.tables)
        what = "; ".join(lines) or "it holds nothing"
        raise NotAPackage(f"{source} holds no table ({what}); name its sheets or files {expected}")
    return tables, lines


def _texts(book: Workbook) -> dict[str, str]:
    """Return the files of a package that a workbook holds beside its tables, by their path."""
    by_sheet = {form.sheet_name(path): path for path in form.TEXTS}
    return {by_sheet[name]: _lines(rows) for name, rows in book.sheets.items() if name in by_sheet}


def _lines(rows: Rows) -> str:
    cells = {number: row[0] for number, row in rows}
    return "".join(f"{cells.get(n, '')}\n" for n in range(1, max(cells, default=0) + 1))
