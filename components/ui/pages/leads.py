"""What the record may have missed, by a feed, and what of the record a feed does not show."""

import csv
import io
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.ui import feeds, links, store
from components.ui.elements import files, layout, lists
from components.ui.elements.files import File
from data import clock, export, schema
from data.blank import make_id
from data.feeds import answers
from data.view import View
from data.words import count

OPENED = "leads_opened"  # in the session: the leads that are unfolded
MOST = 60  # leads that are listed


@layout.block
def missed(view: View) -> None:
    """Place the leads, the strongest first, each with its reports, and rows to fill in."""
    with st.spinner("Weighing each day against the 28 before"):
        rows = list_leads(view)
    shown = rows.head(MOST)
    layout.html(
        "leads_head",
        found=count(len(rows), "lead"),
        more=len(rows) - len(shown),
        days=answers.LEAD_DAYS,
        any=len(rows) > 0,
    )
    if rows.empty:
        return
    opened = st.session_state.setdefault(OPENED, set())
    listed = [_row(lead, view, opened) for lead in shown.to_dict("records")]
    lists.place("leads", listed, _open)
    name = f"{store.record().package.name}-leads-{view.as_of.text.replace(':', '')}.csv"
    make = partial(write_rows, view)
    files.offer("leads", File("Rows for events.csv, to fill in", name, "text/csv", make))


def list_leads(view: View) -> pd.DataFrame:
    """Return the leads of the view's feed, as `data.feeds.leads.find_leads`."""
    return feeds.ask(answers.find_leads, view, store.seen(view))


def name_lead(lead: dict[Any, Any]) -> str:
    """Return what tells a lead from the others: its day, hexagon and party."""
    return f"{lead['occurred']:%Y-%m-%d}-{lead['cell']}-{lead['party']}"


def _open(lead: str, is_open: bool) -> None:
    opened = st.session_state.setdefault(OPENED, set())
    (opened.add if is_open else opened.discard)(lead)


def _row(lead: dict[Any, Any], view: View, opened: set[str]) -> lists.Row:
    name = name_lead(lead)
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
    return lists.Row(name, html, fold="Its reports", more=more)


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
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, restval="", lineterminator="\r\n")
    writer.writeheader()
    for lead in list_leads(view).head(MOST).to_dict("records"):
        day = f"{lead['occurred']:%Y-%m-%d}"
        addresses = " ".join(filter(None, _reports(lead, view)["address"]))
        note = f"Lead of a machine-coded feed, {lead['number']} happenings: {addresses}".strip()
        writer.writerow(
            {
                "event_id": f"{day}-{make_id(lead['place'])}",
                "start": day,
                "party_ids": lead["party"],
                "note": export.inert(note),
            }
        )
    return out.getvalue().encode()


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
