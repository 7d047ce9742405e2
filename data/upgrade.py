"""A package of an earlier version brought up to this one: its columns, its keys, its settings."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data import files, schema
from data.cells import Grid, Unreadable, read_grid, write_csv
from data.curation import journal
from data.files import DESCRIPTOR, SETTINGS, safe_name
from data.package import NotAPackage
from data.settings import Crisis
from data.settings_file import SCHEMA, read_settings, validate, write_settings
from data.settings_file import Unreadable as UnreadableSettings
from data.sheet import match_names

# What a row of an earlier version says in a column that it did not have and that must be filled.
FILLED = {("issues", "scale"): "proposal"}
# Patterns of an earlier version, for which this one has another: a package has them anew.
RENEWED = {
    ("sources", "lang"): "[a-z]{2}",
    ("claims", "quote_lang"): "[a-z]{2}",
    ("sources", "url"): r"https?://\S+",  # an address may be empty now
}
MOVED = ("title", "description", "version", "renamed")  # to the settings, from the descriptor


def upgrade(folder: Path) -> list[str]:
    """Bring a package up to this version, in its folder; return what was done, a line each.

    A copy of the folder as it was is laid beside it first; nothing is written where nothing needs
    it. A folder of bare tables becomes a package. Raises NotAPackage where a part cannot be read.
    """
    if not (folder / "tables").is_dir():
        raise NotAPackage(f"{folder} holds no folder tables/; name the folder that does")
    with journal.hold(folder):
        return _upgrade(folder)


def _upgrade(folder: Path) -> list[str]:
    old = _descriptor(folder)
    settings, lines = _settings(folder, old)
    texts, changed = _tables(folder, old)
    whole = _described(old, folder, settings)
    for resource in whole["resources"]:
        if resource["path"] in texts:  # it is written with commas
            resource.pop("dialect", None)
    texts |= {DESCRIPTOR: schema.write_descriptor(whole), SETTINGS: write_settings(settings)}
    if (folder / SETTINGS).is_file():  # an analyst's own comments stay as they are
        del texts[SETTINGS]
    new = {path: text for path, text in texts.items() if not _says(folder / path, text)}
    if not new:
        return [f"{folder} is of this version already"]
    lines += changed
    if DESCRIPTOR in new:
        lines.append(f"{DESCRIPTOR}: written anew, with the tables as this version describes them")
    copy = files.copy_beside(folder, "upgrade")
    for path, text in new.items():
        (folder / path).write_text(text, encoding="utf-8", newline="")
    return [f"the folder as it was: {copy}", *lines]


def _descriptor(folder: Path) -> dict[str, Any]:
    try:
        whole = json.loads(_read(folder, DESCRIPTOR) or "{}")
    except json.JSONDecodeError as fault:
        raise NotAPackage(f"{folder / DESCRIPTOR} is no JSON: {fault}; mend that line") from fault
    if not isinstance(whole, dict):
        raise NotAPackage(f"{folder / DESCRIPTOR} is no group of keys; take it away")
    return whole


def _settings(folder: Path, old: Mapping[str, Any]) -> tuple[Crisis, list[str]]:
    """Return the settings: those that are there, or what the descriptor said of the crisis."""
    try:
        if (written := _read(folder, SETTINGS)) is not None:
            return read_settings(written.encode()), []
        crisis = old.get("crisis") or {}
        raw = {key: old[key] for key in MOVED if old.get(key)} | crisis
        raw.setdefault("title", folder.name)
        known = SCHEMA["properties"]
        lines = [f"{SETTINGS}: written from {DESCRIPTOR}" if crisis else f"{SETTINGS}: written"]
        lines += [f"{DESCRIPTOR} crisis.{key}: left out, no key here" for key in raw.keys() - known]
        return validate({key: value for key, value in raw.items() if key in known}), lines
    except UnreadableSettings as fault:
        raise NotAPackage(f"{folder / SETTINGS}, {fault}") from fault


def _tables(folder: Path, old: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """Return the text of every table that lacks columns or is not there, and what was added.

    It is in UTF-8 and with commas, whatever the file was in.
    """
    texts: dict[str, str] = {}
    lines: list[str] = []
    separators = {r["name"]: files.separator(r) for r in old.get("resources", ())}
    for name, header in schema.headers().items():
        path = f"tables/{name}.csv"
        grid = _grid(folder, path, header, separators.get(name, ""))
        names = match_names(grid.header, header)[0]
        missing = [column for column in header if column not in names]
        if not missing:
            continue
        cells = [FILLED.get((name, column), "") for column in missing]
        width, rows = len(names), [row for _, row in grid.rows]
        whole = [[*row, *[""] * (width - len(row)), *cells] for row in rows]
        texts[path] = write_csv([[*names, *missing], *whole])
        there = (folder / path).is_file()
        lines.append(f"{path}: {'added ' + ', '.join(missing) if there else 'written'}")
        lines += [f"{path}: was read as {', '.join(grid.taken)}"] if grid.taken else []
        lines += [
            f"{path} {column}: {FILLED[name, column]!r} in every row; see that it is right"
            for column in missing
            if (name, column) in FILLED and rows
        ]
    return texts, lines


def _grid(folder: Path, path: str, header: Sequence[str], separator: str) -> Grid:
    """Return the rows of a table's file; none where there is none."""
    file = folder / path
    try:
        return read_grid(file.read_bytes() if file.is_file() else b"", header, separator)
    except Unreadable as fault:
        raise NotAPackage(f"{file} {fault}; {fault.mend}") from fault


def _described(old: Mapping[str, Any], folder: Path, settings: Crisis) -> dict[str, Any]:
    """Return the descriptor: what the package says of itself, and the tables of this version.

    A column that the package describes in words and values of its own keeps them.
    """
    whole = schema.descriptor(_name(folder), settings)
    if old:
        texts = [key for key in files.TEXTS if key in whole and key not in old]
        whole = {k: v for k, v in whole.items() if k not in (*texts, "resources")}
        whole |= {k: v for k, v in old.items() if k not in ("crisis", "resources", *MOVED)}
        whole["resources"] = schema.resources()
    safe_name(whole["name"])
    theirs = {r["name"]: r for r in old.get("resources", ())}
    for at, resource in enumerate(whole["resources"]):
        if own := theirs.get(resource["name"]):
            described = {f["name"] for f in own["schema"]["fields"]}
            added = [f for f in resource["schema"]["fields"] if f["name"] not in described]
            ours = {f["name"]: f for f in resource["schema"]["fields"]}
            own_fields = [_renewed(own["name"], f, ours) for f in own["schema"]["fields"]]
            fields_of_all = [*own_fields, *added]
            whole["resources"][at] = own | {"schema": own["schema"] | {"fields": fields_of_all}}
    return schema.follow_settings(whole, settings)


def _renewed(table: str, own: dict[str, Any], ours: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a package's own column, or this version's where its pattern is of an earlier one."""
    earlier = RENEWED.get((table, own["name"]))
    old = earlier is not None and own.get("constraints", {}).get("pattern") == earlier
    return ours[own["name"]] if old else own


def _name(folder: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "record"


def _read(folder: Path, path: str) -> str | None:
    """Return a file's text; None where there is none."""
    file = folder / path
    try:
        return file.read_bytes().decode("utf-8-sig") if file.is_file() else None
    except UnicodeDecodeError as fault:
        raise NotAPackage(f"{file} is no text in UTF-8 ({fault}); save it as UTF-8") from fault


def _says(file: Path, text: str) -> bool:
    return file.is_file() and file.read_bytes() == text.encode()
