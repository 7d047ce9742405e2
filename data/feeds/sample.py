"""Made-up files in each published layout, with the weaknesses of the feeds: nothing in them is so.

Their countries are those of the world, their towns are numbers, their addresses lead nowhere. Rows
come in the order in which they became known; some repeat what an earlier row told (re-reports),
some tell of what happened long before (late reports), many lie on the centroid of a country or a
state, and a few are broken as published files are.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import numpy as np

from data.feeds.layouts import find_layout
from data.feeds.sample_rows import HEADS, STATES, TOWNS, WRITERS, Land, Made, break_row

HERE = Path(__file__).parent
BOXES = HERE.parent / "countries.csv"
CHUNK = 50_000  # rows made at once
AGAIN = 0.45  # of rows: reports of what one of the rows before told
BACK = 3_000  # rows before, among which it is
LATE = 0.03  # of rows: the event lies up to two years before
BROKEN = 0.0005  # of rows
NEAR = 0.7  # of actors: countries of the record
SPREAD = 0.4  # of a country's box, over which they lie


def write_sample(
    feed: str,
    to: Path,
    *,
    rows: int,
    first: date,
    last: date,
    near: Sequence[str] = (),
    seed: int = 1,
) -> None:
    """Write a file of made-up rows, known between two days.

    `near`: codes of countries (ISO 3166-1 alpha-3) that most rows are about. The same arguments
    give the same bytes.
    """
    layout = find_layout(feed)
    random = np.random.default_rng(seed)
    lands = _read_lands(random)
    with to.open("wb") as file:
        file.write(HEADS[feed](layout))
        write = WRITERS[feed]
        for made, broken in _make_rows(lands, random, rows=rows, first=first, last=last, near=near):
            text = write(made)
            file.write(break_row(text, layout, broken) if broken else text)


def _read_lands(random: np.random.Generator) -> list[Land]:
    with (HERE / "countries.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["country"]: row for row in csv.DictReader(file)}
    lands = []
    with BOXES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["country"] not in codes:
                continue
            west, south, east, north = (float(row[e]) for e in ("west", "south", "east", "north"))
            east += 360 if east < west else 0
            middle = np.array([(south + north) / 2, (west + east) / 2])
            size = np.array([north - south, east - west]) * SPREAD
            points = middle + (random.random((TOWNS + STATES + 1, 2)) - 0.5) * size
            points[-1] = middle
            points[:, 1] = (points[:, 1] + 180) % 360 - 180
            known = codes[row["country"]]
            lands.append(
                Land(
                    *(known["code"], known["country"], known["cameo"], known["gw"]),
                    name=row["name"],
                    points=points.round(4),
                )
            )
    return lands


def _make_rows(
    lands: Sequence[Land],
    random: np.random.Generator,
    *,
    rows: int,
    first: date,
    last: date,
    near: Sequence[str],
) -> Iterator[tuple[Made, int]]:
    """Yield each row, and whether it is broken: 0 for no, else how."""
    close = [place for place, land in enumerate(lands) if land.code in near]
    begin = datetime.combine(first, time(), UTC).timestamp()
    step = ((last - first).days + 1) * 86400 / rows
    for start in range(0, rows, CHUNK):
        many = min(CHUNK, rows - start)
        known = begin + (start + np.arange(many) + random.random(many)) * step
        originals = _tell(many, known, lands, close, random)
        of = _repeat(many, random)
        columns = {name: values[of].tolist() for name, values in originals.items()}
        broken = np.where(random.random(many) < BROKEN, random.integers(1, 6, many), 0).tolist()
        mentions = random.geometric(0.25, many).tolist()
        for at, second in enumerate(known.tolist()):
            made = Made(
                number=start + at + 1,
                day=date.fromordinal(columns["day"][at]),
                known=datetime.fromtimestamp(int(second), UTC),
                type=columns["type"][at],
                one=lands[columns["one"][at]],
                other=lands[columns["other"][at]],
                land=lands[columns["land"][at]],
                point=columns["point"][at],
                mentions=mentions[at],
            )
            yield made, broken[at]


def _tell(
    many: int,
    known: np.ndarray,
    lands: Sequence[Land],
    close: Sequence[int],
    random: np.random.Generator,
) -> Mapping[str, np.ndarray]:
    """Return what each row would tell if it told something new."""

    def actors() -> np.ndarray:
        anyone = random.integers(0, len(lands), many)
        if not close:
            return anyone
        return np.where(random.random(many) < NEAR, random.choice(close, many), anyone)

    late = random.random(many) < LATE
    ago = np.where(late, random.integers(20, 730, many), random.geometric(0.75, many) - 1)
    one, other = actors(), actors()
    where = random.choice(3, many, p=(0.5, 0.25, 0.25))
    points = np.choose(
        where,
        (
            np.minimum(random.geometric(0.08, many) - 1, TOWNS - 1),
            random.integers(TOWNS, TOWNS + STATES, many),
            np.full(many, TOWNS + STATES),
        ),
    )
    return {
        "day": (known // 86400).astype(int) + date(1970, 1, 1).toordinal() - ago,
        "type": random.integers(0, 2**30, many),
        "one": one,
        "other": other,
        "land": np.where(random.random(many) < 0.6, other, one),
        "point": points,
    }


def _repeat(many: int, random: np.random.Generator) -> np.ndarray:
    """Return for each row the row that tells it first, often itself."""
    of = np.arange(many)
    back = np.minimum(random.integers(1, BACK, many), of)
    of = np.where(random.random(many) < AGAIN, of - back, of)
    while (of[of] != of).any():
        of = of[of]
    return of
