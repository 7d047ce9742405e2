"""A brief in one command, for cron and scripts: the same bytes as the Briefing page gives."""

import argparse
import sys
from pathlib import Path
from urllib.parse import parse_qs

from components.brief.make import KINDS, file, unshown
from components.brief.model import LENGTHS, Choices
from components.brief.paper import PAPERS
from components.brief.sections import SECTIONS
from data.asof import seen_by
from data.load import load
from data.package import shipped
from data.view import View

WRONG = 2  # the exit code of a command that cannot be done


def main(arguments: list[str] | None = None) -> int:
    """Write a brief to a file whose name says its kind; say in one line what is wrong, if it is."""
    asked = _parser().parse_args(arguments)
    kind = asked.to.suffix.removeprefix(".").lower()
    if kind not in KINDS:
        print(f"--to: name a file that ends in {', '.join(KINDS)}", file=sys.stderr)
        return WRONG
    query = parse_qs(asked.address.rpartition("?")[2])
    query |= {
        name: [said] for name, said in (("as_of", asked.as_of), ("since", asked.since)) if said
    }
    record = load(asked.record)
    view, dropped = View.from_query(query, record)
    if dropped:
        print("; ".join(dropped), file=sys.stderr)
        return WRONG
    choices = Choices(tuple(asked.sections or SECTIONS), asked.length, asked.note)
    seen = seen_by(record, view)
    asked.to.write_bytes(file(kind, seen, view, choices, on=asked.paper))
    if letters := unshown(kind, seen, view, choices):
        print(f"{asked.to.name} cannot show {letters}", file=sys.stderr)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m components.brief", description=main.__doc__)
    parser.add_argument("--to", type=Path, required=True, help="the file: " + ", ".join(KINDS))
    parser.add_argument("--as-of", default="", help="2022-01-09 or 2022-01-09T18:21Z (UTC)")
    parser.add_argument("--since", default="", help="the earlier instant to compare with")
    parser.add_argument("--address", default="", help="a link to a screen, for its filters")
    parser.add_argument("--sections", nargs="+", choices=SECTIONS, help="in their order")
    parser.add_argument("--length", default="full", choices=LENGTHS)
    parser.add_argument("--paper", default=next(iter(PAPERS)), choices=PAPERS)
    parser.add_argument("--note", default="", help="the analyst's note")
    parser.add_argument("--record", type=Path, default=shipped(), help="the record's folder")
    return parser


if __name__ == "__main__":
    sys.exit(main())
