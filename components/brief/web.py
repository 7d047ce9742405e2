"""A brief as one HTML file, with its charts inside, that opens from disk without a network."""

import base64
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import plotly.io as pio
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from components.brief.model import Brief, stamp
from components.figures.kit.drawing import Figure
from components.figures.kit.ruler import FACES
from components.figures.kit.theme import Theme
from data.direction import isolate_cell
from data.words import is_unbroken

HERE = Path(__file__).parent


def html(
    brief: Brief, pictures: Mapping[str, str], charts: Mapping[str, Figure], theme: Theme
) -> str:
    """Return the brief as HTML; cells are escaped, as they are in `pictures` (SVG), by name.

    `charts` are interactive, by their section's key.
    """
    drawings = {
        name: Markup(  # Plotly writes it, and escapes what its texts hold
            pio.to_html(
                chart,
                full_html=False,
                validate=False,
                include_plotlyjs=number == 0,
                config={"displayModeBar": False, "responsive": True},
                div_id=f"chart-{name}",
            )
        )
        for number, (name, chart) in enumerate(charts.items())
    }
    return (
        _templates()
        .get_template("brief.html")
        .render(
            brief=brief,
            stamp=stamp(brief),
            charts=drawings,
            pictures={name: Markup(svg) for name, svg in pictures.items()},
            faces=_faces() if pictures else {},
            colors=theme,
        )
    )


@lru_cache(maxsize=1)
def _faces() -> dict[int, str]:
    """Return the letters of the pictures as data, by weight: they read the same where none is."""
    return {weight: base64.b64encode(file.read_bytes()).decode() for weight, file in FACES.items()}


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        finalize=isolate_cell,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["unbroken"] = is_unbroken
    return environment
