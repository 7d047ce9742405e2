"""Every published estimate of the forces, with the denials beside it: a face of Situation."""

import pandas as pd
import streamlit as st

from components.figures.numbers.all_estimates import all_estimates
from components.ui import store
from components.ui.elements import history, interactive, layout
from components.ui.links import address, entry
from data.queries.exchanges.threads import force_denials
from data.queries.forces.estimates import estimates
from data.view import View
from data.words import count

TABLE = {
    "at_label": "As of",
    "who": "Who",
    "number_label": "Number",
    "scope": "Of what",
    "headline": "In the headline",
    "horizon_label": "Projected for",
    "grade": "Grade",
    "text": "In words",
}

MOST = 12  # selected estimates that are shown


@layout.block
def face(view: View) -> None:
    """Place the chart of every estimate, and the denials beside it."""
    headline = store.record().package.crisis.headline
    rows = store.ask(estimates, view)
    line = (headline.title, headline.note, view.only().describe(store.record()))
    title = f"How many: {count(len(rows), 'published estimate')}"
    layout.header(title, "; ".join(filter(None, line)))
    layout.html("back", address=address("situation", view, show=""), to="Situation")
    if rows.empty:
        layout.place_no_match("estimates", view, "estimates")
        return
    left, right = st.columns([800, 448], gap="medium")
    with left:
        figure = store.draw(all_estimates, estimates, view)
        if figure["data"]:  # of words without a number there is nothing to draw
            selected = interactive.place(
                "estimates",
                figure,
                f"Every published estimate, {headline.title}, over time; table below",
            )
            _cards(rows.loc[rows.index.isin(selected)], view)
    with right:
        denials = [
            row | {"address": entry("claims", row["claim_id"], view)}
            for row in store.ask(force_denials, view).to_dict("records")
        ]
        layout.html("force_denials", rows=denials)


def list_estimates(view: View) -> pd.DataFrame:
    """Return every estimate as a table for reading."""
    return store.ask(estimates, view)[list(TABLE)].rename(columns=TABLE)


def _cards(rows: pd.DataFrame, view: View) -> None:
    """Place what is known of the estimates selected, each with the way to its source."""
    cards = [
        row
        | {
            "source": entry("sources", row["source_id"], view),
            "past": history.of_row("estimates", row["estimate_id"], view),
        }
        for row in rows.head(MOST).to_dict("records")
    ]
    layout.html("estimate_cards", cards=cards, more=len(rows) - len(cards))
