"""The product's own tables: what `datapackage.json` says of them, and how it is written."""

import copy
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.settings import Crisis

# Written into every package, so that this is complete and describes itself; see datapackage.org.
FILE = Path(__file__).with_name("table_schema.json")
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}


@lru_cache(maxsize=1)
def _resources() -> Any:
    return json.loads(FILE.read_text(encoding="utf-8"))


def resources() -> list[dict[str, Any]]:
    """Return a description of every table, as Data Package has it; the caller may change it."""
    described: list[dict[str, Any]] = copy.deepcopy(_resources())
    return described


def headers() -> dict[str, list[str]]:
    """Return the columns of every table, in their order."""
    return {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in _resources()}


def descriptor(name: str, settings: Crisis) -> dict[str, Any]:
    """Return `datapackage.json` of a new package."""
    whole = {
        "$schema": "https://datapackage.org/profiles/1.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": name,
        "readme": "README.md",
        "editions": "editions",
        "licenses": [LICENCE],
        "resources": resources(),
    }
    return follow_settings(whole, settings)


def follow_settings(whole: dict[str, Any], settings: Crisis) -> dict[str, Any]:
    """Return a descriptor with what the settings say: title, description, version, sides."""
    properties = {"title": settings.title, "description": settings.description}
    properties |= {"version": settings.version}
    front = {key: value for key, value in whole.items() if key in ("$schema", "profile", "name")}
    whole = front | {key: value for key, value in properties.items() if value} | whole | properties
    if not settings.description:
        whole.pop("description", None)
    if settings.sides:
        _side(whole)["constraints"]["enum"] = [side.side for side in settings.sides]
    else:
        _side(whole)["constraints"].pop("enum", None)
    return whole


def _side(whole: dict[str, Any]) -> dict[str, Any]:
    (parties,) = (r for r in whole["resources"] if r["name"] == "parties")
    (side,) = (f for f in parties["schema"]["fields"] if f["name"] == "side")
    side.setdefault("constraints", {})
    field: dict[str, Any] = side
    return field


def write_descriptor(whole: dict[str, Any]) -> str:
    """Return a descriptor as the text of its file."""
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"
