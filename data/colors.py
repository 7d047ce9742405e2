"""The ground of pages, and how well a colour stands out from it: what figures and checks share."""

from collections.abc import Mapping
from types import MappingProxyType

PAPER: Mapping[str, str] = MappingProxyType({"light": "#FCFBF8", "dark": "#15181C"})
VISIBLE = 3.0  # WCAG 2.2, 1.4.11: the least contrast of a mark
READABLE = 4.5  # WCAG 2.2, 1.4.3: the least contrast of words


def rgb(color: str) -> list[int]:
    """Return a colour `#RRGGBB` as three numbers to 255."""
    return [int(color[i : i + 2], 16) for i in (1, 3, 5)]


def contrast(color: str, ground: str) -> float:
    """Return the contrast of two colours `#RRGGBB` (WCAG 2.2, 1.4.3)."""
    dark, light = sorted(map(_luminance, (color, ground)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [part / 255 for part in rgb(color)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
