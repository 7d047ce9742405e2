"""Events as the timeline and their card ask for them."""

from dataclasses import replace

import pandas as pd
import pytest

from data import clock
from data.asof import as_of
from data.load import Record
from data.queries.events import dates, event, events, intensity
from data.queries.events.lanes import ELSEWHERE
from data.queries.events.stretch import true_scale_start
from data.view import View

EVE = clock.parse("2022-01-09T18:21Z")
GENEVA = "2022-01-10-geneva-security-talks"


def at(record: Record, moment: clock.Moment, **changes: object) -> tuple[Record, View]:
    return as_of(record, moment.last), View.default(record).but(as_of=moment, **changes)


def day(text: str) -> pd.Timestamp:
    return clock.parse(text).first


def rows(*dated: tuple[str, str, int]) -> pd.DataFrame:
    frame = pd.DataFrame(dated, columns=["when", "when_precision", "intensity"])
    return frame.assign(when=pd.Series([day(w) for w in frame["when"]], dtype="datetime64[s, UTC]"))


FIVE = rows(
    ("2022-01-01", "day", -2),
    ("2022-01-02", "day", -4),
    ("2022-01-03T10:00Z", "minute", -6),
    ("2022-01-12", "day", 9),
    ("2022-01", "month", 9),
)


def test_the_curve_never_looks_ahead() -> None:
    start, until = day("2022-01-01"), day("2022-01-20")
    whole = intensity.intensity_curve(FIVE, start, until).set_index("at")
    early = intensity.intensity_curve(FIVE.iloc[:3], start, until).set_index("at")
    before = whole.index < day("2022-01-12")
    pd.testing.assert_frame_equal(whole.loc[before], early.loc[before])


def test_the_curve_is_silent_where_fewer_than_three_events_lie_in_the_week() -> None:
    curve = intensity.intensity_curve(FIVE, day("2022-01-01"), day("2022-01-20"))
    told = curve.loc[curve["mean"].notna()]
    assert told["mean"].tolist() == [-4.0] * len(told)
    assert told["at"].min() >= day("2022-01-03T10:00Z")
    assert (told["count"] >= intensity.FEWEST_IN_MEAN).all()
    assert curve.loc[curve["at"] > day("2022-01-09"), "mean"].isna().all()


def test_an_event_known_to_the_month_alone_is_not_in_the_curve() -> None:
    curve = intensity.intensity_curve(FIVE, day("2022-01-01"), day("2022-01-20"))
    assert (
        curve["count"].sum()
        == intensity.intensity_curve(FIVE.iloc[:4], day("2022-01-01"), day("2022-01-20"))[
            "count"
        ].sum()
    )


def test_the_curve_of_nothing_is_rows_without_a_mean() -> None:
    curve = intensity.intensity_curve(FIVE.iloc[:0], day("2022-01-01"), day("2022-01-20"))
    assert not curve.empty
    assert curve["mean"].isna().all()


def test_the_curve_ends_at_the_moment_and_not_at_the_end_of_its_day() -> None:
    curve = intensity.intensity_curve(FIVE, day("2022-01-01"), EVE.last)
    assert curve["at"].iloc[-1] == EVE.last
    assert (curve["at"] <= EVE.last).all()


@pytest.mark.parametrize("weeks", [1, 2, 8, 12, 520])
@pytest.mark.parametrize("moment", ["2022-01-31", "2022-02-01T00:10Z", "1850-03-02", "2021-12-25"])
def test_the_true_scale_begins_with_a_month_and_never_after_the_moment(
    moment: str, weeks: int
) -> None:
    start = true_scale_start(clock.parse(moment).last, weeks)
    assert start.day == 1
    assert start < clock.parse(moment).last - pd.Timedelta(days=1)


def test_a_filter_narrows_the_events_and_the_sentence_counts_both(record: Record) -> None:
    seen, view = at(record, EVE)
    every = events.timeline(seen, view)
    few = events.timeline(seen, view.but(kind=("call",)))
    assert set(few.occurred["kind"]) == {"call"}
    assert 0 < len(few.occurred) < len(every.occurred) == every.total
    assert f"{len(few.occurred)} of {every.total} events" in events.sentence(few)
    assert " of " not in events.sentence(every).split(" known")[0]


def test_a_party_filter_shows_no_event_without_the_party(record: Record) -> None:
    seen, view = at(record, EVE, party=("ukraine",))
    shown = events.timeline(seen, view)
    ids = [*shown.occurred["event_id"], *shown.ahead["event_id"]]
    assert ids
    assert all("ukraine" in seen.events.at[i, "party_ids"] for i in ids)


def test_a_search_ignores_case_and_reads_title_and_summary(record: Record) -> None:
    seen, view = at(record, EVE)
    small, large = (events.timeline(seen, view.but(q=q)) for q in ("putin", " PUTIN "))
    assert small.occurred["event_id"].tolist() == large.occurred["event_id"].tolist()
    titled = seen.events["title"].str.contains("putin", case=False)
    assert len(small.occurred) > titled.sum()


def test_a_search_does_not_find_an_announced_event_by_what_came_of_it(record: Record) -> None:
    seen, view = at(record, EVE)
    summary = record.events.at[GENEVA, "summary"]
    preview = record.events.at[GENEVA, "preview"]
    assert events.timeline(seen, view.but(q=summary[:60])).ahead.empty
    assert events.timeline(seen, view.but(q=" ".join(preview.split()[:8]))).ahead[
        "event_id"
    ].tolist() == [GENEVA]


