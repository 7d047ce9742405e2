"""The Table Schema of a package as a pandera schema, and its failures as findings.

Rules are written once, in `datapackage.json`. Cells are checked as the text they are, with one
check a rule, as pandera's own coercion names one bad cell up to three times. Patterns match whole
cells, as Table Schema asks.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from data.cells import fold
from data.checks.forms import CONTROL, FAILED, show_form, why_no_date
from data.checks.sheet import Finding, Row, Sheets, moment
from data.package import Field, Package, Table
from data.parameters import YEARS
from data.settings_file import nearest
from data.unchanged import ByFile

TWICE, ONCE = "must not be there twice", "give it another, or take one of the rows out"
NUMBER = {"integer": r"[+-]?[0-9]+", "number": r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?"}
Test = Callable[[pd.Series], pd.Series]
_by_file = ByFile[tuple[Finding, ...]]()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a column: what it says, the mend, which cells keep it.

    `blames` names the part of a cell that breaks it, where the cell holds several. A rule that is
    not of each cell by itself holds of the column `as_a_whole`.
    """

    says: str
    mend: str
    holds: Test
    blames: Callable[[str], str] | None = None
    as_a_whole: bool = False

    def test(self, cells: pd.Series) -> pd.Series:
        """Say of each cell whether it keeps the rule; what many rows write is looked at once."""
        if self.as_a_whole:
            return self.holds(cells)
        places, written = pd.factorize(cells)
        passes = self.holds(pd.Series(written, dtype=object)).to_numpy(dtype=bool)
        return pd.Series(passes[places], index=cells.index)


def cells(sheets: Sheets, unread: Set[str] = frozenset()) -> Iterator[Finding]:
    """Find every cell that breaks its field's rules or points at a row that is not there.

    `unread`: tables that cannot be read as described, of which and of whose ids nothing is said.
    """
    for name, table in sheets.package.tables.items():
        if name in unread:
            continue
        # What is found hangs on the table, and on the ids that its cells may name.
        beside = tuple((t, *sheets.by_key.get(t, ())) for t in _name_targets(table, unread))
        findings = _by_file.find(table, beside)
        if findings is None:
            findings = _by_file.put(
                table, tuple(find_in_table(table, sheets[name], sheets, unread)), beside
            )
        yield from findings


def _name_targets(table: Table, unread: Set[str]) -> list[str]:
    """Return the tables whose ids stand in a table's cells."""
    listed = [field.references[0] for field in table.fields if field.references]
    return sorted({*listed, *(target for _, target, _ in table.foreign_keys)} - unread)


def patterns(package: Package) -> Iterator[Finding]:
    """Find every pattern that is no regular expression, which no cell can be checked against."""
    for table in package.tables.values():
        for field in table.fields:
            try:
                re.compile(field.constraints.get("pattern", ""))
            except (re.error, TypeError) as fault:
                rule = f"the package's pattern is no regular expression ({fault})"
                written = str(field.constraints["pattern"])
                yield Finding(table.name, 0, field.name, written, rule, "mend it in the package")


def find_in_table(
    table: Table, rows: tuple[Row, ...], sheets: Sheets, unread: Set[str] = frozenset()
) -> Iterator[Finding]:
    """Find the cells of some rows of one table that break its fields' rules, as `cells` does."""
    if not rows:
        return
    rules = {field.name: tuple(_rules(field, table, sheets, unread)) for field in table.fields}
    columns = {f.name: [row.cells[f.name] or None for row in rows] for f in table.fields}
    try:
        _schema(table, rules).validate(pd.DataFrame(columns, dtype=object), lazy=True)
        return
    except pa.errors.SchemaErrors as broken:
        failed = broken.failure_cases
    failed = failed.sort_values("index", kind="stable").drop_duplicates(["column", "index"])
    for column, group in failed.groupby("column", sort=False):
        checks = [_required(table.field(column)), *rules[column]]
        by_words = {rule.says: rule for rule in checks}
        for index, words in zip(group["index"], group["check"], strict=True):
            row, rule = rows[int(index)], by_words.get(words, checks[0])
            part = rule.blames(row[column]) if rule.blames else ""
            yield row.finding(column, rule.says + (f" ({part})" if part else ""), rule.mend)


def _schema(table: Table, rules: dict[str, tuple[Rule, ...]]) -> pa.DataFrameSchema:
    columns = {
        field.name: pa.Column(
            object,
            [pa.Check(rule.test, error=rule.says) for rule in rules[field.name]],
            nullable=not field.constraints.get("required", False),
        )
        for field in table.fields
    }
    return pa.DataFrameSchema(columns, strict=True)


def _required(field: Field) -> Rule:
    return Rule("must not be empty", f"fill in: {field.description}", pd.Series.notna)


def _rules(field: Field, table: Table, sheets: Sheets, unread: Set[str]) -> Iterator[Rule]:
    """Yield the rules of one field, the most telling first: one cell breaks only one of them."""
    limits = field.constraints
    yield from _rules_of_text()
    if field.name == table.key:
        yield _once(field, sheets[table.name])
    yield from _rules_of_value(field, sheets[table.name])
    if field.moment:
        yield Rule("is no real date", "mend it", lambda s: s.map(moment).notna(), why_no_date)
        first, last = YEARS
        yield Rule(
            f"is outside the years {first} to {last}",
            "mend the year: no chart reaches further",
            lambda s: s.map(lambda cell: first <= int(cell[:4]) <= last if moment(cell) else True),
        )
    if "maxLength" in limits:
        longest = limits["maxLength"]
        yield Rule(
            f"must have at most {longest} characters",
            "shorten it",
            lambda s: s.str.len() <= longest,
        )
    if limits.get("unique") and field.name != table.key:
        yield Rule(TWICE, ONCE, lambda s: ~s.duplicated(), as_a_whole=True)
    yield from _references(field, table, sheets, unread)


