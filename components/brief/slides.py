"""A brief as slides: native text and tables, sources in the speaker notes."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from unicodedata import category

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from components.brief.model import (
    HEADINGS,
    JUDGEMENT,
    Brief,
    Row,
    Section,
    Source,
    numbered,
    stamp,
)
from components.brief.pagination import BODY_INCHES, TEXT, paginate, shares_of
from components.figures.kit.ruler import fill
from components.figures.kit.theme import Theme

WIDE, HIGH = Inches(13.333), Inches(7.5)
LEFT, TOP, BODY = Inches(0.6), Inches(1.35), Inches(BODY_INCHES)
NOTE_LONG = 19  # lines a slide
NOTE_ROOM = BODY_INCHES * 72 / 1.4  # points: by so much a machine's own face may be wider
POINT = 16  # points of the key points' type
DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*<")
LONG_AGO = datetime(1980, 1, 1)  # the file's own dates: the same bytes every time


def pptx(brief: Brief, pictures: Mapping[str, bytes], theme: Theme) -> bytes:
    """Return the brief as a PowerPoint file, 16:9; `pictures` are PNG, by name."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, HIGH
    writer = _Deck(deck, brief, theme)
    writer.opening()
    writer.points()
    for section in brief.first:
        for number, rows in enumerate(paginate(section)):
            writer.table(section, rows, first=number == 0)
        writer.more(section)
    if brief.picture in pictures:
        writer.picture(HEADINGS[brief.picture], pictures[brief.picture], set())
    writer.judgement()
    for section in brief.rest:
        if section.picture in pictures and not section.ranges:
            image = pictures[section.picture]
            writer.picture(section.title, image, numbered(section.rows))
        if section.ranges:
            writer.chart(section)
        for number, rows in enumerate(paginate(section)):
            writer.table(section, rows, first=number == 0)
        writer.more(section)
    writer.closing()
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = brief.title, "", ""
    core.created = core.modified = LONG_AGO
    out = io.BytesIO()
    deck.save(out)
    return same_bytes(out.getvalue())