def test_a_choice_of_claims_kinds_does_not_hide_the_events(record: Record) -> None:
    seen, view = at(record, EVE)
    assert len(events.timeline(seen, view.but(kind=("denial",))).occurred) == len(
        events.timeline(seen, view).occurred
    )


def test_what_is_announced_shows_nothing_of_how_it_went(record: Record) -> None:
    seen, view = at(record, EVE)
    ahead = events.timeline(seen, view).ahead
    assert GENEVA in set(ahead["event_id"])
    assert ahead["intensity"].isna().all()
    assert ahead["until"].isna().all()
    assert (ahead["credibility"] == "").all()
    assert events.timeline(seen, view).announced == len(ahead)


def test_a_meeting_stands_in_the_lane_of_each_party_and_a_statement_in_one(record: Record) -> None:
    seen, view = at(record, EVE, lanes="party")
    held = events.timeline(seen, view).occurred
    for kind, lanes in zip(held["kind"], held["lanes"], strict=True):
        assert lanes
        assert len(lanes) == len(set(lanes))
        assert kind in seen.package.crisis.meeting_kinds or len(lanes) == 1
    assert (held["lanes"].map(len) > 1).any()


def test_an_event_of_a_kind_without_a_lane_is_not_lost(made_up: Record) -> None:
    seen = as_of(made_up, made_up.last)
    crisis = replace(seen.package.crisis, lanes=seen.package.crisis.lanes[:1])
    bare = seen.but(package=replace(seen.package, crisis=crisis))
    view = View.default(made_up).but(as_of=clock.parse("1878-05"))
    answer = events.timeline(bare, view)
    assert ELSEWHERE in answer.lanes
    assert {lane for cell in answer.occurred["lanes"] for lane in cell} <= {
        key.lane for key in answer.lanes
    }


def test_the_table_holds_every_event_shown_and_says_which_are_announced(record: Record) -> None:
    seen, view = at(record, EVE)
    table, answer = events.table(seen, view), events.timeline(seen, view)
    assert len(table) == len(answer.occurred) + len(answer.ahead)
    assert (table["Status"] == "announced").sum() == len(answer.ahead)
    assert table.loc[table["Status"] == "announced", "Intensity"].isna().all()


def test_a_card_is_none_before_its_event_was_known(record: Record) -> None:
    seen, view = at(record, EVE, event="2022-02-24-full-scale-invasion")
    assert event.event(seen, view) is None


def test_the_card_of_an_announced_event_tells_only_what_was_known_in_advance(
    record: Record,
) -> None:
    seen, view = at(record, EVE, event=GENEVA)
    card = event.event(seen, view)
    assert card is not None
    assert card.scheduled
    assert card.summary == record.events.at[GENEVA, "preview"]
    assert (card.outcome, card.plover, card.credibility, card.note) == ("", "", "", "")
    assert card.intensity is None
    assert card.claims.empty
    assert card.when == "10 Jan 2022"


def test_the_card_of_a_held_event_tells_its_outcome_claims_and_sources(record: Record) -> None:
    seen, view = at(record, clock.parse("2022-02-24"), event=GENEVA)
    card = event.event(seen, view)
    assert card is not None
    assert not card.scheduled
    assert card.outcome
    assert len(card.claims) > 2
    assert 1 < card.origins <= len(card.sources)
    firsts = card.claims["party_id"].head(2)
    assert firsts.nunique() == 2, "the first to speak must not fill the card"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2022-01-10", "2022-01-10", "10 Jan 2022"),
        ("2022-01-10", "2022-01-12", "10 Jan 2022 to 12 Jan 2022"),
        (
            "2022-01-10T07:55Z",
            "2022-01-10T15:30Z",
            "10 Jan 2022, 07:55 UTC to 15:30 UTC",
        ),
        ("2022-01-10T07:55Z", "2022-01-10", "10 Jan 2022, 07:55 UTC"),
        ("2022-01-10", "2022-03-10", "10 Jan 2022 to 10 Mar 2022 (planned)"),
        ("2022-01", "2022-01", "Jan 2022"),
    ],
)
def test_a_span_says_each_end_at_its_own_precision(start: str, end: str, said: str) -> None:
    first, last = clock.parse(start), clock.parse(end)
    moment = clock.parse("2022-02-24").last
    assert dates.span(first.first, first.precision, last.first, last.precision, moment) == said


def test_a_span_without_a_date_says_so() -> None:
    assert dates.span(pd.NaT, "", pd.NaT, "", EVE.last) == "date not set"


def test_the_status_chooses_rows_and_leaves_the_curve_alone(record: Record) -> None:
    seen, view = at(record, clock.parse("2022-02-23"))
    every = events.timeline(seen, view)
    for status in ("occurred", "scheduled", "called_off"):
        few = events.timeline(seen, view.but(status=(status,)))
        names = {"occurred": "occurred", "scheduled": "ahead", "called_off": "called_off"}
        for name, frame in names.items():
            assert len(getattr(few, frame)) == len(getattr(every, frame)) * (name == status)
        assert few.curve.equals(every.curve)
