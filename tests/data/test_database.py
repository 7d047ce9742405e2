"""A record in PostgreSQL is the record it was in its folder, and is changed by the same writer."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from data.__main__ import main
from data.curation import desk, queue
from data.curation.changes import Changes, Conflict
from data.curation.log import group, read_log
from data.curation.proposals import Proposal, Proposed
from data.curation.writer import Faulty, undo, write
from data.database import connection, store
from data.database.move import move
from data.database.tables import METADATA
from data.descriptor import read_package
from data.homes import Database
from data.live import find_stamp
from data.load import load_package
from data.package import PATIENCE, NotAPackage, list_records, list_shipped
from tests.conftest import MADE_UP
from tests.curation.made_changes import ANNA, BEN, change_cell, orders, person, read_now, remove
from tests.support.histories import rewind
from tests.support.pages import raised, session, texts

TITLE = ("moments", "chain", "title")
EVA = Changes(added=(person("eva"),))


def _run(address: str, command: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as opened:
        opened.execute(command)


def digest(home: Database) -> str:
    return load_package(read_package(home)).digest


@pytest.mark.parametrize("folder", [*list_shipped(), MADE_UP], ids=lambda folder: folder.name)
def test_there_and_back_no_byte_is_another(home, tmp_path, folder: Path) -> None:
    there, back = Database(home.address, "copy"), tmp_path / "back"
    queue.propose(home, [proposal()], "anna")
    assert move(folder, there) == load_package(read_package(folder)).digest == digest(there)
    move(there, back)
    first, last = read_package(folder).files, read_package(back).files
    assert dict(last) == dict(first)


def test_log_proposals_and_articles_go_along(home, tmp_path) -> None:
    write(home, change_cell(home, *TITLE, "Closed"), ANNA)
    write(home, EVA, BEN)
    queue.propose(home, [proposal()], "anna")
    desk.save_article(home, "a" * 64, "Words, “quoted”".encode())
    back = tmp_path / "back"
    move(home, back)
    assert read_log(read_package(back)) == read_log(read_package(home))
    assert queue.read_queue(read_package(back)) == queue.read_queue(read_package(home))
    assert desk.read_article(back, "a" * 64) == "Words, “quoted”".encode()
    again = Database(home.address, "again")
    move(back, again)
    assert dict(read_package(again).files) == dict(read_package(home).files)


def test_a_change_is_checked_logged_and_undone_as_in_a_folder(home) -> None:
    before = digest(home)
    written = write(home, change_cell(home, *TITLE, "Closed"), ANNA)
    assert read_now(home).tables["moments"]["chain"]["title"] == "Closed"
    assert written.digest == digest(home) != before
    with pytest.raises(Faulty):
        write(
            home,
            change_cell(home, "events", next(iter(read_now(home).tables["events"])), "kind", "x"),
            BEN,
        )
    assert digest(home) == written.digest
    assert undo(home, written.number, BEN).digest == before
    assert [entry.account.who for entry in group(read_log(read_package(home))).values()] == [
        "anna",
        "ben",
    ]


def test_a_row_that_is_removed_and_undone_stands_where_it_stood(home) -> None:
    first = read_now(home)
    write(home, Changes(added=(person("eva"), person("fay", "eva"))), ANNA)
    people = list(read_now(home).tables["people"])
    removed = write(home, remove(home, "people", "eva"), ANNA)
    assert "eva" not in read_now(home).tables["people"]
    undo(home, removed.number, ANNA)
    assert list(read_now(home).tables["people"]) == people
    entries = group(read_log(read_package(home)))
    assert orders(rewind(entries, read_now(home))) == orders(first)


def test_a_change_against_cells_that_are_others_now_is_refused(home) -> None:
    mine = change_cell(home, *TITLE, "Mine")
    write(home, change_cell(home, *TITLE, "Theirs"), BEN)
    with pytest.raises(Conflict, match="Theirs"):
        write(home, mine, ANNA)


def test_two_writers_at_once_lose_nothing(home) -> None:
    with ThreadPoolExecutor(4) as pool:
        names = [f"p{number}" for number in range(6)]
        list(pool.map(lambda n: write(home, Changes(added=(person(n),)), ANNA), names))
    assert set(names) <= read_now(home).tables["people"].keys()
    assert list(group(read_log(read_package(home)))) == [1, 2, 3, 4, 5, 6]


def test_a_write_that_dies_before_its_end_changes_nothing(home) -> None:
    before, revision = digest(home), store.read_revision(home)

    def die() -> None:
        with store.hold(home) as held:
            held.put({"tables/people.csv": b"person_id,name\n"})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        die()
    assert (digest(home), store.read_revision(home)) == (before, revision)


def test_the_migrations_lead_to_the_tables(home) -> None:
    with connection.connect(home) as opened:
        assert compare_metadata(MigrationContext.configure(opened), METADATA) == []


def test_tables_of_another_version_are_refused_with_the_mend(home, capsys) -> None:
    _run(home.address, "UPDATE alembic_version SET version_num = '0000'")
    connection.close(home.address)
    with pytest.raises(NotAPackage, match="run `python -m data upgrade"):
        read_package(home)
    _run(home.address, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    assert main(["upgrade", home.address]) == 0
    assert "now 0002" in capsys.readouterr().out
    assert store.list_records(home) == []


def test_tables_of_an_earlier_version_keep_what_they_hold(home) -> None:
    write(home, EVA, ANNA)
    before = dict(read_package(home).files)
    _run(home.address, "DROP TABLE seats, rooms; UPDATE alembic_version SET version_num = '0001'")
    connection.close(home.address)
    assert connection.upgrade(home) == ["tables of version 0001: now 0002"]
    assert dict(read_package(home).files) == before


@pytest.mark.parametrize(
    ("record", "reason"),
    [("crisis", "is there already"), ("", "name a record")],
)
def test_what_cannot_be_moved_is_said(home, tmp_path, record: str, reason: str) -> None:
    if record:
        with pytest.raises(NotAPackage, match=reason):
            move(MADE_UP, home)
        return
    move(MADE_UP, Database(home.address, "second"))
    assert main(["move", home.address, str(tmp_path / "out")]) == 2


def test_commands_take_an_address_for_a_folder(home, tmp_path, capsys) -> None:
    write(home, change_cell(home, *TITLE, "Closed"), ANNA)
    named = f"{home.address}?record=crisis"
    assert main(["check", named]) == 0
    assert main(["log", named]) == 0
    assert "1 cell changed" in capsys.readouterr().out
    assert main(["undo", "1", named, "--by", "ben"]) == 0
    assert main(["export", named, "--xlsx", str(tmp_path / "book.xlsx")]) == 0
    assert main(["import", str(tmp_path / "book.xlsx"), "--to", named]) == 0
    assert "nothing differs" in capsys.readouterr().out
    assert main(["move", named, str(tmp_path / "out")]) == 0
    assert load_package(read_package(tmp_path / "out")).digest == digest(home)
    assert main(["edition", named]) == 2
    assert main(["move", str(MADE_UP), str(tmp_path / "x")]) == 2


def test_a_record_that_is_not_there_is_named(home) -> None:
    with pytest.raises(NotAPackage, match=r"record=none is no record .*it has crisis"):
        read_package(Database(home.address, "none"))


@pytest.mark.parametrize("path", ["../escaped.txt", "/tmp/escaped.txt", "tables/../../x", "a\\b"])
def test_a_path_that_leads_out_of_a_folder_is_refused(home, tmp_path, path: str) -> None:
    with store.hold(home) as held:
        held.put({path: b"x"})
    with pytest.raises(NotAPackage, match="leads out of the folder"):
        move(home, tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_what_a_database_refuses_is_a_sentence(home, address) -> None:
    _run(address, "DROP ROLE IF EXISTS poor; CREATE ROLE poor LOGIN")
    poor = Database(home.address.replace("redlines@", "poor@"), home.record)
    for ask in (read_package, find_stamp, connection.upgrade, lambda at: write(at, EVA, ANNA)):
        with pytest.raises(NotAPackage, match=r"refuses it \(permission denied .*; mend"):
            ask(poor)
    connection.close(poor.address)
    nothing = Proposal("p-2", "people", "dora", {"name": Proposed("Do\0ra")})
    with pytest.raises(NotAPackage, match="refuses it"):
        queue.propose(home, [nothing], "anna")
    with pytest.raises(NotAPackage, match="refuses it"):
        desk.save_article(Database(home.address, "none"), "a" * 64, b"words")


def test_pages_stay_where_a_database_goes_away(home, monkeypatch) -> None:
    monkeypatch.setenv("REDLINES_DATABASE", home.address)
    at = session().run()
    assert "Coralta" in "".join(texts(at))

    def fail(*_: object) -> None:
        raise NotAPackage("the database does not answer; start it")

    for name in ("read_revision", "read_settings", "read_files"):
        monkeypatch.setattr(store, name, fail)
    later = monotonic() + 2 * PATIENCE
    monkeypatch.setattr("data.package.monotonic", lambda: later)
    assert dict(list_records()) == {"crisis": home}
    for reader in (at, session()):
        page = "".join(texts(reader.run()))
        assert raised(reader) == []
        assert "Coralta" in page


def test_the_records_of_a_database_are_those_that_are_read(home, monkeypatch) -> None:
    monkeypatch.setenv("REDLINES_DATABASE", home.address)
    assert dict(list_records()) == {"crisis": home}
    assert len(list_shipped()) > 1
    for folder in reversed(list_shipped()):
        move(folder, Database(home.address, folder.name))
    now = monotonic() + PATIENCE
    monkeypatch.setattr("data.package.monotonic", lambda: now)
    assert list(list_records())[: len(list_shipped())] == [f.name for f in list_shipped()]
    monkeypatch.setenv("REDLINES_DATABASE", f"{home.address}?record=crisis")
    at = session().run()
    assert raised(at) == []
    assert "Coralta" in "".join(texts(at))
    monkeypatch.setenv("REDLINES_DATABASE", "postgresql://anna:secret@127.0.0.1:1/x")
    page = "".join(texts(session().run()))
    assert "This record cannot be shown yet" in page
    assert "does not answer" in page
    assert "secret" not in page


def proposal() -> Proposal:
    return Proposal("p-1", "people", "dora", {"name": Proposed("Dora", ((4, 8),))}, "a" * 64)
