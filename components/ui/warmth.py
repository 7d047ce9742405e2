"""What readers have asked of a record of late, so that it is made of the next one beforehand."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable
from contextvars import ContextVar
from threading import Lock
from time import thread_time
from typing import Any

from data.load import Record
from data.view import View

MOST = 400  # things asked that are remembered of a record: some thirty pages
TIME = 1.5  # seconds of work; what is not made again by then is made when it is asked for
HURRY = 0.1  # the same where a curator waits to see their change
PLAIN = (View, str, int, float, tuple, type(None))  # what does not belong to a state of a record
mode_now: ContextVar[str] = ContextVar("mode_now", default="")  # of the colours, outside of a run
_lock = Lock()

Make = Callable[..., Any]  # (record, mode of the colours, *given)
Request = tuple[Make, str, tuple[Hashable, ...]]


def remember(record: Record, make: Make, mode: str, *given: Hashable) -> None:
    """Note that something was asked of a record, which `make` makes of any."""
    if not all(isinstance(one, PLAIN) or callable(one) for one in given):
        return
    with _lock:
        requests = record.package.made.setdefault(remember, OrderedDict())
        requests[make, mode, given] = None
        requests.move_to_end((make, mode, given))
        if len(requests) > MOST:
            requests.popitem(last=False)


def _find_last(record: Record, made: Collection[Request]) -> Request | None:
    """Return what was asked of a record last and is not made yet."""
    with _lock:
        requests = record.package.made.get(remember, ())
        return next((one for one in reversed(requests) if one not in made), None)


def make_again(old: Record, new: Record, seconds: float) -> None:
    """Make of a record what was asked of another, the last first, for some seconds of work.

    What is asked of the old one meanwhile comes first, too: readers go on. The context is one in
    which the new record is read.
    """
    until, made = thread_time() + seconds, set[Request]()
    while thread_time() < until and (request := _find_last(old, made)):
        made.add(request)
        make, mode, given = request
        token = mode_now.set(mode)
        try:
            make(new, mode, *given)
        except Exception:  # what was asked may name a row that is gone
            logging.getLogger(__name__).debug("not made again: %s", given, exc_info=True)
        finally:
            mode_now.reset(token)
