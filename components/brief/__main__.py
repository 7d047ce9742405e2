"""A brief in one command, for cron and scripts: the same bytes as the Briefing page gives."""

import argparse
import sys
from pathlib import Path
from urllib.parse import parse_qs

from components.brief.make import KINDS, file, unshown
from components.brief.model import LENGTHS, Choices
from components.brief.paper import PAPERS
from components.brief.sections import SECTIONS
from data import console
from data.asof import seen_by
from data.checks.run import read_sound
from data.load import load_package
from data.package import NotAPackage, default_record
from data.view import View

REFUSED = 1  # the exit code where there is no sound record, or nowhere to write to
WRONG = 2  # that of a command which asks for what there is not


def main(arguments: list[str] | None = None) -> int:
    """Write a brief to a file whose name says its kind; say in one line what is wrong, if it is.

    A record that no page would show gives no brief: the exit code is 1 then, and where the file
    cannot be written; 2 where the arguments are wrong.
    """
    console.prepare()
    options = _parser().parse_args(arguments)
    kind = options.to.suffix.removeprefix(".").lower()
    if kind not in KINDS:
        return _refuse(f"--to: name a file that ends in {', '.join(KINDS)}", WRONG)
    if not options.to.parent.is_dir():
        return _refuse(f"--to: there is no folder {options.to.parent}; make it first", REFUSED)
    try:
        record = load_package(read_sound(options.record))
    except NotAPackage as fault:
        return _refuse(str(fault), REFUSED)
    view, dropped = View.from_query(_query(options), record)
    if dropped:
        return _refuse("; ".join(dropped), WRONG)
    choices = Choices(
        tuple(options.sections or SECTIONS),
        options.length,
        options.note,
        appendix=options.appendix,
    )
    seen = seen_by(record, view)
    content = file(kind, seen, view, choices, on=options.paper)
    try:
        options.to.write_bytes(content)
    except OSError as fault:
        return _refuse(f"--to: {options.to} cannot be written ({fault.strerror})", REFUSED)
    if letters := unshown(seen, view, choices).get(kind):
        print(console.printable(f"{options.to.name} cannot show {letters}"), file=sys.stderr)
    print(console.printable(f"{options.to}: {record.package.title} ({options.record})"))
    return 0


def _refuse(why: str, code: int) -> int:
    print(console.printable(why), file=sys.stderr)
    return code


def _query(options: argparse.Namespace) -> dict[str, list[str]]:
    """Return what an address would say: that of --address, with the two clocks set."""
    clocks = {"as_of": options.as_of, "since": options.since}
    moments = {name: [text] for name, text in clocks.items() if text}
    return parse_qs(options.address.rpartition("?")[2]) | moments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m components.brief", description=main.__doc__)
    parser.add_argument("--to", type=Path, required=True, help="the file: " + ", ".join(KINDS))
    parser.add_argument("--as-of", default="", help="2022-01-09 or 2022-01-09T18:21Z (UTC)")
    parser.add_argument("--since", default="", help="the earlier instant to compare with")
    parser.add_argument("--address", default="", help="a link to a screen, for its filters")
    parser.add_argument("--sections", nargs="+", choices=SECTIONS, help="in their order")
    parser.add_argument("--length", default="full", choices=LENGTHS)
    parser.add_argument("--paper", default=next(iter(PAPERS)), choices=PAPERS)
    parser.add_argument("--appendix", action="store_true", help="slides with the tables, too")
    parser.add_argument("--note", default="", help="the analyst's note")
    parser.add_argument("--record", type=Path, default=default_record(), help="the record's folder")
    return parser


if __name__ == "__main__":
    sys.exit(main())
