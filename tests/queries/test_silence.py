"""A stance that a party gave up is said to be given up, on every face and in every file."""

import re
from pathlib import Path
from urllib.parse import unquote

import pandas as pd
import pytest

from components.brief.sections import part
from components.figures.kit.theme import theme
from components.figures.numbers.track import LEFT, RIGHT, tracks
from components.ui.elements import layout
from data import clock
from data.asof import as_of
from data.load import Record, load
from data.package import shipped
from data.queries.overview import situation
from data.queries.overview.changes import changes
from data.queries.positions import matrix
from data.queries.positions.evidence import moves
from data.queries.positions.positions import say_step, side_by_side
from data.queries.positions.stances import describe_stance
from data.view import View
from tests.conftest import MADE_UP

SINCE, MOMENT = "1878-04-01", "1878-05-01"


@pytest.fixture
def fallen(copied) -> Record:
    """Return the made-up crisis where Coralta no longer demands, nor Maranzul answers."""
    return load(_with_silences(copied(MADE_UP)))


def _with_silences(folder: Path) -> Path:
    path = folder / "tables" / "positions.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False).set_index("position_id", drop=False)
    added = []
    for old, claim in (
        ("navigation-coralta-1878-01-16", "coralta-quiroga-1878-03-09-terms"),
        ("war-intent-maranzul-1878-04-21", "maranzul-vidaurre-1878-04-20-chain"),
    ):
        row = rows.loc[old].copy()
        row["position_id"] = f"{row['issue_id']}-{row['party_id']}-1878-04-25"
        row["since"], row["stance"], row["movement"] = "1878-04-25", "silent", "withdrawn"
        row["summary"], row["claim_ids"], row["quote_claim_id"] = "Says it no more.", claim, ""
        added.append(row)
    pd.concat([rows, pd.DataFrame(added)]).to_csv(path, index=False)
    return folder


def seen_at(record: Record, moment: str, since: str = "") -> tuple[Record, View]:
    view = View.default(record).but(as_of=clock.parse(moment))
    return as_of(record, view.as_of.last, clock.parse(since).last if since else None), view


def test_side_by_side_says_what_is_no_longer_stated_and_since_when(fallen) -> None:
    answer = side_by_side(*seen_at(fallen, MOMENT))
    row = answer.loc["navigation"]
    assert row["right_stance"] == "silent"
    assert row["right_word"] == "no longer demands"
    assert row["right_since_label"] == "25 Apr 1878"
    assert row["distance_label"] == "not stated any more"
    assert pd.isna(row["distance"])
    assert answer.at["war-intent", "left_word"] == "no longer stated: if forced"
    assert answer.at["procedure", "left_word"] == "no statement found"


def test_a_stance_said_again_is_not_said_to_be_held_only_since_then(fallen) -> None:
    given_up = side_by_side(*seen_at(fallen, MOMENT)).loc["navigation"]
    assert say_step(given_up, "right") == "since 25 Apr 1878"
    whole = load(shipped())
    answer = side_by_side(*seen_at(whole, "2022-01-09T18:21Z"))
    steps = {say_step(row, "left") for _, row in answer.iterrows() if row["left_movement"]}
    assert "restated 9 Jan 2022, 18:21 UTC" in steps
    assert not [step for step in steps if step.startswith("since")]


def test_before_it_was_given_up_the_stance_stands(fallen) -> None:
    answer = side_by_side(*seen_at(fallen, "1878-04-24"))
    assert answer.at["navigation", "right_word"] == "demands"
    assert answer.at["navigation", "right_dropped"] == ""
    assert answer.at["navigation", "distance"] == "within reach"


def test_silence_is_worded_by_the_scale_and_never_as_the_contrary(record) -> None:
    assert describe_stance(record, "silent", "proposal") == "no statement found"
    assert describe_stance(record, "silent", "proposal", "rejects") == "no longer rejects"
    words = describe_stance(record, "silent", "proposal", "conditional")
    assert words == "no longer stated: conditional"
    assert describe_stance(record, "silent", "answer", "opposes") == "no longer stated: unlikely"


