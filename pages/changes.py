"""Changes: what is new between since and as of, as a one-page note."""

import streamlit as st

from components.ui import changes_note, frame

view = frame.current_view()
if not changes_note.comparable(view):
    changes_note.ask_for_since(view)
    st.stop()
changes_note.head(view)
changes_note.note(view)
