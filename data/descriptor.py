"""`datapackage.json` and the files it names in, a typed `Package` out."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from data import files
from data.package import Crisis, Field, NotAPackage, Package, Table

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level0"


def read_package(folder: Path) -> Package:
    """Read the package in `folder`: its descriptor and every file that this names, once.

    Raises NotAPackage with a sentence when the descriptor is missing, no JSON, lacks a key, or
    names a file outside the folder or behind a link.
    """
    file = folder / files.DESCRIPTOR
    try:
        if (written := files.read(folder, files.DESCRIPTOR)) is None:
            raise NotAPackage(f"{folder} holds no {files.DESCRIPTOR}; name the folder that does")
        return _package(folder, written)
    except files.Refused as refusal:
        raise NotAPackage(f"{file}: {refusal}") from refusal
    except UnicodeDecodeError as fault:
        raise NotAPackage(f"{file} is no text in UTF-8 ({fault}); save it as UTF-8") from fault
    except json.JSONDecodeError as fault:
        raise NotAPackage(f"{file} is no JSON: {fault}; mend the line it names") from fault
    except KeyError as fault:
        raise NotAPackage(f"{file} lacks {fault}; add it") from fault
    except ValidationError as fault:
        first = fault.errors()[0]
        part = "crisis" if fault.title == Crisis.__name__ else "renamed"
        where = ".".join([part, *(str(key) for key in first["loc"])])
        raise NotAPackage(f"{file}, {where}: {first['msg']}; mend it there") from fault
    except (TypeError, AttributeError, IndexError, ValueError, RecursionError) as fault:
        raise NotAPackage(f"{file} is laid out otherwise ({fault}); mend its nesting") from fault


def _package(folder: Path, written: bytes) -> Package:
    raw = json.loads(written.decode("utf-8"))
    contents = {files.DESCRIPTOR: written} | files.read_named(folder, raw)
    tables = {r["name"]: _table(folder, r, contents) for r in raw["resources"]}
    return Package(
        folder=folder,
        files=MappingProxyType(contents),
        editions=raw.get("editions", ""),
        name=files.safe_name(raw.get("name", "record")),
        title=raw.get("title", folder.name),
        description=raw.get("description", ""),
        version=raw.get("version", ""),
        licence=(raw.get("licenses") or [{}])[0].get("title", ""),
        tables=MappingProxyType(tables),
        crisis=TypeAdapter(Crisis).validate_python(raw["crisis"]),
        renamed=MappingProxyType(
            TypeAdapter(dict[str, dict[str, str]]).validate_python(raw.get("renamed", {}))
        ),
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
