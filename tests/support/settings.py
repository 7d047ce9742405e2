"""The settings of a copied package, changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

yaml = YAML(typ="rt", pure=True)


def change(folder: Path, path: Sequence[str | int], value: Any) -> Path:
    """Write one key of `crisis.yaml`, by its path, anew; return the folder."""
    file = folder / "crisis.yaml"
    whole = yaml.load(file.read_text(encoding="utf-8"))
    part = whole
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    with file.open("w", encoding="utf-8") as out:
        yaml.dump(whole, out)
    return folder
