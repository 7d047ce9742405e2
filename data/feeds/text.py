"""Files as they are published, plain or zipped, cut into chunks of rows whose columns are text."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from data.feeds.layouts import Layout
from data.feeds.schema import FeedFault

BLOCK = 16 * 2**20  # bytes read at once
ROWS = 100_000  # of a chunk whose fields are quoted
LONGEST = 4 * 2**20  # bytes of a line
FIRST = 20  # rows that are looked at for what a file is
MARK = b"\xef\xbb\xbf"  # byte order mark
DATE = re.compile(rb"\d{4}-\d\d-\d\d")
SHOWN = 500  # characters of a rejected row that are kept
csv.field_size_limit(2**20)  # an open quote ends here, and not with the file


@dataclass(frozen=True)
class Rejected:
    """A row that is not taken: its line in the file, counted from 1, why, and how it begins."""

    line: int
    reason: str
    text: str


@dataclass
class Chunk:
    """Some rows of a file: `table` has the layout's columns as text, and `line`."""

    table: pa.Table
    rejected: list[Rejected] = field(default_factory=list)
    size: int = 0  # bytes read for it


def check_header(file: BinaryIO, layout: Layout) -> None:
    """Raise FeedFault where a file cannot be of the layout, by its first rows."""
    lines = [file.readline(LONGEST) for _ in range(FIRST)]
    written = lines[0].removeprefix(MARK)
    if layout.header:
        row = _decode(written).rstrip("\r\n")
        split = row.split("\t") if layout.tabs else next(csv.reader([row]), [])
        _find_columns([name.strip() for name in split], layout)
        return
    widest = max(line.count(b"\t") + 1 for line in lines)
    if written and widest < len(layout.columns):
        raise FeedFault(
            f"it is no file of the layout {layout.name}: its rows have {widest} columns "
            f"instead of {len(layout.columns)}"
        )


def read_chunks(file: BinaryIO, layout: Layout) -> Iterator[Chunk]:
    """Yield a file's rows; raises FeedFault where its header lacks columns of the layout."""
    return _read_tabs(file, layout) if layout.tabs else _read_quoted(file, layout)


def _find_columns(header: Sequence[str], layout: Layout) -> None:
    missing = [column for column in layout.needed if column not in header]
    if missing:
        raise FeedFault(
            f"it is no file of the layout {layout.name}: its first row lacks "
            f"{', '.join(missing[:4])}{' ...' if len(missing) > 4 else ''}"
        )


def _table(columns: dict[str, Any], lines: Any, layout: Layout) -> pa.Table:
    rows = len(lines)
    absent = pa.array([""] * rows, pa.string())
    named = {name: columns.get(name, absent) for name in layout.read}
    return pa.table({**named, "line": pa.array(lines, pa.int64())})


# Fields parted by tabs, never quoted: a line is a row, and blocks of lines are read at once.


def _read_tabs(file: BinaryIO, layout: Layout) -> Iterator[Chunk]:
    line, header, rest = 1, list(layout.columns), b""
    first = True
    while block := file.read(BLOCK):
        size = len(block)
        if first:
            block = block.removeprefix(MARK)
        block = rest + block
        end = block.rfind(b"\n") + 1
        block, rest = block[:end], block[end:]
        if len(rest) > LONGEST:
            raise FeedFault(f"it is no text: line {line} has more than {LONGEST:,} bytes")
        if first and layout.header and block:
            written, _, block = block.partition(b"\n")
            header = _decode(written).rstrip("\r\t\n ").split("\t")
            _find_columns(header, layout)
            line += 1
        if first and block:
            header, first = _fit_header(header, block, layout), False
        chunk = _read_block(block, line, header, layout)
        line += block.count(b"\n")
        chunk.size = size
        yield chunk
    if rest:
        if first and layout.header:
            _find_columns(_decode(rest.removeprefix(MARK)).rstrip().split("\t"), layout)
            return
        yield _read_block(rest.removeprefix(MARK) + b"\n", line, header, layout)


def _fit_header(header: list[str], block: bytes, layout: Layout) -> list[str]:
    """Return the names of the columns that rows have: a header may name some that no row fills.

    Of the whole header and its known names those are taken by which more rows are as wide, and
    have a date where the layout has one.
    """
    known = [name for name in header if name in layout.columns]
    rows = [line.rstrip(b"\r").split(b"\t") for line in block.split(b"\n", 1000)[:1000]]

    def fitting(names: list[str]) -> int:
        at, width = names.index(layout.dates) if layout.dates else 0, len(names)
        wide = [row for row in rows if len(row) >= width and not any(row[width:])]
        return sum(bool(DATE.match(row[at])) for row in wide)

    return known if len(known) < len(header) and fitting(known) > fitting(header) else header


