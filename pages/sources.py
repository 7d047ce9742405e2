"""Sources."""

from components.ui import frame, layout, store

view = frame.current_view()
seen = store.seen(view)
layout.header("Sources", f"{len(seen.events)} events {view.describe(seen)}")
