"""An article is taken in from any file, without a network, and stays with its record."""

import io
import json
import shutil
import socket
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from typst import compile as typeset

from data.curation import desk
from data.curation.desk import ARTICLES, DESK
from data.descriptor import read_package
from data.export import package_zip
from data.intake import formats
from data.intake.article import Article, read_article, read_saved, save_article
from data.intake.formats import NotAnArticle
from data.load import load

CRISIS = Path(__file__).parents[1] / "crisis"
WORDS = "Quiroga said on Monday that the river is open. “No tide more,” she said."
PAGE = f"""<html lang="en"><head><title>A note</title>
<meta property="og:site_name" content="Serena Courier"/>
<meta property="article:published_time" content="1998-01-16"/></head>
<body><nav><a href="/">Home</a></nav><article><p>{WORDS}</p>
<p>The consuls &lt;b&gt;lend&lt;/b&gt; their house to the congress of both republics.</p></article>
<script src="https://archive.example/x.js"></script></body></html>"""


def word_file(*paragraphs: str) -> bytes:
    document, out = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


def pdf_file(text: str, password: str = "") -> bytes:
    content = typeset(f"#set page(width: 6cm)\n{text}".encode())
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(content))), io.BytesIO()
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("an article is read without a network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_the_encodings_that_programs_save(encoding):
    assert read_article(f"{WORDS}\r\n\r\nDües".encode(encoding), "note.txt").text == (
        f"{WORDS}\n\nDües"
    )


def test_a_page_gives_its_main_text_and_what_its_head_says():
    article = read_article(PAGE.encode(), "C:\\pages\\note.html")
    assert article.text.startswith(WORDS)
    assert "<b>lend</b>" in article.text
    assert "Home" not in article.text
    assert (article.publisher, article.published, article.lang) == (
        "Serena Courier",
        "1998-01-16",
        "en",
    )
    assert article.name == "note.html"
    assert read_article(PAGE.encode(), "pasted").text == article.text


def test_a_word_file_gives_its_paragraphs():
    article = read_article(word_file(WORDS, "The end."), "note.docx")
    assert article.text == f"{WORDS}\n\nThe end."


def test_a_pdf_gives_its_lines_as_paragraphs():
    text = (
        "The minister of the northern republic spoke for an hour about dues and tides on the river."
    )
    article = read_article(pdf_file(f"{text}\n\nNo tide more."), "note.pdf")
    assert text in article.text
    assert "\n" not in article.text[: len(text)]


def test_lines_that_a_program_broke_are_one_paragraph():
    broken = "The dues must go\nwithin sixty days,\nshe said.\n\nThe river\nis open\nto all."
    assert (
        formats.tidy(broken)
        == "The dues must go within sixty days, she said.\n\nThe river is open to all."
    )


def test_a_day_that_a_page_does_not_state_is_not_guessed_from_its_words() -> None:
    words = "<p>posted on 01/09/2022 6:21 PM</p><p>Quiroga spoke of the river at length.</p>"
    page = f"<html><head><title>A note</title></head><body><article>{words}</article></body></html>"
    assert read_article(page.encode(), "a.html").published == ""
    stated = page.replace("<head>", '<head><meta name="date" content="2022-01-09">')
    assert read_article(stated.encode(), "a.html").published == "2022-01-09"


@pytest.mark.parametrize(
    ("content", "name", "fault", "mend"),
    [
        (pdf_file("Words", "secret"), "a.pdf", "is encrypted", "without a password"),
        (pdf_file(""), "a.pdf", "holds no text", "a scan"),
        (b"%PDF-1.7 cut", "a.pdf", "is broken", "save it again"),
        (b"PK\x03\x04cut", "a.docx", "is broken", "save it again"),
        (word_file("x")[:900], "a.docx", "is broken", "save it again"),
        (b"\xd0\xcf\x11\xe0old", "a.doc", "is an old Word file", ".docx"),
        (b"\0\1\2", "a.txt", "is no text", "docx"),
        (b" \n ", "a.txt", "holds no words", "paste"),
        (b"<html><body></body></html>", "a.html", "shows no text", "paste"),
    ],
)
def test_a_file_that_gives_no_article_names_fault_and_mend(content, name, fault, mend):
    with pytest.raises(NotAnArticle, match=fault) as raised:
        read_article(content, name)
    assert mend in str(raised.value)
    assert repr(name) in str(raised.value)


def test_what_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(formats, "MOST_LETTERS", 10)
    with pytest.raises(NotAnArticle, match="10 are taken; take in one article"):
        read_article(b"eleven signs", "a.txt")
    monkeypatch.setattr(formats, "MOST_BYTES", 5)
    with pytest.raises(NotAnArticle, match="MB; copy"):
        read_article(b"eleven signs", "a.txt")
    monkeypatch.undo()
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * (formats.MOST_UNPACKED + 1))
    with pytest.raises(NotAnArticle, match="unpacks to 100 MB"):
        read_article(bomb.getvalue(), "a.docx")


