"""An old link can say what changed since it was made."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data import editions
from data.asof import as_of
from data.curation.changes import Cell, Changes, Row
from data.curation.writer import undo, write
from data.descriptor import read_package
from data.load import Record, find_digest, load
from tests.conftest import MADE_UP
from tests.curation.made_changes import ANNA, change_cell, read_now

LABEL = {
    "label_id": "bay",
    "name": "Bay",
    "lon": "33.5",
    "lat": "44.5",
    "kind": "sea",
    "rank": "2",
}


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


def differences(record: Record, edition: str) -> list[set[tuple[str, str]]]:
    found = editions.changes_since(record, edition)
    assert found is not None
    return [{*zip(f["table"], f["id"], strict=True)} for f in vars(found).values()]


def test_an_edition_of_a_small_change_is_kept_as_what_differs(
    copied: Callable[[Path], Path], record: Record
) -> None:
    folder = copied(record.package.folder)
    first, files = read_package(folder), {}
    assert record.digest == find_digest(first)
    digests, person = [find_digest(first)], next(iter(read_now(folder).tables["people"]))
    for change in (
        change_cell(folder, "people", person, "role", "Clerk"),
        Changes(added=(Row("labels", "bay", LABEL),)),
        Changes(removed=(Row("labels", "bay", LABEL),)),
    ):
        digests.append(write(folder, change, ANNA).digest)
        files[digests[-1]] = folder / "editions" / f"{digests[-1]}.csv"
    digests.append(undo(folder, 3, ANNA).digest)
    assert digests[4] == digests[2], "what is taken back is an edition that was there"
    assert digests[3] == digests[1]
    assert all(files[digest].stat().st_size < 200 for digest in digests[1:3])
    assert f"edition,{digests[0]},base" in files[digests[2]].read_text(encoding="utf-8")
    last = load(folder)
    assert differences(last, digests[0]) == [{("labels", "bay")}, set(), {("people", person)}]
    assert differences(last, digests[1]) == [{("labels", "bay")}, set(), set()]
    assert differences(last, digests[2]) == [set(), set(), set()]
    undo(folder, 2, ANNA)
    assert differences(load(folder), digests[2]) == [set(), {("labels", "bay")}, set()]
    assert undo(folder, 1, ANNA).digest == digests[0]
    assert differences(load(folder), digests[1]) == [set(), set(), {("people", person)}]
    (folder / "editions" / f"{digests[0]}.csv").unlink()
    assert editions.changes_since(load(folder), digests[2]) is None


def test_an_edition_of_a_large_change_is_kept_whole(
    copied: Callable[[Path], Path], record: Record
) -> None:
    folder = copied(record.package.folder)
    claims = read_now(folder).tables["claims"]
    cells = [Cell("claims", row, "note", cells["note"], "x") for row, cells in claims.items()]
    written = write(folder, Changes(cells=tuple(cells)), ANNA)
    content = (folder / "editions" / f"{written.digest}.csv").read_text(encoding="utf-8")
    assert len(content.splitlines()) == len(editions.rows(load(folder))) + 1
    assert "base" not in content.splitlines()[1]


@pytest.mark.parametrize("base", ["0" * 12, "../../x", "b" * 12])
def test_an_edition_told_of_what_is_no_whole_edition_is_not_available(
    copied: Callable[[Path], Path], base: str
) -> None:
    folder = copied(MADE_UP)
    (folder / "editions").mkdir()
    for name, of in (("a" * 12, base), ("b" * 12, "a" * 12)):
        text = f"table,id,mark\nedition,{of},base\nclaims,x,gone\n"
        (folder / "editions" / f"{name}.csv").write_text(text, encoding="utf-8")
    assert editions.changes_since(load(folder), "a" * 12) is None
