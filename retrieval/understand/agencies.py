"""Which agency a question names, with or without tone marks, whole or in part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from ingest.tokens import fold, folded
from ingest.written import words
from retrieval import data


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of a document: its name as it stands there and its folded words."""

    doc: str
    name: str
    words: frozenset[str]


class Agencies:
    """The agencies of a corpus, to be found in questions; a document's are read when wanted."""

    def __init__(self, names: Callable[[str], Iterable[str]]) -> None:
        self._names = names
        self._known: dict[str, tuple[Agency, ...]] = {}

    def like(self, name: str, slugs: Iterable[str]) -> list[Agency]:
        """The agencies of these documents that a name may mean: all of its words are theirs."""
        wanted = set(name.split())
        return [a for slug in slugs for a in self._of(slug) if wanted <= a.words]

    def _of(self, slug: str) -> tuple[Agency, ...]:
        if slug not in self._known:
            names = dict.fromkeys(self._names(slug))
            self._known[slug] = tuple(
                Agency(slug, name, frozenset(folded(words(name)))) for name in names
            )
        return self._known[slug]


@cache
def _pattern() -> re.Pattern[str]:
    """A kind of office with its field, or an office that needs none, over folded text."""
    kinds, fields, lone = (
        "|".join(data.words("cues", "agency", key)) for key in ("kinds", "fields", "lone")
    )
    joint = r"(?:\s*(?:va|&|-|–|,)?\s*)"
    return re.compile(
        rf"(?<!\w)(?:(?:{kinds})\s+(?:{fields})(?:{joint}(?:{fields}))*|{lone})(?!\w)"
    )


def named_agencies(text: str) -> tuple[str, ...]:
    """The agencies that a question names: folded words, joints left out, each once."""
    found = (m.group() for m in _pattern().finditer(fold(text)))
    plain = (" ".join(w for w in re.findall(r"\w+", name) if w != "va") for name in found)
    return tuple(dict.fromkeys(plain))
