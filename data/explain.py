"""What every key of `crisis.yaml` and every column of the tables is for, and its default."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from data import schema
from data.files import SETTINGS
from data.settings_file import SCHEMA, dump, keys_at, nearest, schema_at

TYPES = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "yes or no",
    "array": "list",
    "object": "group of keys",
}
FIRST = 6  # values of a column that a line names


def explain(path: str) -> str:
    """Return what a key, a table or a column is for: `map.views`, `events`, `events.announced`.

    All keys and tables for an empty path. Raises KeyError, with a sentence, where there is none.
    """
    steps = [step for step in path.split(".") if step and not step.isdigit()]
    tables = {resource["name"]: resource for resource in schema.resources()}
    if not steps:
        keys = [_line(key, part) for key, part in SCHEMA["properties"].items()]
        named = [f"{name}: {table['description']}" for name, table in tables.items()]
        return "\n".join([f"Keys of {SETTINGS}:", *keys, "", "Tables:", *named])
    if steps[0] in tables:
        return _explain_table(tables[steps[0]], steps)
    try:
        part, keys_of_it = schema_at(steps), keys_at(steps)
    except KeyError as fault:
        known = [*keys_at(steps[: steps.index(fault.args[0])]), *tables]
        raise KeyError(f"{path} is no key and no column{nearest(fault.args[0], known)}") from None
    lines = [_line(".".join(steps), part)]
    if "default" in part:
        lines += ["Default:", *_indented(dump({steps[-1]: part["default"]}))]
    return "\n".join([*lines, *(_line(f"{path}.{key}", x) for key, x in keys_of_it.items())])


def _explain_table(table: Mapping[str, Any], steps: Sequence[str]) -> str:
    columns = {field["name"]: field for field in table["schema"]["fields"]}
    if len(steps) == 1:
        lines = [_column(name, field) for name, field in columns.items()]
        return "\n".join([f"{table['name']}: {table['description']}", *lines])
    if len(steps) > 2 or steps[1] not in columns:
        question = nearest(steps[1], list(columns))
        raise KeyError(f"{'.'.join(steps)} is no column of {table['name']}{question}")
    return _column(".".join(steps), columns[steps[1]], whole=True)


def _line(name: str, part: Mapping[str, Any]) -> str:
    return f"{name} ({describe_type(part)}): {part.get('description', '')}"


def describe_type(part: Mapping[str, Any]) -> str:
    """Return what is written at a key, in words."""
    kind = part.get("type") or next(
        (one["type"] for one in part.get("anyOf", ()) if one.get("type") not in (None, "null")),
        "object",
    )
    return TYPES[kind]


def _column(name: str, field: Mapping[str, Any], *, whole: bool = False) -> str:
    rules = field.get("constraints", {})
    parts = ["must be filled"] if rules.get("required") else []
    if values := rules.get("enum"):
        named = values if whole else values[:FIRST]
        more = "" if len(named) == len(values) else " ..."
        parts.append(f"one of {', '.join(map(str, named))}{more}")
    if "list" in field:
        parts.append(f"several, with {field['list']['delimiter']} between them")
    if field.get("rdfType"):
        parts.append("2022-01-09T18:30Z (UTC), 2022-01-09, 2022-01 or 2022")
    words = f" ({'; '.join(parts)})" if parts else ""
    return f"{name}: {field.get('description', '')}{words}"


def _indented(text: str) -> list[str]:
    return [f"  {line}" for line in text.splitlines()]


def reference() -> str:
    """Return the reference page of all keys and columns, as Markdown."""
    return "\n".join([*_settings_part(), *_tables_part()]) + "\n"


HEAD = """\
# Keys and columns

Written by `python -m data explain --reference`: a test keeps it so, do not edit it.

## crisis.yaml

A key left out or empty has its default. Only `title` must be there.
"""


def _settings_part() -> Iterator[str]:
    yield HEAD
    for key, part in SCHEMA["properties"].items():
        yield f"### {key}\n\n{part['description']} ({describe_type(part)})\n"
        yield from _rows_of((key,))
        if part.get("default") not in (None, "", [], {}):
            yield f"Default:\n\n```yaml\n{dump({key: part['default']})}```\n"


def _rows_of(path: tuple[str, ...]) -> Iterator[str]:
    keys = dict(_below(path))
    if keys:
        yield "| key | what it is |\n|---|---|"
        for name, part in keys.items():
            default = part.get("default")
            note = f" Default: {default}." if default not in (None, "", [], {}) else ""
            words = f"{part['description']} ({describe_type(part)})"
            yield f"| `{name}` | {words}{'' if isinstance(default, (dict, list)) else note} |"
        yield ""


def _below(path: tuple[str, ...]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for key, part in keys_at(path).items():
        yield ".".join([*path[1:], key]), part
        yield from _below((*path, key))


def _tables_part() -> Iterator[str]:
    yield "## Tables\n"
    for table in schema.resources():
        yield f"### {table['name']}.csv\n\n{table['description']}.\n"
        yield "| column | what it is |\n|---|---|"
        for field in table["schema"]["fields"]:
            name, _, words = _column(field["name"], field, whole=True).partition(": ")
            yield f"| `{name}` | {words} |"
        yield ""
