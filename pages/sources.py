"""Sources: what the record was read in, what leans on it, and the record's own description."""

from components.ui.frame import frame
from components.ui.pages import chart_menus, downloads, health, sources, support
from data.view import View

FACES = {
    "health": health.section,
    "support": support.section,
    "dictionary": sources.explained,
    "checks": sources.checks,
    "downloads": downloads.offer,
}


@frame.page
def read_in(view: View) -> None:
    """Place the face of the page that the reader has chosen."""
    sources.head(view)
    FACES.get(view.show, sources.listed)(view)
    if view.show == "health":
        chart_menus.list_rows(view, "months", "notes")
    if view.show not in FACES and not view.present:
        chart_menus.menus(view, "sources")
