"""From published files into the folder of feeds: read, brought to the schema, written by month."""

import csv
import hashlib
import os
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import clock
from data.feeds import hexagons, store
from data.feeds.layouts import Layout, find_layout
from data.feeds.parts import Part, list_parts
from data.feeds.schema import COLUMNS, FeedFault
from data.feeds.text import Chunk, Rejected, check_header, read_chunks

if TYPE_CHECKING:
    import duckdb

HERE = Path(__file__).parent
MEMORY = "900MB"  # of the engine; beyond it works on disk
BATCH_ROWS = 1_000_000  # rows after which files are put in their place
GROUP = 122_880  # rows of a row group: what a filter on days passes over
LOOKUPS = """
CREATE TEMP MACRO filled(x) AS CASE WHEN trim(x) = 'None' THEN '' ELSE trim(x) END;
CREATE TEMP MACRO end_of(day) AS day::TIMESTAMP + INTERVAL 86399 SECOND;
CREATE TEMP MACRO acled_country(actor) AS coalesce(
    nullif(regexp_extract(actor,
        '^(Government|Military Forces|Police Forces) of (.+?) \\(\\d{4}-', 2), ''),
    regexp_extract(actor, '^(Civilians|Protesters|Rioters) \\((.+)\\)$', 2));
CREATE TEMP TABLE cameo AS SELECT cameo AS code, plover FROM read('cameo_plover.csv');
CREATE TEMP TABLE plover_words AS
    SELECT DISTINCT plover AS word, plover FROM cameo
    UNION ALL VALUES ('DEMAND', 'REQUEST'), ('CONCEDE', 'YIELD'), ('RETREAT', 'YIELD');
CREATE TEMP TABLE acled_types AS SELECT * FROM read('acled_plover.csv');
CREATE TEMP TABLE countries AS
    SELECT code, lower(name) AS name, nullif(gw, '') AS gw FROM read('countries.csv');
CREATE TEMP TABLE cameo_countries AS
    SELECT cameo, code FROM read('countries.csv') WHERE cameo <> code;
"""


@dataclass
class Progress:
    """How far an import is; `skipped` are files that were there already."""

    rows: int = 0
    rejected: int = 0
    files: int = 0
    skipped: int = 0
    name: str = ""
    faults: list[str] = field(default_factory=list)  # of files that could not be read at all
    begun: float = field(default_factory=time.monotonic)

    @property
    def speed(self) -> int:
        """Return rows a second, those rejected included."""
        return round((self.rows + self.rejected) / max(time.monotonic() - self.begun, 0.001))


Report = Callable[[Progress], None]


def import_files(
    files: Sequence[Path], feed: str, folder: Path, known: str = "", report: Report | None = None
) -> Progress:
    """Add files to a feed, those that are not in it yet, and return how many rows there were.

    `known` is the day a file was released, for a feed whose rows do not say when they became
    known. A file of another layout, or a broken one, is left out and said in `faults`. Raises
    FeedFault where nothing can be done; batches that were done before it stay.
    """
    layout = find_layout(feed)
    released = _release(layout, known)
    progress = Progress()
    with store.lock(folder) as aside, _engine(aside, layout, released) as con:
        there = store.list_digests(folder, feed)
        batch = _Making(folder, aside, layout, con)
        for part in list_parts(files):
            progress.name = str(part)
            try:
                digest = _digest(part, layout)
            except FeedFault as fault:
                progress.faults.append(str(fault))
                continue
            if digest in there:
                progress.skipped += 1
                continue
            there.add(digest)
            for rows, rejected in batch.add(part, digest):
                progress.rows += rows
                progress.rejected += rejected
                if report:
                    report(progress)
            progress.files += 1
            if batch.rows >= BATCH_ROWS:
                batch.finish()
        batch.finish()
    return progress


def _digest(part: Part, layout: Layout) -> str:
    """Return the hash of a file, all of which was read for it; raises FeedFault if it cannot be."""
    try:
        with part.open() as file:
            check_header(file, layout)
        return part.digest()
    except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile) as fault:
        raise FeedFault(f"{part}: {fault}") from fault


def _release(layout: Layout, known: str) -> str:
    """Return when the rows of an undated feed became known: the end of the day of release."""
    if layout.dated and known:
        raise FeedFault(f"{layout.title} says of each row when it was known; leave --known out")
    if layout.dated:
        return ""
    if not known:
        raise FeedFault(
            f"{layout.title} does not say when a row became known, which is when its file was "
            "released: give that day, as --known 2022-06-15"
        )
    try:
        return clock.parse(known).last.strftime("%Y-%m-%d %H:%M:%S")
    except ValueError as fault:
        raise FeedFault(f"--known: {fault}") from fault


