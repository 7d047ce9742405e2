"""What tests of tools share: the land of the world, which takes seconds to read."""

import pytest

from tools.world import World, read_world


@pytest.fixture(scope="session")
def world() -> World:
    return read_world()
