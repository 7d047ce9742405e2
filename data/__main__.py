"""`python -m data check|edition [folder]`: say what does not hold; keep an edition."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data import editions
from data.checks.run import check
from data.load import load
from data.package import NotAPackage, shipped

CLEAN, FAULTY, NO_PACKAGE = 0, 1, 2


COMMANDS = {
    "check": "name every fault, one a line, with its mend",
    "edition": "keep which rows this edition holds, so that links made on it can say what changed",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Check a folder; return 0 for no fault, 1 for some, 2 where the folder is no package.

    An edition is kept only of a package without a fault.
    """
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(required=True, dest="command", metavar="|".join(COMMANDS))
    for name, said in COMMANDS.items():
        commands.add_parser(name, help=said).add_argument(
            "folder", nargs="?", type=Path, default=shipped()
        )
    asked = parser.parse_args(arguments)
    folder = asked.folder
    try:
        result = check(folder)
    except NotAPackage as fault:
        print(fault, file=sys.stderr)
        return NO_PACKAGE
    for warning in result.warnings:
        print(f"warning: {warning}")
    for finding in result.faults:
        print(finding)
    print(f"{folder}: {_count(result.faults, 'fault')}, {_count(result.warnings, 'warning')}")
    if result.faults:
        return FAULTY
    if asked.command == "edition":
        print(f"kept: {editions.keep(load(folder))}")
    return CLEAN


def _count(found: Sequence[object], word: str) -> str:
    return f"{len(found) or 'no'} {word}{'' if len(found) == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main())
