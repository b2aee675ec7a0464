"""What a language model is told, by language and key; each text has a version for the record."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from prompts import LANGUAGES, MissingWords


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt: `name` is its key, language and version ("compose/vi/1")."""

    name: str
    system: str
    user: Template


@cache
def prompt(key: str, lang: str = "vi") -> Prompt:
    """The prompt under a key; Vietnamese where the language has none of its own."""
    lang = lang if lang in LANGUAGES else "vi"
    text = (files("prompts") / "model" / f"{lang}.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    if key not in found:
        raise MissingWords(f"model/{lang}: {key}")
    entry = found[key]
    name = f"{key}/{lang}/{entry['version']}"
    return Prompt(name, entry["system"].strip(), Template(entry["user"].strip()))
