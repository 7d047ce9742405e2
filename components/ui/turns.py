"""How many pages are made at once: few, as all of them share one interpreter.

Were all made at once that are asked for, each would wait for all others, and so would the server's
own loop, which only passes on what is made.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, local

AT_ONCE = 2
_turns = BoundedSemaphore(AT_ONCE)
_run = local()  # a script runs in a thread of its own


@contextmanager
def take() -> Iterator[None]:
    """Wait for a turn to make a page, or a part of one, and give it back at the end.

    What a run does within its turn, and asks for one again, goes on with the same.
    """
    if getattr(_run, "has_turn", False):
        yield
        return
    with _turns:
        _run.has_turn = True
        try:
            yield
        finally:
            _run.has_turn = False
