"""What was observed at one place, and what was held there."""

from dataclasses import dataclass

import pandas as pd

from data import clock
from data.load import Record
from data.queries.events.called_off import sentences
from data.queries.events.window import compare_with, label_news
from data.queries.forces.observations import describe_observations
from data.queries.forces.venues import towns
from data.queries.sources.citing import sources_of
from data.query import query
from data.view import View


@dataclass(frozen=True, eq=False)
class History:
    """One place: its row of `places`, what was observed there and what was held there.

    `place` is empty where nothing was known of it by the moment. `observations`: newest first, the
    columns of an observation as `describe_observations` and `reported_label`, `observed_label`,
    `grade`, `grade_label`, `note`, `news_label` and `sources` (records of `sources_of`). `events`
    in the same town: the announced first, then newest first, `event_id`, `title`, `when_label`,
    `status`, `news_label`, and `hall` where it was not this very place. `news_label` says that a
    row became known since the earlier instant, and is empty where it did not.
    """

    place: dict[str, str]
    observations: pd.DataFrame
    events: pd.DataFrame


@query(reads=("as_of", "since", "place"))
def history(seen: Record, view: View) -> History:
    """Return what is known of the place that the view selects, newest first."""
    nothing = describe_observations(seen).iloc[:0]
    if view.place not in seen.places.index:
        return History({}, nothing, pd.DataFrame(columns=["event_id", "title"]))
    place = seen.places.loc[view.place]
    kinds = seen.package.field("places", "kind").labels
    card: dict[str, str] = {
        "place_id": view.place,
        "name": str(place["name"]),
        "kind": kinds.get(str(place["kind"]), str(place["kind"])),
        "region": "yes" if place["precision"] == "region" else "",
        "note": str(place["note"]),
    }
    rows = describe_observations(seen)
    rows = rows.loc[rows["place_id"] == view.place].sort_values(
        ["at", "reported_last"], ascending=False, kind="stable"
    )
    for column in ("observed", "reported"):
        rows[f"{column}_label"] = clock.say_column(rows, column)
    every = dict.fromkeys(source for cited in rows["cited"] for source in cited)
    by_id = {source["source_id"]: source for source in sources_of(seen, every).to_dict("records")}
    sources = [[by_id[source] for source in cited] for cited in rows["cited"]]
    rows["sources"] = pd.Series(sources, index=rows.index, dtype=object)
    since = compare_with(seen, view)
    rows["news_label"] = [f"new since {since}" if n else "" for n in rows["news"]]
    return History(card, rows, _events_here(seen, view))


@query(reads=("event", "place"))
def chosen(seen: Record, view: View) -> tuple[str, ...]:
    """Return the id of the place selected, then that of where the selected event was or is due."""
    where = seen.events["where"].get(view.event, "")
    return tuple(
        dict.fromkeys(place for place in (view.place, where) if place in seen.places.index)
    )


def _events_here(seen: Record, view: View) -> pd.DataFrame:
    place, since = view.place, compare_with(seen, view)
    town = towns(seen)
    here = town.index[town == town[place]]
    events = seen.events.loc[seen.events["where"].isin(here)]
    events = events.sort_values("when_last", ascending=False, na_position="first", kind="stable")
    events = events.iloc[(events["status"] != "scheduled").argsort(kind="stable")]
    days = clock.say_column(events, "when")
    labels = [off or day for off, day in zip(sentences(events), days, strict=True)]
    halls = seen.places["name"].reindex(events["where"]).to_numpy()
    pairs = zip(events["news"], events["status"], strict=True)
    return events[["event_id", "title", "status"]].assign(
        when_label=labels,
        news_label=[label_news(news, status, since) for news, status in pairs],
        hall=pd.Series(halls, index=events.index).mask(events["where"] == place, ""),
    )
