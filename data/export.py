"""Tables as files to take away: as known at a moment, safe to open in a spreadsheet."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from data import direction
from data.cells import write_csv
from data.clock import Moment
from data.files import LONG_AGO
from data.kinds import KINDS
from data.load import TABLES, Record
from data.package import Field

# A cell that begins so is run as a formula by spreadsheets (OWASP, CSV Injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_csv(seen: Record, name: str) -> bytes:
    """Return one table as known at the moment, in the columns of its file (UTF-8, RFC 4180).

    What was not known yet is a missing row or an empty cell; of a row's sources those published by
    then. A text that a spreadsheet would run as a formula gets a leading
    apostrophe; numbers and dates are left as they are. Raises KeyError for no table.
    """
    table, rows = seen.package.tables[name], seen.table(name)
    columns = {f.name: _cells(f, rows) for f in table.fields if f.name in rows}
    columns |= _cited(seen, name, rows)
    header = [f.name for f in table.fields]
    return write_rows(header, zip(*(columns[name] for name in header), strict=True))


def all_csv(seen: Record) -> bytes:
    """Return every table as known at the moment, in one zip file."""
    return _zip({f"{name}.csv": table_csv(seen, name) for name in TABLES})


def package_zip(record: Record) -> bytes:
    """Return the whole record, all moments, as a data package that passes `python -m data check`.

    Only what its descriptor names, as it was loaded, and the licences of all: nothing else that
    lies in its folder, and nothing that was changed there since. It obeys no clock: it is the
    record itself, not what was known at a moment.
    """
    files = sorted((_licence(record) | dict(record.package.files)).items())
    return _zip({f"{record.package.name}/{path}": content for path, content in files})


def _zip(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in files.items():
            file = zipfile.ZipInfo(path, date_time=LONG_AGO.timetuple()[:6])
            file.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(file, content)
    return out.getvalue()


def _licence(record: Record) -> dict[str, bytes]:
    licences = record.package.descriptor.get("licenses", ())
    lines = [" ".join(filter(None, (one.get("title"), one.get("path")))) for one in licences]
    return {"LICENSE.txt": "\n".join([*lines, ""]).encode()}


def frame_csv(frame: pd.DataFrame) -> bytes:
    """Return a frame of texts as a file (UTF-8, RFC 4180), no cell of which is a formula."""
    rows = ([inert(str(cell)) for cell in row] for row in frame.to_numpy())
    return write_rows(list(frame.columns), rows)


def write_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows, whose cells are inert already, as a file (UTF-8, RFC 4180)."""
    return write_csv([header, *rows], end="\r\n").encode()


def inert(cell: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _cells(field: Field, rows: pd.DataFrame) -> list[str]:
    column = rows[field.name]
    if field.moment:
        ends = rows[f"{field.name}_last"], rows[f"{field.name}_precision"]
        return [
            "" if pd.isna(first) else Moment(last, first, precision).text
            for first, last, precision in zip(column, *ends, strict=True)
        ]
    if field.delimiter:
        return [inert(field.delimiter.join(cell)) for cell in column]
    if field.type == "boolean":
        return [field.true_values[0] if cell else "" for cell in column]
    if field.type in ("integer", "number"):
        return ["" if pd.isna(cell) else f"{cell:.15g}" for cell in column.astype("object")]
    cells = ["" if pd.isna(cell) else str(cell) for cell in column]
    return [inert(direction.bare(cell)) for cell in cells]


def _cited(seen: Record, name: str, rows: pd.DataFrame) -> dict[str, list[str]]:
    """Return the columns that name sources: the one read in first, the others after it."""
    fields = KINDS[name].cites
    if "cited" not in rows or not fields:
        return {}
    listed = seen.package.field(name, fields[-1]).delimiter or ";"
    if len(fields) == 1:
        return {fields[0]: [listed.join(cited) for cited in rows["cited"]]}
    first, more = fields
    return {
        first: [cited[0] if cited else "" for cited in rows["cited"]],
        more: [listed.join(cited[1:]) for cited in rows["cited"]],
    }
