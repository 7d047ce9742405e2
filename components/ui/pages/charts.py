"""The charts that may stand alone, and the tables: what each draws, its words, key and table."""

from collections.abc import Sequence

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
from components.ui.pages import (
    chart_tables,
    forces_map,
    mapping,
    situation,
    stances,
    timeline_key,
)
from components.ui.pages.chart import Chart, Row
from components.ui.pages.chart_tables import TABLES
from data.queries.events import events
from data.queries.forces import estimates
from data.queries.forces.forces import forces
from data.queries.overview import overview
from data.queries.positions import matrix
from data.view import View


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


def _describe_apart(view: View) -> tuple[str, str]:
    words = stances.describe_over_time(view)
    return layout.template("chart_head", title=CHARTS["apart"].title, line=words), words


CHARTS = {
    "how_many": Chart(
        "How many",
        "situation",
        estimates.estimates,
        chart_tables.list_numbers,
        situation.describe_many,
        figure=estimates_figure,
        width=560,
        part="drawing_how_many",
    ),
    "where": Chart(
        "Where",
        "situation",
        overview.where,
        chart_tables.list_places,
        situation.describe_where,
        figure=overview_figure,
        width=560,
        part="drawing_where",
        signs=_where_signs,
        grounded=True,
    ),
    "weeks": Chart(
        "The weeks",
        "situation",
        overview.strip,
        chart_tables.list_weeks,
        situation.describe_weeks,
        figure=strip_figure,
        width=1120,
        part="drawing_weeks",
    ),
    "apart": Chart(
        "How far apart",
        "positions",
        matrix.over_time,
        chart_tables.list_distances,
        _describe_apart,
        show="distance",
        figure=distances_over_time,
        width=900,
        part="drawing_apart",
    ),
    "timeline": Chart(
        "Timeline",
        "timeline",
        events.timeline,
        chart_tables.list_events,
        _describe_timeline,
        figure=lanes,
        width=int(TIMELINE),
        part="timeline_frame",
        legend=timeline_key.key,
        signs=_timeline_signs,
    ),
    "map": Chart(
        "Map",
        "map",
        forces,
        mapping.list_marks,
        _describe_map,
        figure=plain_map,
        width=MAP,
        part="map",
        legend=forces_map.write_legend,
        signs=_map_signs,
        grounded=True,
    ),
} | TABLES
