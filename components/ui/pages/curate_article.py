"""An article taken in: pasted or dropped, with what its reader states of it, then its proposals."""

from dataclasses import replace

import streamlit as st

from components.ui import curate, store
from components.ui.elements import layout
from components.ui.elements.controls import literal, pressed
from components.ui.pages.curate_fields import MOMENT
from data.curation import queue
from data.curation.draft import put_in_form
from data.curation.proposals import Proposal
from data.intake import model
from data.intake.article import Article, read_article, save_article
from data.intake.formats import NotAnArticle
from data.intake.propose import propose
from data.words import count

READ = "curate_article_read"  # in the session: the article that was read last
TROUBLE = "curate_article_trouble"  # in the session: why nothing was proposed
TYPES = ["txt", "html", "htm", "pdf", "docx"]
MOST_MB = 20
STATED = {  # what a reader states of an article, with an example; all but the address is needed
    "publisher": ("Publisher", "Reuters"),
    "title": ("Title", ""),
    "published": ("Published", MOMENT),
    "lang": ("Language", "en"),
    "url": ("Address of the page", "https://"),
}
NEEDED = ("publisher", "title", "published", "lang")
FROM_SOURCE = {"published": "published", "lang": "lang", "url": "url"}  # columns of sources


@layout.block
def place() -> None:
    """Place where an article is pasted or dropped; once it is read, what is stated of it."""
    article: Article | None = st.session_state.get(READ)
    for line in st.session_state.pop(TROUBLE, ()):
        layout.notice(line)
    if article is None:
        _take_in()
    else:
        _state(article)


def _take_in() -> None:
    uploaded = st.file_uploader(
        "Drop a file: text, HTML, PDF or Word",
        type=TYPES,
        key="curate_article_file",
        max_upload_size=MOST_MB,
    )
    pasted = st.text_area("Or paste its text", key="curate_article_text", height=240)
    if pressed("Read it", "curate_article_take", type="primary"):
        if uploaded:
            _read(uploaded.getvalue(), uploaded.name)
        elif pasted.strip():
            _read(pasted.encode("utf-8", "surrogatepass"), "pasted.txt")
        else:
            st.session_state[TROUBLE] = ["Drop a file or paste a text first."]
        st.rerun()


@layout.action
def _read(content: bytes, name: str) -> None:
    try:
        article = read_article(content, name)
    except NotAnArticle as fault:
        st.session_state[TROUBLE] = [f"It cannot be read as an article. {fault}"]
        return
    st.session_state[READ] = article
    for field in STATED:  # what the file says of itself stands there to be corrected
        st.session_state[f"curate_article_{field}"] = getattr(article, field)


def _state(article: Article) -> None:
    """Place what a reader states of an article, its text, and the way to its proposals."""
    left, right = st.columns([2, 3], gap="medium")
    with left:
        title = article.title or article.name
        layout.html("curate_article", title=title, parts=[{"text": article.text, "columns": ""}])
    with right:
        for field, (label, example) in STATED.items():
            star = " *" if field in NEEDED else ""
            st.text_input(
                literal(f"{label}") + star, key=f"curate_article_{field}", placeholder=example
            )
        with st.container(horizontal=True, key="curate_article_ways"):
            if pressed("Propose its rows", "curate_article_propose", type="primary"):
                _propose(article)
                st.rerun()
            if pressed("Another article", "curate_article_other"):
                st.session_state.pop(READ, None)
                st.rerun()


@layout.action
def _propose(article: Article) -> None:
    """Put an article's rows into the queue, its text beside them; or keep why that cannot be."""
    there, who = curate.now(), curate.name()
    stated = {name: str(st.session_state.get(f"curate_article_{name}", "")) for name in STATED}
    stated |= put_in_form(there.package, "sources", {c: stated[c] for c in FROM_SOURCE})
    stated = {name: cell.strip() for name, cell in stated.items()}
    if missing := [STATED[name][0] for name in NEEDED if not stated[name]]:
        st.session_state[TROUBLE] = [f"State these first: {', '.join(missing)}."]
        return
    whole = replace(article, **stated)
    save_article(curate.home(), whole)
    proposals = [*propose(store.record(), whole), *_ask_model(whole)]
    new = queue.propose(curate.home(), proposals, who)
    st.session_state.pop(READ, None)
    before = len(proposals) - new
    also = f"; {count(before, 'other')} of it {'was' if before == 1 else 'were'} there" * bool(
        before
    )
    curate.tell_words(f"{count(new, 'proposal')} of {whole.title!r} put into the queue{also}.")


def _ask_model(article: Article) -> tuple[Proposal, ...]:
    """Return what the operator's model proposes, where one is named; what it invented is said."""
    if not model.is_set():
        return ()
    try:
        asked = model.propose_by_model(store.record(), article)
    except model.NoAnswer as fault:
        st.session_state[TROUBLE] = [f"The model gave no answer: {fault}. The rules read it alone."]
        return ()
    if asked.dropped:
        cells = count(asked.dropped, "cell")
        st.session_state[TROUBLE] = [f"{cells} of the model's answer dropped: not in the text."]
    return asked.proposals
