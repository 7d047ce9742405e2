"""The cells of some rows, checked beside all others of a record: quick, as one types."""

from collections.abc import Iterator

from data.checks.schema import ONCE, TWICE, find_in_table
from data.checks.sheet import Finding, Row, Sheets
from data.package import Table


def cells_of_rows(sheets: Sheets) -> Iterator[Finding]:
    """Find every cell that breaks a rule in rows that stand beside all others (`put_beside`)."""
    for name, rows in sheets.rows.items():
        table = sheets.package.tables[name]
        wrong = [*find_in_table(table, rows, sheets), *_find_twice(table, rows, sheets)]
        yield from {(finding.row, finding.column): finding for finding in wrong}.values()


def _find_twice(table: Table, rows: tuple[Row, ...], sheets: Sheets) -> Iterator[Finding]:
    """Find what a row has as another has it, though no two may."""
    columns = [f.name for f in table.fields if f.constraints.get("unique")]
    for row in rows:
        for column in dict.fromkeys((table.key, *columns)):
            cell = row[column].casefold() if column == table.key else row[column]
            others = (other for other in sheets.by_key[table.name].values() if other is not row)
            if cell and any(
                cell == (o[column].casefold() if column == table.key else o[column]) for o in others
            ):
                yield row.finding(column, TWICE, ONCE)