def _rules_of_text() -> Iterator[Rule]:
    """Yield what no cell may hold: what a spreadsheet writes where it fails, and no letters."""
    yield Rule(
        "is an error of the spreadsheet",
        "mend its formula, or write the value itself",
        lambda s: ~s.str.fullmatch(FAILED),
    )
    yield Rule(
        "holds a control character",
        "take it out",
        lambda s: ~s.str.contains(CONTROL),
        lambda cell: f"U+{ord(CONTROL.findall(cell)[0]):04X}",
    )


def _once(field: Field, rows: tuple[Row, ...]) -> Rule:
    """Return the rule that an id is there once, however its letters are written."""
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(row[field.name].casefold(), row.number)
    return Rule(
        TWICE,
        ONCE,
        lambda s: ~s.str.casefold().duplicated(),
        lambda cell: f"first in row {first[cell.casefold()]}",
        as_a_whole=True,
    )


def _rules_of_value(field: Field, rows: tuple[Row, ...]) -> Iterator[Rule]:
    """Yield the rules of a field's type, its words and its pattern."""
    limits = field.constraints
    if field.type in NUMBER:
        kind, example = ("whole number", "1500") if field.type == "integer" else ("number", "-34.9")
        pattern = NUMBER[field.type]
        yield Rule(
            f"must be a {kind}",
            f"write digits alone, no unit and no separator, as {example}",
            lambda s: s.str.fullmatch(pattern),
        )
        yield from _bounds(limits)
    if field.type == "boolean":
        words = (*field.true_values, *field.false_values)
        yield Rule(
            f"must be one of {', '.join(words)}",
            "choose one, or leave it empty",
            lambda s: s.isin(words),
        )
    if field.enum:
        allowed = [str(word) for word in field.enum]
        yield Rule(
            f"must be one of {', '.join(allowed)}",
            "choose one, or add the word to the package",
            lambda s: s.isin(allowed),
            lambda cell: nearest(cell, allowed).removeprefix("; "),
        )
    if "pattern" in limits:
        yield Rule(
            "is no date as the record writes it"
            if field.moment
            else "is not in this column's form",
            show_form(field, (row[field.name] for row in rows)),
            lambda s: s.str.fullmatch(limits["pattern"]),
            why_no_date if field.moment else None,
        )


def _bounds(limits: Any) -> Iterator[Rule]:
    def numbers(cells: pd.Series) -> pd.Series:
        return pd.to_numeric(cells, errors="coerce")

    if "minimum" in limits:
        least = limits["minimum"]
        yield Rule(f"must be at least {least}", "mend it", lambda s: ~(numbers(s) < least))
    if "maximum" in limits:
        most = limits["maximum"]
        yield Rule(f"must be at most {most}", "mend it", lambda s: ~(numbers(s) > most))


def _references(field: Field, table: Table, sheets: Sheets, unread: Set[str]) -> Iterator[Rule]:
    if field.delimiter:
        target = field.references[0] if field.references else ""
        yield from _lists(field.delimiter, "" if target in unread else target, sheets)
    for column, target, _ in table.foreign_keys:
        if column == field.name and target not in unread:
            mend = f"mend it, or add its row to {target}"
            known = sheets.by_key[target]
            yield Rule(f"is not in {target}", mend, _in(known), _alike(known))


def _alike(known: Iterable[str]) -> Callable[[str], str]:
    """Return what names the id that a cell differs from only in how it is written; "" for none."""
    by_fold: dict[str, str] = {}

    def blame(cell: str) -> str:
        if not by_fold:  # made for the first cell that is wrong: most records have none
            by_fold.update((fold(key), key) for key in known)
        alike = by_fold.get(fold(cell), "")
        return f"did you mean {alike}?" if alike else ""

    return blame


def _lists(mark: str, target: str, sheets: Sheets) -> Iterator[Rule]:
    def repeated(parts: list[str]) -> list[str]:
        return sorted({part for part in parts if parts.count(part) > 1})

    def unknown(parts: list[str]) -> list[str]:
        return [part for part in parts if part not in sheets.by_key[target]]

    def with_commas(parts: list[str]) -> list[str]:
        return [part for part in unknown(parts) if re.search(r"\S\s*,\s*\S", part)]

    def rule(says: str, mend: str, wrong: Callable[[list[str]], list[str]]) -> Rule:
        return Rule(
            says,
            mend,
            lambda s: s.map(lambda cell: not wrong(cell.split(mark))),
            lambda cell: ", ".join(wrong(cell.split(mark))),
        )

    yield Rule("has an empty part", f"put one {mark} between two", lambda s: s.map(_filled(mark)))
    yield rule("names a part twice", "keep one of them", repeated)
    if target:
        yield rule("has a comma between two", f"put a {mark} there", with_commas)
        yield rule(f"names what is not in {target}", f"mend it, or add it to {target}", unknown)


def _in(ids: Container[str]) -> Test:
    return lambda cells: cells.map(lambda cell: cell in ids)


def _filled(mark: str) -> Callable[[str], bool]:
    return lambda cell: all(part.strip() == part != "" for part in cell.split(mark))
