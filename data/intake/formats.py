"""The text of a file: plain text, a web page, a PDF or a Word file, read without a network.

What reads each kind is imported where it is used: an app that takes in no article loads none of it.
"""

import codecs
import io
import re
import statistics
import unicodedata
import zipfile
from collections.abc import Callable, Mapping

from data.values import language_tag

MOST_BYTES = 20_000_000
MOST_UNPACKED = 100_000_000  # bytes of what a Word file holds
MOST_LETTERS = 1_000_000  # of a text: three novels
MOST_PAGES = 2000
WRAPPED = 100  # letters of the longest line of a text that was broken into lines
PASTE = "copy its words and paste them as text"
BREAKS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
MARKUP = re.compile(r"<(?:!doctype|html|head|body|article|p|div)[\s>]", re.IGNORECASE)
ENDS = (".", "!", "?", "…", ":", '"', "”", "»", ")")
LANG = re.compile(rb"<html[^>]*\blang=[\"']?([a-z]{2,3}(?:-[a-z0-9]{2,8})*)", re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class NotAnArticle(Exception):
    """A file gives no article: the message says what is wrong with it, `mend` what to do."""

    def __init__(self, fault: str, mend: str) -> None:
        super().__init__(f"{fault}; {mend}")
        self.mend = mend


def read_file(content: bytes, name: str) -> Mapping[str, str]:
    """Return a file's `text`, and what it says of itself: a field of an article each.

    Raises NotAnArticle.
    """
    if len(content) > MOST_BYTES:
        raise NotAnArticle(f"{name!r} has more than {MOST_BYTES // 1_000_000} MB", PASTE)
    fields = _reader(content, name)(content, name)
    text = tidy(fields["text"])
    if not text:
        raise NotAnArticle(f"{name!r} holds no words", PASTE)
    if len(text) > MOST_LETTERS:
        fault = f"{name!r} has {len(text):,} letters, of which {MOST_LETTERS:,} are taken"
        raise NotAnArticle(fault, "take in one article at a time")
    return {**fields, "text": text}


def tidy(text: str) -> str:
    """Return a text with plain line ends and without signs that show nothing, lines unbroken.

    Where a text was broken into short lines, those of a paragraph become one.
    """
    text = BREAKS.sub("\n", text)
    shown = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    text = "".join(shown).removeprefix("\ufeff")
    lines = [line.rstrip() for line in text.split("\n")]
    text = "\n".join(lines).strip("\n")
    parts = re.split(r"\n{2,}", text)
    filled = [line for line in lines if line]
    if len(parts) > 1 and len(filled) > 2 * len(parts) and max(map(len, filled)) <= WRAPPED:
        parts = [_join(part.split("\n")) for part in parts]
    return "\n\n".join(parts)


def _reader(content: bytes, name: str) -> Callable[[bytes, str], Mapping[str, str]]:
    """Return what reads a file: by what it is, whatever it is called."""
    if content.startswith(b"%PDF-") or name.lower().endswith(".pdf"):
        return _read_pdf
    if content.startswith(b"PK\x03\x04") or name.lower().endswith(".docx"):
        return _read_docx
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise NotAnArticle(f"{name!r} is an old Word file or locked", "save it as .docx")
    if name.lower().endswith((".html", ".htm", ".xhtml")):
        return _read_html
    return _read_text


def _read_text(content: bytes, name: str) -> Mapping[str, str]:
    text = _decode(content, name)
    if MARKUP.search(text[:2000]) and text.lstrip()[:1] == "<":
        return _read_html(content, name)
    return {"text": text}


def _decode(content: bytes, name: str) -> str:
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: ""}
    for mark, encoding in marks.items():
        if content.startswith(mark):
            return content.decode(encoding or "utf-16", errors="replace")
    if b"\0" in content[:4000]:
        raise NotAnArticle(f"{name!r} is no text", "give a txt, html, pdf or docx file")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _read_html(content: bytes, name: str) -> Mapping[str, str]:
    """Read a page's main text, and what its head says; nothing is fetched."""
    from trafilatura import bare_extraction

    try:
        page = bare_extraction(content, with_metadata=True, include_comments=False)
    except Exception as fault:  # what a broken page does to a parser is any error
        raise NotAnArticle(f"{name!r} is no web page that can be read", PASTE) from fault
    if page is None or isinstance(page, dict) or not page.text:
        raise NotAnArticle(f"{name!r} shows no text of an article", PASTE)
    day, url = page.date or "", page.url or ""
    lang = LANG.search(content[:4000])
    return {
        "text": page.text,
        "title": page.title or "",
        "publisher": page.sitename or "",
        "published": day if DAY.fullmatch(day) and day.encode() in content else "",  # none guessed
        "url": url if url.startswith(("http://", "https://")) else "",
        "lang": language_tag(lang[1].decode()) if lang else "",
    }


