"""The charts that may stand alone: what each draws, its words, its key and its table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.figures.kit.picture_key import Sign
from components.figures.kit.theme import Theme
from components.figures.map import key as map_signs
from components.figures.map.overview import list_unplaced_notes as notes_left_out
from components.figures.map.overview import overview as overview_figure
from components.figures.map.placing import WIDTH as MAP
from components.figures.map.plain import list_unplaced_notes, plain_map
from components.figures.numbers.distances_over_time import distances_over_time
from components.figures.numbers.estimates import estimates as estimates_figure
from components.figures.timeline import key as timeline_signs
from components.figures.timeline.axis import WIDTH as TIMELINE
from components.figures.timeline.chart import lanes
from components.figures.timeline.strip import strip as strip_figure
from components.ui import store
from components.ui.elements import layout
from components.ui.pages import forces_map, mapping, situation, stances, timeline_key
from data.distance import DISTANCES
from data.queries.events import events
from data.queries.forces import estimates
from data.queries.forces.forces import forces
from data.queries.overview import overview
from data.queries.positions import matrix
from data.query import Query
from data.view import View
from data.weigh import SOURCED_LATER

Row = tuple[str, list[Sign]]  # of a key: its title, and its signs


@dataclass(frozen=True)
class Chart:
    """A chart that may stand alone: its title, the page it is on, its figure and what it draws.

    `describe` returns the words over it, as HTML, and in a sentence what it shows, empty where
    there is nothing to draw; `legend` the words under it, as HTML, and `signs` the lines of its key
    in a file. `show` is the face of the page that has it, `width` how many px it is wide alone, and
    `part` the key of what fills the whole screen. `grounded` says that it lies on the base map.
    """

    title: str
    page: str
    figure: Callable[..., Any]
    query: Query[Any]
    table: Callable[[View], pd.DataFrame]
    describe: Callable[[View], tuple[str, str]]
    width: int
    part: str
    show: str = ""
    legend: Callable[[View], str] | None = None
    signs: Callable[[View, Theme], Sequence[Row]] | None = None
    grounded: bool = False

    @property
    def reads(self) -> tuple[str, ...]:
        """Return the fields of the view that the chart depends on."""
        return (*self.query.reads, *getattr(self.figure, "reads", ()))


def _numbers(view: View) -> pd.DataFrame:
    return _cite(store.ask(estimates.estimates, view), view)[list(NUMBERS)].rename(columns=NUMBERS)


def _places(view: View) -> pd.DataFrame:
    forces = _cite(store.ask(overview.where, view).forces.iloc[::-1], view)
    return forces[list(PLACES)].rename(columns=PLACES)


def _weeks(view: View) -> pd.DataFrame:
    return store.ask(overview.strip, view).events[list(WEEKS)].rename(columns=WEEKS)


def _cite(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """Add who published the source that each row cites first, and where it is read."""
    sources = store.seen(view).sources[["publisher", "url"]]
    return rows.join(sources, on="source_id").fillna({"publisher": SOURCED_LATER})


NUMBERS = {
    "at_label": "As of",
    "party": "Party",
    "who": "Who",
    "number_label": "Number",
    "projection": "Projected",
    "scope": "Of what",
    "text": "In words",
    "publisher": "Source",
    "grade": "Grade",
    "url": "Page",
}
PLACES = {
    "place": "Place",
    "force_name": "Force",
    "status_name": "Status",
    "at_label": "Newest",
    "region": "Region, not a point",
    "publisher": "Source",
    "url": "Page",
}
WEEKS = {
    "when_label": "When",
    "title": "Event",
    "strong": "Of the two sides",
    "scheduled": "Announced",
    "called_off": "Called off",
}


def _events(view: View) -> pd.DataFrame:
    return store.ask(events.table, view)


def _describe_timeline(view: View) -> tuple[str, str]:
    line = "; ".join([events.sentence(store.ask(events.timeline, view)), *_narrowed(view)])
    return layout.template("chart_head", title=CHARTS["timeline"].title, line=line), line


def _timeline_signs(view: View, theme: Theme) -> list[Row]:
    drawn = store.ask(events.timeline, view)
    return timeline_signs.rows(
        timeline_signs.timeline_key(drawn, store.seen(view), view, theme), theme
    )


def _describe_map(view: View) -> tuple[str, str]:
    titles = {v.view: v.title for v in store.record().package.crisis.map.views}
    line = "; ".join([titles[view.area], *_narrowed(view)])
    return layout.template("chart_head", title=CHARTS["map"].title, line=line), line


def _where_signs(view: View, _theme: Theme) -> list[Row]:
    return _lines(notes_left_out(store.ask(overview.where, view)))


def _map_signs(view: View, theme: Theme) -> list[Row]:
    known = store.ask(forces, view)
    return [*map_signs.rows(known, view, theme), *_lines(list_unplaced_notes(known, view))]


def _lines(notes: Sequence[str]) -> list[Row]:
    return [("", [Sign("", f"{note}.")]) for note in notes]


def _narrowed(view: View) -> tuple[str, ...]:
    return view.narrowed(store.record())


def _apart(view: View) -> pd.DataFrame:
    answer = store.ask(matrix.over_time, view)
    headings = {name: name.capitalize() for name in DISTANCES}
    return answer.rename(columns={"at": "From (UTC)", **headings})


def _describe_apart(view: View) -> tuple[str, str]:
    words = stances.describe_over_time(view)
    return layout.template("chart_head", title=CHARTS["apart"].title, line=words), words


CHARTS = {
    "how_many": Chart(
        "How many",
        "situation",
        estimates_figure,
        estimates.estimates,
        _numbers,
        situation.describe_many,
        560,
        "drawing_how_many",
    ),
    "where": Chart(
        "Where",
        "situation",
        overview_figure,
        overview.where,
        _places,
        situation.describe_where,
        560,
        "drawing_where",
        signs=_where_signs,
        grounded=True,
    ),
    "weeks": Chart(
        "The weeks",
        "situation",
        strip_figure,
        overview.strip,
        _weeks,
        situation.describe_weeks,
        1120,
        "drawing_weeks",
    ),
    "apart": Chart(
        "How far apart",
        "positions",
        distances_over_time,
        matrix.over_time,
        _apart,
        _describe_apart,
        900,
        "drawing_apart",
        show="distance",
    ),
    "timeline": Chart(
        "Timeline",
        "timeline",
        lanes,
        events.timeline,
        _events,
        _describe_timeline,
        int(TIMELINE),
        "timeline_frame",
        legend=timeline_key.key,
        signs=_timeline_signs,
    ),
    "map": Chart(
        "Map",
        "map",
        plain_map,
        forces,
        mapping.list_marks,
        _describe_map,
        MAP,
        "map",
        legend=forces_map.write_legend,
        signs=_map_signs,
        grounded=True,
    ),
}
