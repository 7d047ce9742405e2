"""A brief as one HTML file, with its pictures inside, that opens from disk without a network."""

import base64
import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from string import ascii_letters, digits, punctuation

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from components.brief.model import HEADINGS, JUDGEMENT, Brief, stamp
from components.brief.pictures import words
from components.brief.points import runs
from components.figures.kit.ruler import FACES
from components.figures.kit.theme import Theme
from data.direction import isolate_cell
from data.words import is_unbroken

HERE = Path(__file__).parent
SCRIPT = HERE / "brief.js"


def html(brief: Brief, pictures: Mapping[str, str], theme: Theme, dark: Theme) -> str:
    """Return the brief as HTML; cells are escaped, as they are in `pictures` (SVG), by name.

    It is in `theme`, or in `dark` where the reader's machine is; the one script that it may run is
    ours, named by its hash.
    """
    script = SCRIPT.read_text(encoding="utf-8")
    return (
        _templates()
        .get_template("brief.html")
        .render(
            brief=brief,
            stamp=stamp(brief),
            judgement=JUDGEMENT,
            picture_title=HEADINGS.get(brief.picture, ""),
            sources={source.number: source for source in brief.sources},
            pictures={name: Markup(svg) for name, svg in pictures.items()},
            faces=_faces(_letters(brief, pictures)) if pictures else {},
            colors=theme,
            dark=dark,
            script=Markup(script),
            digest=base64.b64encode(sha256(script.encode()).digest()).decode(),
        )
    )


def _letters(brief: Brief, pictures: Mapping[str, str]) -> str:
    """Return each letter of a brief and its pictures once: a word has one face throughout."""
    text = json.dumps(asdict(brief), ensure_ascii=False) + "".join(map(words, pictures.values()))
    return "".join(sorted({*text, *ascii_letters, *digits, *punctuation, "–", "·", " "}))


@lru_cache(maxsize=4)
def _faces(text: str) -> dict[int, str]:
    """Return the letters of these words as data, by weight: they read the same where none is."""
    return {weight: _subset(file, text) for weight, file in FACES.items()}


def _subset(file: Path, text: str) -> str:
    """Return a font with the letters of a text alone, in base64: a tenth of the whole."""
    font = TTFont(file, recalcTimestamp=False)
    wanted = Subsetter(Options(layout_features=["kern"], notdef_outline=True))
    wanted.populate(text=text)
    wanted.subset(font)
    out = io.BytesIO()
    font.save(out)
    return base64.b64encode(out.getvalue()).decode()


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
    environment.filters["runs"] = runs
    return environment
