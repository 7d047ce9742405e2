"""Sources: what the record was read in, what leans on it, and the record's own description."""

from components.ui import frame, health, sources
from data.view import View

PARTS = (sources.listed, health.section, sources.explained, sources.checks, sources.taken_away)


@frame.page
def read_in(view: View) -> None:
    """Place the part of the page that the reader has chosen."""
    chosen = sources.head(view)
    dict(zip(sources.PARTS, PARTS, strict=True))[chosen](view)
