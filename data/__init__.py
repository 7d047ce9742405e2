"""The record in, answers out: pandas, no streamlit and no plotly."""
