"""What keeps a long-running server quick: what is collected, and when."""

import asyncio
import gc
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit import config

from components import upkeep


class Ring:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.itself = self


class EnoughError(Exception):
    """Ends what would go on for ever."""


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_streamlit_leaves_collecting_to_the_upkeep():
    assert config.get_option("runner.postScriptGC") is False


def test_garbage_is_collected_and_what_is_left_is_passed_over():
    gc.disable()
    ring = weakref.ref(Ring())
    assert ring() is not None
    upkeep.collect(everything=False)
    assert ring() is None
    assert gc.get_freeze_count() > len(gc.get_objects())


def test_what_was_passed_over_is_looked_at_again_now_and_then():
    gc.disable()
    living = Ring()
    upkeep.collect(everything=False)
    ring = weakref.ref(living)
    del living
    upkeep.collect(everything=False)
    assert ring() is not None
    upkeep.collect()
    assert ring() is None


def test_it_comes_round_for_as_long_as_the_server_runs(monkeypatch):
    times: list[bool] = []

    async def at_once(_seconds: float) -> None:
        if len(times) == 2 * upkeep.ALL:
            raise EnoughError

    monkeypatch.setattr(upkeep.asyncio, "sleep", at_once)
    monkeypatch.setattr(upkeep, "collect", lambda *, everything: times.append(everything))
    with ThreadPoolExecutor() as threads, pytest.raises(EnoughError):
        # Where browser tests run, too, this thread has a loop already.
        threads.submit(lambda: asyncio.run(upkeep.keep())).result()
    assert times == [False] * (upkeep.ALL - 1) + [True] + [False] * (upkeep.ALL - 1) + [True]
