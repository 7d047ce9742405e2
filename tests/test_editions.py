"""An old link can say what changed since it was made."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data import editions
from data.load import Record, load


def test_nothing_changed_since_the_same_edition(
    copied: Callable[[Path], Path], record: Record
) -> None:
    kept = load(copied(record.package.folder))
    editions.keep(kept)
    found = editions.since(kept, kept.digest)
    assert found is not None
    assert not len(found.added) + len(found.removed) + len(found.changed)


def test_a_row_added_removed_or_changed_is_named(
    copied: Callable[[Path], Path], record: Record
) -> None:
    folder = copied(record.package.folder)
    before = load(folder)
    editions.keep(before)
    file = folder / "tables" / "labels.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    gone, changed = lines[1].split(",")[0], lines[2].split(",")[0]
    lines[2] = lines[2][:-1] + "9"
    file.write_text("\n".join([lines[0], *lines[2:], "here,Here,city,1.00,2.00,3"]) + "\n")
    after = load(folder)
    assert after.digest != before.digest
    found = editions.since(after, before.digest)
    assert found is not None
    assert found.added.to_dict("records") == [{"table": "labels", "id": "here"}]
    assert found.removed.to_dict("records") == [{"table": "labels", "id": gone}]
    assert found.changed.to_dict("records") == [{"table": "labels", "id": changed}]


@pytest.mark.parametrize("edition", ["", "0" * 12, "../../../etc/passwd", "<b>"])
def test_an_edition_that_was_not_kept_says_so_and_opens_no_file(
    record: Record, edition: str
) -> None:
    assert editions.since(record, edition) is None


def test_the_shipped_edition_is_kept(record: Record) -> None:
    assert editions.since(record, record.digest) is not None, "run: python -m data edition"
