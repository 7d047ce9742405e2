"""A table's file as rows of text cells, however a spreadsheet wrote it; what was taken is said.

Read is what can only be meant in one way: which separator, which letters, where the header is. The
cells themselves are put into their column's form by `data.values`.
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.words import count

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
MARK = "\ufeff"
BLANK = f" \t\r\n\v\f\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000{MARK}"
BLANKS = frozenset(re.findall(f"[{BLANK}]", "".join(map(chr, range(0x3001))) + MARK))
EDGES = re.compile(f"^[{BLANK}]+|[{BLANK}]+$")
LOOKED_THROUGH = 12  # rows at the top of a file among which its header is
# No language that Windows-1252 writes has three such letters in a row, or such signs in a word:
# the bytes are then those of another alphabet.
FOREIGN = re.compile("[\u00c0-\u00ff\u0160\u0161\u017d\u017e\u0178]{3}|(?<=[a-z])[¹³¿¶](?=[a-z])")
OPENING, CLOSING = "“”„", "“”"  # quote marks that a word processor puts for those of CSV
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Unreadable(Exception):
    """A file is no table; the message is the rule it breaks, `mend` what to do, `row` where."""

    def __init__(self, rule: str, mend: str, row: int = 0) -> None:
        super().__init__(rule)
        self.mend, self.row = mend, row


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a file, each with its number in the spreadsheet; `taken` says how it was read."""

    header: tuple[str, ...]
    at: int
    rows: tuple[tuple[int, list[str]], ...]
    taken: tuple[str, ...]


def read_grid(content: bytes, known: Sequence[str], declared: str = "") -> Grid:
    """Return the rows of a file of text; raises Unreadable where it is none.

    `known`: the names of the table's columns, by which its separator and its header are found;
    `declared`: the separator that the package names, if it names one.
    """
    text, letters = decode(content)
    separator, text = _named_separator(text)
    notes = ["a line sep="] if separator else []
    lines = io.StringIO(text, newline="")  # made once: of a large file each takes a while
    separator = separator or _separator(lines, known, declared)
    if separator != ",":
        notes.insert(0, SEPARATORS.get(separator, f"{separator!r} between cells"))
    rows = list(enumerate(_rows(lines, separator), 1))
    return find_header(rows, known, [*notes, *letters], separator)


def write_csv(rows: Iterable[Sequence[str]], end: str = "\n") -> str:
    """Return rows as the text of a table's file: commas, and quote marks where they are needed."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=end).writerows(rows)
    return out.getvalue()


def decode(content: bytes) -> tuple[str, list[str]]:
    """Return a file's text, in composed letters, and what is to be said of how it was read."""
    if content.startswith((ZIP, OLD_EXCEL)):
        raise _binary(content)
    notes: list[str] = []
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text, notes = content.decode("utf-16"), ["UTF-16"]
        elif wide := _wide(content):
            text, notes = content.decode(wide), ["UTF-16"]
        else:
            text = content.decode("utf-8")
            notes = ["UTF-8 with a byte order mark"] if text.startswith(MARK) else []
    except UnicodeDecodeError as fault:
        text, notes = _western(content, fault)
    return unicodedata.normalize("NFC", text.lstrip(MARK)), notes


