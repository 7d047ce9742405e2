"""A chart or table by itself: alone on its page, and the menus from which it is taken along."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from components.brief import pictures
from components.figures.kit.drawing import picture
from components.figures.kit.picture_key import SIGN, Sign, key
from components.figures.kit.ruler import fill
from components.ui import store
from components.ui.elements import cite, drawings, edition, files, layout, tables
from components.ui.elements.files import File
from components.ui.links import address
from components.ui.pages import stances
from components.ui.pages.chart import Chart
from components.ui.pages.charts import CHARTS
from data import export, narrowing
from data.queries.positions import matrix
from data.view import LENS, View

PAGE = "chart"  # the page of one chart alone, which no menu lists
FRAME = 190  # px of a frame beyond its chart: words over it and under it
# A table in a frame: px of a row, of the lists over it; rows that it shows at once.
ROW, LISTS, SHOWN = 35, 110, 10
LONGEST = 420  # px of a table that stands open on its page
full_screen = st.components.v2.component(
    "red_lines_full_screen", js=layout.script("dom.js", "full_screen.js"), isolate_styles=False
)


@layout.block
def alone(view: View) -> None:
    """Place the chart or table that the address names, and the way to the whole page."""
    chart = CHARTS.get(view.chart)
    if chart is None:
        layout.notice("No such chart. Choose one on a page, under Save or share.")
        return
    words, alt = chart.describe(view)
    with st.container(width=chart.width if chart.figure else "stretch", key=f"lone_{view.chart}"):
        if alt and chart.figure:
            svg = store.draw_svg(chart.figure, chart.query, view)
            drawings.place(view.chart, svg, alt, words)
            if chart.legend:
                layout.place(chart.legend(view))
        else:
            layout.place(words)
            if alt:
                tables.place(_table(view.chart, view), view)
        whole = address(chart.page, view, chart="", show=chart.show)
        layout.html("chart_foot", whole=whole, foot=f"As known {view.as_of.at_end}. {_foot(chart)}")


@layout.block
def fold(view: View, label: str, *names: str) -> None:
    """Place the tables named that hold a row, folded, each with its menu."""
    listed = _select_tables(view, names)
    if listed:
        tables.fold(view, label, *listed)


@layout.block
def list_rows(view: View, *names: str) -> None:
    """Place the tables named that hold a row, each under its title and with its menu."""
    for table in _select_tables(view, names):
        st.subheader(table.title)
        tables.place(table, view, height=LONGEST)


def _select_tables(view: View, names: tuple[str, ...]) -> list[tables.Table]:
    return [
        replace(_table(name, view), menu=partial(_menu_of_table, name, view))
        for name in names
        if CHARTS[name].describe(view)[1]
    ]


@layout.block
def over_time(view: View) -> None:
    """Place how far apart the two sides stood over time, what may be taken of it, and the rule."""
    stances.over_time(view)
    if not store.ask(matrix.over_time, view).empty:
        menus(view, "apart")
        stances.explain_distance()


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
                    _menu(name, view, _offer_files)


def _menu(name: str, view: View, *offers: Callable[[str, View], None]) -> None:
    """Place what a menu holds; `offers` place the files."""
    chart, lone = CHARTS[name], _alone(name, view)
    with st.container(horizontal=True, vertical_alignment="center", key=f"whole_{name}"):
        if chart.part:
            full_screen(key=f"full_screen_{name}", data={"part": chart.part}, width="content")
        layout.html("chart_alone", alone=address(PAGE, lone), title=chart.title)
    for offer in offers:
        offer(name, lone)
    link = edition.address(PAGE, lone, as_of=[view.as_of.text])
    what = "chart" if chart.figure else "table"
    st.caption(f"Link to this {what}, as of this moment")
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
    title = ", ".join(filter(None, (chart.title, narrowing.describe(lone.narrow, name))))
    st.code(cite.page_text(PAGE, title, lone), language=None, wrap_lines=True)


def _menu_of_table(name: str, view: View, narrow: tuple[str, ...]) -> None:
    """Place the menu of a table that `narrow` narrows; its file stands beside."""
    label, key = "Share", f"menu_{name}"
    folded = st.popover(label, key=key, on_change="rerun", type="tertiary", width="content")
    if folded.open:
        with folded:
            _menu(name, view.but(narrow=narrow))


def _table(name: str, view: View) -> tables.Table:
    return tables.Table(name, CHARTS[name].title, partial(CHARTS[name].table, view))


def _offer_files(name: str, view: View) -> None:
    file = f"{store.record().package.name}-{name}-{tables.file_moment(view)}"
    offered = [File("CSV", f"{file}.csv", "text/csv", partial(_csv, name, view))]
    if CHARTS[name].figure:
        offered = [
            File("PNG", f"{file}.png", "image/png", partial(_png, name, view)),
            File("SVG", f"{file}.svg", "image/svg+xml", partial(_svg, name, view)),
            *offered,
        ]
    files.offer(name, *offered)


def _alone(name: str, view: View) -> View:
    """Return the view of a chart alone: what it depends on, and all else as the record has it."""
    fields = {*LENS, *CHARTS[name].reads, *(() if CHARTS[name].figure else ("narrow",))}
    shared = {field: getattr(view, field) for field in fields}
    return View.default(store.record()).but(**shared, chart=name)


def _height(name: str, view: View) -> int:
    chart = CHARTS[name]
    if not chart.figure:
        rows = tables.count_left(name, chart.table(view), view)
        return LISTS + ROW * (1 + min(rows, SHOWN))
    return int(store.draw(chart.figure, chart.query, view)["layout"]["height"])


def write_svg(name: str, view: View) -> str:
    """Return a chart as a picture that stands alone, and says of when and of what record it is.

    Raises ValueError for a table, which has no picture.
    """
    chart, colors = CHARTS[name], store.colors()
    if not chart.figure:
        raise ValueError(f"{name} is a table: it has no picture")
    figure = store.draw(chart.figure, chart.query, view)
    foot = f"{chart.describe(view)[1].rstrip('.')}. As known {view.as_of.at_end}. {_foot(chart)}"
    lines = [("", [Sign("", line)]) for line in fill(foot, chart.width - SIGN)]
    signs = chart.signs(view, colors) if chart.signs else []
    beneath = key([*signs, *lines, ("", [])], chart.width, colors)  # the last line is air
    return picture(figure, chart.width, chart.title, beneath, paper=colors.paper)


def _svg(name: str, view: View) -> bytes:
    return write_svg(name, view).encode("utf-8")


def _png(name: str, view: View) -> bytes:
    return pictures.png(write_svg(name, view))


def _csv(name: str, view: View) -> bytes:
    return export.frame_csv(tables.in_words(CHARTS[name].table(view)))


def _foot(chart: Chart) -> str:
    record = store.record()
    basemap = record.package.crisis.map.basemap
    ground = f" {basemap.attribution}." if chart.grounded and basemap else ""
    return f"Red Lines, {record.package.title}, record {record.digest}.{ground}"
