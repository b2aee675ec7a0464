"""Thresholds, weights and cue words: data with a key, and a missing key is an error."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


class MissingKey(KeyError):
    """A key that the program asks for and the data does not have."""


class Settings:
    """One data file; `settings["rank.coverage"]` reads a number."""

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        self._name = name
        self._values = values

    def __getitem__(self, key: str) -> float:
        value = self._find(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise MissingKey(f"{self._name}: {key} is not a number")
        return float(value)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        value = self._find(key)
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise MissingKey(f"{self._name}: {key} is not a list of strings")
        return tuple(value)

    def keys(self, section: str) -> tuple[str, ...]:
        """The keys of a section, in the order of the file."""
        value = self._find(section)
        if not isinstance(value, dict):
            raise MissingKey(f"{self._name}: {section} is not a section")
        return tuple(value)

    def _find(self, key: str) -> object:
        value: object = self._values
        for part in key.split("."):
            if not isinstance(value, dict) or part not in value:
                raise MissingKey(f"{self._name}: {key}")
            value = value[part]
        return value


@cache
def settings(name: str) -> Settings:
    """The data file `retrieval/data/<name>.toml`."""
    text = (files("retrieval.data") / f"{name}.toml").read_text(encoding="utf-8")
    return Settings(name, tomllib.loads(text))


@cache
def cue(key: str) -> re.Pattern[str]:
    """The cue words under `key`, as one pattern over folded text, whole words only."""
    alternatives = "|".join(settings("cues").words(key))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
