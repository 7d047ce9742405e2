"""What tests of pages share."""

from streamlit.testing.v1 import AppTest


def texts(at: AppTest) -> list[str]:
    """Return the HTML blocks that a page placed, the style blocks left out."""
    bodies = [str(element.proto.body) for element in at.get("html")]
    return [body for body in bodies if not body.startswith("<style>")]


def opened(at: AppTest, label: str = "The same as a table") -> AppTest:
    """Return the page with the table of this label unfolded, as a click does."""
    at.session_state["twin_" + label.lower().replace(" ", "_")] = True
    return at.run()
