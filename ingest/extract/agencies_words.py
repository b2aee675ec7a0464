"""Words of agencies' names, from the data, and text as tokens that keep their place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from ingest.tokens import place_tones

_TOKEN = re.compile(r"\w+|[^\w\s]")
_ICELANDIC = str.maketrans({"Ð": "Đ", "ð": "đ"})

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark; `low` is lower case with its tone on the newer place."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word, not a mark."""
        return self.text[0].isalnum() or self.text[0] == "_"


@lru_cache(maxsize=2048)
def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of an NFC text; none of the steps moves a character."""
    even = place_tones(text.translate(_ICELANDIC))
    return tuple(Token(m.group(), m.group().lower(), *m.span()) for m in _TOKEN.finditer(even))


class Phrases:
    """A set of phrases that finds the longest one at a place."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            words = tuple(t.low for t in tokenize(phrase))
            self._by_first.setdefault(words[0], []).append(words)
        for group in self._by_first.values():
            group.sort(key=len, reverse=True)

    def match(self, tokens: Sequence[Token], at: int) -> int:
        """The number of tokens of the longest phrase that starts at `at`; 0 where none does."""
        if at >= len(tokens):
            return 0
        for words in self._by_first.get(tokens[at].low, ()):
            if len(words) <= len(tokens) - at and all(
                tokens[at + k].low == word for k, word in enumerate(words)
            ):
                return len(words)
        return 0


@cache
def data(name: str) -> Mapping[str, Any]:
    """The tables of `data/{name}.toml`."""
    path = files("ingest.extract").joinpath(f"data/{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def phrases(name: str, key: str) -> Phrases:
    """The phrases listed under `key` in `data/{name}.toml`."""
    return Phrases(data(name)[key])
