"""A record that changes while it is read: whole or not at all, and never with a fault."""

import gc
import os
import shutil
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from data import live
from data.curation import journal
from data.curation.writer import write
from data.descriptor import read_package
from data.live import PATIENT, SETTLED, State, Watch
from data.memory import keep
from tests.conftest import MADE_UP
from tests.curation.made_changes import ANNA, change_cell
from tests.support.clock import Clock

Copy = Callable[[Path], Path]
TITLE = ("moments", "chain", "title")
MOMENTS = "tables/moments.csv"


@pytest.fixture
def folder(copied: Copy) -> Path:
    return copied(MADE_UP)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(folder: Path, clock: Clock) -> Watch:
    return Watch(folder, now=clock)


def title(watch: Watch) -> str:
    record = watch.shown.record
    assert record is not None
    return str(record.moments.at["chain", "title"])


def rename(folder: Path, new: str, path: str = MOMENTS) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert "The chain" in text
    file.write_text(text.replace("The chain", new), encoding="utf-8")


def settle(watch: Watch, clock: Clock, seconds: float = SETTLED) -> bool:
    watch.look()
    clock.seconds += seconds
    return watch.look()


def test_an_edit_is_shown_once_it_has_been_left_alone_for_a_moment(
    watch: Watch, folder: Path, clock: Clock
) -> None:
    rename(folder, "Closed")
    assert not watch.look()
    clock.seconds += SETTLED / 2
    assert not watch.look()
    assert title(watch) == "The chain"
    clock.seconds += SETTLED / 2
    assert watch.look()
    assert title(watch) == "Closed"
    assert not settle(watch, clock)


def test_whoever_goes_on_writing_is_waited_for(watch: Watch, folder: Path, clock: Clock) -> None:
    rename(folder, "Closed")
    watch.look()
    clock.seconds += 0.9 * SETTLED
    (folder / "README.md").write_text("More words.", encoding="utf-8")
    assert not watch.look()
    clock.seconds += 0.9 * SETTLED
    assert not watch.look()
    assert title(watch) == "The chain"


def test_a_change_that_is_whole_is_not_waited_for(watch: Watch, folder: Path) -> None:
    write(folder, change_cell(folder, *TITLE, "Closed"), ANNA)
    assert watch.look(at_once=True)
    assert title(watch) == "Closed"


