"""Speaker: what the presenter reads in a second window, while the stage shows the step."""

from components.ui.frame import frame, meeting
from data.view import View


@frame.page
def notes(view: View) -> None:
    """Place this step's line, and the one that comes after it."""
    meeting.notes(view)
