"""Where forces stand: the newest observation of each place and force, and what is new of it."""

from dataclasses import dataclass

import pandas as pd

from data import clock
from data.ages import AGES
from data.load import Record
from data.queries.events.window import compare_with, happened_within
from data.queries.forces.camps import camps
from data.queries.forces.observations import describe_observations
from data.query import query
from data.settings import MapSettings
from data.view import View

NARROWS = ("start", "until", "party", "basis", "age")  # the fields of the view that filter marks
NEWS = {
    "arrived": "first reported here since",
    "announced": "announced since",
    "departed": "departed since",
    "observed": "reported again since",
}
MARK_COLUMNS = [
    "observation_id",
    "place_id",
    "place",
    "lat",
    "lon",
    "region",
    "force",
    "force_name",
    "camp",
    "status",
    "status_name",
    "announced",
    "departing",
    "departed",
    "at",
    "at_label",
    "days",
    "age",
    "basis",
    "basis_name",
    "credibility",
    "credit",
    "unit",
    "what",
    "low",
    "high",
    "people",
    "news",
    "news_label",
    "new_place",
]


@dataclass(frozen=True, eq=False)
class Forces:
    """What the map of forces draws.

    `marks`: one row a mark, oldest first, as `newest` describes. `camps`: how forces are told
    apart, as `camps`. `bases`: each kind of evidence with its name, in the package's order.
    `labels`: names to write on the ground. `spots`: every place known by then: `name`, `lat`, `lon`
    (WGS84), by its id. `settings`: views and base map. `seen_at`: the moment.
    `since`: the earlier instant that news is told against, or None; `added`: how many observations
    became known after it, also those that a newer one of the same place and force has replaced.
    """

    marks: pd.DataFrame
    camps: pd.DataFrame
    bases: tuple[tuple[str, str], ...]
    labels: pd.DataFrame
    spots: pd.DataFrame
    settings: MapSettings
    seen_at: pd.Timestamp
    since: clock.Moment | None = None
    added: int = 0

    @property
    def fresh(self) -> int:
        """Count the marks of the past 14 days."""
        return int((self.marks["age"] == AGES[0]).sum())

    @property
    def places(self) -> int:
        """Count the places where forces stand."""
        return int(standing(self.marks)["place_id"].nunique())

    @property
    def new_places(self) -> int:
        """Count those of them of which nothing was known at `since`."""
        marks = standing(self.marks)
        return int(marks.loc[marks["new_place"], "place_id"].nunique())

    @property
    def announced_places(self) -> int:
        """Count the places where forces are announced and none stands."""
        taken = standing(self.marks)["place_id"]
        rows = self.marks.loc[self.marks["announced"] & ~self.marks["place_id"].isin(taken)]
        return int(rows["place_id"].nunique())

    @property
    def left_places(self) -> int:
        """Count the places that forces have left, where none stands and none is announced."""
        return int(self.marks["place_id"].nunique()) - self.places - self.announced_places

    @property
    def departed(self) -> int:
        """Count the marks whose force is known to have left since."""
        return int((self.marks["news"] == "departed").sum())


@query(reads=("as_of", *NARROWS))
def forces(seen: Record, view: View) -> Forces:
    """Return what is known of where forces stand, for the map."""
    basis = seen.package.field("deployments", "basis")
    return Forces(
        marks=newest(seen, view),
        camps=camps(seen),
        bases=tuple((b, basis.labels.get(b, b)) for b in basis.enum),
        labels=seen.labels.sort_values("rank", kind="stable"),
        spots=seen.places[["name", "lat", "lon"]],
        settings=seen.package.crisis.map,
        seen_at=seen.seen_at,
        since=compare_with(seen, view),
        added=int(
            (_of_kind(_within(describe_observations(seen), view), view)["news"] == "new").sum()
        ),
    )


def standing(marks: pd.DataFrame) -> pd.DataFrame:
    """Return the marks of forces that are there: not those only announced, or known to have left.

    The one rule by which places with forces are counted, on every page.
    """
    return marks.loc[~marks["announced"] & ~marks["departed"]]


@query(reads=("as_of", "since", *NARROWS))
def newest(seen: Record, view: View) -> pd.DataFrame:
    """Return one row a mark: the newest observation of each place and force, oldest first.

    What is only announced stands beside what is there, as long as nothing newer was observed: the
    announcement never hides it. `at` (UTC) is when it was observed, or reported where that is
    unknown, and `days` its age; `age` is new (14 days), recent (six weeks) or old. `low` and
    `high` are the newest number given for that place and force, `people` says them with their
    day; `region` marks a point that stands in for a region; a force `departing` is there still.
    `credit` is what the row rests on, in few words. `news` is what became known since the view's
    earlier instant, a key of NEWS or empty, `news_label` the same in words; `new_place` whether
    nothing was known of the whole place then.
    The view's time window decides which observations count. Its `party`, `basis` and `age` leave
    marks out and change none that stays: a place that has been seen since is not shown as it was.
    """
    rows = _within(describe_observations(seen), view)
    added = set(_keys(rows.loc[rows["news"] == "new"]))
    marks = _last(rows).drop(columns="news")
    then = (
        _last(_within(describe_observations(seen.before), view))
        if seen.before is not None
        else marks.iloc[:0]
    )
    marks = _label_news(marks, added, then, compare_with(seen, view))[MARK_COLUMNS]
    return _of_kind(marks, view).reset_index(drop=True)


def _last(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the newest row of each place and force, and what is announced and has not come."""
    rows = rows.sort_values(["at", "reported_last"], kind="stable")
    rows = rows.drop_duplicates(["place_id", "force", "announced"], keep="last")
    there = rows.loc[~rows["announced"]].set_index(["place_id", "force"])["at"]
    keys = pd.MultiIndex.from_frame(rows[["place_id", "force"]])
    stale = rows["announced"].to_numpy() & (
        rows["at"].to_numpy() < there.reindex(keys).to_numpy()  # arrived since
    )
    return rows.loc[~stale].reset_index(drop=True)


def _within(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    return happened_within(rows, view, "at")


def _of_kind(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """Return the rows of the view's forces, kinds of evidence and ages."""
    for column, chosen in (("force", view.party), ("basis", view.basis), ("age", view.age)):
        if chosen:
            rows = rows.loc[rows[column].isin(list(chosen))]
    return rows


def _keys(rows: pd.DataFrame) -> list[tuple[str, str, bool]]:
    return list(zip(rows["place_id"], rows["force"], rows["announced"], strict=True))


def _label_news(
    rows: pd.DataFrame,
    added: set[tuple[str, str, bool]],
    then: pd.DataFrame,
    since: clock.Moment | None,
) -> pd.DataFrame:
    """Add what is new about each mark since `then`; `added` have new observations."""
    were = dict(zip(_keys(then), then["departed"], strict=True))
    news = []
    for key, gone in zip(_keys(rows), rows["departed"], strict=True):
        if key not in added:
            news.append("")
        elif gone:
            news.append("observed" if were.get(key) else "departed")
        elif were.get(key, True):  # unknown then, or known to have left
            news.append("announced" if key[2] else "arrived")
        else:
            news.append("observed")
    known = set(then["place_id"])
    labels = [f"{NEWS[word]} {since}" if word else "" for word in news]
    return rows.assign(
        news=pd.Series(news, rows.index, dtype="str"),
        news_label=pd.Series(labels, rows.index, dtype="str"),
        new_place=[since is not None and p not in known for p in rows["place_id"]],
    )
