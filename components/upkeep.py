"""What keeps a server that runs for days as quick as on its first day.

Streamlit collects garbage after every run, before the browser learns that the run is over. With
the cached answers of a replay in memory this is slow, and most of it looks at objects that stay.
So it is switched off in .streamlit/config.toml, and done here.
"""

import asyncio
import gc
from itertools import count

EVERY = 30.0  # seconds
ALL = 4  # one of so many rounds looks at everything, the others at new objects only


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
