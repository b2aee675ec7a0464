"""What retrieval knows as data: word lists, abbreviations, terms and counts, with their loader.

A key that is not there is an error that names the file and the key; nothing has a silent default.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from ingest.errors import BadInput
from ingest.tokens import nfc, place_tones

_HERE = files(__name__)


@lru_cache(maxsize=64)
def text(name: str) -> str:
    """A data file's text, NFC, tones in the newer placement; `.tsv` files are made so."""
    try:
        found = (_HERE / name).read_text(encoding="utf-8")
        return found if name.endswith(".tsv") else place_tones(nfc(found))
    except OSError as error:
        raise BadInput(f"retrieval/data/{name} cannot be read.", "Reinstall cchc.") from error


@lru_cache(maxsize=64)
def table(name: str) -> Mapping[str, Any]:
    """A TOML file by its stem, read once."""
    try:
        return MappingProxyType(tomllib.loads(text(f"{name}.toml")))
    except tomllib.TOMLDecodeError as error:
        problem = f"retrieval/data/{name}.toml is not TOML: {error}."
        raise BadInput(problem, "Mend it or reinstall cchc.") from error


def need(name: str, *keys: str) -> Any:
    """What stands under these keys, one inside the other."""
    value: Any = table(name)
    for depth, key in enumerate(keys):
        if not isinstance(value, Mapping) or key not in value:
            path = ".".join(keys[: depth + 1])
            raise BadInput(f"retrieval/data/{name}.toml has no {path}.", "Add the key.")
        value = value[key]
    return value


def pairs(name: str, *keys: str) -> Mapping[str, str]:
    """A section of strings under strings."""
    value = need(name, *keys)
    if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
        raise BadInput(f"retrieval/data/{name}.toml: {'.'.join(keys)} must hold strings.")
    return value


def words(name: str, *keys: str) -> Sequence[str]:
    """A list of strings; a single string counts as its words."""
    value = need(name, *keys)
    if isinstance(value, str):
        return tuple(value.split())
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise BadInput(f"retrieval/data/{name}.toml: {'.'.join(keys)} must list strings.")
    return tuple(value)


def number(name: str, *keys: str) -> float:
    """A figure."""
    value = need(name, *keys)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"retrieval/data/{name}.toml: {'.'.join(keys)} must be a figure.")
    return float(value)


def records(name: str, *keys: str) -> Sequence[Mapping[str, Any]]:
    """A list of tables."""
    value = need(name, *keys)
    if not isinstance(value, list) or not all(isinstance(v, Mapping) for v in value):
        raise BadInput(f"retrieval/data/{name}.toml: {'.'.join(keys)} must list tables.")
    return tuple(value)
