"""The Exchanges page's pieces: filters, the claim opened, and the claims that match."""

from typing import Any

import pandas as pd
import streamlit as st

from components.ui import state, store
from components.ui.elements import choices, controls, history, layout, lists
from components.ui.elements.choices import Choice
from components.ui.links import address, entry
from data.first_rows import CLAIMS
from data.load import Record
from data.queries.exchanges.claims import (
    FILTERS,
    ClaimCard,
    claim_card,
    claim_kinds,
    describe_claims,
    exchanges,
    ordered,
)
from data.queries.sources.citing import sources_of
from data.view import View

PAGE = 20  # claims shown at once: 423 of them with their sources would be 500 kB
BY = {  # how a reply takes a claim up, seen from the claim
    "rebuts": "rebutted by",
    "answers": "answered by",
    "echoes": "echoed by",
    "escalates": "escalated by",
    "softens": "softened by",
}
HEADINGS = {
    "made_label": "Said",
    "reported_label": "Known",
    "party": "Party",
    "speaker": "Speaker",
    "issue": "Issue",
    "kind": "Kind",
    "quote": "Quote",
    "translation": "Our translation",
    "text": "Claim",
    "medium": "Where",
    "grade": "Grade",
    "relation": "Relation",
    "answered_label": "To",
}


@layout.block
def head(view: View) -> None:
    """Place the headline, counted, and the filters."""
    layout.place(_head(view))
    filters(view)


@store.cached(reads=FILTERS)
def _head(view: View) -> str:
    seen, answer = store.seen(view), store.ask(ordered, view)
    title = _headline(answer, len(seen.claims), seen)
    return layout.template("header", title=title, line=sentence("Who answered whom", view))


def filters(view: View) -> None:
    """Place the filters, the same on every face of the page."""
    seen = store.seen(view)
    choices.row("claims", view, *_choices(view), width="stretch")
    if seen.before is not None or controls.narrowed(view, *FILTERS):
        with st.container(horizontal=True, vertical_alignment="center", key="exchanges_narrow"):
            if seen.before is not None:
                controls.switch(f"Only new since {view.since}", "fresh", view)
            controls.clear(view, *FILTERS)


def _headline(claims: pd.DataFrame, known: int, seen: Record) -> str:
    if claims.empty:
        return f"None of {known:,} claims" if known else "No claims yet"
    count = f"{len(claims):,} of {known:,} claims" if len(claims) != known else f"{known:,} claims"
    answers = claims.loc[claims["responds_to"] != ""]
    how_many = f"{len(answers):,}" if len(answers) else "none"
    new, new_answers = ("", "") if seen.before is None else map(_added, (claims, answers))
    return f"{count}{new}, {how_many} in answer to another{new_answers}"


def _added(claims: pd.DataFrame) -> str:
    return f" (+{int((claims['news'] == 'new').sum()):,})"


def sentence(lead: str, view: View) -> str:
    """Return the line under a face's headline: what it is, and which claims it is about."""
    line = view.without("kind").describe(store.record())
    kinds = claim_kinds(store.record(), view)
    return f"{lead}, {line}" + (f"; only {', '.join(kinds)}" if kinds else "")


@store.cached(reads=())
def _choices(lens: View) -> tuple[Choice, ...]:
    seen = store.seen(lens)
    claims, titles = seen.claims, seen.issues.sort_values("order")["short_title"]
    parties = seen.parties.loc[seen.parties.index.isin(claims["party_id"]), "short_name"]
    people = seen.people.loc[seen.people.index.isin(claims["person_id"]), "name"].sort_values()
    kinds = [
        kind for kind in seen.package.field("claims", "kind").enum if kind in set(claims["kind"])
    ]
    offered = {
        ("topic", "Issue"): titles.to_dict(),
        ("party", "Party"): parties.to_dict(),
        ("person", "Speaker"): people.to_dict(),
        ("kind", "Kind of claim"): dict(zip(kinds, kinds, strict=True)),
        ("medium", "Medium"): {medium: medium for medium in sorted(set(claims["medium"]))},
    }
    return tuple(
        Choice(field, label, options, every="All", titled=True)
        for (field, label), options in offered.items()
    )


