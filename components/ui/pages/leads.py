"""What the record may have missed, by a feed, and what of the record a feed does not show."""

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.ui import curate, feeds, links, state, store
from components.ui.elements import files, layout, lists
from components.ui.elements.files import File
from components.ui.pages import curate_accept
from data import clock, export, schema
from data.blank import make_id
from data.curation.dismissed import dismiss, read_dismissed, restore
from data.curation.proposals import INFERRED, Proposal, Proposed
from data.curation.queue import propose
from data.feeds import answers
from data.view import View
from data.words import count

OPENED = "leads_opened"  # in the session: the leads that are unfolded
MOST = 60  # leads that are listed
ENTRY, DISMISS, RESTORE = (
    "Make an entry",
    "Not of interest",
    "Of interest again",
)  # of their buttons


@layout.block
def missed(view: View) -> None:
    """Place the leads, the strongest first, each with its reports, and rows to fill in."""
    layout.say_what_failed()
    with st.spinner("Weighing each day against the 28 before"):
        rows = list_leads(view)
    aside = read_dismissed(store.home())
    names = [name_lead(lead, view) for lead in rows.to_dict("records")]
    is_aside = rows.index.isin(rows.index[[name in aside for name in names]])
    dismissed, rows = rows[is_aside], rows[~is_aside]
    shown = rows.head(MOST)
    layout.html(
        "leads_head",
        leads=count(len(rows), "lead"),
        more=len(rows) - len(shown),
        days=answers.LEAD_DAYS,
        any=len(rows) > 0,
        without_name=curate.is_on() and not curate.find_name(),
        curating=links.address(curate.PAGE, view),
    )
    opened = st.session_state.setdefault(OPENED, set())
    actions = (ENTRY, DISMISS) if _may_write() else ()
    listed = [_row(lead, view, opened, actions) for lead in shown.to_dict("records")]
    if listed:
        lists.place("leads", listed, _open, _act)
    _dismissed(dismissed.head(MOST), view)
    if rows.empty:
        return
    name = f"{store.record().package.name}-leads-{view.as_of.text.replace(':', '')}.csv"
    make = partial(write_rows, view)
    files.offer("leads", File("Rows for events.csv, to fill in", name, "text/csv", make))


def _dismissed(rows: pd.DataFrame, view: View) -> None:
    """Place the leads that were put aside, for whoever may take them back."""
    if rows.empty:
        return
    with st.expander(f"Not of interest: {count(len(rows), 'lead')}"):
        actions = (RESTORE,) if _may_write() else ()
        listed = [_row(lead, view, set(), actions) for lead in rows.to_dict("records")]
        lists.place("leads_aside", listed, acted=_act)


def _may_write() -> bool:
    """Say whether the reader curates, under a name."""
    return curate.is_on() and bool(curate.find_name())


@layout.action
def _act(lead: str, action: str) -> None:
    if not curate.name():
        return
    if action == DISMISS:
        dismiss(store.home(), lead, curate.name())
    elif action == RESTORE:
        restore(store.home(), lead, curate.name())
    else:
        _make_entry(lead)


def _make_entry(name: str) -> None:
    """Propose a lead as an event, and turn to the proposal."""
    view = state.view()
    leads = {name_lead(lead, view): lead for lead in list_leads(view).to_dict("records")}
    if lead := leads.get(name):
        proposal = make_proposal(lead, view)
        propose(store.home(), [proposal], curate.name())
        st.session_state[curate_accept.OPENED] = proposal.id
        state.turn(curate.PAGE, view.but(show=""))


def make_proposal(lead: dict[Any, Any], view: View) -> Proposal:
    """Return a lead as a proposed event: what a person must judge or read is left empty."""
    values = _cells(lead, view)
    cells = {column: Proposed(cell, basis=INFERRED) for column, cell in values.items()}
    return Proposal(f"lead-{name_lead(lead, view)}", "events", values["event_id"], cells)


def list_leads(view: View) -> pd.DataFrame:
    """Return the leads of the view's feed, as `data.feeds.leads.find_leads`."""
    return feeds.ask(answers.find_leads, view, store.seen(view))


def name_lead(lead: dict[Any, Any], view: View) -> str:
    """Return what tells a lead of the view's feed from the others: feed, day, hexagon and party."""
    return f"{view.feed}-{lead['occurred']:%Y-%m-%d}-{lead['cell']}-{lead['party']}"


def _open(lead: str, is_open: bool) -> None:
    opened = st.session_state.setdefault(OPENED, set())
    (opened.add if is_open else opened.discard)(lead)


def _row(lead: dict[Any, Any], view: View, opened: set[str], actions: tuple[str, ...]) -> lists.Row:
    name = name_lead(lead, view)
    html = layout.template(
        "lead",
        lead=lead,
        day=clock.say(lead["occurred"], "day"),
        party=store.seen(view).parties["short_name"].get(lead["party"], lead["party"]),
        usual=f"{lead['usual']:g}",
    )
    more = ""
    if name in opened:
        more = layout.template("lead_reports", rows=_reports(lead, view).to_dict("records"))
    return lists.Row(name, html, fold="Its reports", more=more, actions=actions)


def _reports(lead: dict[Any, Any], view: View) -> pd.DataFrame:
    codes = store.record().package.crisis.feed_parties[lead["party"]]
    day: date = lead["occurred"].date()
    rows = feeds.ask(answers.list_lead, view, tuple(codes), int(lead["cell"]), day)
    web = rows["address"].str.match(r"https?://\S+$")
    known = [clock.say(at, "minute") for at in rows["known_at"].dt.tz_localize("UTC")]
    return rows.assign(address=rows["address"].where(web, ""), known=known)


def write_rows(view: View) -> bytes:
    """Return leads as rows of events.csv: what a person must judge or read is left empty."""
    header = schema.headers()["events"]
    rows = [_cells(lead, view) for lead in list_leads(view).head(MOST).to_dict("records")]
    return export.write_rows(header, [[row.get(name, "") for name in header] for row in rows])


def _cells(lead: dict[Any, Any], view: View) -> dict[str, str]:
    """Return what a lead says of an event."""
    day = f"{lead['occurred']:%Y-%m-%d}"
    addresses = " ".join(filter(None, _reports(lead, view)["address"]))
    return {
        "event_id": f"{day}-{make_id(lead['place'])}",
        "start": day,
        "party_ids": lead["party"],
        "note": f"Lead of a machine-coded feed ({view.feed}), {lead['number']} happenings: "
        f"{addresses}".strip(),
    }


@layout.block
def unseen(view: View) -> None:
    """Place the events of the record, of the same days, that the feed does not show."""
    ids = feeds.ask(answers.find_unseen, view, store.seen(view))
    events = store.seen(view).events
    rows = [
        {
            "title": events.at[i, "title"],
            "day": clock.say_day(events.at[i, "start"], str(events.at[i, "start_precision"])),
            "address": links.row("event", i, view),
        }
        for i in ids
        if i in events.index
    ]
    layout.html("unseen", rows=rows, days=answers.LEAD_DAYS)
