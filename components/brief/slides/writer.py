"""Slides as a PowerPoint file: native text, tables and charts, sources in the speaker notes."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from unicodedata import category

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from components.brief.model import Brief, stamp
from components.brief.sections import NOTHING
from components.brief.slides import layouts
from components.brief.slides.deck import Line, Pair, Slide, list_notes
from components.brief.slides.fitting import (
    SIZES,
    high,
    hold_end,
    lines_of,
    shortened,
    size_that_fits,
)
from components.brief.slides.layouts import BODY, COLUMNS, CONTENT, FOOT, HALF, TOPIC, TYPE, Box
from components.brief.slides.pagination import BODY_INCHES, TEXT, shares_of
from components.figures.kit.theme import Theme
from components.figures.kit.ticks import number_ticks
from data.files import LONG_AGO

TITLES = (28, 26, 24, 22, 20, 18)  # points
GAP = 0.12  # inches between two paragraphs
BESIDE_GAP, LABEL = 0.14, 14  # inches between two pairs; points of a pair's label
STEPS = 5  # of a chart's axis
DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*<")


def pptx(
    brief: Brief, slides: Sequence[Slide], pictures: Mapping[str, bytes], theme: Theme
) -> bytes:
    """Return the slides of a brief as a PowerPoint file, 16:9; `pictures` are PNG, by name."""
    deck = layouts.empty_deck()
    writer = _Deck(deck, brief, theme)
    writer.opening()
    for slide in slides:
        writer.add(slide, pictures)
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

    def opening(self) -> None:
        """Add the title and the stamp."""
        brief, slide = self.brief, self._slide(layouts.OPENING)
        self._title(slide, brief.title, layouts.OPENING_TITLE, (40, 36, 32, 28, 24))
        lines = [brief.subject, stamp(brief), *brief.filters]
        box = layouts.OPENING_WORDS
        size = size_that_fits(lines, box.wide, box.high, gap=GAP, sizes=(20, 18, 16, 14, TYPE))
        self._write(_holder(slide, BODY), [Line("", line) for line in lines], size, quiet=True)

    def add(self, slide: Slide, pictures: Mapping[str, bytes]) -> None:
        """Add one slide with its topic, title, content, foot and notes."""
        kind = layouts.SIDES if slide.pairs else layouts.PLAIN
        made = self._slide(layouts.WORDS if slide.lines or _is_bare(slide) else kind)
        self._title(made, slide.title, layouts.TITLE, TITLES)
        self._write(_holder(made, TOPIC), [Line("", slide.topic)], TYPE, quiet=True)
        self._write(_holder(made, FOOT), [Line("", slide.foot)], TYPE, quiet=True)
        if slide.pairs:
            self._pairs(made, slide)
        elif slide.ranges:
            self._chart(made, slide)
        elif slide.section is not None and slide.rows:
            self._table(made, slide)
        elif slide.picture in pictures:
            self._picture(made, slide, pictures[slide.picture])
        elif slide.topic == "Sources":
            self._words(made, slide.lines, sizes=(18, 16, 14, TYPE))
        else:
            self._words(made, slide.lines)
        made.notes_slide.notes_text_frame.text = _clean_lines(list_notes(self.brief, slide))
        for shape in list(made.placeholders):
            if not shape.text_frame.text.strip():
                made.shapes.element.remove(shape.element)

    def _words(self, slide: Any, lines: Sequence[Line], sizes: Sequence[int] = SIZES) -> None:
        """Write paragraphs as large as they fit, cut where the smallest type is too large."""
        lines = [line for line in lines if line.lead or line.text] or [Line("", NOTHING)]
        texts = [" ".join((line.lead, line.text, line.cited)) for line in lines]
        size = size_that_fits(texts, CONTENT.wide, CONTENT.high, gap=GAP, sizes=sizes)
        most = int((CONTENT.high / len(lines) - GAP) * 72 / (size * 1.2))
        tall = [lines_of(text, size, CONTENT.wide) for text in texts]
        if sum(high(t, size, CONTENT.wide) + GAP for t in texts) > CONTENT.high:
            lines = [
                Line(line.lead, shortened(line.text, size, CONTENT.wide, most - 1), line.cited)
                if n > most
                else line
                for line, n in zip(lines, tall, strict=True)
            ]
        self._write(_holder(slide, BODY), lines, size)

    def _pairs(self, slide: Any, content: Slide) -> None:
        """Write texts side by side, each pair under its label and as high as its longer text."""
        for idx, title in zip(layouts.HEADS, content.heads, strict=True):
            self._write(_holder(slide, idx), [Line(title, "")], 18)
        room = CONTENT.high - COLUMNS[0].high - 0.1
        pairs, size = _fitted(content.pairs, room)
        y = CONTENT.y + COLUMNS[0].high + 0.1
        for (label, left, right), pair in zip(layouts.PAIRS, pairs, strict=False):
            head = Box(CONTENT.x, y, BODY_INCHES, LABEL * 1.25 / 72)
            layouts.move(_holder(slide, label), head)
            named = Line(shortened(pair.label, LABEL, BODY_INCHES - 1.5, 1), "", pair.cited)
            self._write(_holder(slide, label), [named], LABEL, quiet=True)
            texts = (pair.left, pair.right)
            tall = max(high(text, size, HALF) for text in texts)
            for idx, column, text in zip((left, right), COLUMNS, texts, strict=True):
                layouts.move(_holder(slide, idx), column._replace(y=y + head.high, high=tall))
                self._write(_holder(slide, idx), [Line("", text)], size)
            y += head.high + tall + BESIDE_GAP

    def _picture(self, slide: Any, content: Slide, image: bytes) -> None:
        """Place a picture as large as it fits."""
        x, y, wide, most = CONTENT._replace(y=1.66, high=5.25).emu
        shape = slide.shapes.add_picture(io.BytesIO(image), x, y, width=wide)
        if shape.height > most:
            shape.width, shape.height = int(shape.width * most / shape.height), most
            shape.left = (layouts.WIDE - shape.width) // 2
        _describe(shape, content.alt)

    def _chart(self, slide: Any, content: Slide) -> None:
        """Place numbers as bars: dark to the lower end, pale to the upper."""
        ends = [(name, low or 0, (high or low or 0)) for name, low, high in content.ranges]
        data = CategoryChartData(number_format="#,##0")
        data.categories = [_clean(name) for name, _, _ in ends]
        data.add_series("Lower end", [low for _, low, _ in ends])
        data.add_series("Upper end", [top - low for _, low, top in ends])
        shape = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *CONTENT.emu, data)
        _describe(shape, content.alt)
        chart, theme = shape.chart, self.theme
        chart.font.size = Pt(TEXT)
        chart.font.color.rgb = _rgb(theme.ink)
        chart.has_legend, chart.has_title = True, False
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.value_axis.major_gridlines.format.line.color.rgb = _rgb(theme.rule)
        labels = chart.value_axis.tick_labels
        labels.number_format, labels.number_format_is_linked = "#,##0", False
        steps = number_ticks(0, max((low + top for _, low, top in ends), default=1), STEPS)
        chart.value_axis.minimum_scale = 0
        chart.value_axis.major_unit = steps[1] - steps[0]
        chart.value_axis.format.line.fill.background()
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = 45, 100
        for bars, color in zip(plot.series, (theme.neutral, theme.faint), strict=True):
            bars.format.fill.solid()
            bars.format.fill.fore_color.rgb = _rgb(color)

    def _table(self, slide: Any, content: Slide) -> None:
        """Place rows of a section as a table, whose first row names its columns."""
        section, rows = content.section, content.rows
        assert section is not None
        shares = shares_of(section)
        box = CONTENT._replace(y=1.35, high=0.3).emu
        shape = slide.shapes.add_table(len(rows) + 1, len(shares), *box)
        _describe(shape, f"{section.title}: a table of {len(rows)} rows")
        table = shape.table
        look = shape.element.graphic.graphicData.tbl
        look.tblPr.remove(look.tblPr.find(qn("a:tableStyleId")))
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Emu(int(Inches(BODY_INCHES) * share / sum(shares)))
        for column, title in enumerate(section.columns):
            self._cell(table.cell(0, column), title, quiet=True)
        for line, row in enumerate(rows, 1):
            for column, cell in enumerate(row.cells):
                cited = row.citation if column == row.cited_at else ""
                self._cell(table.cell(line, column), cell, cited)

    def _slide(self, name: str) -> Any:
        slide = self.deck.slides.add_slide(layouts.layout(self.deck, name))
        footer = f"{stamp(self.brief)} · record {self.brief.digest}"
        self._write(layouts.carry_footer(slide), [Line("", footer)], TYPE, quiet=True)
        return slide

    def _title(self, slide: Any, text: str, box: Box, sizes: Sequence[int]) -> None:
        size = size_that_fits([text], box.wide, box.high, sizes=sizes)
        most = max(1, int(box.high * 72 / (size * 1.2)))
        self._write(slide.shapes.title, [Line(shortened(text, size, box.wide, most), "")], size)
        (run,) = slide.shapes.title.text_frame.paragraphs[0].runs
        run.text = hold_end(run.text)

    def _write(self, holder: Any, lines: Sequence[Line], size: int, *, quiet: bool = False) -> None:
        """Write paragraphs into a placeholder: what leads in bold, sources' numbers small."""
        frame = holder.text_frame
        parts = [(line, part) for line in lines for part in (line.text.split("\n") or [""])]
        for number, (line, part) in enumerate(parts):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.space_before, paragraph.space_after = Pt(0), Pt(GAP * 72)
            if line.lead:
                self._run(paragraph, f"{line.lead} " if part else line.lead, size, bold=True)
            if part:
                self._run(paragraph, part, size, quiet=quiet)
            if line.cited:
                self._run(paragraph, f" {line.cited}", TYPE, quiet=True)

    def _cell(self, cell: Any, text: str, cited: str = "", *, quiet: bool = False) -> None:
        cell.margin_left, cell.margin_top, cell.margin_bottom = 0, Inches(0.03), Inches(0.03)
        cell.fill.background()
        paragraph = cell.text_frame.paragraphs[0]
        self._run(paragraph, text, TEXT, quiet=quiet)
        if cited:
            self._run(paragraph, f" {cited}", TYPE, quiet=True)

    def _run(
        self, paragraph: Any, text: str, size: int, *, bold: bool = False, quiet: bool = False
    ) -> Any:
        run = paragraph.add_run()
        run.text = _clean(text)
        run.font.size, run.font.bold = Pt(size), bold
        color = self.theme.quiet if quiet else self.theme.ink
        run.font.color.rgb = _rgb(color)
        return run


