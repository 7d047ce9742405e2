"""Timeline."""

from components.ui import frame, layout, store

view = frame.current_view()
seen = store.seen(view)
layout.header("Timeline", f"{len(seen.events)} events {view.describe(seen)}")
