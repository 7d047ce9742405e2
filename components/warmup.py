"""The first viewer is the server itself: what a first visit would wait for is done before it.

Then, while it serves, it visits the moments that readers are offered by name: the package's named
moments and the steps of its story.
"""

import asyncio
import gc
import logging
from collections.abc import Iterable, Iterator
from itertools import product
from time import monotonic
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import get_instance

from components import upkeep
from components.ui import live, store
from components.ui.frame import faults
from components.ui.frame.frame import PAGES
from data.load import Record
from data.package import list_records
from data.story import turn
from data.view import View

PAUSE = 0.5  # seconds between two visits of a named moment
REST = 10.0  # seconds without a reader before the next one, where there were any: they come first
PATIENCE = 60  # seconds for all pages; a server that is still cold then serves all the same

# With Python's own thresholds garbage would be collected within a run, while the reader waits.
SELDOM = (100_000, 50, 50)


class _Viewer:
    """A viewer that looks at nothing and only notes when its page is done."""

    client_context = None

    def __init__(self) -> None:
        self.done = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Take one message from the server."""
        if msg.WhichOneof("type") == "script_finished" and (
            msg.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        ):
            self.done.set()


async def warm_up(pages: Iterable[str] = PAGES, modes: Iterable[str] = ("light", "dark")) -> None:
    """Visit every page at the default moment, on both grounds, then freeze what stays.

    Imports, the record, the answers and the figures of the default view are in memory after it,
    and so is the page set, which Streamlit learns from the first run of app.py.
    """
    gc.set_threshold(*SELDOM)
    try:
        async with asyncio.timeout(PATIENCE):
            for mode, page in product(modes, pages):
                await _visit(page, mode=mode)
    except TimeoutError:
        logging.getLogger(__name__).warning("warm-up: not all pages were drawn in %s s", PATIENCE)
    upkeep.collect()


async def visit_named_moments() -> None:
    """Visit every page at each named moment, and each step of the story, while nobody reads.

    Those of the default record; of the others, their pages at their first moment.
    """
    visited = monotonic()
    others = [name for name in list_records() if name != store.record_name()]
    for name, page in product(others, PAGES):
        await _wait_for_rest(visited)
        await _visit(page, urlencode({store.RECORD: name}))
        visited = monotonic()
    for page, view in name_moments(store.record()) if not faults.find_faults() else ():
        await _wait_for_rest(visited)
        await _visit(page, urlencode(view.to_query(store.record()), doseq=True))
        visited = monotonic()


def name_moments(record: Record) -> Iterator[tuple[str, View]]:
    """Yield the page and view of each step of a package's story, then all pages at its moments."""
    plain = View.default(record)
    for step in record.story.index:
        yield turn(record, plain.but(present=True), step)
    for name, page in product(record.moments.index, PAGES):
        yield page, plain.but(as_of=record.moment(name))


async def _wait_for_rest(visited: float) -> None:
    """Wait a little after the last visit; where a reader came since, until none did for a while."""
    await asyncio.sleep(PAUSE)
    while (last := live.find_last_run()) > visited and (rested := monotonic() - last) < REST:
        await asyncio.sleep(REST - rested)


async def _visit(page: str, query: str = "", mode: str = "light") -> None:
    runtime, viewer = get_instance(), _Viewer()
    session = runtime.connect_session(viewer, user_info={})
    ask = BackMsg()
    ask.rerun_script.page_name = page
    ask.rerun_script.query_string = query
    ask.rerun_script.context_info.color_scheme = mode
    runtime.handle_backmsg(session, ask)
    try:
        await viewer.done.wait()
    finally:
        runtime.close_session(session)
