"""What tests of checks share: copies that lie in one place."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def copied(copied_over: Callable[[Path], Path]) -> Callable[[Path], Path]:
    return copied_over
