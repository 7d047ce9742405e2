"""A folder or database in, a typed `Package` out: its settings, descriptor, and files it names."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from data import files
from data.basemap import InContents, InFolder, Source, with_own_basemap
from data.defaults import fill_defaults, read_rows
from data.homes import Home
from data.package import Field, NotAPackage, Package, Table
from data.settings_file import Unreadable, read_settings

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level0"


def read_package(home: Home) -> Package:
    """Read the package in a folder or database: its descriptor and every file it names, once.

    Raises NotAPackage with a sentence when settings or descriptor are missing, cannot be read or
    lack a key, or when they name a file outside the folder or behind a link.
    """
    if not isinstance(home, Path):
        from data.database import store

        return build_package(home, store.read_files(home))
    with _sentences(home):
        # A change that was made meanwhile would be read in part; its log is longer than it was.
        while True:
            length = files.log_length(home)
            contents = _read_files(home)
            if files.log_length(home) == length:
                return _package(home, contents, InFolder(home))


def build_package(home: Home, contents: Mapping[str, bytes]) -> Package:
    """Return the package that a home would hold with these files, by path; raises NotAPackage.

    An own base map is among the files. It raises the same for a path that leads out of a folder:
    whoever writes into a database by other means may have put any there.
    """
    with _sentences(home):
        for path in contents:
            files.split_path(path)
        return _package(home, contents, InContents(contents))


@contextmanager
def _sentences(home: Home) -> Iterator[None]:
    """Turn what keeps a package from being read into a sentence with the mend."""
    file = _locate(home, files.DESCRIPTOR)
    try:
        yield
    except files.Refused as refusal:
        raise NotAPackage(f"{file}: {refusal}") from refusal
    except UnicodeDecodeError as fault:
        raise NotAPackage(f"{file} is no text in UTF-8 ({fault}); save it as UTF-8") from fault
    except json.JSONDecodeError as fault:
        raise NotAPackage(f"{file} is no JSON: {fault}; mend the line it names") from fault
    except KeyError as fault:
        raise NotAPackage(f"{file} lacks {fault}; add it") from fault
    except (TypeError, AttributeError, IndexError, ValueError, RecursionError) as fault:
        raise NotAPackage(f"{file} is laid out otherwise ({fault}); mend its nesting") from fault


def _read_files(folder: Path) -> dict[str, bytes]:
    if (written := files.read(folder, files.DESCRIPTOR)) is None:
        raise NotAPackage(f"{folder} holds no {files.DESCRIPTOR}; name the folder that does")
    raw = _parse(written)
    if "crisis" in raw:
        upgrade = f"python -m data upgrade {folder}"
        raise NotAPackage(f"{folder} was written for an earlier version; run `{upgrade}`")
    return {files.DESCRIPTOR: written} | files.read_named(folder, raw)


def _parse(written: bytes) -> dict[str, Any]:
    raw = json.loads(written.decode("utf-8-sig"))
    if not isinstance(raw, dict):
        raise ValueError("it is no group of keys")
    return raw


def _locate(home: Home, path: str) -> str:
    return str(home / path) if isinstance(home, Path) else f"{home}, {path}"


def _package(home: Home, contents: Mapping[str, bytes], ground: Source) -> Package:
    raw = _parse(contents[files.DESCRIPTOR])
    folder = home if isinstance(home, Path) else Path(home.record)
    settings = _locate(home, files.SETTINGS)
    if files.SETTINGS not in contents:
        raise NotAPackage(f"{home} holds no {files.SETTINGS}; `python -m data new` writes one")
    try:
        crisis = read_settings(contents[files.SETTINGS])
        crisis, own_ground = with_own_basemap(crisis, ground)
    except Unreadable as fault:
        raise NotAPackage(f"{settings}, {fault}") from fault
    except files.Refused as refusal:
        raise NotAPackage(f"{settings}, map.basemap: {refusal}") from refusal
    tables = {r["name"]: _table(folder, r, contents) for r in raw["resources"]}
    kinds = tables["events"].field("kind").enum if "events" in tables else ()
    return Package(
        home=home,
        folder=folder,
        files=MappingProxyType({**contents, **own_ground}),
        editions=raw.get("editions", ""),
        name=files.safe_name(raw.get("name", "record")),
        title=crisis.title,
        description=crisis.description,
        version=crisis.version,
        licence=(raw.get("licenses") or [{}])[0].get("title", ""),
        tables=MappingProxyType(tables),
        crisis=fill_defaults(crisis, {t.name: read_rows(t) for t in tables.values()}, kinds),
        descriptor=MappingProxyType(raw),
    )


def _table(folder: Path, resource: dict[str, Any], contents: Mapping[str, bytes]) -> Table:
    schema = resource["schema"]
    return Table(
        name=resource["name"],
        title=resource.get("title", resource["name"]),
        description=resource.get("description", ""),
        path=folder / resource["path"],
        content=contents.get(resource["path"]),
        key=schema["primaryKey"][0],
        fields=tuple(_field(f) for f in schema["fields"]),
        foreign_keys=tuple(
            (k["fields"][0], k["reference"]["resource"] or resource["name"], ref)
            for k in schema.get("foreignKeys", ())
            for ref in k["reference"]["fields"]
        ),
        separator=files.separator(resource),
    )


def _field(raw: dict[str, Any]) -> Field:
    listed = raw.get("list")
    reference = (listed or {}).get("reference")
    return Field(
        name=raw["name"],
        type=raw["type"],
        description=raw.get("description", ""),
        constraints=MappingProxyType(raw.get("constraints", {})),
        labels=MappingProxyType({c["value"]: c["label"] for c in raw.get("categories", ())}),
        ordered=raw.get("categoriesOrdered", False),
        moment=raw.get("rdfType") == EDTF,
        delimiter=listed["delimiter"] if listed else None,
        references=(reference["resource"], reference["field"]) if reference else None,
        **{
            python: tuple(raw[schema])
            for python, schema in (("true_values", "trueValues"), ("false_values", "falseValues"))
            if schema in raw
        },
    )
