"""`crisis.yaml` read and written: settings in, typed; settings out, with a comment to each key."""

import difflib
import io
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from data.settings import PLAIN_GROUND, Crisis

_ADAPTER: TypeAdapter[Crisis] = TypeAdapter(Crisis)
SCHEMA = _ADAPTER.json_schema()
# What pydantic finds, in the words of one who writes a text file.
MENDS = {
    "missing": "is missing; add it",
    "tuple_type": "is no list; write its parts between [ and ]",
    "mapping_type": "is no group of keys; write them below it, set in by two spaces",
    "dataclass_type": "is no group of keys; write them below it, set in by two spaces",
    "string_type": "is no text; write one line",
}


class Unreadable(ValueError):
    """Settings that cannot be read; the message names every fault and its mend."""


@lru_cache(maxsize=64)  # asked of every record at each run of a page
def read_settings(content: bytes) -> Crisis:
    """Return what `crisis.yaml` declares, with defaults for what it leaves out or empty.

    Every scalar is text first, so that NO stays a country and 1962-10-14 a day. Raises Unreadable.
    """
    try:
        text = content.decode("utf-8-sig")
        raw = YAML(typ="base", pure=True).load(text)
    except UnicodeDecodeError as fault:
        raise Unreadable(f"is no text in UTF-8 ({fault}); save it as UTF-8") from fault
    except MarkedYAMLError as fault:
        line = f"line {fault.problem_mark.line + 1}: " if fault.problem_mark else ""
        raise Unreadable(f"{line}{fault.problem}; mend this line") from fault
    except (YAMLError, RecursionError, ValueError) as fault:
        raise Unreadable(f"cannot be read ({str(fault)[:80]}); write it anew") from fault
    return validate(raw, text)


def validate(raw: Any, text: str = "") -> Crisis:
    """Return settings of plain values; raises Unreadable, with the lines of `text` where given."""
    if not isinstance(raw, dict):
        raise Unreadable("holds no keys; write at least title: and a title")
    try:
        return _ADAPTER.validate_python(_filled(raw))
    except ValidationError as fault:
        lines = _Lines(text)
        faults = [_describe(one["type"], one["loc"], one["msg"], lines) for one in fault.errors()]
        raise Unreadable("; ".join(faults)) from fault


def write_settings(settings: Crisis) -> str:
    """Return settings as `crisis.yaml`: each key under its description, defaults as comments."""
    plain = Crisis(title=settings.title)
    parts = []
    for field in fields(Crisis):
        value, default = getattr(settings, field.name), getattr(plain, field.name)
        words = SCHEMA["properties"][field.name]["description"]
        written = dump({field.name: _plain(value)})
        if field.name != "title" and value == default:
            written = "".join(f"# {line}\n" for line in written.splitlines())
        parts.append(f"# {words}\n{written}")
    return "\n".join([HEAD, *parts])


FLAT = 90  # letters of a group or a list that stands on one line
HEAD = """\
# What this record declares about its crisis, beside the tables.
# Lines that begin with # are comments. A key left out has its default, which stands here behind a
# #; take that away and write your own. `python -m data explain KEY` says more on each key.
"""


def dump(value: Mapping[str, Any]) -> str:
    """Return plain values as YAML, what is small on one line."""
    out = io.StringIO()
    writer = YAML(typ="rt", pure=True)
    writer.indent(mapping=2, sequence=4, offset=2)
    writer.width = 100
    writer.dump(CommentedMap({key: _laid_out(part) for key, part in value.items()}), out)
    return out.getvalue()


def _laid_out(value: Any) -> Any:
    """Return a value as YAML writes it: a group or a list of single values stands on one line."""
    if not isinstance(value, (dict, list)):
        return value
    parts = list(value.values()) if isinstance(value, dict) else value
    laid: Any
    if isinstance(value, dict):
        laid = CommentedMap({key: _laid_out(part) for key, part in value.items()})
    else:
        laid = CommentedSeq(_laid_out(part) for part in value)
    small = len(str(value)) <= FLAT and not any(isinstance(part, (dict, list)) for part in parts)
    if small:
        laid.fa.set_flow_style()
    return laid


def nearest(word: str, known: Sequence[str]) -> str:
    """Return a question that names the known word most like another; "" where none is."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""


def keys_at(path: Sequence[str | int]) -> dict[str, Any]:
    """Return the keys that may stand at a path of the settings, each as JSON Schema has it.

    Raises KeyError where the path leads nowhere. Empty where a value stands, or keys of one's own.
    """
    return properties(schema_at(path))


def schema_at(path: Sequence[str | int]) -> dict[str, Any]:
    """Return what stands at a path of the settings as JSON Schema; raises KeyError."""
    part: dict[str, Any] = SCHEMA
    for step in path:
        known = properties(part)
        if isinstance(step, int) or (not known and _resolved(part).get("additionalProperties")):
            continue  # a place in a list, or a key of one's own
        part = known[step]
    return part


def properties(part: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of a part of the schema, or of each part of a list."""
    whole = _resolved(part)
    if "items" in whole:
        return properties(whole["items"])
    keys: dict[str, Any] = whole.get("properties", {})
    return keys


def _resolved(part: Mapping[str, Any]) -> Mapping[str, Any]:
    choices = [one for one in part.get("anyOf", ()) if one.get("type") != "null"]
    part = choices[0] if choices else part
    if "$ref" in part:
        whole: Mapping[str, Any] = SCHEMA["$defs"][part["$ref"].rpartition("/")[2]]
        return whole
    return part


def _filled(raw: Any) -> Any:
    """Return what was written without keys that are left empty: these have their defaults."""
    if isinstance(raw, dict):
        return {key: _filled(value) for key, value in raw.items() if value != ""}
    return [_filled(value) for value in raw] if isinstance(raw, list) else raw


def _describe(kind: str, where: tuple[str | int, ...], message: str, lines: "_Lines") -> str:
    if kind == "unexpected_keyword_argument":
        known = list(keys_at(where[:-1]))
        rule = f"is no key here{nearest(str(where[-1]), known) or ': ' + ', '.join(known)}"
    else:
        rule = MENDS.get(kind, f"{message[:1].lower()}{message[1:]}; mend it there")
    path = ".".join(str(step + 1) if isinstance(step, int) else step for step in where)
    return f"{lines.of(where)}{path} {rule}"


class _Lines:
    """Where keys stand in a text of YAML."""

    def __init__(self, text: str) -> None:
        self._root = YAML(typ="rt", pure=True).load(text)

    def of(self, where: Sequence[str | int]) -> str:
        """Return "line 12: " for a key, or for the nearest key around one that is missing."""
        part, line = self._root, None
        for step in where:
            place: Any = getattr(part, "lc", None)
            try:
                at = place.key(step) if isinstance(part, Mapping) else place.item(step)
                line, part = at[0] + 1, part[step]
            except (KeyError, IndexError, TypeError, AttributeError):
                break
        return f"line {line}: " if line else ""


def _plain(value: Any) -> Any:
    """Return a value of the settings as lists and dicts, without what is empty by default."""
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if is_dataclass(value):
        parts = {key: _plain(part) for key, part in vars(value).items()}
        return {key: part for key, part in parts.items() if part not in ("", [])}
    return PLAIN_GROUND if value is None else value  # no other key can be None
