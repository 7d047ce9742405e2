"""`python -m data check [folder]`: say what does not hold in a data package."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data.checks.run import check
from data.package import NotAPackage, shipped

CLEAN, FAULTY, NO_PACKAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Check a folder; return 0 for no fault, 1 for some, 2 where the folder is no package."""
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="check")
    command = commands.add_parser("check", help="name every fault, one a line, with its mend")
    command.add_argument("folder", nargs="?", type=Path, default=shipped())
    folder = parser.parse_args(arguments).folder
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
    return FAULTY if result.faults else CLEAN


def _count(found: Sequence[object], word: str) -> str:
    return f"{len(found) or 'no'} {word}{'' if len(found) == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main())
