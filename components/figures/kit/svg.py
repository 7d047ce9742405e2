"""The one writer of SVG: elements whose attributes are escaped, and pictures as addresses."""

import re
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

SPECIAL = re.compile("""[&<>"']""")
NAMESPACE = "http://www.w3.org/2000/svg"


def element(tag: str, *children: str, **named: Any) -> str:
    """Return an element with the attributes named, as `attributes` writes them.

    `children` are elements, or words that are escaped already.
    """
    return tagged(tag, attributes(**named), *children)


def tagged(tag: str, written: str, *children: str) -> str:
    """Return an element whose attributes are written."""
    return f"<{tag}{written}>{''.join(children)}</{tag}>" if children else f"<{tag}{written}/>"


def attributes(**named: Any) -> str:
    """Return attributes as a tag has them: `_` is `-` in a name, and one that is None is left out.

    A float is written to a hundredth: of a px, in all that is drawn here.
    """
    return "".join(
        [f' {_name(name)}="{_value(to)}"' for name, to in named.items() if to is not None]
    )


def alone(width: float, height: float, *children: str, **named: Any) -> str:
    """Return SVG that stands alone, `width` x `height` px."""
    size = {"width": width, "height": height, "viewBox": f"0 0 {width:g} {height:g}"}
    return element("svg", *children, xmlns=NAMESPACE, **{**size, **named})


def moved(x: float, y: float, *children: str) -> str:
    """Return elements about 0, 0 that are moved to x, y."""
    return element("g", *children, transform=f"translate({x:.6g} {y:.6g})")


def address(svg: str) -> str:
    """Return a picture that stands alone as an address, for a tag or a quoted one of a style sheet.

    Not in base64, of which less can be compressed.
    """
    return "data:image/svg+xml," + quote(svg, safe=" =/:,;()")


@lru_cache(maxsize=256)
def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{round(value, 2):g}"
    text = value if isinstance(value, str) else str(value)
    return escape(text) if SPECIAL.search(text) else text  # to look is quicker than to replace
