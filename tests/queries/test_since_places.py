"""On the Map: what became known since an earlier moment is ringed, and filters hold."""

import json
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from components.figures.kit.theme import theme
from components.figures.map.deck import deck
from components.figures.map.legend import legend
from components.figures.map.placing import place
from components.figures.map.plain import plain_map
from components.figures.map.venues import venues_map
from data.asof import as_of
from data.clock import parse
from data.load import Record
from data.queries.forces.forces import NEWS, forces, standing
from data.queries.forces.place import history
from data.queries.forces.venues import venues
from data.view import View
from tests.queries.test_forces_query import RECORD, row
from tests.support.pages import opened, raised, session, texts, turn
from tests.support.plotted import plotted

NOW, THEN = "2022-02-17", "2022-02-10"


def at(record: Record, moment: str, since: str | None = None, **more: Any) -> tuple[Record, View]:
    now, then = parse(moment), parse(since) if since else None
    view = View.default(record).but(as_of=now, since=then, **more)
    return as_of(record, now.last, then.last if then else None), view


def observed(*rows: dict[str, Any]) -> tuple[Record, View]:
    """Return the record with these observations alone, seen on 1 February against 1 January."""
    plain = RECORD.deployments.iloc[[0] * len(rows)].copy()
    plain.index = pd.Index([f"row-{i}" for i in range(len(rows))])
    plain["observation_id"] = list(plain.index)
    for name in ("observed", "reported"):
        read = [parse(cell[name]) for cell in rows]
        plain[name] = pd.Series([m.first for m in read], index=plain.index)
        plain[f"{name}_last"] = pd.Series([m.last for m in read], index=plain.index)
        plain[f"{name}_precision"] = "day"
    for name in ("place_id", "force", "status"):
        plain[name] = pd.Series([c[name] for c in rows], index=plain.index).astype(
            plain[name].dtype
        )
    return at(replace(RECORD, deployments=plain), "2022-02-01", "2022-01-01")


def news(*rows: dict[str, Any]) -> list[str]:
    return forces(*observed(*rows)).marks["news"].tolist()


def test_what_was_known_before_is_not_new() -> None:
    assert news(row("2021-12-01")) == [""]


def test_a_force_never_seen_there_before_has_arrived() -> None:
    assert news(row("2022-01-20")) == ["arrived"]
    assert news(row("2021-12-01"), row("2022-01-20", force="ukraine")) == ["", "arrived"]


def test_a_later_report_of_a_known_force_is_no_arrival() -> None:
    assert news(row("2021-12-01"), row("2022-01-20")) == ["observed"]


def test_a_force_that_left_since_has_departed_and_only_once() -> None:
    assert news(row("2021-12-01"), row("2022-01-20", "departed")) == ["departed"]
    gone = (row("2021-12-01", "departed"), row("2022-01-20", "departed"))
    assert news(*gone) == ["observed"]
    assert news(row("2021-12-01", "departed"), row("2022-01-20")) == ["arrived"]


def test_an_announcement_is_told_apart_from_an_arrival() -> None:
    assert news(row("2022-01-20", "announced")) == ["announced"]
    assert news(row("2021-12-01", "announced"), row("2022-01-20")) == ["arrived"]


def test_an_old_observation_reported_late_is_new() -> None:
    late = row("2021-11-01") | {"reported": "2022-01-20"}
    known = forces(*observed(row("2021-12-01"), late))
    assert known.marks["news"].tolist() == ["observed"]
    assert known.added == 1


def test_what_is_new_says_so_in_words_and_what_is_not_says_nothing(record: Record) -> None:
    marks = forces(*at(record, NOW, THEN)).marks
    assert set(marks["news"]) - {""} <= set(NEWS)
    said = marks["news_label"]
    assert said.str.endswith("since 10 Feb 2022").eq(marks["news"] != "").all()


def test_the_number_of_new_observations_is_the_difference_of_the_two_moments(
    record: Record,
) -> None:
    now, then = (len(at(record, day)[0].deployments) for day in (NOW, THEN))
    known = forces(*at(record, NOW, THEN))
    assert known.added == now - then > 0
    there = set(standing(forces(*at(record, NOW)).marks)["place_id"])
    known_then = set(forces(*at(record, THEN)).marks["place_id"])
    assert known.new_places == len(there - known_then) > 0