def test_the_page_says_it_in_words(fallen) -> None:
    seen, view = seen_at(fallen, MOMENT)
    row = side_by_side(seen, view).loc["navigation"].to_dict()
    row |= {"measured": False, "address": "", "left_runs": (), "right_runs": ()}
    body = layout.template(
        "positions_row",
        r=row,
        sides=("left", "right"),
        silent="silent",
        since="",
        names=["Maranzul", "Coralta"],
        track=None,
        labels=(),
    )
    text = " ".join(re.sub(r"<[^>]*>", " ", body).split())
    assert "no longer demands since 25 Apr 1878" in text
    assert "not stated any more" in text
    assert "no statement found" not in text


def test_the_matrix_keeps_the_stance_that_was_given_up(fallen) -> None:
    cells = matrix.matrix(*seen_at(fallen, MOMENT)).set_index(["issue_id", "party_id"])
    cell = cells.loc[("navigation", "coralta")]
    assert (cell["word"], cell["since_label"]) == ("no longer demands", "25 Apr 1878")
    row = cell.to_dict() | {"party_id": "coralta", "issue_id": "navigation", "address": ""}
    party = {"party_id": "coralta", "party": "Coralta", "up": False, "cells": [row]}
    body = layout.template(
        "matrix",
        issues=[{"title": "Navigation", "address": ""}],
        groups=[{"title": "", "rows": [party]}],
        signs=[],
        dropped=True,
        silent="silent",
        looked="",
        since="",
    )
    assert "no longer demands, since 25 Apr 1878" in body
    assert "none on record</span></td>" not in body
    assert "no longer stated</span>" in body


def test_the_line_ends_where_the_stance_does(fallen) -> None:
    seen, view = seen_at(fallen, MOMENT)
    picture = tracks(moves(seen, view), view, theme(fallen, "light")).by_issue["navigation"]
    svg = unquote(picture.src)
    ends = {
        side: [float(x) for x in re.findall(rf'H([\d.]+)" fill="none"[^/]*dasharray="{dash}"', svg)]
        for side, dash in (("left", ""), ("right", "5 3"))
    }
    assert ends["left"] == [RIGHT]
    assert len(ends["right"]) == 1
    assert LEFT < ends["right"][0] < RIGHT
    assert svg.count("<g transform") == 1  # only who states a stance has a sign at the end
    assert "no longer demands" in picture.alt


def test_the_situation_and_the_changes_say_it(fallen) -> None:
    seen, view = seen_at(fallen, MOMENT, SINCE)
    answer = situation.distances(seen, view)
    (rows,) = (rows for title, _, rows in answer.groups if title == "Not scored")
    row = next(row for row in rows if row["issue_id"] == "navigation")
    assert row["right_was_word"] == "demands"
    body = layout.template(
        "situation_distances",
        answer=answer,
        pair=view.compare,
        since="",
        advice="",
        link=lambda *_, **__: "",
    )
    assert "no longer demands" in body
    moved = changes(seen, view).moved.loc["navigation-coralta-1878-04-25"]
    assert (moved["was_word"], moved["word"]) == ("demands", "no longer demands")


def test_the_distance_over_time_stops_counting_it(fallen) -> None:
    answer = matrix.over_time(*seen_at(fallen, MOMENT))
    assert answer["within reach"].max() == 1
    assert answer["at"].max() < clock.parse("1878-04-25").last


def test_files_say_it(fallen) -> None:
    seen, view = seen_at(fallen, MOMENT)
    (row,) = (r for r, _ in part(seen, view, "positions", short=False).rows if r[0] == "Navigation")
    assert row[2].startswith("no longer demands since 25 Apr 1878")
    assert row[3] == "not stated any more"
