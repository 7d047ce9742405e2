"""How many examples a property draws: few, and many with `--hypothesis-profile nightly`."""

from hypothesis import settings


def share(part: float) -> int:
    """Return that part of the examples of the profile in use: for what is slow to try."""
    return max(1, round(settings().max_examples * part))
