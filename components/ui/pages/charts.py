"""Each chart by itself: on a page of its own for a frame, as a picture, as a table."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.brief import pictures
from components.figures.kit.drawing import picture
from components.figures.kit.picture_key import SIGN, Sign, key
from components.figures.kit.ruler import fill
from components.figures.map.overview import overview as overview_figure
from components.figures.numbers.distances_over_time import distances_over_time
from components.figures.numbers.estimates import estimates as estimates_figure
from components.figures.timeline.strip import strip as strip_figure
from components.ui import store
from components.ui.elements import cite, drawings, edition, layout, tables
from components.ui.links import address
from components.ui.pages import situation, stances
from data import export
from data.distance import DISTANCES
from data.queries.forces import estimates
from data.queries.overview import overview
from data.queries.positions import matrix
from data.query import Query
from data.view import LENS, View
from data.weigh import SOURCED_LATER

PAGE = "chart"  # the page of one chart alone, which no menu lists
FRAME = 190  # px of a frame beyond its chart: words over it and under it


@dataclass(frozen=True)
class Chart:
    """A chart that may stand alone: its title, the page it is on, its figure and what it draws.

    `describe` returns the words over it, as HTML, and in a sentence what it shows, empty where
    there is nothing to draw. `show` is the face of the page that has it, `width` how many px it
    is wide alone. `grounded` says that it lies on the base map.
    """

    title: str
    page: str
    figure: Callable[..., Any]
    query: Query[Any]
    table: Callable[[View], pd.DataFrame]
    describe: Callable[[View], tuple[str, str]]
    width: int
    show: str = ""
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
    ),
    "where": Chart(
        "Where",
        "situation",
        overview_figure,
        overview.where,
        _places,
        situation.describe_where,
        560,
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
    ),
    "apart": Chart(
        "How far apart",
        "positions",
        distances_over_time,
        matrix.over_time,
        _apart,
        _describe_apart,
        900,
        show="distance",
    ),
}


@layout.block
def alone(view: View) -> None:
    """Place the chart that the address names, with what it shows and the way to the whole page."""
    chart = CHARTS.get(view.chart)
    if chart is None:
        layout.notice("No such chart. Choose one on a page, under Save or share.")
        return
    words, alt = chart.describe(view)
    with st.container(width=chart.width):
        if alt:
            svg = store.draw_svg(chart.figure, chart.query, view)
            drawings.place(view.chart, svg, alt, words)
        else:
            layout.place(words)
        whole = address(chart.page, view, chart="", show=chart.show)
        layout.html("chart_foot", whole=whole, foot=f"As known on {view.as_of}. {_foot(chart)}")


@layout.block
def twins(view: View, label: str, *names: str) -> None:
    """Place the tables of the charts named, folded."""
    titles = [CHARTS[name].title for name in names]
    makers = (partial(CHARTS[name].table, view) for name in names)
    tables.twin(view, *makers, label=label, titles=titles if len(titles) > 1 else ())


@layout.block
def over_time(view: View) -> None:
    """Place how far apart the two sides stood over time, what may be taken of it, and the rule."""
    stances.over_time(view)
    if not store.ask(matrix.over_time, view).empty:
        menus(view, "apart")
        stances.explain_distance()
        twins(view, "The same as a table", "apart")


@layout.block
def menus(view: View, *names: str) -> None:
    """Place a menu for each of the charts named: its picture, table, link, frame and citation."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"menus_{names[0]}"):
        st.caption("Save or share", width="content")
        for name in names:
            title = CHARTS[name].title
            folded = st.popover(title, key=f"menu_{name}", on_change="rerun", type="tertiary")
            if folded.open:
                with folded:
                    _menu(name, view)


def _menu(name: str, view: View) -> None:
    chart = CHARTS[name]
    lone = _alone(name, view)
    layout.html("chart_alone", alone=address(PAGE, lone), title=chart.title)
    file = f"{store.record().package.name}-{name}-{view.as_of.text.replace(':', '')}"
    with st.container(horizontal=True, key=f"files_{name}"):
        for label, kind, mime, make in (
            ("PNG", "png", "image/png", partial(_png, name, lone)),
            ("SVG", "svg", "image/svg+xml", partial(_svg, name, lone)),
            ("CSV", "csv", "text/csv", partial(_csv, name, lone)),
        ):
            st.download_button(
                label,
                data=make,
                file_name=f"{file}.{kind}",
                mime=mime,
                on_click="ignore",
                key=f"file_{name}_{kind}",
            )
    link = edition.address(PAGE, lone, as_of=[view.as_of.text])
    st.caption("Link to this chart, as of this moment")
    st.code(link, language=None, wrap_lines=True)
    st.caption("Code to show it in another page")
    st.code(
        layout.template(
            "chart_frame",
            address=f"{link}&embed=true",
            title=chart.title,
            width=chart.width + 32,
            height=_height(name, lone) + FRAME,
        ),
        language=None,
        wrap_lines=True,
    )
    st.caption("Citation")
    st.code(cite.page_text(PAGE, chart.title, lone), language=None, wrap_lines=True)


def _alone(name: str, view: View) -> View:
    """Return the view of a chart alone: what it depends on, and all else as the record has it."""
    fields = {*LENS, *CHARTS[name].reads}
    shared = {field: getattr(view, field) for field in fields}
    return View.default(store.record()).but(**shared, chart=name)


def _height(name: str, view: View) -> int:
    chart = CHARTS[name]
    return int(store.draw(chart.figure, chart.query, view)["layout"]["height"])


def _svg(name: str, view: View) -> str:
    """Return a chart as a picture that stands alone, and says of when and of what record it is."""
    chart, colors = CHARTS[name], store.colors()
    figure = store.draw(chart.figure, chart.query, view)
    foot = f"{chart.describe(view)[1]}. As known on {view.as_of}. {_foot(chart)}"
    lines = [("", [Sign("", line)]) for line in fill(foot, chart.width - SIGN)]
    beneath = key([*lines, ("", [])], chart.width, colors)  # the last line is air
    return picture(figure, chart.width, chart.title, beneath, paper=colors.paper)


def _png(name: str, view: View) -> bytes:
    return pictures.png(_svg(name, view))


def _csv(name: str, view: View) -> bytes:
    return export.frame_csv(tables.in_words(CHARTS[name].table(view)))


def _foot(chart: Chart) -> str:
    record = store.record()
    basemap = record.package.crisis.map.basemap
    ground = f" {basemap.attribution}." if chart.grounded and basemap else ""
    return f"Red Lines, {record.package.title}, record {record.digest}.{ground}"
