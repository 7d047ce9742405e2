"""Nothing leaves a record's folder that its descriptor does not name, or that is not served."""

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.ui import store
from data import editions
from data.__main__ import main
from data.checks.run import check
from data.descriptor import read_package
from data.export import package_zip
from data.load import TABLES, Record, load
from data.package import NotAPackage, shipped
from data.queries.sources import checked
from data.view import View
from tests.conftest import MADE_UP
from tests.support.pages import APP, choose, raised, texts, turn

Copy = Callable[[Path], Path]
SECRET = "the informant's name"
MARKS = "table,id,mark\n"


def described(folder: Path, **changes: object) -> None:
    """Change the descriptor; what is None is taken out."""
    file = folder / "datapackage.json"
    whole = json.loads(file.read_text(encoding="utf-8")) | changes
    kept = {name: value for name, value in whole.items() if value is not None}
    file.write_text(json.dumps(kept), encoding="utf-8")


def handed_out(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def littered(folder: Path) -> Path:
    """Lay beside a record what lies in real folders, and links to what lies outside."""
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "private.csv").write_text(SECRET)
    (folder / "editions").mkdir(exist_ok=True)
    for name in (
        "draft.md",
        ".git/config",
        "tables/events.csv.bak",
        "tables/~$events.csv",
        "tables/.~lock.events.csv#",
        "editions/notes.txt",
        "editions/draft-0123456789ab.csv",
        "editions/0123456789ab.csv.bak",
        "editions/0123456789ab/a.csv",
        "editions/111111111111.csv",
        "README.md.orig",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(SECRET)
    (folder / "editions/222222222222.csv").write_text(f"{MARKS}events,a,{SECRET}\n")
    (folder / "editions/333333333333.csv").symlink_to(outside / "private.csv")
    (folder / "link.csv").symlink_to(outside / "private.csv")
    (folder / "elsewhere").symlink_to(outside, target_is_directory=True)
    return folder


@pytest.mark.parametrize("folder", [shipped(), MADE_UP], ids=lambda f: f.name)
def test_only_what_the_descriptor_names_leaves(copied: Copy, folder: Path) -> None:
    whole = littered(copied(folder))
    kept = editions.keep(load(whole))
    out = handed_out(package_zip(load(whole)))
    tables = {f"tables/{name}.csv" for name in TABLES}
    named = {"crisis.yaml", "datapackage.json", "LICENSE.txt", f"editions/{kept.name}", *tables}
    before = {f"editions/{file.name}" for file in (folder / "editions").glob("*.csv")}
    texts = {"README.md", "CHANGES.md"} if folder == shipped() else set()
    assert set(out) == named | before | texts
    assert not any(SECRET.encode() in content for content in out.values())


def test_the_command_packs_no_more_than_the_page(
    copied: Copy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = littered(copied(MADE_UP))
    monkeypatch.chdir(tmp_path)
    assert main(["pack", str(folder)]) == 0
    (packed,) = tmp_path.glob("*.zip")
    assert packed.read_bytes() == package_zip(load(folder))
    assert SECRET.encode() not in b"".join(handed_out(packed.read_bytes()).values())


def test_texts_and_editions_leave_only_where_they_are_named(copied: Copy) -> None:
    folder = copied(shipped())
    described(folder, readme=None, changes=None, editions=None)
    out = handed_out(package_zip(load(folder)))
    tables = {f"tables/{name}.csv" for name in TABLES}
    assert set(out) == {"crisis.yaml", "datapackage.json", "LICENSE.txt", *tables}


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("../outside/private.csv", "leads out of the folder"),
        ("tables/../../outside/private.csv", "leads out of the folder"),
        ("/etc/hosts", "leads out of the folder"),
        ("..\\outside\\private.csv", "leads out of the folder"),
        ("C:/private.csv", "leads out of the folder"),
        ("link.csv", "goes through a link"),
        ("elsewhere/private.csv", "goes through a link"),
        (".", "leads out of the folder"),
        ("", "is no path"),
        (["tables/events.csv", "more.csv"], "is no path"),
        ("tables/events.csv\0", "is no path"),
        ("a" * 5000, "cannot be read"),
    ],
)
@pytest.mark.parametrize("named", ["resource", "readme", "editions"])
def test_a_path_that_leaves_the_folder_is_refused_in_a_sentence(
    copied: Copy, capsys: pytest.CaptureFixture[str], path: object, why: str, named: str
) -> None:
    folder = littered(copied(MADE_UP))
    resources = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    if named == "resource":
        resources[0]["path"] = path
        described(folder, resources=resources)
    else:
        described(folder, **{named: path})
    with pytest.raises(NotAPackage, match=f"datapackage.json: .*{why}.*; ") as refused:
        read_package(folder)
    assert SECRET not in str(refused.value)
    assert main(["check", str(folder)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_table_or_descriptor_behind_a_link_is_refused(copied: Copy, tmp_path: Path) -> None:
    folder = copied(MADE_UP)
    for name in ("tables/events.csv", "datapackage.json"):
        file = folder / name
        moved = file.rename(tmp_path / file.name)
        file.symlink_to(moved)
        with pytest.raises(NotAPackage, match="goes through a link"):
            load(folder)
        file.unlink()
        moved.rename(file)
    tables = (folder / "tables").rename(tmp_path / "tables")
    (folder / "tables").symlink_to(tables, target_is_directory=True)
    with pytest.raises(NotAPackage, match="goes through a link"):
        load(folder)


def test_the_folder_itself_may_be_named_through_a_link(copied: Copy, tmp_path: Path) -> None:
    current = tmp_path / "current"
    current.symlink_to(copied(MADE_UP), target_is_directory=True)
    assert load(current).digest == load(MADE_UP).digest


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_no_file_is_not_waited_for(copied: Copy) -> None:
    folder = copied(MADE_UP)
    (folder / "tables/events.csv").unlink()
    os.mkfifo(folder / "tables/events.csv")
    assert "there is no such file" in str(check(folder).faults[0])


@pytest.mark.parametrize("name", ["../../up", "a/b", ".hidden", "", 7, "a\\b", "a\nb"])
def test_a_package_is_called_by_a_name_that_leads_nowhere(copied: Copy, name: object) -> None:
    folder = copied(MADE_UP)
    described(folder, name=name)
    with pytest.raises(NotAPackage, match="names no file"):
        read_package(folder)


def spoiled(folder: Path, how: str) -> None:
    """Do to the files of a record on disk what happens to them while it is served."""
    for file in [*folder.rglob("*.csv"), *folder.glob("*.json"), *folder.glob("*.md")]:
        text = file.read_text(encoding="utf-8")
        if how == "semicolons":
            file.write_text(text.replace(",", ";"), encoding="utf-8")
        elif how == "cut":
            file.write_text(text[: len(text) // 2], encoding="utf-8")
        elif how == "one cell":
            file.write_text(text.replace("a", "b"), encoding="utf-8")
        elif how == "deleted":
            file.unlink()


SPOILED = pytest.mark.parametrize("how", ["semicolons", "cut", "one cell", "deleted"])


@SPOILED
def test_what_is_handed_out_is_what_was_loaded(copied: Copy, how: str) -> None:
    folder = copied(MADE_UP)
    editions.keep(load(folder))
    served = load(folder)
    before, marks = package_zip(served), editions.rows(served)
    spoiled(folder, how)
    assert package_zip(served) == before
    assert editions.rows(served).equals(marks)
    since = editions.changes_since(served, served.digest)
    assert since is not None
    assert len(since.added) + len(since.removed) + len(since.changed) == 0
    assert checked.known(served, check(MADE_UP).warnings)


@SPOILED
def test_sources_go_on_while_their_files_are_edited(
    copied: Copy, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    folder = copied(MADE_UP)
    editions.keep(load(folder))
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    reader = AppTest.from_file(APP, default_timeout=60).run()
    spoiled(folder, how)
    turn(reader, "sources")
    for show in ("checks", "downloads", "dictionary", "health"):
        assert raised(choose(reader, show=show)) == []
        assert "<h1" in "".join(texts(reader))
    whole: Record = store.record()
    with zipfile.ZipFile(io.BytesIO(package_zip(whole))) as archive:
        archive.extractall(folder.parent / "unpacked")
    unpacked = load(folder.parent / "unpacked" / whole.package.name)
    assert unpacked.digest == whole.digest


def test_what_was_checked_is_what_is_shown(copied: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(MADE_UP)
    monkeypatch.setenv("REDLINES_RECORD", str(folder))
    assert store.checked().faults == ()
    spoiled(folder, "one cell")  # between the check and the first look at the record
    assert store.record().digest == load(MADE_UP).digest


def test_an_edition_is_kept_only_where_the_descriptor_names_a_folder(
    copied: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(MADE_UP)
    described(folder, editions=None)
    assert main(["edition", str(folder)]) == 2
    assert '"editions": "editions"' in capsys.readouterr().err
    assert not (folder / "editions").exists()


def test_an_id_with_commas_and_quotes_makes_no_edition_unreadable(copied: Copy) -> None:
    folder = copied(MADE_UP)
    served = load(folder)
    marks = editions.rows(served)
    marks.loc[0, "id"] = 'a, "b"'
    file = folder / "editions" / "abcdefabcdef.csv"
    file.parent.mkdir(exist_ok=True)
    marks.to_csv(file, index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    found = editions.changes_since(load(folder), "abcdefabcdef")
    assert found is not None
    assert list(found.removed["id"]) == ['a, "b"']


def test_an_edition_named_by_an_address_opens_no_table(copied: Copy) -> None:
    folder = copied(MADE_UP)
    described(folder, editions="tables")
    assert editions.changes_since(load(folder), "events") is None
    assert View.default(load(folder))