def _read_block(block: bytes, line: int, header: Sequence[str], layout: Layout) -> Chunk:
    block, rejected, lines = _mend(block, line, len(header))
    if not lines.size:
        return Chunk(_table({}, [], layout), rejected)
    table = arrow_csv.read_csv(
        pa.BufferReader(block),
        arrow_csv.ReadOptions(column_names=list(header), block_size=BLOCK * 2),
        arrow_csv.ParseOptions(delimiter="\t", quote_char=False, ignore_empty_lines=False),
        arrow_csv.ConvertOptions(
            include_columns=[name for name in layout.read if name in header],
            column_types=dict.fromkeys(header, pa.string()),
            strings_can_be_null=False,
        ),
    )
    return Chunk(
        _table({name: table[name] for name in table.column_names}, lines, layout), rejected
    )


def _mend(block: bytes, line: int, width: int) -> tuple[bytes, list[Rejected], np.ndarray]:
    """Return the lines that have `width` fields, those that do not, and the numbers of the former.

    Broken bytes become the sign for them, tabs too many at the end are left out.
    """
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    if b"\0" in block:
        block = block.replace(b"\0", b" ")
    if not _is_text(block):
        block = _decode(block).encode()
    letters = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero(letters == 10)
    tabs = np.diff(np.searchsorted(np.flatnonzero(letters == 9), ends), prepend=0)
    numbers = np.arange(line, line + len(ends))
    odd = np.flatnonzero(tabs != width - 1)
    if not odd.size:
        return block, [], numbers
    rejected: list[Rejected] = []
    pieces: list[bytes] = []
    sound = np.ones(len(ends), bool)
    start = 0
    for place in odd:
        begin = int(ends[place - 1]) + 1 if place else 0
        row = block[begin : int(ends[place])]
        pieces.append(block[start:begin])
        start = int(ends[place]) + 1
        fields = row.split(b"\t")
        if not any(fields[width:]) and len(fields) > width:
            pieces.append(b"\t".join(fields[:width]) + b"\n")
            continue
        sound[place] = False
        if row.strip():
            reason = f"has {len(fields)} columns instead of {width}"
            rejected.append(Rejected(int(numbers[place]), reason, _decode(row)[:SHOWN]))
    pieces.append(block[start:])
    return b"".join(pieces), rejected, numbers[sound]


def _is_text(block: bytes) -> bool:
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decode(text: bytes) -> str:
    return text.decode("utf-8", "replace")


# Fields parted by commas and quoted: a row may go over several lines.


def _read_quoted(file: BinaryIO, layout: Layout) -> Iterator[Chunk]:
    text = io.TextIOWrapper(file, "utf-8-sig", "replace", newline="")
    reader = csv.reader(line.replace("\0", " ") for line in text)
    header = [name.strip() for name in next(reader, [])]
    _find_columns(header, layout)
    places = [(name, header.index(name)) for name in layout.read if name in header]
    while True:
        columns: list[list[str]] = [[] for _ in places]
        lines: list[int] = []
        rejected: list[Rejected] = []
        size = 0
        ended = True
        for number, row in _rows(reader):
            size += sum(map(len, row)) + len(row)
            if fault := _fault(row, header):
                rejected.append(Rejected(number, fault, ",".join(row)[:SHOWN]))
            elif row:
                lines.append(number)
                for column, (_, place) in zip(columns, places, strict=True):
                    column.append(row[place])
            if len(lines) + len(rejected) >= ROWS:
                ended = False
                break
        named = {
            name: pa.array(column, pa.string())
            for column, (name, _) in zip(columns, places, strict=True)
        }
        yield Chunk(_table(named, lines, layout), rejected, size)
        if ended:
            text.detach()
            return


def _rows(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line on which it begins; one that cannot be read is one field."""
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            yield line, [f"cannot be read: {fault}"]


def _fault(row: Sequence[str], header: Sequence[str]) -> str:
    if len(row) < len(header) and row:
        unread = len(row) == 1 and row[0].startswith("cannot be read")
        return row[0] if unread else f"has {len(row)} columns instead of {len(header)}"
    return f"has {len(row)} columns instead of {len(header)}" if any(row[len(header) :]) else ""
