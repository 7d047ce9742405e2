"""Sources: what the record was read in, what leans on it, and the record's own description."""

from components.ui import frame, sources

view = frame.current_view()

part = sources.head(view)
if part == sources.PARTS[0]:
    sources.listed(view)
elif part == sources.PARTS[1]:
    sources.explained(view)
elif part == sources.PARTS[2]:
    sources.checks(view)
else:
    sources.taken_away(view)
