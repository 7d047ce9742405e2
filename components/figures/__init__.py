"""Frame in, figure out: one file a subject, no streamlit; `theme` alone names a colour."""
