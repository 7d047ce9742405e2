"""The words that sentences are read by, from `words.json`, and how to find them in a text."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

HERE = Path(__file__).parent
NEVER = re.compile(r"(?!)")


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return the lists of words by name."""
    return MappingProxyType(json.loads((HERE / "words.json").read_text(encoding="utf-8")))


@lru_cache(maxsize=64)
def find(name: str) -> re.Pattern[str]:
    """Return what finds any word of a list, or of a mapping's keys, the longest first."""
    return pattern(words()[name])


@lru_cache(maxsize=1)
def verbs() -> Mapping[str, str]:
    """Return the verbs of saying, each with the kind of claim that it makes; "" where of none."""
    return {verb: kind for kind, forms in words()["say"].items() for verb in forms}


@lru_cache(maxsize=1)
def find_verb() -> re.Pattern[str]:
    """Return what finds a verb of saying."""
    return pattern(verbs())


def pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the phrases as whole words, in any case and spacing."""
    ways = sorted(phrases, key=len, reverse=True)
    joined = "|".join(r"[ \t\n]+".join(map(re.escape, way.split())) for way in ways)
    return re.compile(rf"(?<![\w’'-])(?:{joined})(?![\w-])", re.IGNORECASE) if ways else NEVER


def plain(phrase: str) -> str:
    """Return a phrase as the lists write it: in small letters, with single blanks."""
    return " ".join(phrase.lower().split())