def _fitted(pairs: Sequence[Pair], room: float) -> tuple[list[Pair], int]:
    """Return the pairs and the size at which they fit, cut to equal shares where none does."""
    fixed = len(pairs) * (LABEL * 1.25 / 72 + BESIDE_GAP)
    for size in (18, 16, 14, 13, TYPE):
        tall = sum(max(high(text, size, HALF) for text in (p.left, p.right)) for p in pairs)
        if tall + fixed <= room:
            return list(pairs), size
    most = int((room - fixed) / len(pairs) * 72 / (TYPE * 1.2))
    fit = partial(shortened, size=TYPE, wide=HALF, lines=most)
    return [replace(p, left=fit(p.left), right=fit(p.right)) for p in pairs], TYPE


def _is_bare(slide: Slide) -> bool:
    return not (slide.pairs or slide.ranges or slide.picture or slide.rows)


def _holder(slide: Any, idx: int) -> Any:
    return next(p for p in slide.placeholders if p.placeholder_format.idx == idx)


def _describe(shape: Any, alt: str) -> None:
    """Give a picture, chart or table its alternative text."""
    shape.element.find(f".//{qn('p:cNvPr')}").set("descr", _clean(alt))


def _clean(text: str) -> str:
    """Return a text without what a slide cannot hold; what joins or directs letters stays."""
    spaced = (" " if c.isspace() else c for c in text)
    return "".join(c for c in spaced if c.isprintable() or category(c) == "Cf")


def _clean_lines(text: str) -> str:
    return "\n".join(_clean(line) for line in text.split("\n"))


def _rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color.removeprefix("#"))
