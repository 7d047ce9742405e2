"""Positions: where parties stand, issue by issue, as known at the chosen moment."""

from components.ui import frame, positions, stances

view = frame.current_view()
faces = {"matrix": stances.all_parties, "distance": stances.over_time, "room": stances.room}
if view.show in faces:
    faces[view.show](view)
else:
    positions.head(view)
    stances.switch(view)
    positions.grid(view)
