"""Tables as a log leads to them, and back to those of the first edition."""

from collections.abc import Mapping

from data.curation.changes import Changes, Contents, apply
from data.curation.log import Entry


def replay(entries: Mapping[int, Entry], first: Contents) -> Contents:
    """Return what all changes of a log make of the tables of the first edition; raises Conflict."""
    return _follow([entry.changes for entry in entries.values()], first)


def rewind(entries: Mapping[int, Entry], last: Contents) -> Contents:
    """Return the tables of the first edition: all changes of a log taken back; raises Conflict."""
    return _follow([entry.changes.reverse() for entry in reversed([*entries.values()])], last)


def _follow(all_changes: list[Changes], contents: Contents) -> Contents:
    for changes in all_changes:
        new = apply(changes, contents)
        tables, texts = {**contents.tables, **new.tables}, {**contents.texts, **new.texts}
        contents = Contents(tables, texts, contents.unread)
    return contents
