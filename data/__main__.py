"""`python -m data new|check|import|export|...`: begin a record and keep it well."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from data import blank, console, editions, export
from data.checks.run import check_package, list_lowered
from data.checks.sheet import Finding
from data.curation import commands as curation
from data.descriptor import read_package
from data.explain import explain, reference
from data.feeds import commands as feeds
from data.homes import Database, parse_home
from data.load import load_package
from data.package import NotAPackage, Package, default_record
from data.settings import Bounds
from data.upgrade import upgrade
from data.words import plural
from data.workbook import importer
from data.workbook.write import Refused, write_workbook

CLEAN, FAULTY, NO_PACKAGE = 0, 1, 2
NAMED = 3  # warnings of one kind that are named; hundreds of one kind would hide the others
COMMANDS = {
    "new": "write a new, empty record: asks for what its flags do not give",
    "check": "name every fault, one a line, with its mend",
    "upgrade": "bring a package of an earlier version, or bare tables, up to this one",
    "import": "put a workbook's sheets, or CSV files, in place of a record's tables, as one change",
    "export": "write the whole record as one workbook that can be edited and imported",
    "log": "list the changes of a record, who made them and why, or all that became of one row",
    "undo": "take a change back; refused where a later change touched the same cells",
    "explain": "say what a key of crisis.yaml, a table or a column is for",
    "move": "bring a record from a folder into a database, or back, with its log and proposals",
    "pack": "write the whole record, all moments, as one zip file here",
    "edition": "keep which rows this edition holds, so that links made on it can say what changed",
    "feed": "import machine-coded feeds of events, list and drop them, or write a made-up sample",
}
QUESTIONS = {
    "title": "Title of the record: ",
    "sides": "The two sides, with a comma between them: ",
    "first_day": "First day, as 1962-10-14: ",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one command; return 0 where all is well, 1 for faults, 2 where a folder is no package."""
    console.prepare()
    options = _parse(arguments)
    try:
        return _DO[options.command](options)
    except (NotAPackage, blank.Refused, Refused) as fault:
        print(console.printable(str(fault)), file=sys.stderr)
        return NO_PACKAGE
    except OSError as fault:
        print(console.printable(f"{fault.filename}: {fault.strerror}"), file=sys.stderr)
        return FAULTY


def _check(options: argparse.Namespace) -> int:
    """Check a folder; an edition is kept, and a file made, only of one without a fault."""
    folder = options.folder
    package = read_package(folder)
    result = check_package(package)
    if options.grades and not result.faults:
        for row in list_lowered(package):
            print(row)
    for line in result.taken:
        print(line)
    for warning in result.warnings if options.all else _few(result.warnings):
        print(f"warning: {warning}")
    for finding in result.faults:
        print(finding)
    print(f"{folder}: {_count(result.faults, 'fault')}, {_count(result.warnings, 'warning')}")
    if result.faults:
        return FAULTY
    _written(options.command, package)
    return CLEAN


def _new(options: argparse.Namespace) -> int:
    """Write a new record of what the flags say and the terminal answers."""
    answers = {
        name: getattr(options, name) or _ask(question) for name, question in QUESTIONS.items()
    }
    try:
        first_day = date.fromisoformat(answers["first_day"])
    except ValueError:
        raise blank.Refused(f"{answers['first_day']!r} is no day; write it as 1962-10-14") from None
    beginning = blank.Beginning(
        title=answers["title"],
        sides=tuple(side.strip() for side in answers["sides"].split(",")),
        first_day=first_day,
        area=_area(options),
    )
    blank.write_blank(options.folder, beginning)
    print(f"written: {options.folder}; fill its tables/, then `python -m data check` it")
    return CLEAN


def _area(options: argparse.Namespace) -> Bounds | None:
    if options.box:
        return blank.read_box(options.box)
    return blank.find_area(options.area) if options.area else None


def _ask(question: str) -> str:
    if not sys.stdin.isatty():
        raise blank.Refused(f"{question.rstrip(': ')}: not given; see `python -m data new --help`")
    return input(question).strip()


def _upgrade(options: argparse.Namespace) -> int:
    if isinstance(options.folder, Database):
        from data.database import connection

        lines = connection.upgrade(options.folder) or [f"{options.folder} is of this version"]
    else:
        lines = upgrade(options.folder)
    for line in lines:
        print(line)
    return CLEAN


