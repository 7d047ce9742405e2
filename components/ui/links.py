"""Addresses inside the app: the one place that writes them."""

from typing import Any
from urllib.parse import urlencode

from components.ui import store
from data.kinds import KINDS, OPENED
from data.view import View

HOME = "situation"  # the default page, which answers at the root
# The page on which the rows are read whole that each field of the view opens. A person and an
# estimate have none: their card stands above a page, and leads to what is around them.
ROWS = {field: kind.page for field, kind in OPENED.items()}
ABOVE = ("who", "estimate")


def address(page: str, view: View, **changes: Any) -> str:
    """Return the address of a page with the reader's view, some fields changed.

    Relative, so that it holds where the app is served below another address. Place it in an
    `<a target="_self">`; such a link loads the page anew, and the view comes back from it. A link
    to a row leads to the face of the page that opens it, unless told otherwise.
    """
    if any(is_opened_by(page, field) for field in changes):
        changes = {"show": "", **changes}
    query = urlencode(parameters(view.but(**changes)), doseq=True)
    path = "./" if page == HOME else page
    return f"{path}?{query}" if query else path


def parameters(view: View) -> dict[str, list[str]]:
    """Return what an address says of a view, and of the record that it is a view of."""
    return store.named_in_address() | view.to_query(store.record())


def first_address(name: str) -> str:
    """Return the address at which a record opens: its default page and moment."""
    return f"./?{urlencode({store.RECORD: name})}"


def is_opened_by(page: str, kind: str) -> bool:
    """Say whether a page itself opens rows of a kind, so that no card of one stands above it."""
    return ROWS.get(kind) == page and kind not in ABOVE


def entry(table: str, opens: str, view: View, **changes: Any) -> str:
    """Return the address at which a row of a table is read, beside the rows already selected.

    `opens` is the id that the view's field takes, of the row or of what it is about (`data.kinds`).
    """
    kind = KINDS[table]
    selection = {kind.field: opens} | ({"show": kind.show} if kind.show else {})
    return address(kind.page, view, **changes, **selection)


def row(kind: str, row_id: str, view: View, *, keep: str = "") -> str:
    """Return the address of a row on its own page.

    Of the rows already selected only the kind `keep` stays, so that the reader finds back to where
    they came from and no pile of cards grows.
    """
    others = {name: "" for name in ROWS if name != keep}
    face = {"show": OPENED[kind].show} if OPENED[kind].show else {}
    return address(ROWS[kind], view, **others | {kind: row_id} | face)
