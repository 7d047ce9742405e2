"""What is made of a record is kept with it, and goes when it goes."""

import zlib
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

from data.load import Record

LONG = 4_000  # letters of a text from which it is kept compressed: to a sixth, in a millisecond
Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")


class _Packed(NamedTuple):
    """A long text, drawn or written: with one letter beyond Latin each takes two bytes or four."""

    content: bytes


def keep(most: int) -> Callable[[Callable[Arguments, Made]], Callable[Arguments, Made]]:
    """Return a decorator that keeps the last `most` things made of a record: never change one.

    One of the function's arguments is a record, whole or as seen, given by its place. A cache of
    the function's own would hold records that a server has long replaced.
    """

    def decorate(make: Callable[Arguments, Made]) -> Callable[Arguments, Made]:
        @wraps(make)
        def make_once(*given: Arguments.args, **more: Arguments.kwargs) -> Made:
            package = next(one.package for one in given if isinstance(one, Record))
            made = package.made.get(make)
            if made is None:  # of two threads that come here at once, one wins
                made = package.made.setdefault(make, lru_cache(most)(_packing(make)))
            return _unpack(made(*given, **more))

        return make_once

    return decorate


def _packing(make: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(make)
    def make_packed(*given: Any, **more: Any) -> Any:
        made = make(*given, **more)
        if type(made) is str and len(made) > LONG:
            return _Packed(zlib.compress(made.encode(), 1))
        return made

    return make_packed


def _unpack(made: Any) -> Any:
    return zlib.decompress(made.content).decode() if isinstance(made, _Packed) else made
