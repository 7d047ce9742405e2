"""How many pages are made at once."""

from collections.abc import Iterator
from contextlib import ExitStack
from threading import Barrier, BrokenBarrierError, Thread

import pytest

from components.ui import turns

BRIEF = 0.3  # seconds in which another thread would have come through


@pytest.fixture
def others() -> Iterator[list[Thread]]:
    threads: list[Thread] = []
    yield threads
    for thread in threads:
        thread.join(timeout=5)
        assert not thread.is_alive()


def test_so_many_pages_are_made_at_once_and_no_more(others: list[Thread]) -> None:
    together, crowd = Barrier(turns.AT_ONCE), Barrier(turns.AT_ONCE + 1)
    outcomes: list[str] = []

    def make(barrier: Barrier, wait: float) -> None:
        with turns.take():
            try:
                barrier.wait(wait)
                outcomes.append("met")
            except BrokenBarrierError:
                outcomes.append("alone")

    def start(barrier: Barrier, wait: float) -> None:
        threads = [Thread(target=make, args=(barrier, wait)) for _ in range(barrier.parties)]
        others.extend(threads)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    start(together, 5)
    assert outcomes == ["met"] * turns.AT_ONCE
    outcomes.clear()
    start(crowd, BRIEF)
    assert set(outcomes) == {"alone"}


def test_a_part_of_a_page_needs_no_turn_of_its_own_and_a_fault_gives_the_turn_back(
    others: list[Thread],
) -> None:
    def make() -> None:
        with ExitStack() as stack:
            for _ in range(2 * turns.AT_ONCE):
                stack.enter_context(turns.take())

    for _ in range(2 * turns.AT_ONCE):
        with pytest.raises(ValueError, match="a fault"), turns.take():
            raise ValueError("a fault")
    others.append(Thread(target=make))
    others[0].start()
