"""What tests of pages share."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parents[2] / "app.py")
LINK = re.compile(r'href="([^"]*)"')
WAYS = '<nav class="rl-records"'
MARK = re.compile(r' data-id="([^"]*)"')


def texts(at: AppTest) -> list[str]:
    """Return the HTML that a page placed, blocks and rows, without style and ways to records."""
    bodies = [str(element.proto.body) for element in at.get("html")]
    bodies += [part for row in _data_of(at, "rows") for part in (row["html"], row["more"]) if part]
    bodies += [data["words"] for data in _components(at) if data.get("words")]
    return [body for body in bodies if not body.startswith(("<style>", WAYS))]


def ways(at: AppTest) -> list[str]:
    """Return the links from one record to the others, that to two side by side left out."""
    bodies = [str(element.proto.body) for element in at.get("html")]
    found = [link for body in bodies if body.startswith(WAYS) for link in LINK.findall(body)]
    return [link for link in found if "show=records" not in link]


def offered(at: AppTest) -> dict[str, dict[str, Any]]:
    """Return the choices that a page offers, by the field of the view that they set."""
    return {choice["field"]: choice for choice in _data_of(at, "choices")}


def choose(at: AppTest, **fields: str | list[str]) -> AppTest:
    """Return the page with something else chosen, which is in the address: a browser does it so."""
    for field, value in fields.items():
        at.query_params[field] = value
    return at.run()


def files(at: AppTest) -> list[dict[str, Any]]:
    """Return the files that a page offers: label, whether it is disabled, and why."""
    return _data_of(at, "files")


def _data_of(at: AppTest, what: str) -> list[dict[str, Any]]:
    return [part for data in _components(at) for part in data.get(what, ())]


def _components(at: AppTest) -> list[dict[str, Any]]:
    return [json.loads(element.proto.json or "{}") for element in at.get("bidi_component")]


def opened(at: AppTest, label: str = "The same as a table") -> AppTest:
    """Return the page with the table of this label unfolded, as a click does."""
    at.session_state["folded_" + label.lower().replace(" ", "_")] = True
    return at.run()


def tools(at: AppTest) -> dict[str, tuple[str, bool | None]]:
    """Return the sidebar's tools by name: what each is called, and whether it is pressed."""
    return {tool["name"]: (tool["title"], tool["pressed"]) for tool in _data_of(at, "tools")}


def with_tool(at: AppTest, name: str) -> AppTest:
    """Return the page with a tool's panel open, as its button does."""
    at.session_state["tool"] = name
    return at.run()


def session(query: Mapping[str, Any] | None = None) -> AppTest:
    """Return a new reader, who has not run anything yet, at an address."""
    at = AppTest.from_file(APP, default_timeout=60)
    for name, value in (query or {}).items():
        at.query_params[name] = value
    return at


def turn(at: AppTest, page: str) -> AppTest:
    """Turn to a page as the menu does, which empties the address."""
    at.query_params.clear()
    return at.switch_page(f"pages/{page}.py").run()


def raised(at: AppTest) -> list[str]:
    """Return what the page raised."""
    return [f"{error.message} {error.stack_trace}" for error in at.exception]


def sent(at: AppTest) -> list[bytes]:
    """Return all that a page sent, element by element: texts, links, charts, tables, widgets."""
    return [_message(element) for element in _elements(at.main)]


def links(at: AppTest) -> list[str]:
    """Return where the page's links lead, in its order."""
    return [link for body in texts(at) for link in LINK.findall(body)]


def drawings(at: AppTest) -> list[str]:
    """Return the page's drawings, as the browser shows them."""
    return [data["html"] for data in _components(at) if "html" in data]


def charted(at: AppTest) -> set[str]:
    """Return what the marks of the page's interactive charts stand for."""
    specs = [json.loads(element.proto.spec) for element in at.get("plotly_chart")]
    traces = [trace for spec in specs for trace in spec["data"]]
    return {owner[0] for trace in traces for owner in trace.get("customdata", ())}


def marks(at: AppTest) -> list[list[str]]:
    """Return what the marks of the page's drawings stand for, drawing by drawing."""
    return [MARK.findall(svg) for svg in drawings(at)]


def _message(element: Any) -> bytes:
    """A widget may be sent its value once only; what counts is what stands in it."""
    proto = type(element.proto)()
    proto.CopyFrom(element.proto)
    if "set_value" not in proto.DESCRIPTOR.fields_by_name:
        return bytes(proto.SerializeToString(deterministic=True))
    for field in {"set_value", "value", "raw_values"} & set(proto.DESCRIPTOR.fields_by_name):
        proto.ClearField(field)
    return bytes(proto.SerializeToString(deterministic=True)) + f" {element.value}".encode()


def _elements(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _elements(child)
        else:
            yield child
