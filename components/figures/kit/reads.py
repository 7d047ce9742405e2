"""Figures declare which fields of the view they read beside those that their query reads."""

from collections.abc import Callable
from typing import Any, TypeVar

Figure = TypeVar("Figure", bound=Callable[..., Any])


def reads(*fields: str) -> Callable[[Figure], Figure]:
    """Return a decorator for a figure that reads these fields of the view.

    Who looks with views that differ in other fields is shown the same drawing.
    """

    def declare(figure: Figure) -> Figure:
        figure.reads = fields  # type: ignore[attr-defined]
        return figure

    return declare