def same_bytes(archive: bytes) -> bytes:
    """Return a zip file with every date in it at one instant long ago, also in files within."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(out, "w") as write:
        for name in read.namelist():
            file = zipfile.ZipInfo(name, date_time=LONG_AGO.timetuple()[:6])
            file.compress_type = zipfile.ZIP_DEFLATED
            content = read.read(name)
            if name.endswith(".xlsx"):  # of a chart: its numbers
                content = same_bytes(content)
            if name == "docProps/core.xml":
                content = DATED.sub(rf"\g<1>{LONG_AGO.isoformat()}Z<".encode(), content)
            write.writestr(file, content)
    return out.getvalue()


class _Deck:
    """Slides of one brief, added in order."""

    def __init__(self, deck: Any, brief: Brief, theme: Theme) -> None:
        self.deck, self.brief, self.theme = deck, brief, theme
        self.sources = {source.number: source for source in brief.sources}

    def opening(self) -> None:
        """Add the title and the stamp."""
        brief, slide = self.brief, self._slide()
        self._text(slide, brief.title, Inches(1.6), 40, bold=True)
        lines = [brief.subject, stamp(brief), *brief.filters]
        self._text(slide, "\n".join(lines), Inches(3.4), 20, quiet=True)

    def points(self) -> None:
        """Add the key points, each with its sourcing and its sources' numbers."""
        if not self.brief.points:
            return
        slide = self._headed("Key points")
        frame = slide.shapes.add_textbox(LEFT, TOP, BODY, Inches(5)).text_frame
        frame.word_wrap = True
        for number, point in enumerate(self.brief.points):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.space_after = Pt(8)
            if point.lead:
                self._run(paragraph, f"{point.lead} ", POINT, bold=True)
            self._run(paragraph, point.text, POINT)
            self._run(paragraph, f" {point.citation} ({point.qualified})", TEXT, quiet=True)
        self._notes(slide, numbered(self.brief.points))

    def judgement(self) -> None:
        """Add the analyst's judgement, over as many slides as it needs."""
        parts = self.brief.note.split("\n") if self.brief.note else []
        lines = [line for part in parts for line in fill(part, NOTE_ROOM, 16) or [""]]
        for start in range(0, len(lines), NOTE_LONG):
            slide = self._headed(JUDGEMENT + (", continued" if start else ""))
            self._text(slide, "\n".join(lines[start : start + NOTE_LONG]), TOP, 16)

    def picture(self, title: str, image: bytes, numbers: set[int]) -> None:
        """Add a slide with a picture, as large as it fits; its sources' numbers go to the notes."""
        slide = self._headed(title)
        shape = slide.shapes.add_picture(io.BytesIO(image), LEFT, TOP, width=BODY)
        most = Inches(5.5)
        if shape.height > most:
            shape.width, shape.height = int(shape.width * most / shape.height), most
            shape.left = (WIDE - shape.width) // 2
        shape._element.nvPicPr.cNvPr.set("descr", title)
        self._notes(slide, numbers)

    def chart(self, section: Section) -> None:
        """Add a slide of a section's numbers as bars: dark to the lower end, pale to the upper."""
        slide = self._headed(section.title)
        ends = [(name, low or 0, (high or low or 0)) for name, low, high in section.ranges]
        data = CategoryChartData(number_format="#,##0")
        data.categories = [_clean(name) for name, _, _ in ends]
        data.add_series("From", [low for _, low, _ in ends])
        data.add_series("To", [high - low for _, low, high in ends])
        box = (LEFT, TOP, BODY, Inches(5.5))
        shape = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *box, data)
        shape._element.nvGraphicFramePr.cNvPr.set("descr", f"{section.title}: see the table")
        chart, theme = shape.chart, self.theme
        chart.font.size = Pt(TEXT)
        chart.font.color.rgb = _rgb(theme.ink)
        chart.has_legend, chart.has_title = True, False
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.value_axis.major_gridlines.format.line.color.rgb = _rgb(theme.rule)
        labels = chart.value_axis.tick_labels
        labels.number_format, labels.number_format_is_linked = "#,##0", False
        chart.value_axis.format.line.fill.background()
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = 45, 100
        for bars, color in zip(plot.series, (theme.neutral, theme.faint), strict=True):
            bars.format.fill.solid()
            bars.format.fill.fore_color.rgb = _rgb(color)
        self._notes(slide, numbered(section.rows))

    def table(self, section: Section, rows: tuple[Row, ...], *, first: bool) -> None:
        """Add a slide with rows of a section, their sources in the notes."""
        slide = self._headed(section.title + ("" if first else ", continued"))
        if not rows:
            self._text(slide, "Nothing on record.", TOP, 16, quiet=True)
            return
        shares = shares_of(section)
        shape = slide.shapes.add_table(len(rows) + 1, len(shares), LEFT, TOP, BODY, Inches(0.3))
        table = shape.table
        look = shape._element.graphic.graphicData.tbl
        look.tblPr.remove(look.tblPr.find(qn("a:tableStyleId")))
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Emu(int(BODY * share / sum(shares)))
        for column, title in enumerate(section.columns):
            self._cell(table.cell(0, column), title, quiet=True)
        for line, row in enumerate(rows, 1):
            for column, cell in enumerate(row.cells):
                cited = row.citation if column == row.cited_at else ""
                self._cell(table.cell(line, column), cell, cited)
        self._notes(slide, numbered(rows))

    def more(self, section: Section) -> None:
        """Say under the heading of a section's last slide how many rows are left out."""
        if section.left_out:
            slide = self.deck.slides[len(self.deck.slides) - 1]
            self._text(slide, section.left_out, Inches(0.98), 12, quiet=True)

    def closing(self) -> None:
        """Add the statement on the sources, all of them in its notes."""
        slide = self._headed("Sources")
        self._text(slide, "\n".join(self.brief.statement), TOP, 18)
        self._notes(slide, set(self.sources))

    def _headed(self, title: str) -> Any:
        slide = self._slide()
        self._text(slide, title, Inches(0.45), 28, bold=True)
        return slide

    def _slide(self) -> Any:
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[6])
        brief = self.brief
        footer = f"{stamp(brief)} · record {brief.digest}"
        self._text(slide, footer, Inches(7.0), 11, quiet=True)
        return slide

    def _text(
        self, slide: Any, text: str, top: int, size: int, *, bold: bool = False, quiet: bool = False
    ) -> None:
        frame = slide.shapes.add_textbox(LEFT, top, BODY, Inches(0.4)).text_frame
        frame.word_wrap = True
        for number, line in enumerate(text.split("\n")):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            self._run(paragraph, line, size, bold=bold, quiet=quiet)

    def _cell(self, cell: Any, text: str, cited: str = "", *, quiet: bool = False) -> None:
        cell.margin_left, cell.margin_top, cell.margin_bottom = 0, Inches(0.03), Inches(0.03)
        cell.fill.background()
        paragraph = cell.text_frame.paragraphs[0]
        self._run(paragraph, text, TEXT, quiet=quiet)
        if cited:
            mark = self._run(paragraph, f" {cited}", 10, quiet=True)
            mark.font.italic = False

    def _run(
        self, paragraph: Any, text: str, size: int, *, bold: bool = False, quiet: bool = False
    ) -> Any:
        run = paragraph.add_run()
        run.text = _clean(text)
        run.font.size, run.font.bold = Pt(size), bold
        color = self.theme.quiet if quiet else self.theme.ink
        run.font.color.rgb = _rgb(color)
        return run

    def _notes(self, slide: Any, numbers: set[int]) -> None:
        lines = [_describe_source(self.sources[number]) for number in sorted(numbers)]
        slide.notes_slide.notes_text_frame.text = "Sources\n" + "\n".join(lines)


def _clean(text: str) -> str:
    """Return a text without what a slide cannot hold; what joins or directs letters stays."""
    spaced = (" " if c.isspace() else c for c in text)
    return "".join(c for c in spaced if c.isprintable() or category(c) == "Cf")


def _rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color.removeprefix("#"))


def _describe_source(source: Source) -> str:
    parts = (source.publisher, source.title_label, source.published)
    text = " · ".join(filter(None, parts))
    return f"[{source.number}] {_clean(text)} ({source.reliability}) {source.url}".rstrip()
