"""What is made of a record is kept with it, and goes when it goes."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from data.load import Record

Arguments = ParamSpec("Arguments")
Made = TypeVar("Made")


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
                made = package.made.setdefault(make, lru_cache(most)(make))
            return made(*given, **more)

        return make_once

    return decorate
