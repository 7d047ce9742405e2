"""Files read back as the text that a reader meets."""

import io
from functools import lru_cache
from html.parser import HTMLParser

import openpyxl
from pptx import Presentation
from pypdf import PdfReader


class Page(HTMLParser):
    """What an HTML file says, and what it would run or fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.within = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.within = tag

    def handle_data(self, data):
        if self.within not in ("script", "style"):
            self.texts.append(data)


@lru_cache(maxsize=8)
def words_of(kind: str, content: bytes) -> str:
    """Read a file back as the text that a reader meets."""
    if kind == "pdf":
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
        return " ".join("\n".join(pages).split("\n"))
    if kind == "pptx":
        return "\n".join(line for slide in slides_of(content) for line in slide)
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(str(c.value) for s in book for row in s for c in row if c.value)
    return content.decode()


def slides_of(content: bytes) -> list[list[str]]:
    slides = []
    for slide in Presentation(io.BytesIO(content)).slides:
        lines = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        for shape in slide.shapes:
            if shape.has_table:
                lines += [cell.text for row in shape.table.rows for cell in row.cells]
        if slide.has_notes_slide:
            lines.append(slide.notes_slide.notes_text_frame.text)
        slides.append(lines)
    return slides
