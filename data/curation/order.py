"""Where rows stand in a table: each after another, so that one that comes back finds its place."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

Id = TypeVar("Id")
FIRST = ""  # the row before the first
BEFORE_ALL = -1  # the place before the first


def find_places(ids: Sequence[str], chosen: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield each chosen row with the row that it stands after, in their order."""
    before = FIRST
    for row in ids:
        if row in chosen:
            yield row, before
        before = row


def insert(ids: Sequence[Id], places: Iterable[tuple[Id, Id | None]], first: Id) -> list[Id]:
    """Return the rows with others among them, each after the row that its place names.

    `first` as a place is before all. One whose place is None, or names no row, comes at the end.
    """
    followers: dict[Id, list[Id]] = defaultdict(list)
    others: list[Id] = []
    for row, after in places:
        others.append(row)
        if after is not None:
            followers[after].append(row)
    whole: list[Id] = []
    for head in [first, *ids]:
        waiting: list[Id] = [head]
        while waiting:
            row = waiting.pop()
            if row != first:
                whole.append(row)
            waiting += reversed(followers.pop(row, ()))
    there = set(whole)
    return [*whole, *(row for row in others if row not in there)]


def arrange(ids: Sequence[Id], order: Sequence[Id]) -> list[Id]:
    """Return the rows, those that `order` names in its order; all others stay where they stand."""
    there = set(ids)
    named = [row for row in order if row in there]
    following, chosen = iter(named), set(named)
    return [next(following) if row in chosen else row for row in ids]


class Standing:
    """The order of all rows that a table ever had, those that were removed since at their place.

    A row that was removed and then added elsewhere has two places, of which it stands at one.
    """

    def __init__(self, ids: Sequence[str]) -> None:
        """Begin with the rows of the first edition."""
        self._rows = list(ids)  # of each place, which are numbered as they came
        self._places = list(range(len(ids)))
        self._there = {row: place for place, row in enumerate(ids)}
        self._gone: dict[tuple[int, str], int] = {}

    def follow(
        self,
        change: int,
        removed: Iterable[str],
        order: Sequence[str],
        added: Mapping[str, tuple[str | None, int]],
    ) -> None:
        """Follow a change: what it removes, how it arranges what stays, what it adds.

        `added` says of each row after which it stands, and which change had removed it that this
        one takes back, 0 for none.
        """
        for row in removed:
            if row in self._there:
                self._gone[change, row] = self._there.pop(row)
        moved = [self._there[row] for row in order if row in self._there]
        self._places = arrange(self._places, moved)
        new: list[tuple[str, str | None]] = []
        for row, (after, undone) in added.items():
            if (undone, row) in self._gone:
                self._there[row] = self._gone[undone, row]
            else:
                self._there[row] = len(self._rows)
                self._rows.append(row)
                new.append((row, after))
        at = {FIRST: BEFORE_ALL} | self._there
        places = [(at[row], at.get(after) if after is not None else None) for row, after in new]
        self._places = insert(self._places, places, BEFORE_ALL)

    def find_places(
        self, change: int, rows: Container[str], leave: Container[str], order: Sequence[str]
    ) -> list[tuple[str, str]]:
        """Return after which row each of those that a change removed comes back, in their order.

        Before that some leave, and what stays is arranged in `order`.
        """
        back = {place for (number, _), place in self._gone.items() if number == change}
        there = {place for row, place in self._there.items() if row not in leave}
        there |= {place for place in back if self._rows[place] in rows}
        moved = [self._there[row] for row in order if row in self._there]
        places = arrange(self._places, moved)
        return list(find_places([self._rows[p] for p in places if p in there], rows))
