"""Changes: what is new between since and as of, as a one-page note."""

import streamlit as st

from components.ui import changes_note, clocks, frame, layout, store
from data.queries.changes import changes

view = frame.current_view()
if view.since is None:
    layout.header("What is new", f"Nothing to compare with yet, {view.describe(store.record())}.")
    layout.notice("Set an earlier moment as “Since” in the sidebar, or choose one here.")
    clocks.steps(view, "page")
    st.stop()
found = store.ask(changes, view)
layout.header(changes_note.headline(found), changes_note.line(view))
clocks.steps(view, "page")
if not any(found.counts.values()):
    layout.nothing_found("changes", view)
    st.stop()
layout.html("changes", sections=changes_note.sections(found, view))
