"""An article taken in: pasted or dropped, with what its reader states of it, then its proposals."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from components.ui import curate, state, store
from components.ui.elements import layout
from components.ui.elements.controls import literal, pressed
from components.ui.pages.curate_fields import MOMENT
from data.curation import queue
from data.curation.proposals import Proposal
from data.curation.trial import put_in_form
from data.intake import model
from data.intake.article import Article, read_article, save_article
from data.intake.formats import NotAnArticle
from data.intake.propose import propose
from data.words import count

READ = "curate_article_read"  # in the session: the article that was read last
TROUBLE = "curate_article_trouble"  # in the session: why nothing was proposed
TYPES = ["txt", "html", "htm", "pdf", "docx"]
MOST_MB = 20
STATED = {  # what a reader states of an article, with an example
    "publisher": ("Publisher", "Reuters"),
    "title": ("Title", ""),
    "published": ("Published", MOMENT),
    "lang": ("Language", "en"),
    "url": ("Address of the page", "https://"),
    "note": ("Where it is kept, without an address", "in the archive, box 4"),
}
KIND = "kind"  # the column of sources that says of what kind a publisher is
NEEDED = ("publisher", "title", "published", "lang")
WHERE = ("url", "note")  # a source needs one of them
READS = "en"  # the language of what the rules read
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
        st.session_state[f"curate_article_{field}"] = getattr(article, field, "")
    st.session_state[f"curate_article_{KIND}"] = None


def _find_kind(publisher: str) -> str | None:
    """Return of what kind a publisher's other pages on record are; None for a new one."""
    rows = curate.now().contents.tables["sources"].values()
    kinds = [cells.get(KIND, "") for cells in rows if cells.get("publisher") == publisher]
    return kinds[-1] if kinds else None


def _state(article: Article) -> None:
    """Place what a reader states of an article, its text, and the way to its proposals."""
    left, right = st.columns([2, 3], gap="medium")
    with left:
        title = article.title or article.name
        layout.html("curate_article", title=title, parts=[{"text": article.text, "columns": ""}])
    with right:
        for field, (label, example) in STATED.items():
            star = " *" if field in NEEDED else ""
            key = f"curate_article_{field}"
            st.text_input(literal(label) + star, key=key, placeholder=example)
            if field == "publisher":
                _ask_kind()
        with st.container(horizontal=True, key="curate_article_ways"):
            if pressed("Propose its rows", "curate_article_propose", type="primary"):
                _propose(article)
                st.rerun()
            if pressed("Another article", "curate_article_other"):
                st.session_state.pop(READ, None)
                st.rerun()


def _ask_kind() -> None:
    """Place of what kind the publisher is, in the words of the record's sources."""
    described = curate.now().package.tables["sources"].field(KIND)
    key = f"curate_article_{KIND}"
    if st.session_state.get(key) is None:
        st.session_state[key] = _find_kind(str(st.session_state["curate_article_publisher"]))
    st.selectbox(
        "Kind of publisher *",
        described.enum,
        index=None,
        format_func=lambda word: described.labels.get(word, word),
        key=key,
        placeholder="Choose",
    )


@layout.action
def _propose(article: Article) -> None:
    """Put an article's rows into the queue, its text beside them; or keep why that cannot be."""
    there, who = curate.now(), curate.name()
    columns = (*STATED, KIND)
    stated = {name: str(st.session_state.get(f"curate_article_{name}") or "") for name in columns}
    stated |= put_in_form(there.package, "sources", {c: stated[c] for c in FROM_SOURCE})
    stated = {name: cell.strip() for name, cell in stated.items()}
    of_source = {column: stated.pop(column) for column in (KIND, "note")}
    missing = [STATED[name][0] for name in NEEDED if not stated[name]]
    missing += ["Kind of publisher"] * (not of_source[KIND])
    if not stated["url"] and not of_source["note"]:
        missing.append(" or ".join(STATED[name][0] for name in WHERE))
    if missing:
        st.session_state[TROUBLE] = [f"State these first: {', '.join(missing)}."]
        return
    whole = replace(article, **stated)
    save_article(curate.home(), whole)
    read = [*propose(store.record(), whole), *_ask_model(whole)]
    proposals = [_state_of_source(one, of_source) for one in read]
    new = queue.propose(curate.home(), proposals, who)
    st.session_state.pop(READ, None)
    before = len(proposals) - new
    also = f"; {count(before, 'other')} of it {'was' if before == 1 else 'were'} there" * bool(
        before
    )
    none = "" if any(one.table != "sources" for one in read) else _say_none(whole)
    sentence = f"{count(new, 'proposal')} of {whole.title!r} put into the queue{also}.{none}"
    if not new:
        there_before = f"{count(before, 'proposal')} of it {'was' if before == 1 else 'were'}"
        sentence = f"{whole.title!r} was taken in before: {there_before} in the queue, none is new."
    curate.tell(sentence)
    state.change(show="")  # where they are


def _state_of_source(proposal: Proposal, stated: Mapping[str, str]) -> Proposal:
    """Return the proposal of a new source with what its reader states; others as they are."""
    if proposal.table != "sources" or proposal.old is not None:
        return proposal
    return proposal.edit({column: cell for column, cell in stated.items() if cell})


def _say_none(article: Article) -> str:
    if article.lang.partition("-")[0] == READS:
        return " No row but its source was found in it: write by hand what it says."
    return f" The rules read English, not {article.lang}: write by hand what it says."


def _ask_model(article: Article) -> tuple[Proposal, ...]:
    """Return what the operator's model proposes, where one is named; what it invented is said."""
    if not model.is_set():
        return ()
    try:
        answer = model.propose_by_model(store.record(), article)
    except model.NoAnswer as fault:
        st.session_state[TROUBLE] = [f"The model gave no answer: {fault}. The rules read it alone."]
        return ()
    if answer.dropped:
        cells = count(answer.dropped, "cell")
        st.session_state[TROUBLE] = [f"{cells} of the model's answer dropped: not in the text."]
    return answer.proposals