def _read_pdf(content: bytes, name: str) -> Mapping[str, str]:
    from pypdf import PdfReader

    try:
        file = PdfReader(io.BytesIO(content))
        if file.is_encrypted and not file.decrypt(""):
            raise NotAnArticle(f"{name!r} is encrypted", "save it without a password")
        if len(file.pages) > MOST_PAGES:
            fault = f"{name!r} has more than {MOST_PAGES:,} pages"
            raise NotAnArticle(fault, "save the pages of the article alone")
        pages = [page.extract_text() for page in file.pages]
        title = (file.metadata.title if file.metadata else "") or ""
    except NotAnArticle:
        raise
    except Exception as fault:  # broken files break parsers in any way
        locked = type(fault).__name__ == "DependencyError"
        if locked:
            raise NotAnArticle(f"{name!r} is encrypted", "save it without a password") from fault
        raise NotAnArticle(f"{name!r} is broken, or no PDF", "save it again") from fault
    text = "\n\n".join(_unbreak(page) for page in pages)
    if not text.strip():
        mend = "it is a scan: have its letters recognised, or paste its words as text"
        raise NotAnArticle(f"{name!r} holds no text", mend)
    return {"text": text, "title": str(title)}


def _unbreak(page: str) -> str:
    """Return a page's lines as paragraphs: one ends where a line that ends a sentence is short."""
    lines = [line.strip() for line in page.split("\n")]
    lengths = [len(line) for line in lines if line]
    full = 0.85 * statistics.quantiles(lengths, n=4)[2] if len(lengths) > 2 else 0
    parts: list[list[str]] = [[]]
    for line in lines:
        parts[-1].append(line)
        if not line or (line.endswith(ENDS) and len(line) < full):
            parts.append([])
    return "\n\n".join(filter(None, map(_join, parts)))


def _join(lines: list[str]) -> str:
    """Return lines as one; a word broken by a hyphen at the end of a line is whole again."""
    joined = ""
    for line in filter(None, (line.strip() for line in lines)):
        broken = re.search(r"[a-z]-$", joined) and line[:1].islower()
        joined = joined[:-1] + line if broken else f"{joined} {line}" if joined else line
    return joined


def _read_docx(content: bytes, name: str) -> Mapping[str, str]:
    from docx import Document

    mend = "save it again as .docx"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile as fault:
        raise NotAnArticle(f"{name!r} is broken, or no Word file", mend) from fault
    if unpacked > MOST_UNPACKED:
        raise NotAnArticle(f"{name!r} unpacks to {unpacked // 1_000_000:,} MB", PASTE)
    try:
        document = Document(io.BytesIO(content))
        parts = [p.text for p in document.paragraphs]
        parts += [c.text for t in document.tables for row in t.rows for c in row.cells]
        title = document.core_properties.title or ""
    except Exception as fault:  # broken files break parsers in any way
        raise NotAnArticle(f"{name!r} is broken, or no Word file", mend) from fault
    return {"text": "\n\n".join(parts), "title": title}
