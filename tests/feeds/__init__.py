"""Machine-coded feeds: import, questions and engines."""