@contextmanager
def _engine(aside: Path, layout: Layout, released: str) -> Iterator["duckdb.DuckDBPyConnection"]:
    """Open an engine that works within MEMORY, with what the layouts look up."""
    import duckdb

    con = duckdb.connect(str(aside / "work.duckdb"))
    try:
        con.execute(f"SET memory_limit = '{MEMORY}'")
        con.execute("SET preserve_insertion_order = false")
        con.execute(
            "CREATE TEMP MACRO read(file) AS TABLE SELECT * FROM read_csv("
            f"'{_quoted(HERE)}/' || file, header = true, all_varchar = true, nullstr = '\\N')"
        )
        con.execute(LOOKUPS)
        con.execute("SET VARIABLE feed = ?", [layout.name])
        con.execute("SET VARIABLE known = ?", [released or None])
        hexagons.prepare(con)
        yield con
    finally:
        con.close()


def _quoted(path: Path) -> str:
    return path.as_posix().replace("'", "''")


class _Making:
    """A batch in the making: its rows are in the engine until it is finished."""

    def __init__(
        self, folder: Path, aside: Path, layout: Layout, con: "duckdb.DuckDBPyConnection"
    ) -> None:
        self.folder, self.aside, self.layout, self.con = folder, aside, layout, con
        sql = (HERE / "sql" / "reports.sql").read_text(encoding="utf-8")
        self.type_rows = sql.format(layout=layout.query)
        self.stage_rows = (HERE / "sql" / "staged.sql").read_text(encoding="utf-8")
        self._begin()

    def _begin(self) -> None:
        columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        self.con.execute(f"CREATE OR REPLACE TEMP TABLE reports ({columns}, month BIGINT)")
        self.made = self.aside / "made"
        self.made.mkdir()
        self.sources: list[store.Source] = []
        self.rows = 0

    def add(self, part: Part, digest: str) -> Iterator[tuple[int, int]]:
        """Take a file in, and yield rows and rejected rows of each chunk."""
        taken = refused = 0
        try:
            with part.open() as file, self._pile() as pile:
                for chunk in read_ahead(read_chunks(file, self.layout)):
                    rows, rejected = self._stage(chunk.table)
                    rejected += chunk.rejected
                    for row in sorted(rejected, key=lambda row: row.line):
                        pile.writerow((str(part), row.line, row.reason, row.text))
                    taken, refused = taken + rows, refused + len(rejected)
                    self.rows += rows
                    yield rows, len(rejected)
        except FeedFault as fault:
            raise FeedFault(f"{part}: {fault}") from fault
        self.sources.append(store.Source(part.path.name, digest, taken, refused))

    @contextmanager
    def _pile(self) -> Iterator[Any]:
        file = self.made / store.REJECTED
        new = not file.exists()
        with file.open("a", encoding="utf-8", newline="") as open_file:
            pile = csv.writer(open_file, lineterminator="\n")
            if new:
                pile.writerow(("file", "line", "reason", "text"))
            yield pile

    def _stage(self, chunk: Any) -> tuple[int, list[Rejected]]:
        """Bring a chunk to the schema; return how many rows it gave and those it did not."""
        con = self.con
        con.register("chunk", chunk)
        con.execute(self.type_rows)
        hexagons.add_new(con)
        rows = con.execute(self.stage_rows).fetchall()[0][0]
        if rows == chunk.num_rows:
            return rows, []
        refused = con.execute(
            "SELECT line, reason, concat_ws(' ', source_id, occurred_written, known_written, place)"
            " FROM typed WHERE reason <> ''"
        ).fetchall()
        return rows, [Rejected(*row) for row in refused]

    def finish(self) -> None:
        """Write the rows by month, put the batch into its place and begin another."""
        if not self.sources:
            return
        con = self.con
        for (month,) in con.execute("SELECT DISTINCT month FROM reports ORDER BY 1").fetchall():
            place = self.made / f"month={month}"
            place.mkdir()
            con.execute(
                f"COPY (SELECT {', '.join(COLUMNS)} FROM reports WHERE month = {month}"
                f" ORDER BY occurred, known_at, source_id) TO '{_quoted(place)}/reports.parquet'"
                f" (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {GROUP})"
            )
        spans = con.execute(
            "SELECT min(occurred), max(occurred), min(known_at), max(known_at) FROM reports"
        ).fetchall()[0]
        first, last = (str(day) if day else "" for day in spans[:2])
        first_known, last_known = (f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else "" for at in spans[2:])
        batch = store.Batch(
            feed=self.layout.name,
            sources=tuple(self.sources),
            rows=self.rows,
            rejected=sum(source.rejected for source in self.sources),
            first_occurred=first,
            last_occurred=last,
            first_known=first_known,
            last_known=last_known,
        )
        digests = "".join(sorted(source.digest for source in self.sources))
        name = "b" + hashlib.sha256(digests.encode()).hexdigest()[:16]
        _flush(self.made)
        store.add_batch(self.folder, self.made, batch, name)
        self._begin()


def read_ahead(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """Yield chunks while the next one is already being read."""
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(next, chunks, None)
        while (chunk := coming.result()) is not None:
            coming = reader.submit(next, chunks, None)
            yield chunk


def _flush(folder: Path) -> None:
    """Have the files of a folder on the disk before the folder gets its name."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as written:
                os.fsync(written.fileno())
