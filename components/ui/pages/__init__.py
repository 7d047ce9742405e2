"""The blocks of each page."""
