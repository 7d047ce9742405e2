"""What may stand alone: a chart, or a table without one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.figures.kit.picture_key import Sign
from components.figures.kit.theme import Theme
from data.query import Query
from data.view import View

Row = tuple[str, list[Sign]]  # of a key: its title, and its signs


@dataclass(frozen=True)
class Chart:
    """A chart that may stand alone: its title, the page it is on, what it draws, its table.

    `describe` returns the words over it, as HTML, and in a sentence what it shows, empty where
    there is nothing to draw. `figure` draws it; a table alone has none, and nothing of what
    follows. `legend` returns the words under it, as HTML, and `signs` the lines of its key in a
    file. `show` is the face of the page that has it, `width` how many px it is wide alone, and
    `part` the key of what fills the whole screen. `grounded` says that it lies on the base map.
    """

    title: str
    page: str
    query: Query[Any]
    table: Callable[[View], pd.DataFrame]
    describe: Callable[[View], tuple[str, str]]
    show: str = ""
    figure: Callable[..., Any] | None = None
    width: int = 1120
    part: str = ""
    legend: Callable[[View], str] | None = None
    signs: Callable[[View, Theme], Sequence[Row]] | None = None
    grounded: bool = False

    @property
    def reads(self) -> tuple[str, ...]:
        """Return the fields of the view that the chart depends on."""
        return (*self.query.reads, *getattr(self.figure, "reads", ()))
