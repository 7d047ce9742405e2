"""A command line refuses what a page would refuse, in one line that any console can print."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from components.brief.__main__ import main as brief
from components.brief.make import KINDS
from data.__main__ import main as data
from data.checks.run import check
from data.console import printable
from tests.conftest import MADE_UP
from tests.support.broken_cells import EVENT, NOTE, ROWS, SCHEMA, SIXTY, edit

ROOT = Path(__file__).parents[2]
Copy = Callable[[Path], Path]
Captured = pytest.CaptureFixture[str]


def refused(record: Path, to: Path, capsys: Captured) -> str:
    """Return the one line in which a brief of the record is refused."""
    assert brief(["--record", str(record), "--to", str(to)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert not to.exists()
    (line,) = said.err.splitlines()
    assert "Traceback" not in line
    return line


@pytest.mark.parametrize("edited", [[e] for e, _ in SCHEMA] + [edits for edits, _ in ROWS])
def test_a_record_with_a_fault_gives_no_brief(
    copied_over: Copy, tmp_path: Path, capsys: Captured, edited: list[tuple[str, str, str, str]]
) -> None:
    folder = copied_over(MADE_UP)
    edit(folder, *edited)
    first, *_ = check(folder).faults
    assert str(first) in refused(folder, tmp_path / "brief.md", capsys)


def spoil_header(folder: Path) -> None:
    file = folder / "tables" / "events.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")


def spoil_key(folder: Path) -> None:
    file = folder / "tables" / "events.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("event_id", "No.", 1), encoding="utf-8")


def spoil_encoding(folder: Path) -> None:
    file = folder / "tables" / "people.csv"
    file.write_bytes(file.read_bytes() + "é".encode("cp1252"))


def spoil_descriptor(folder: Path) -> None:
    (folder / "datapackage.json").write_bytes('{"title": "Á"}'.encode("cp1252"))


def spoil_nesting(folder: Path) -> None:
    (folder / "datapackage.json").write_text("[" * 100_000)


def spoil_pattern(folder: Path) -> None:
    file = folder / "datapackage.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"pattern": "', '"pattern": "(', 1), encoding="utf-8")


def leave_out_table(folder: Path) -> None:
    (folder / "tables" / "events.csv").unlink()


def spoil_settings(folder: Path) -> None:
    (folder / "crisis.yaml").write_text("title: [\n", encoding="utf-8")


def leave_out_settings(folder: Path) -> None:
    (folder / "crisis.yaml").unlink()


def leave_out_descriptor(folder: Path) -> None:
    (folder / "datapackage.json").unlink()


SPOILS = (
    spoil_header,
    spoil_key,
    spoil_encoding,
    spoil_descriptor,
    spoil_nesting,
    spoil_pattern,
    leave_out_table,
    leave_out_descriptor,
    spoil_settings,
    leave_out_settings,
)


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda spoil: spoil.__name__)
def test_what_cannot_be_read_is_named_by_both_commands_and_raises_nothing(
    copied_over: Copy, tmp_path: Path, capsys: Captured, spoil: Callable[[Path], None]
) -> None:
    folder = copied_over(MADE_UP)
    spoil(folder)
    assert str(folder) in refused(folder, tmp_path / "brief.md", capsys)
    assert data(["check", str(folder)]) in (1, 2)


def test_no_record_and_no_folder_to_write_to_are_refused(tmp_path: Path, capsys: Captured) -> None:
    nowhere = tmp_path / "none"
    assert "holds no datapackage.json" in refused(nowhere, tmp_path / "brief.md", capsys)
    assert "there is no folder" in refused(MADE_UP, nowhere / "brief.md", capsys)
    (tmp_path / "folder.md").mkdir()
    assert brief(["--record", str(MADE_UP), "--to", str(tmp_path / "folder.md")]) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("kind", KINDS)
def test_letters_that_show_nothing_harm_no_file(
    copied_over: Copy, tmp_path: Path, kind: str
) -> None:
    folder = copied_over(MADE_UP)
    edit(folder, (EVENT, NOTE, "summary", "A\ufffe\u202eC"))
    edit(folder, ("claims", SIXTY, "text", "A\ufffe\u202eC"))
    assert check(folder).faults == ()
    out = tmp_path / f"brief.{kind}"
    assert brief(["--record", str(folder), "--to", str(out)]) == 0
    assert out.stat().st_size


@pytest.mark.parametrize("letter", ["\0", "\x1b", "\x0b", "\x7f", "\x85"])
def test_a_control_character_is_named(
    copied_over: Copy, tmp_path: Path, capsys: Captured, letter: str
) -> None:
    folder = copied_over(MADE_UP)
    edit(folder, (EVENT, NOTE, "summary", f"A{letter}B"))
    line = refused(folder, tmp_path / "brief.md", capsys)
    assert f"events row 4 summary: 'A\\x{ord(letter):02x}B' - holds a control character" in line


UNPRINTABLE = [
    (EVENT, NOTE, "kind", "переговоры"),
    ("places", "fort-aurelio", "lat", "−20.5°"),
    (EVENT, NOTE, "party_ids", "coralta;\x1b[2J高\u202e"),
    ("people", "barrientos", "party_id", "🚂"),
]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "ascii:strict", "utf-8", "latin-1"])
def test_every_fault_is_listed_on_a_console_of_any_encoding(
    copied_over: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    folder = copied_over(MADE_UP)
    edit(folder, *UNPRINTABLE)
    faults = check(folder).faults
    assert len(faults) == len(UNPRINTABLE)

    def run(main: Callable[[list[str]], int], *arguments: str) -> tuple[int, bytes, bytes]:
        said = []
        for name in ("stdout", "stderr"):
            codec, _, errors = encoding.partition(":")
            said.append(io.BytesIO())
            console = io.TextIOWrapper(said[-1], codec, errors or "strict", write_through=True)
            monkeypatch.setattr(sys, name, console)
        code = main(list(arguments))
        return code, *(stream.getvalue() for stream in said)

    code, out, err = run(data, "check", str(folder))
    assert (code, err) == (1, b"")
    lines = out.decode(encoding.partition(":")[0]).splitlines()
    listed = [line for line in lines if not line.startswith(("warning", "read"))]
    assert len(listed) == len(faults) + 1
    assert all(line.isprintable() for line in lines)
    if encoding == "utf-8":
        assert listed[:-1] == [str(fault) for fault in faults]
    code, out, err = run(brief, "--record", str(folder), "--to", str(tmp_path / "brief.md"))
    assert (code, out) == (1, b"")
    assert len(err.splitlines()) == 1
    assert b"Traceback" not in err


@pytest.mark.parametrize("command", ["data check", "components.brief --to brief.md --record"])
def test_a_real_console_that_prints_ascii_alone_is_one_of_them(
    copied_over: Copy, command: str
) -> None:
    folder = copied_over(MADE_UP)
    edit(folder, *UNPRINTABLE)
    done = subprocess.run(
        [sys.executable, "-m", *command.split(), str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert rb"\U0001f682" in done.stdout + done.stderr


def test_a_line_for_a_console_is_one_line_and_moves_no_cursor() -> None:
    assert printable("переговоры, 高, 🚂") == "переговоры, 高, 🚂"
    assert printable("a\nb\x1b[2J\0\u202e\x85") == "a\\nb\\x1b[2J\\x00\\u202e\\x85"