def fold(name: str) -> str:
    """Return a heading without what is only a way to write it: case, spaces, underscores."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name)).casefold()


def trim(cell: str) -> str:
    """Return a cell without the blanks around it, whichever they are."""
    # Most cells have none: two letters are looked at before the expression is.
    if not cell or not (cell[0] in BLANKS or cell[-1] in BLANKS):
        return cell
    return EDGES.sub("", cell)


def find_header(
    rows: Iterable[tuple[int, Sequence[str]]],
    known: Sequence[str],
    notes: Sequence[str] = (),
    separator: str = ",",
) -> Grid:
    """Return the rows under the header, which is the row of the top that names most columns.

    Blank rows, and columns at the end that hold nothing, are left out.
    """
    whole = [(number, list(row)) for number, row in rows if any(map(trim, row))]
    if not whole:
        return Grid((), 1, (), tuple(notes))
    names = {fold(name) for name in known}
    scores = [len(names & {fold(cell) for cell in row}) for _, row in whole[:LOOKED_THROUGH]]
    first = scores.index(max(scores))
    at, header = whole[first][0], [trim(cell) for cell in whole[first][1]]
    taken = list(notes)
    if first:
        words = "; ".join(" ".join(filter(None, map(trim, row))) for _, row in whole[:first])
        taken.append(f"{count(first, 'row')} over the header left out ({words[:60]!r})")
    elif at > 1:
        taken.append("blank lines over the header left out")
    below, joined, spaces = [], 0, 0
    for number, row in whole[first + 1 :]:
        cells = _joined(row, len(header), separator)
        trimmed = [trim(cell) for cell in cells]
        joined += cells is not row
        if trimmed != cells:
            spaces += sum(a != b for a, b in zip(cells, trimmed, strict=True))
        below.append((number, trimmed))
    taken += [f"curly quote marks in {count(joined, 'row')}"] if joined else []
    taken += [f"spaces around {count(spaces, 'cell')}"] if spaces else []
    # Columns at the end that hold nothing are none; one without a name that holds something is.
    width = max(_width(header), *(_width(row) for _, row in below if len(row) <= len(header)), 0)
    below = [
        (number, row if len(row) <= width else row[: max(width, _width(row))])
        for number, row in below
    ]
    return Grid(tuple(header[:width]), at, tuple(below), tuple(taken))


def _width(row: Sequence[str]) -> int:
    width = len(row)
    while width and not row[width - 1]:
        width -= 1
    return width


def _named_separator(text: str) -> tuple[str, str]:
    """Return the separator of a first line `sep=;`, which Excel reads and does not count."""
    named = re.match(r'"?sep=([,;\t|])"?[,;\t|]*\r?\n', text, re.IGNORECASE)
    return (named[1], text[named.end() :]) if named else ("", text)


def _separator(lines: io.StringIO, known: Sequence[str], declared: str) -> str:
    """Return the separator by which the top of a file names most columns."""
    names = {fold(name) for name in known}
    best, most = declared or ",", 0
    for separator in dict.fromkeys((best, *SEPARATORS)):
        lines.seek(0)
        reader = csv.reader(lines, delimiter=separator)
        try:
            top = [row for row, _ in zip(reader, range(LOOKED_THROUGH), strict=False)]
        except csv.Error:
            continue
        score = max((len(names & {fold(cell) for cell in row}) for row in top), default=0)
        if score > most:
            best, most = separator, score
    return best


def _rows(lines: io.StringIO, separator: str) -> Iterable[list[str]]:
    lines.seek(0)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    row = 0
    try:
        for cells in reader:
            row += 1
            yield cells
    except csv.Error as fault:
        rule = f"is no CSV ({fault})"
        raise Unreadable(rule, "close its quote marks, or save it as CSV UTF-8", row + 1) from fault


def _joined(row: list[str], width: int, separator: str) -> list[str]:
    """Return a row too long with what curly quote marks hold together as one cell each.

    As it was where that does not make it as long as the header.
    """
    if len(row) <= width:
        return row
    cells: list[str] = []
    parts: list[str] = []
    for cell in row:
        parts.append(cell)
        if trim(parts[0])[:1] in (*OPENING,) and trim(cell)[-1:] not in (*CLOSING,):
            continue
        cells.append(trim(separator.join(parts))[1:-1] if len(parts) > 1 else cell)
        parts = []
    return cells if not parts and len(cells) == width else row


def _wide(content: bytes) -> str:
    """Return which UTF-16 bytes without a mark are: half of Latin letters is then nothing."""
    top = content[:400]
    if len(top) < 8 or len(top) % 2:
        return ""
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if top[start::2].count(0) > 0.8 * len(top) / 2:
            return name
    return ""


def _western(content: bytes, fault: UnicodeDecodeError) -> tuple[str, list[str]]:
    mend = "save it as CSV UTF-8"
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable(f"is no CSV in UTF-8 ({fault})", mend) from fault
    if strange := FOREIGN.search(text):
        word = next(w for w in re.finditer(r"[^\s,;]+", text) if w.end() > strange.start())[0]
        rule = f"is neither in UTF-8 nor surely in Windows-1252, where it would say {word!r}"
        raise Unreadable(rule, mend) from fault
    word = next(re.finditer(r"[^\s,;\"]*[^\x00-\x7f][^\s,;\"]*", text))[0]
    return text, [f"Windows-1252 (as in {word!r})"]


def _binary(content: bytes) -> Unreadable:
    if content.startswith(OLD_EXCEL):
        return Unreadable("is an old Excel file (.xls)", "save it as .xlsx or as CSV UTF-8")
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except zipfile.BadZipFile:
        names = []
    if "xl/workbook.xml" in names:
        mend = "`python -m data import` reads it; or save its sheet as CSV UTF-8"
        return Unreadable("is an Excel workbook", mend)
    return Unreadable("is no text but a zip file", "save it as .xlsx or as CSV UTF-8")
