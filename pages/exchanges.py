"""Exchanges: who said what, in answer to whom, as known at the chosen moment."""

from components.ui import dialogues, exchanges, frame

view = frame.current_view()
faces = {
    "threads": dialogues.by_thread,
    "network": dialogues.who_answers_whom,
    "unanswered": dialogues.open_demands,
    "denials": dialogues.denied,
}
if view.show in faces:
    faces[view.show](view)
else:
    exchanges.head(view)
    dialogues.switch(view)
    exchanges.card(view)
    exchanges.listing(view)
