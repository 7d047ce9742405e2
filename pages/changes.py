"""Changes: what is new between since and as of, as a one-page note."""

from components.ui.frame import frame
from components.ui.pages import changes_note, chart_menus
from data.view import View


@frame.page
def changes(view: View) -> None:
    """Place the note, or ask what to compare with."""
    if not changes_note.comparable(view):
        changes_note.ask_for_since(view)
        return
    changes_note.head(view)
    changes_note.note(view)
    chart_menus.fold(view, "All that is new as a table", "news")