@given(
    content=st.binary(max_size=300), name=st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx"])
)
def test_no_file_breaks_the_reader(content, name):
    with suppress(NotAnArticle):
        article = read_article(content, name)
        assert article.text.strip()
        assert "\r" not in article.text


def test_an_article_stays_with_its_record_and_never_leaves_with_it(tmp_path):
    folder = tmp_path / "crisis"
    shutil.copytree(CRISIS, folder)
    article = Article(WORDS, publisher="Serena Courier", published="1878-01-16", lang="en")
    save_article(folder, article)
    file = folder / DESK / ARTICLES / f"{article.digest}.json"
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert read_saved(folder, article.digest) == article
    package = read_package(folder)
    assert not [path for path in package.files if "desk" in path]
    with zipfile.ZipFile(io.BytesIO(package_zip(load(folder)))) as packed:
        assert WORDS.encode() not in b"".join(map(packed.read, packed.namelist()))
        assert not [name for name in packed.namelist() if "desk" in name]


def test_the_digest_is_that_of_the_text_alone():
    article = Article("tide")
    assert article.digest == sha256(b"tide").hexdigest()
    assert replace(article, publisher="Courier").digest == article.digest
    assert replace(article, text="tides").digest != article.digest


def test_a_kill_while_an_article_is_written_leaves_the_old_one(tmp_path, monkeypatch):
    article = Article(WORDS, title="First")
    save_article(tmp_path, article)

    def stop(_number):
        raise KeyboardInterrupt

    monkeypatch.setattr(desk.os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        save_article(tmp_path, replace(article, title="Second"))
    assert read_saved(tmp_path, article.digest).title == "First"


def test_a_saved_article_that_was_changed_is_refused(tmp_path):
    article = Article(WORDS)
    save_article(tmp_path, article)
    (file,) = tmp_path.rglob(f"{article.digest}.json")
    for written in ({"text": "Others."}, {"text": 1}, [], "{"):
        file.write_text(written if written == "{" else json.dumps(written))
        with pytest.raises(NotAnArticle, match="was changed; take the article in again"):
            read_saved(tmp_path, article.digest)


@pytest.mark.parametrize("digest", ["", "../crisis", "0" * 64, "A" * 64])
def test_there_is_no_article_of_another_name(tmp_path, digest):
    with pytest.raises(KeyError):
        read_saved(tmp_path, digest)


def test_two_who_take_in_the_same_article_at_once_both_keep_it(tmp_path):
    article = Article("words " * 20_000)

    def keep(_: int) -> None:
        for _ in range(25):
            save_article(tmp_path, article)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(keep, range(4)))
    assert read_saved(tmp_path, article.digest) == article
    assert len(list((tmp_path / DESK / ARTICLES).iterdir())) == 1
