"""What keeps a server that runs for days as quick as on its first day.

Streamlit collects garbage after every run, before the browser hears that the run is over. Once
the shared answers of a replay are in memory that is 90 ms for each click (measured), nearly all of
it spent on what never dies. So it is switched off in .streamlit/config.toml, and done here.
"""

import asyncio
import gc
from itertools import count

EVERY = 30.0  # seconds
ALL = 4  # of so many rounds one looks at everything: 0.3 s, where what is new takes 0.1 (measured)


def collect(*, everything: bool = True) -> None:
    """Collect garbage, all of it or the new, and have later collections pass over what is left."""
    if everything:
        gc.unfreeze()
    gc.collect()
    gc.freeze()


async def keep() -> None:
    """Collect now and then, for as long as the server runs."""
    for round_ in count(1):
        await asyncio.sleep(EVERY)
        collect(everything=round_ % ALL == 0)
