"""What keeps a server that runs for days as quick and as small as on its first day.

Streamlit collects garbage after every run, before the browser hears that the run is over. Once
the shared answers of a replay are in memory that is 90 ms for each click (measured), nearly all of
it spent on what never dies. So it is switched off in .streamlit/config.toml, and done here.
"""

import asyncio
import ctypes
import gc
from contextlib import suppress
from itertools import count

from pandas._libs.internals import BlockValuesRefs

EVERY = 30.0  # seconds
ALL = 4  # of so many rounds one looks at everything: 0.3 s, where what is new takes 0.1 (measured)
M_ARENA_MAX = -8  # of mallopt(3)
ARENAS = 2


def few_arenas() -> None:
    """Have the C library keep memory in few places, where it is the one that knows this setting.

    Each run of a page is a thread of its own, and glibc gives threads arenas of their own, which
    grew with every replay.
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


def collect(*, everything: bool = True) -> None:
    """Collect garbage, all of it or the new, and have later collections pass over what is left."""
    if everything:
        gc.unfreeze()
    gc.collect()
    if everything:
        _forget_dead_references()
    gc.freeze()


def _forget_dead_references() -> None:
    """Have pandas forget the views there were of shared frames.

    Each leaves a dead weak reference behind, and they are cleared from 500 on only: for every
    column of every answer kept (measured: 2 MB more with each replay).
    """
    for found in gc.get_objects():
        if isinstance(found, BlockValuesRefs):
            found.has_reference()


def give_back() -> None:
    """Give the system the memory that is free, where the C library can."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


async def keep() -> None:
    """Collect and give back, now and then, for as long as the server runs."""
    for round_ in count(1):
        await asyncio.sleep(EVERY)
        collect(everything=round_ % ALL == 0)
        await asyncio.to_thread(give_back)
