"""Which agency a question names, with or without tone marks, whole or in part."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    """The agencies of a corpus, to be found in questions."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._known = tuple(
            Agency(doc, name, frozenset(folded(words(name)))) for doc, name in names
        )

    def like(self, name: str, slugs: Iterable[str]) -> list[Agency]:
        """The agencies of these documents that a name may mean: all of its words are theirs."""
        wanted = set(name.split())
        allowed = set(slugs)
        return [a for a in self._known if a.doc in allowed and wanted <= a.words]


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