@layout.block
def card(view: View) -> None:
    """Place the claim that the view names, with the claims around it a click away."""
    if not view.claim:
        return
    answer = store.ask(claim_card, view)
    if not answer.known:
        layout.notice("The claim in this link is not known at this moment.")
        return
    (claim,) = answer.claim.to_dict("records")
    positions = answer.positions.to_dict("records")
    plain = view.without("claim")
    for row in positions:
        row["address"] = entry("issues", row["issue_id"], plain)
    events = answer.event.to_dict("records")
    for event in events:
        event["address"] = entry("events", event["event_id"], plain)
    with st.container(key="claim_card"):
        left, right = st.columns([7, 5], gap="large")
        with left:
            layout.html(
                "claim_card",
                c=claim,
                events=events,
                positions=positions,
                cited=answer.sources.to_dict("records"),
                others=_others(claim, plain),
                issue_address=entry("issues", claim["issue_id"], plain),
                speaker_address=_speaker(claim, view),
                since=str(view.since or ""),
                past=history.of_row("claims", claim["claim_id"], view),
            )
            st.button("Close", key="claim_close", on_click=state.change, kwargs={"claim": ""})
        with right:
            _around(claim, answer)


def _others(claim: dict[Any, Any], view: View) -> list[tuple[str, str]]:
    """Return the ways to what else the speaker and the party said, each with its words."""
    view = view.without(*FILTERS)
    ways = [
        (f"All claims of {claim['party']}", address("exchanges", view, party=(claim["party_id"],)))
    ]
    if claim["speaker"]:
        link = address("exchanges", view, person=(claim["person_id"],))
        ways.insert(0, (f"All claims of {claim['speaker']}", link))
    link = address("exchanges", view, topic=(claim["issue_id"],))
    return [*ways, (f"All claims on {claim['issue']}", link)]


def _speaker(claim: dict[Any, Any], view: View) -> str:
    """Return the address of the card of who made a claim; nothing where no person is named."""
    return entry("people", claim["person_id"], view) if claim["speaker"] else ""


def _around(claim: dict[Any, Any], answer: ClaimCard) -> None:
    """Place what the claim answers and what answers it; each opens at a click, without a reload."""
    for row in answer.answered.to_dict("records"):
        _open("answered", f"What it {claim['relation']}: {claim['answered_label']}", row)
    by_id = {reply: words for reply, _, words in claim["replies"]}
    for row in answer.replies.to_dict("records"):
        by = BY.get(row["relation"], row["relation"])
        _open("reply", f"{by.capitalize()} {by_id[row['claim_id']]}", row)
    if answer.answered.empty and answer.replies.empty:
        layout.notice(
            "By this moment, no answer to it is on record, and it answers no other claim."
        )


def _open(role: str, label: str, row: dict[Any, Any]) -> None:
    """Place a way to a claim; `role` tells two apart where one claim is answered and answers."""
    with st.container(gap=None):
        st.button(
            controls.literal(label),
            key=f"open_{role}_{row['claim_id']}",
            type="tertiary",
            on_click=state.change,
            kwargs={"claim": row["claim_id"]},
        )
        layout.html("exchanges_brief", c=row)


@layout.block
def listing(view: View) -> None:
    """Place the claims that match, the newest first."""
    answer = store.ask(ordered, view)
    if answer.empty:
        layout.place_no_match("claims", view, *CLAIMS)
        return
    _pages(view)


def list_claims(view: View) -> pd.DataFrame:
    """Return the claims as a table for reading, the newest first."""
    news = {"news": f"Since {view.since}"} if store.seen(view).before is not None else {}
    named = HEADINGS | news
    return store.ask(exchanges, view)[list(named)].rename(columns=named)


def _pages(view: View) -> None:
    """Place as many claims as were asked for."""
    total = len(store.ask(ordered, view))
    state, filters = st.session_state, view.only(*FILTERS)
    if state.get("exchanges_filters") != filters:
        state["exchanges_filters"], state["exchanges_count"] = filters, PAGE
    count = min(state["exchanges_count"], total)
    lists.place("claims", [row for at in range(0, count, PAGE) for row in _rows(view, at)][:count])
    if count < total:
        st.button(f"Show more ({total - count:,} left)", on_click=_more, key="exchanges_more")


@layout.action
def _more() -> None:
    st.session_state["exchanges_count"] += PAGE


@store.cached()
def _rows(view: View, start: int) -> list[lists.Row]:
    """Return one page of claims as rows of HTML."""
    seen = store.seen(view)
    page = store.ask(ordered, view).iloc[start : start + PAGE]
    claims = describe_claims(seen, page).to_dict("records")
    cited = dict.fromkeys(s for row in claims for s in row["cited"])
    sources = {s["source_id"]: s for s in sources_of(seen, cited).to_dict("records")}
    plain = view.without("claim")
    for row in claims:
        row["sources"] = [sources[s] for s in row["cited"]]
        row["chosen"] = row["claim_id"] == view.claim
        row["speaker_address"] = _speaker(row, view)
        related = [row["responds_to"], *(reply for reply, _, _ in row["replies"])]
        row["addresses"] = {
            claim: entry("claims", claim, plain) for claim in (row["claim_id"], *related) if claim
        }
    return [
        lists.Row(row["claim_id"], layout.template("exchanges", c=row, by=BY)) for row in claims
    ]