def test_both_maps_ring_the_same_marks_and_no_other(record: Record) -> None:
    (seen, view), colors = at(record, NOW, THEN), theme(record, "light")
    known = forces(seen, view)
    new = int((known.marks["news"] != "").sum())
    layers = {x["id"]: x for x in json.loads(deck(known, view, colors).to_json())["layers"]}
    assert len(layers["new"]["data"]) == new > 0
    order = list(layers)
    assert order.index("new") < order.index("marks")  # a ring never covers a mark
    traces = {trace.name: trace for trace in plotted(plain_map(known, view, colors)).data}
    assert len(traces["new"].x) == new
    tips = place(known, view).marks["tip"]
    assert tips.str.contains("since 10 Feb 2022").sum() == new
    (sign,) = dict(legend(known, view, colors)["rows"])["Since"]
    assert sign["word"] == "became known after 10 Feb 2022"


@pytest.mark.parametrize("since", [None, "2022-02-18", NOW])
def test_nothing_is_ringed_without_an_earlier_moment(record: Record, since: str | None) -> None:
    (seen, view), colors = at(record, NOW, since), theme(record, "light")
    known, towns = forces(seen, view), venues(seen, view)
    assert known.since is None
    assert known.added == known.new_places == known.departed == 0
    assert "new" not in deck(known, view, colors).to_json().replace("newest", "").split('"id":')
    assert "new" not in {trace.name for trace in plotted(plain_map(known, view, colors)).data}
    assert "new" not in {trace.name for trace in plotted(venues_map(towns, view, colors)).data}
    assert "Since" not in dict(legend(known, view, colors)["rows"])
    assert place(known, view).marks["ring"].eq(0).all()
    told = history(seen, view.but(place="belgorod"))
    assert told.observations["news_label"].eq("").all()


def test_meetings_held_or_announced_since_are_counted_and_ringed(record: Record) -> None:
    (seen, view), colors = at(record, NOW, THEN), theme(record, "light")
    towns = venues(seen, view).towns
    kinds = record.package.crisis.meeting_kinds
    new = seen.events["news"].isin(["new", "occurred"]) & seen.events["kind"].isin(kinds)
    assert 0 < towns["added"].sum() <= new.sum()
    assert (towns["added"] <= towns["past"] + towns["upcoming"]).all()
    figure = plotted(venues_map(venues(seen, view), view, colors))
    ring = next(trace for trace in figure.data if trace.name == "new")
    assert [size > 0 for size in ring.marker.size] == (towns["added"] > 0).tolist()
    written = " ".join(note.text for note in figure.layout.annotations)
    assert "(+" in written


def test_a_party_chosen_leaves_no_other_force_on_the_map(record: Record) -> None:
    seen, view = at(record, NOW, party=("ukraine",))
    assert set(forces(seen, view).marks["force"]) == {"ukraine"}
    meets = seen.events.loc[["ukraine" in parties for parties in seen.events["party_ids"]]]
    titles = {title for titles in venues(seen, view).towns["titles"] for title in titles}
    assert titles
    assert titles <= set(meets["title"])


def test_a_time_window_shows_what_was_newest_within_it(record: Record) -> None:
    seen, view = at(record, NOW, start=parse("2021-12-01"), until=parse("2021-12-31"))
    marks = forces(seen, view).marks
    assert len(marks)
    assert marks["at"].between(view.start.first, view.until.last).all()
    everything = forces(*at(record, NOW)).marks
    assert not set(marks["observation_id"]) <= set(everything["observation_id"])


def page(**query: str) -> Any:
    app = session(query)
    app.run()
    return turn_to_map(app)


def turn_to_map(app: Any) -> Any:
    return app.switch_page("pages/map.py").run()


def test_the_page_counts_what_is_new_and_marks_it_in_the_table() -> None:
    app = page(as_of=NOW, since=THEN, place="belgorod", map="simple")
    assert raised(app) == []
    words = "\n".join(texts(app))
    assert "Since 10 Feb 2022: +" in words
    assert "places (+" in words
    assert "rl-new" in words
    table = opened(app, "The marks as a table").dataframe[0].value
    assert (table["New since 10 Feb 2022"] != "").any()


def test_the_page_says_nothing_of_news_without_an_earlier_moment() -> None:
    app = page(as_of=NOW, place="belgorod")
    assert "(+" not in "\n".join(texts(app))
    assert "rl-new" not in "\n".join(texts(app))
    table = opened(app, "The marks as a table").dataframe[0].value
    assert not [column for column in table if column.startswith("New since")]


def test_one_click_takes_all_filters_away_and_is_there_only_where_one_is_set() -> None:
    assert "clear" not in {button.key for button in page().button}
    app = page(party="russia", topic="minsk", as_of=NOW)
    assert "only Russia" in "\n".join(texts(app))
    app.button(key="clear").click().run()
    assert raised(app) == []
    view = app.session_state["view"]
    assert (view.party, view.topic) == ((), ())
    assert view.as_of.text == NOW
    assert "only Russia" not in "\n".join(texts(app))
    assert "clear" not in {button.key for button in app.button}
    assert turn(app, "exchanges").session_state["view"].party == ()
