"""The folder of feeds: Parquet files by feed, batch and month, and what is known of each batch.

    FEEDS/feed=gdelt/batch=b0f3.../month=202201/reports.parquet
    FEEDS/feed=gdelt/batch=b0f3.../_batch.json      its files by hash, counts, both spans
    FEEDS/feed=gdelt/batch=b0f3.../_rejected.csv    file, line, reason and text of rows not taken

A batch is made in a folder aside and moved into its place at once, files, counts and all: what was
killed before that moment left nothing, and what was not is whole.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from data import locks
from data.feeds.layouts import LAYOUTS
from data.feeds.schema import SCHEMA_VERSION, FeedFault

BATCH, REJECTED = "_batch.json", "_rejected.csv"  # engines pass over names that begin so
ASIDE = ".aside"  # where batches are made


@dataclass(frozen=True)
class Source:
    """One file of a batch."""

    file: str
    digest: str
    rows: int
    rejected: int


@dataclass(frozen=True)
class Batch:
    """What came into a feed at once; days as 2022-01-09, instants in UTC, empty without a row."""

    feed: str
    sources: tuple[Source, ...]
    rows: int
    rejected: int
    first_occurred: str
    last_occurred: str
    first_known: str
    last_known: str
    version: int = SCHEMA_VERSION


@dataclass(frozen=True)
class Feed:
    """A feed as it is there: all its batches in one."""

    name: str
    title: str
    licence: str
    weaknesses: tuple[str, ...]
    files: int
    rows: int
    rejected: int
    first_occurred: str
    last_occurred: str
    first_known: str
    last_known: str
    version: int


def list_batches(folder: Path, feed: str = "*") -> Iterator[Batch]:
    """Yield the batches of one feed or of all; raises FeedFault for one of another version."""
    for file in sorted(folder.glob(f"feed={feed}/batch=*/{BATCH}")):
        written = json.loads(file.read_text(encoding="utf-8"))
        if written.get("version") != SCHEMA_VERSION:
            raise FeedFault(
                f"{file.parent} is of version {written.get('version')} and this is version "
                f"{SCHEMA_VERSION}; drop the feed and import it again"
            )
        sources = tuple(Source(**source) for source in written.pop("sources"))
        yield Batch(sources=sources, **written)


def list_feeds(folder: Path) -> Iterator[Feed]:
    """Yield what is there, a feed at a time, by name."""
    names = sorted({batch.feed for batch in list_batches(folder)})
    for name in names:
        batches = list(list_batches(folder, name))
        layout = LAYOUTS[name]
        filled = [batch for batch in batches if batch.rows]
        yield Feed(
            name=name,
            title=layout.title,
            licence=layout.licence,
            weaknesses=layout.weaknesses,
            files=sum(len(batch.sources) for batch in batches),
            rows=sum(batch.rows for batch in batches),
            rejected=sum(batch.rejected for batch in batches),
            first_occurred=min((batch.first_occurred for batch in filled), default=""),
            last_occurred=max((batch.last_occurred for batch in filled), default=""),
            first_known=min((batch.first_known for batch in filled), default=""),
            last_known=max((batch.last_known for batch in filled), default=""),
            version=SCHEMA_VERSION,
        )


def list_digests(folder: Path, feed: str) -> set[str]:
    """Return the hashes of the files that are in a feed."""
    return {source.digest for batch in list_batches(folder, feed) for source in batch.sources}


def add_batch(folder: Path, made: Path, batch: Batch, name: str) -> None:
    """Move a batch that was made aside into its feed, whole or not at all."""
    text = json.dumps(asdict(batch), ensure_ascii=False, indent=1)
    (made / BATCH).write_text(text, encoding="utf-8")
    place = folder / f"feed={batch.feed}" / f"batch={name}"
    place.parent.mkdir(parents=True, exist_ok=True)
    made.rename(place)


def drop(folder: Path, name: str) -> int:
    """Remove a feed at once and return its number of rows; raises FeedFault if it is not there."""
    there = {feed.name: feed for feed in list_feeds(folder)}
    if name not in there:
        known = ", ".join(there) or "none"
        raise FeedFault(f"no feed {name!r} is in {folder}; there: {known}")
    with lock(folder) as aside:
        (folder / f"feed={name}").rename(aside / "dropped")
    return there[name].rows


@contextmanager
def lock(folder: Path) -> Iterator[Path]:
    """Hold a folder of feeds alone, and give an empty folder in it to work in.

    What a killed process left there is swept away first. Raises FeedFault while another works.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        try:
            stack.enter_context(locks.hold(folder, wait=False))
        except BlockingIOError:
            raise FeedFault(f"another import works on {folder}; wait until it is done") from None
        aside = folder / ASIDE
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        try:
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)
