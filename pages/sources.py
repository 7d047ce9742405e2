"""Sources: what the record was read in, what leans on it, and the record's own description."""

from components.ui import frame, health, sources

view = frame.current_view()
parts = (sources.listed, health.section, sources.explained, sources.checks, sources.taken_away)
chosen = sources.head(view)
dict(zip(sources.PARTS, parts, strict=True))[chosen](view)