def _import(options: argparse.Namespace) -> int:
    """Bring spreadsheets into a record; with a fault nothing is written, and all are named."""
    imported = importer.import_tables(
        options.source,
        options.to,
        curation.read_account(options, f"import of {options.source.name}"),
    )
    for line in imported.lines:
        print(console.printable(line))
    for finding in imported.faults:
        print(finding)
    if imported.faults:
        print(f"{_count(imported.faults, 'fault')}; {options.to} is as it was")
    return FAULTY if imported.faults else CLEAN


def _export(options: argparse.Namespace) -> int:
    package = read_package(options.folder)
    file = options.xlsx or Path(f"{package.name}.xlsx")
    file.write_bytes(write_workbook(package, file.name))
    print(f"written: {file}")
    return CLEAN


def _move(options: argparse.Namespace) -> int:
    from data.database import move

    return move.run(options)


def _explain(options: argparse.Namespace) -> int:
    try:
        print(reference() if options.reference else explain(options.key), end="")
    except KeyError as fault:
        print(console.printable(fault.args[0]), file=sys.stderr)
        return FAULTY
    print("" if options.reference else "\n", end="")
    return CLEAN


_DO: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "new": _new,
    "check": _check,
    "upgrade": _upgrade,
    "import": _import,
    "export": _export,
    "log": curation.show,
    "undo": curation.take_back,
    "explain": _explain,
    "move": _move,
    "pack": _check,
    "edition": _check,
    "feed": feeds.run,
}


def _written(command: str, package: Package) -> None:
    """Do what is left of a command once the package is found to be without a fault."""
    if command == "edition":
        print(f"kept: {editions.keep(load_package(package))}")
    if command == "pack":
        record = load_package(package)
        file = Path(f"{record.package.name}-{record.digest}.zip")
        file.write_bytes(export.package_zip(record))
        print(f"written: {file}")


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command", metavar="|".join(COMMANDS))
    of = {name: commands.add_parser(name, help=text) for name, text in COMMANDS.items()}
    of["new"].add_argument("folder", type=Path)
    of["upgrade"].add_argument("folder", type=parse_home, help="or a database: postgresql://...")
    where = "a folder, or a database: postgresql://user@host/name?record=NAME"
    for name in ("source", "to"):
        of["move"].add_argument(name, type=parse_home, help=where)
    of["undo"].add_argument("number", type=int, help="of the change, as `log` lists it")
    of["log"].add_argument("--row", default="", help="the id of a row: all that became of it")
    for name in ("check", "pack", "edition", "export", "log", "undo"):
        of[name].add_argument(
            "folder", nargs="?", type=parse_home, default=default_record(), help=where
        )
    for name in ("import", "undo"):
        curation.add_author(of[name])
    for name in ("check", "pack", "edition"):
        of[name].add_argument("--all", action="store_true", help="name every warning, too")
        grades = "list the rows that read 2 until a second origin is published, and until when"
        of[name].add_argument("--grades", action="store_true", help=grades)
    of["new"].add_argument("--title", help="the record's title")
    of["new"].add_argument("--sides", help='the two sides: "One side,The other"')
    of["new"].add_argument("--from", dest="first_day", help="the first day: 1962-10-14")
    source = "a workbook (.xlsx), a CSV file named as its table, or a folder of them"
    of["import"].add_argument("source", type=Path, help=source)
    of["import"].add_argument("--to", type=parse_home, required=True, help=where)
    of["export"].add_argument("--xlsx", type=Path, help="the workbook's name, else the record's")
    area = of["new"].add_mutually_exclusive_group()
    area.add_argument("--area", help="the country that the maps show, its name or ISO code: Chile")
    box = "or what they show, degrees west,south,east,north: --box=-100,10,-60,40"
    area.add_argument("--box", help=box)
    of["explain"].add_argument("key", nargs="?", default="", help="map.views, events.announced ...")
    whole = "write the page of all keys and columns"
    of["explain"].add_argument("--reference", action="store_true", help=whole)
    feeds.add_arguments(of["feed"])
    return parser.parse_args(arguments)


def _few(warnings: Sequence[Finding]) -> Iterator[Finding | str]:
    """Yield the first warnings of each kind, and how many more there are of it."""
    kinds: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for warning in warnings:
        kinds[warning.table, warning.column, warning.mend].append(warning)
    for (table, column, _), findings in kinds.items():
        yield from findings[:NAMED]
        if more := findings[NAMED:]:
            yield f"{table} {column}: {len(more)} more of this kind; --all names them"


def _count(findings: Sequence[object], word: str) -> str:
    return f"{len(findings) or 'no'} {plural(len(findings), word)}"


if __name__ == "__main__":
    sys.exit(main())
