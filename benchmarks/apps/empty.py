"""Nothing but one choice and what was chosen."""

import streamlit as st

st.write(st.radio("Choose", ["one", "two"]))
