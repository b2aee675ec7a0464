"""Every word that the bot says around an answer, by language and key; a missing key is an error."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("vi", "en")


@cache
def _words(lang: str) -> dict[str, str]:
    text = (files(__name__) / f"{lang}.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return {
        f"{table}.{key}": words for table, held in tables.items() for key, words in held.items()
    }


def say(key: str, lang: str = "vi", **values: object) -> str:
    """The words under `table.key` with its values filled in; KeyError for a key that is none."""
    return _words(lang if lang in LANGUAGES else "vi")[key].format(**values)


def keys(lang: str) -> frozenset[str]:
    """All keys that a language has."""
    return frozenset(_words(lang))


def under(table: str, lang: str = "vi") -> dict[str, str]:
    """The words of one table by their keys, in its order."""
    head = f"{table}."
    found = _words(lang).items()
    return {key.removeprefix(head): words for key, words in found if key.startswith(head)}
