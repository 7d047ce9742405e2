"""`python -m data check|edition|pack [folder]`: name faults, keep an edition, make one file."""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from data import console, editions, export
from data.checks.run import check_package, list_lowered
from data.checks.sheet import Finding
from data.descriptor import read_package
from data.load import load_package
from data.package import NotAPackage, Package, shipped

CLEAN, FAULTY, NO_PACKAGE = 0, 1, 2
NAMED = 3  # warnings of one kind that are named; hundreds of one kind would hide the others
COMMANDS = {
    "check": "name every fault, one a line, with its mend",
    "pack": "write the whole record, all moments, as one zip file here",
    "edition": "keep which rows this edition holds, so that links made on it can say what changed",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Check a folder; return 0 for no fault, 1 for some, 2 where the folder is no package.

    An edition is kept, and a file made, only of a package without a fault.
    """
    console.prepare()
    options = _parse(arguments)
    folder = options.folder
    try:
        package = read_package(folder)
        result = check_package(package)
        if options.grades and not result.faults:
            for row in list_lowered(package):
                print(row)
        for warning in result.warnings if options.all else _few(result.warnings):
            print(f"warning: {warning}")
        for finding in result.faults:
            print(finding)
        print(f"{folder}: {_count(result.faults, 'fault')}, {_count(result.warnings, 'warning')}")
        if result.faults:
            return FAULTY
        _written(options.command, package)
    except NotAPackage as fault:
        print(console.printable(str(fault)), file=sys.stderr)
        return NO_PACKAGE
    except OSError as fault:
        print(console.printable(f"{fault.filename}: {fault.strerror}"), file=sys.stderr)
        return FAULTY
    return CLEAN


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
    for name, description in COMMANDS.items():
        command = commands.add_parser(name, help=description)
        command.add_argument("folder", nargs="?", type=Path, default=shipped())
        command.add_argument("--all", action="store_true", help="name every warning, too")
        grades = "list the rows that read 2 until a second origin is published, and until when"
        command.add_argument("--grades", action="store_true", help=grades)
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
    return f"{len(findings) or 'no'} {word}{'' if len(findings) == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main())
