"""A brief as one HTML file, with its charts inside, that opens from disk without a network."""

import base64
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import plotly.io as pio
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from components.brief.model import Brief, stamp
from components.figures.drawing import Figure
from components.figures.theme import Theme
from data.direction import isolate_cell
from data.words import is_unbroken

HERE = Path(__file__).parent


def html(
    brief: Brief, pictures: Mapping[str, bytes], charts: Mapping[str, Figure], theme: Theme
) -> str:
    """Return the brief as HTML; cells are escaped, `pictures` (SVG) become images.

    `charts` are interactive and stand in a section's place of its picture, by the section's key.
    """
    drawn = {
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
    images = {
        name: f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
        for name, svg in pictures.items()
    }
    return (
        _templates()
        .get_template("brief.html")
        .render(
            brief=brief,
            stamp=stamp(brief),
            charts=drawn,
            images=images,
            colors=theme,
        )
    )


@lru_cache(maxsize=1)
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        finalize=isolate_cell,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.tests["unbroken"] = is_unbroken
    return made
