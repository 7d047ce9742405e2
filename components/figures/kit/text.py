"""Cells as words inside a figure."""


def plain(text: str) -> str:
    """Return a cell for Plotly's label markup, which reads a few tags: cells hold none of ours."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
