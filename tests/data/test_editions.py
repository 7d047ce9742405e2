"""An old link can say what changed since it was made."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data import editions
from data.asof import as_of
from data.load import Record, load


def test_nothing_changed_since_the_same_edition(
    copied: Callable[[Path], Path], record: Record
) -> None:
    kept = load(copied(record.package.folder))
    editions.keep(kept)
    found = editions.changes_since(kept, kept.digest)
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
    found = editions.changes_since(after, before.digest)
    assert found is not None
    assert found.added.to_dict("records") == [{"table": "labels", "id": "here"}]
    assert found.removed.to_dict("records") == [{"table": "labels", "id": gone}]
    assert found.changed.to_dict("records") == [{"table": "labels", "id": changed}]


def test_no_row_is_named_before_it_is_known(
    copied: Callable[[Path], Path], made_up: Record
) -> None:
    folder = copied(made_up.package.folder)
    file = folder / "tables" / "events.csv"
    whole = file.read_text(encoding="utf-8")
    later = load(folder).events.index[-1]
    kept = [line for line in whole.splitlines(keepends=True) if not line.startswith(later)]
    file.write_text("".join(kept), encoding="utf-8")
    editions.keep(load(folder))
    before = load(folder).digest
    file.write_text(whole, encoding="utf-8")
    record = load(folder)
    difference = editions.changes_since(record, before)
    assert difference is not None
    assert list(difference.added["id"]) == [later]
    known = record.events.at[later, "reported_last"]
    early = as_of(record, known - pd.Timedelta(days=400))
    assert later not in early.events.index
    assert editions.keep_known(difference, early).added.empty
    assert list(editions.keep_known(difference, as_of(record, known)).added["id"]) == [later]
    turned = editions.Difference(difference.changed, difference.added, difference.changed)
    assert editions.keep_known(turned, early).removed.empty
    assert len(editions.keep_known(turned, as_of(record, record.last)).removed) == 1


@pytest.mark.parametrize("edition", ["", "a" * 8_000, "0" * 12, "../../../etc/passwd", "<b>"])
def test_an_edition_that_was_not_kept_says_so_and_opens_no_file(
    record: Record, edition: str
) -> None:
    assert editions.changes_since(record, edition) is None


def test_the_shipped_edition_is_kept(record: Record) -> None:
    assert editions.changes_since(record, record.digest) is not None, "run: python -m data edition"