def test_a_faulty_change_never_shows_and_its_faults_do(
    watch: Watch, folder: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    good = watch.shown
    file = folder / MOMENTS
    sound = file.read_text(encoding="utf-8")
    file.write_text(sound.replace("1878-", "1878-13-", 1), encoding="utf-8")
    assert not settle(watch, clock)
    assert watch.shown is good
    assert [fault.table for fault in watch.faults] == ["moments"]
    assert "the record shown stays as it was" in caplog.text
    assert "moments row" in caplog.text
    file.write_text(sound, encoding="utf-8")
    assert not settle(watch, clock)
    assert watch.shown is good
    assert watch.faults == ()


@pytest.mark.parametrize("left", [0, 0.3, 0.97])
def test_half_a_file_never_shows(watch: Watch, folder: Path, clock: Clock, left: float) -> None:
    good, file = watch.shown, folder / MOMENTS
    whole = file.read_bytes()
    file.write_bytes(whole[: int(left * len(whole))])
    assert not settle(watch, clock)
    assert watch.shown is good
    assert watch.faults == ()  # it may still be written
    file.write_bytes(whole.replace(b"The chain", b"Closed"))
    assert settle(watch, clock)
    assert title(watch) == "Closed"


def test_a_table_that_lost_most_of_its_rows_is_taken_after_longer(
    watch: Watch, folder: Path, clock: Clock
) -> None:
    file = folder / "tables" / "estimates.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(lines[0], encoding="utf-8")
    assert not settle(watch, clock, 0.9 * PATIENT)
    clock.seconds += 0.1 * PATIENT
    assert watch.look()
    assert watch.shown.record is not None
    assert watch.shown.record.estimates.empty


@pytest.mark.parametrize("gone", [MOMENTS, "datapackage.json", "crisis.yaml", "tables", "."])
def test_what_is_deleted_is_still_shown_and_comes_back(
    watch: Watch, folder: Path, clock: Clock, tmp_path: Path, gone: str
) -> None:
    good, aside = watch.shown, tmp_path / "aside"
    shutil.move(folder / gone, aside)
    assert not settle(watch, clock, PATIENT)
    assert watch.shown is good
    assert watch.faults
    shutil.move(aside, folder / gone)
    assert not settle(watch, clock, PATIENT)
    assert watch.faults == ()
    assert watch.shown is good


def test_a_folder_put_in_place_of_another_is_shown(
    watch: Watch, folder: Path, clock: Clock, tmp_path: Path
) -> None:
    another = Path(shutil.copytree(folder, tmp_path / "another"))
    rename(another, "Closed")
    folder.rename(tmp_path / "before")
    another.rename(folder)
    assert settle(watch, clock)
    assert title(watch) == "Closed"


def test_what_is_written_while_it_is_read_is_read_again(
    watch: Watch, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path) -> State:
        state = read_state(path)
        rename(folder, "Half")
        return state

    read_state = live.read_state
    (folder / "README.md").write_text("More words.", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(live, "read_state", read)
        assert not settle(watch, clock)
    assert title(watch) == "The chain"
    assert settle(watch, clock)
    assert title(watch) == "Half"


def test_the_same_bytes_written_again_change_nothing(
    watch: Watch, folder: Path, clock: Clock
) -> None:
    good, file = watch.shown, folder / MOMENTS
    file.write_bytes(file.read_bytes())
    os.utime(file, (1, 1))
    assert not settle(watch, clock)
    assert watch.shown is good


def test_a_file_of_the_same_length_and_age_is_another(
    watch: Watch, folder: Path, clock: Clock
) -> None:
    was = (folder / MOMENTS).stat()
    rename(folder, "A wrench.")
    os.utime(folder / MOMENTS, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert settle(watch, clock)
    assert title(watch) == "A wrench."


def test_a_change_made_and_not_yet_in_its_place_is_shown(
    watch: Watch, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(step: str) -> None:
        if step == "made":
            raise KeyboardInterrupt

    monkeypatch.setattr(journal, "step", die)
    with pytest.raises(KeyboardInterrupt):
        write(folder, change_cell(folder, *TITLE, "Closed"), ANNA)
    assert settle(watch, clock)
    assert title(watch) == "Closed"


def test_a_draft_that_was_never_made_is_none(
    watch: Watch, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(step: str) -> None:
        if step == "kept":
            raise KeyboardInterrupt

    monkeypatch.setattr(journal, "step", die)
    with pytest.raises(KeyboardInterrupt):
        write(folder, change_cell(folder, *TITLE, "Closed"), ANNA)
    assert not settle(watch, clock)
    assert watch.faults == ()


def test_a_record_at_fault_from_the_start_is_shown_once_it_is_mended(
    folder: Path, clock: Clock
) -> None:
    (folder / "crisis.yaml").rename(folder / "aside")
    watch = Watch(folder, now=clock)
    assert watch.shown.record is None
    assert watch.shown.result.faults
    (folder / "aside").rename(folder / "crisis.yaml")
    assert settle(watch, clock)
    assert title(watch) == "The chain"


def test_what_fails_otherwise_is_a_fault_too(
    watch: Watch, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_package: object) -> None:
        raise RuntimeError("no memory")

    monkeypatch.setattr(live, "load_package", fail)
    rename(folder, "Closed")
    assert not settle(watch, clock)
    assert title(watch) == "The chain"
    assert "no memory" in str(watch.faults[0])


def test_readers_see_nothing_before_all_is_ready(folder: Path, clock: Clock) -> None:
    seen: list[tuple[State, State, State]] = []
    watch = Watch(folder, lambda old, new, _: seen.append((old, new, watch.shown)), clock)
    first = watch.shown
    rename(folder, "Closed")
    assert settle(watch, clock)
    assert seen == [(first, watch.shown, first)]


def test_a_record_that_was_replaced_is_let_go_with_all_that_was_made_of_it(
    watch: Watch, folder: Path, clock: Clock
) -> None:
    @keep(8)
    def make(record: object) -> list[object]:
        return [record]

    record = watch.shown.record
    assert record is not None
    assert make(record) is make(record)
    old = weakref.ref(record)
    del record
    rename(folder, "Closed")
    assert settle(watch, clock)
    gc.collect()
    assert old() is None


def test_what_is_made_of_one_record_is_not_that_of_another(folder: Path) -> None:
    @keep(8)
    def make(record: object) -> list[object]:
        return [record]

    one, another = (live.read_state(folder).record for _ in range(2))
    assert make(one) is not make(another)
    assert read_package(folder) == read_package(folder)
