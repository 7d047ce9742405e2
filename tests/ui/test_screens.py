"""An address opens the same screen anywhere: the same rows on every page, also after a detour."""

from collections.abc import Iterable

import pytest
from hypothesis import Phase, given, settings

from components.ui import store
from components.ui.frame.frame import PAGES
from data.view import View
from tests.support.examples import share
from tests.support.pages import raised, sent, session, turn
from tests.support.walk import screens

RECORD = store.record()
FIRST, *OTHERS = PAGES
HALVES = [[FIRST, *OTHERS[half::2]] for half in (0, 1)]  # a notice is for where a reader begins


def screens_of(view: View, pages: Iterable[str] = PAGES) -> dict[str, list[bytes]]:
    """Return what pages send to a reader who came to the view by hand."""
    reader, shown = session().run(), {}
    for page in pages:
        reader.session_state["view"], reader.session_state["address"] = view, {}
        turn(reader, page)
        assert raised(reader) == [], (page, view)
        assert reader.session_state["view"] == view, page
        shown[page] = sent(reader)
    return shown


@pytest.mark.parametrize("pages", HALVES, ids=" ".join)
@settings(max_examples=share(0.3), phases=[Phase.generate])  # a view that fails is not made smaller
@given(view=screens(RECORD))
def test_an_address_opens_the_same_screen_on_every_page_also_after_others_and_back(pages, view):
    by_hand = screens_of(view, pages)
    address = view.to_query(RECORD)
    reader = session(address).run()
    for page in [*pages, FIRST]:
        turn(reader, page)
        assert reader.session_state["view"] == view, page
        assert View.from_query(query_of(reader), RECORD) == (view, ()), page
        assert sent(reader) == by_hand[page], (page, view)


def query_of(reader) -> dict[str, list[str]]:
    """Return what stands in the reader's address."""
    read = reader.query_params.items()
    return {name: value if isinstance(value, list) else [value] for name, value in read}


def test_another_view_is_another_screen_on_every_page():
    """Without this, pages that ignore the view would pass."""
    plain = View.default(RECORD)
    other = plain.but(as_of=RECORD.moment(RECORD.moments.index[-1]), since=plain.as_of)
    one, another = screens_of(plain), screens_of(other)
    assert [page for page in PAGES if one[page] == another[page]] == []
