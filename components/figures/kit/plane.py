"""Where a figure's data lie in its drawing: stretched across its place, or true to shape."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.figures.kit.svg import element

WIDE = 1000.0  # units across a drawing that is stretched to its place
Place = dict[str, str]  # the attribute of an element that says where it stands


@dataclass(frozen=True)
class Plane:
    """A figure's plane: the data at its left, right, top and bottom, and its height in px.

    `width` is in px and set where both axes have one scale: narrower places shrink such a plane,
    wider ones show more around it. Else the plane is stretched to the width of its place.
    """

    left: float
    right: float
    top: float
    bottom: float
    height: float
    width: float = 0

    @property
    def base(self) -> float:
        """Return how many units the plane is wide, for what `stretched` holds."""
        return self.width or WIDE

    def across(self, x: Any, ref: str | None = None) -> float:
        """Return how far right x lies, in units of the plane; `ref` as Plotly's `xref`."""
        if ref not in (None, "x"):
            return float(x) * self.base
        return (number(x) - self.left) / (self.right - self.left) * self.base

    def down(self, y: Any, ref: str | None = None) -> float:
        """Return how far down y lies, in px; `ref` as Plotly's `yref`."""
        if ref not in (None, "y"):
            return (1 - float(y)) * self.height
        return (number(y) - self.top) / (self.bottom - self.top) * self.height + 0.0  # never -0

    def at(self, x: Any, y: Any, xref: str | None = None, yref: str | None = None) -> Place:
        """Return the attribute that puts an element there."""
        across, down = self.across(x, xref), self.down(y, yref)
        if not self.width:
            return {"style": f"translate:{across / WIDE * 100:.3f}% {down:.1f}px"}
        from_middle = across - self.width / 2, down - self.height / 2
        place = " ".join(f"calc(50% + {off:.1f}*var(--u))" for off in from_middle)
        return {"style": f"translate:{place}"}

    def transform(self) -> str:
        """Return SVG's transform from data to units of the plane, for paths in data."""
        wide, high = self.base / (self.right - self.left), self.height / (self.bottom - self.top)
        return f"matrix({wide:.6g} 0 0 {high:.6g} {-self.left * wide:.6g} {-self.top * high:.6g})"

    def pen(self, width: float | None) -> float | None:
        """Return the width of a pen that draws a path in data: as it is, where CSS keeps it so."""
        return width

    def stretched(self, svg: str) -> str:
        """Return what is drawn in units of the plane, fitted to its place."""
        whole = {"viewBox": f"0 0 {self.base:g} {self.height:g}", "width": "100%", "height": "100%"}
        fit = "xMidYMid meet" if self.width else "none"
        return element("svg", svg, **whole, preserveAspectRatio=fit, class_="dw-fit")


@dataclass(frozen=True)
class FixedPlane(Plane):
    """A plane whose units are px: `width` is set, and no page shrinks or stretches it."""

    def at(self, x: Any, y: Any, xref: str | None = None, yref: str | None = None) -> Place:
        """Return the attribute that puts an element there."""
        across, down = self.across(x, xref), self.down(y, yref)
        return {"transform": f"translate({across:.1f} {down:.1f})"}

    def pen(self, width: float | None) -> float | None:
        """Return the width of a pen that draws a path in data: it is scaled as the path is."""
        across = self.width / abs(self.right - self.left)
        down = self.height / abs(self.top - self.bottom)
        return width and width / math.sqrt(across * down)

    def stretched(self, svg: str) -> str:
        """Return what is drawn in units of the plane, which is all that a fixed one holds."""
        return svg


def fixed(spec: Mapping[str, Any], width: float) -> FixedPlane:
    """Return a figure's plane at a width in px; one with one scale for both axes has its own."""
    flat = plane(spec)
    return FixedPlane(
        flat.left, flat.right, flat.top, flat.bottom, flat.height, flat.width or width
    )


def plane(spec: Mapping[str, Any]) -> Plane:
    """Return the plane of a figure whose axes have their ranges."""
    layout = spec["layout"]
    across, upright = layout["xaxis"], layout["yaxis"]
    (left, right), (bottom, top) = (map(number, axis["range"]) for axis in (across, upright))
    margin = layout.get("margin") or {}
    high = layout["height"] - (margin.get("t") or 0) - (margin.get("b") or 0)
    true = upright.get("scaleanchor") is not None
    wide = high * abs((right - left) / (top - bottom)) if true else 0
    return Plane(left, right, top, bottom, high, wide)


def number(at: Any) -> float:
    """Return a number as it is, and an instant in seconds."""
    is_number = isinstance(at, (int, float)) or (hasattr(at, "dtype") and at.dtype.kind in "if")
    return float(at) if is_number else pd.Timestamp(at).timestamp()
