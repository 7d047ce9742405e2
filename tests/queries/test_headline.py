"""The headline says what leads, and nothing that the record does not bear out."""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.asof import as_of
from data.clock import Moment, parse
from data.load import Record, load
from data.package import shipped
from data.queries.events import ahead
from data.queries.events.gravity import gravity
from data.queries.overview.headline import LATELY, headline
from data.view import View
from data.words import number
from tests.conftest import MADE_UP

SHIPPED, OTHER = load(shipped()), load(MADE_UP)
TABLES = ("events", "claims", "positions", "deployments", "estimates")
ABSENCE = re.compile(r"\b(no|none|nothing|never|not)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"^(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) \w+ "
    r"(today|tomorrow|in (?:the next )?(?:\w+) days)",
    re.IGNORECASE,
)


def at(record: Record, moment: str) -> tuple[Record, View]:
    read = parse(moment)
    return as_of(record, read.last), View.default(record).but(as_of=read)


def leading(record: Record, moment: str) -> str:
    return headline(*at(record, moment)).split("; ")[0]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("1900-01-01", "Nothing on record yet"),
        ("2014-01-01", "Last on record, 7 Aug 2008: War in Georgia"),
        ("2021-03-01", "Next on record, in 175 days: Crimea Platform summit in Kyiv"),
        ("2021-12-17", "Today: Russia publishes its two draft treaties"),
        ("2022-01-09T18:21Z", "Four talks in the next five days"),
        ("2022-01-14", "Two meetings in the next four days, none of them US-Russia"),
        ("2022-01-20", "Tomorrow: Blinken and Lavrov meet in Geneva"),
        (
            "2022-02-10",
            "Five meetings in the next seven days, one with US and Russia, plus one undated",
        ),
        ("2022-02-18", "In six days: Blinken-Lavrov meeting planned for 24 February"),
        ("2022-02-20", "Three meetings in the next four days, one with US and Russia"),
        ("2022-02-21", "Today: Putin recognises the Donetsk and Luhansk republics"),
        ("2022-02-22", "Yesterday: Putin recognises the Donetsk and Luhansk republics"),
        ("2022-02-23", "Tomorrow: Special European Council on Ukraine"),
        ("2022-02-24", "Today: Russia begins the full-scale invasion of Ukraine"),
        (
            "2023-01-01",
            "Last on record, 24 Feb 2022: Russia begins the full-scale invasion of Ukraine",
        ),
    ],
)
def test_what_leads_is_what_is_near_or_weighs_most(record: Record, moment: str, said: str) -> None:
    assert leading(record, moment) == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("1866-12-31", "The one event on record, 1865: Boundary treaty"),
        ("1878-03-10", "Tomorrow: Congress of Port Serena, plus one undated"),
        ("1878-03-18", "Today: Second sitting of the congress planned is called off"),
    ],
)
def test_a_crisis_that_no_code_knows_has_its_own(made_up: Record, moment: str, said: str) -> None:
    assert leading(made_up, moment) == said


def test_how_far_apart_follows_and_is_left_out_where_nothing_is_measured(record: Record) -> None:
    assert re.search(r"; \w+( \w+)? on \w+ of 14 issues$", headline(*at(record, "2022-01-09")))
    assert ";" not in headline(*at(record, "2021-03-01"))


def test_a_pinned_event_leads_over_what_is_ahead_for_48_hours(
    made_up: Record,
) -> None:
    seen, view = at(made_up, "1878-03-10")
    quiet = (
        seen.events.loc[seen.events["status"] == "occurred"].sort_values("reported_last").index[-1]
    )
    assert seen.events.at[quiet, "reported_last"] > seen.seen_at - LATELY
    assert str(seen.events.at[quiet, "title"]) not in headline(seen, view)
    tags = [("headline",) if event == quiet else () for event in seen.events.index]
    pinned = seen.but(events=seen.events.assign(tags=tags))
    assert str(seen.events.at[quiet, "title"]) in headline(pinned, view)
    later = pinned.but(seen_at=pinned.seen_at + LATELY)
    assert str(seen.events.at[quiet, "title"]) not in headline(later, view)


def test_gravity_is_intensity_moves_and_answers(made_up: Record) -> None:
    seen = as_of(made_up, made_up.last)
    found = gravity(seen)
    assert list(found.index) == list(seen.events.index)
    assert found.between(0, 31).all()
    alone = seen.but(claims=seen.claims.iloc[:0], positions=seen.positions.iloc[:0])
    intensity = seen.events["intensity"].astype("float64").abs().fillna(0)
    assert (gravity(alone) == 2 * intensity).all()
    assert (found >= 2 * intensity).all()
    assert (found > 2 * intensity).any()


def bare(copied: Callable[[Path], Path], **lines: int) -> Record:
    """Return the made-up crisis with only the first lines of what is said and done."""
    folder = copied(MADE_UP)
    for table in TABLES:
        file = folder / "tables" / f"{table}.csv"
        kept = file.read_text(encoding="utf-8").splitlines()[: 1 + lines.get(table, 0)]
        file.write_text("\n".join([*kept, ""]), encoding="utf-8")
    return load(folder)


def test_a_record_of_claims_alone_counts_them(copied: Callable[[Path], Path]) -> None:
    claims_only = bare(copied, claims=6)
    n = len(as_of(claims_only, parse("1900").last).claims)
    assert leading(claims_only, "1900") == f"{n} claims on record"


def test_a_record_of_one_event_names_it(copied: Callable[[Path], Path]) -> None:
    assert leading(bare(copied, events=1), "1900").startswith("The one event on record, 1865: ")


@pytest.mark.parametrize("whole", [SHIPPED, OTHER], ids=["shipped", "made up"])
@given(some.data())
def test_no_headline_calls_missing_what_is_on_record_nor_counts_what_is_not(
    whole: Record, data: some.DataObject
) -> None:
    first, last = whole.events["reported"].min(), whole.last + pd.Timedelta(days=400)
    near = whole.last - pd.Timedelta(days=200)
    moments = some.integers(int(near.timestamp()), int(last.timestamp()))
    moments |= some.integers(int(first.timestamp()), int(last.timestamp()))
    moment = pd.Timestamp(data.draw(moments), unit="s", tz="UTC").floor("min").as_unit("s")
    seen = as_of(whole, moment)
    view = View.default(whole).but(as_of=Moment(moment, moment))
    lead, *rest = headline(seen, view).split("; ")
    titles = [str(title) for title in seen.events["title"] if str(title) in lead]
    own_words = lead.replace(max(titles, key=len, default=""), "")
    if any(len(seen.table(table)) for table in TABLES):
        assert not ABSENCE.search(own_words), lead
    assert all(not ABSENCE.search(part) for part in rest)
    coming = ahead.upcoming(seen, view)
    meetings = coming.loc[coming["meeting"] & ~coming["overdue"]]
    if counted := COUNTED.match(own_words):
        near_by = meetings["days"].le(7).fillna(False).astype(bool)
        assert counted[1].lower() == number(int(near_by.sum())), lead
    if titles:
        event = seen.events.loc[seen.events["title"] == max(titles, key=len)].iloc[0]
        assert event["status"] != "occurred" or event["reported_last"] <= moment
