"""Every word that the assistant says, by language and key; a missing key is an error."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("vi", "en")


class MissingWords(KeyError):
    """A key that the program asks for and the words do not have."""


@cache
def _words(lang: str) -> dict[str, str]:
    text = (files(__name__) / f"{lang}.toml").read_text(encoding="utf-8")
    flat: dict[str, str] = {}
    for section, entries in tomllib.loads(text).items():
        for key, value in entries.items():
            flat[f"{section}.{key}"] = value
    return flat


def say(key: str, lang: str = "vi", **values: object) -> str:
    """The words under `section.key`, with its values filled in."""
    words = _words(lang if lang in LANGUAGES else "vi")
    if key not in words:
        raise MissingWords(f"{lang}: {key}")
    return words[key].format(**values)


def keys(lang: str) -> frozenset[str]:
    """All keys that a language has."""
    return frozenset(_words(lang))
