"""Where two parties stand, against what the tables say when read by other means."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from data import clock
from data.asof import as_of
from data.distance import DISTANCES, distance
from data.load import load
from data.queries.positions.evidence import evidence, moves
from data.queries.positions.positions import how_far, how_moved, side_by_side
from data.view import View

FOLDER = Path(__file__).parents[2] / "data" / "ukraine-2022"
MOMENTS = ["2021-12-17", "2022-01-09T18:21Z", "2022-01-26", "2022-02-17"]


@cache
def record():
    return load(FOLDER)


def at(text, **changes):
    moment = clock.parse(text)
    view = View.default(record()).but(as_of=moment, **changes)
    return as_of(record(), moment.last), view


def table(name):
    return pd.read_csv(FOLDER / "tables" / f"{name}.csv", dtype=str, keep_default_na=False)


def known_by(cells, text):
    """Compare written dates by hand: a bare day is known from its end."""
    until = text if "T" in text else f"{text}T23:59:59Z"
    return (cells.where(cells.str.contains("T"), cells + "T23:59:59Z") <= until).to_numpy()


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("pair", [("us", "russia"), ("nato", "ukraine")])
def test_stances_are_the_last_written_by_the_moment_and_none_later(moment, pair):
    seen, view = at(moment, compare=pair)
    answer = side_by_side(seen, view)
    rows = table("positions")
    rows = rows.loc[known_by(rows["since"], moment)]
    scales = table("issues").set_index("issue_id")["scale"]
    for issue, row in answer.iterrows():
        stances = []
        for side, party in zip(("left", "right"), pair, strict=True):
            own = rows[(rows["party_id"] == party) & (rows["issue_id"] == issue)]
            own = own.sort_values("since", kind="stable")
            assert row[f"{side}_stance"] == (own["stance"].iloc[-1] if len(own) else "silent")
            assert row[f"{side}_position_id"] == (own["position_id"].iloc[-1] if len(own) else "")
            stances.append(row[f"{side}_stance"])
        measured = scales[issue] == "proposal" and "silent" not in stances
        assert pd.notna(row["distance"]) == measured == pd.notna(row["gap"])
        assert bool(row["reason"]) == measured
        if measured:
            assert row["distance"] == distance(*stances, "proposal") == row["distance_label"]
            assert row["gap"] == DISTANCES.index(row["distance"]) / 3


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_quote_or_evidence_is_later_than_the_moment(moment):
    seen, view = at(moment)
    claims = table("claims")
    known = set(claims.loc[known_by(claims["reported"], moment), "claim_id"])
    answer = side_by_side(seen, view)
    shown = {*answer["left_claim_id"], *answer["right_claim_id"]} - {""}
    assert shown
    assert shown <= known
    found = evidence(seen, view)
    assert set(found.carried["claim_id"]) <= known
    sources = table("sources").set_index("source_id").loc[found.sources.index]
    dated = sources.loc[sources["published"] != "", "published"]
    assert known_by(dated, moment).all()
    assert (moves(seen, view).rows["since_last"] <= view.as_of.last).all()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_position_shows_the_words_that_carry_it_and_never_a_neighbours(moment):
    seen, view = at(moment)
    answer = side_by_side(seen, view)
    rows, claims = table("positions").set_index("position_id"), table("claims")
    quotes = claims.set_index("claim_id")["quote"]
    shown = 0
    for side in ("left", "right"):
        for row in answer.to_dict("records"):
            position = row[f"{side}_position_id"]
            carrying = rows.at[position, "quote_claim_id"] if position else ""
            assert row[f"{side}_claim_id"] == carrying
            assert row[f"{side}_quote"] == (quotes[carrying] if carrying else "")
            shown += bool(carrying)
    assert shown > 10


def test_a_position_that_no_words_carry_by_themselves_shows_none():
    """Biden's own words on guarantees are not at hand: Blinken's of another day are not shown."""
    seen, view = at("2022-01-09T18:21Z")
    row = side_by_side(seen, view).loc["legal-guarantees"]
    assert row["left_position_id"] == "legal-guarantees-us-2021-12-21"
    assert row["left_quote"] == row["left_claim_id"] == ""


def test_a_side_without_a_position_says_so_and_is_not_measured():
    seen, view = at("2021-12-17")
    row = side_by_side(seen, view).loc["forces-in-east"]
    assert row["left_stance"] == "silent"
    assert row["left_word"] == "no statement found"
    assert row["left_summary"] == ""
    assert row["left_cited"] == ()
    assert pd.isna(row["distance"])


def test_answers_and_terms_have_words_of_their_own():
    seen, view = at("2022-01-09T18:21Z")
    answer = side_by_side(seen, view)
    assert answer.at["invasion-intent", "right_word"] == "says no"
    assert answer.at["format", "left_word"] == "on terms"
    assert answer.loc[["invasion-intent", "format"], "distance"].isna().all()


def test_the_order_follows_the_view_and_never_loses_an_issue():
    seen, view = at("2022-01-26")
    central = side_by_side(seen, view)
    apart = side_by_side(seen, view.but(order="apart"))
    moved = side_by_side(seen, view.but(order="moved"))
    assert central["order"].is_monotonic_increasing
    gaps = apart["gap"].fillna(-1)
    assert gaps.is_monotonic_decreasing
    dates = moved["moved"].dropna()
    assert dates.is_monotonic_decreasing
    assert moved["moved"].isna().to_list() == sorted(moved["moved"].isna())
    assert set(central.index) == set(apart.index) == set(moved.index) == set(seen.issues.index)


def test_sides_trade_places_without_changing_distance():
    seen, view = at("2022-02-17")
    one = side_by_side(seen, view)
    other = side_by_side(seen, view.but(compare=view.compare[::-1]))
    assert one["distance"].equals(other["distance"])
    assert one["left_stance"].to_list() == other["right_stance"].to_list()


def test_before_anything_is_known_the_answer_is_empty_and_keeps_its_columns():
    seen, view = at("1900")
    answer, full = side_by_side(seen, view), side_by_side(*at("2022-02-17"))
    assert answer.empty
    assert answer.dtypes.equals(full.dtypes)
    assert moves(seen, view).rows.empty
    assert evidence(seen, view).carried.empty
    assert how_far(answer) == "Nothing to compare yet"


def test_the_headline_counts_what_the_distances_say():
    answer = side_by_side(*at("2022-01-09T18:21Z"))
    assert how_far(answer) == (
        "Opposed on three of 14 issues, wide apart on five, within reach on three, agreed on one"
    )
    near = answer.loc[answer["distance"].isin(["wide apart", "within reach"])]
    assert how_far(near) == "Wide apart on five of eight issues, within reach on three"
    silent = answer.loc[answer["distance"].isna()]
    assert how_far(silent) == "None of two issues can be compared"
    assert how_far(silent.head(1)) == "The one issue cannot be compared"
    assert how_far(answer.head(1)) == "Opposed on the one issue"


def test_a_query_leaves_the_record_as_it_was():
    seen, view = at("2022-01-09T18:21Z")
    before = {n: seen.table(n).copy() for n in ("positions", "claims", "issues")}
    side_by_side(seen, view.but(order="moved"))
    evidence(seen, view)
    moves(seen, view)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(seen.table(name), frame)


@pytest.mark.parametrize("since", ["2022-01-26", "2022-02-01"])
def test_what_moved_is_counted_by_positions_not_by_stances(since: str) -> None:
    """A position hardens or softens within one stance, too; Situation counts other stances."""
    moment, earlier = clock.parse("2022-02-02"), clock.parse(since)
    view = View.default(record()).but(as_of=moment, since=earlier)
    rows = table("positions")
    new = rows.loc[known_by(rows["since"], "2022-02-02") & ~known_by(rows["since"], since)]
    new = new.loc[new["party_id"].isin(view.compare)]
    lines = new.loc[new["movement"].isin(["hardened", "softened", "withdrawn"])]
    moved = len(lines.drop_duplicates(["issue_id", "party_id"]))
    statements = f"+{len(new)} statement{'s' * (len(new) != 1)}"
    positions = f"{moved or 'no'} position{'s' * (moved != 1)} moved"
    answer = side_by_side(as_of(record(), moment.last, earlier.last), view)
    assert how_moved(answer) == f"{statements}, {positions}"


def test_a_minute_without_a_statement_says_so_of_the_record() -> None:
    moment, earlier = clock.parse("2022-02-02T10:01Z"), clock.parse("2022-02-02T10:00Z")
    view = View.default(record()).but(as_of=moment, since=earlier)
    seen = as_of(record(), moment.last, earlier.last)
    assert how_moved(side_by_side(seen, view)) == "no new statement on record"
