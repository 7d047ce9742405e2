"""What letters, digits and signs mean: at the foot of a page, and beside each when pressed."""

import streamlit as st

from components.ui import store
from components.ui.elements import layout
from data.distance import STANCES
from data.queries.positions.stances import MEASURED_SCALE, describe_stance
from data.view import View

WITHOUT = ("briefing",)  # whose own words explain its signs
component = st.components.v2.component(
    "red_lines_glossary", js=layout.script("dom.js", "glossary.js"), isolate_styles=False
)


def grades() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the letters and the digits of an Admiralty pair with their meaning, by title.

    In the words of the package's data dictionary.
    """
    package = store.record().package
    letters = package.field("sources", "reliability").labels
    digits = package.field("events", "credibility").labels
    return [
        ("Letter: the source, on this kind of fact", list(letters.items())),
        ("Digit: the row itself", list(digits.items())),
    ]


@layout.block
def place(page: str, view: View) -> None:
    """Place the glossary at the foot of a page; a stage has no room for it."""
    if page in WITHOUT or view.present:
        return
    layout.place(_words())
    component(key="glossary", data={})


@store.cached()
def _words() -> str:
    record = store.record()
    stances = [(stance, describe_stance(record, stance, MEASURED_SCALE)) for stance in STANCES]
    return layout.template("glossary", parts=grades(), stances=stances)
