"""Agencies and proper names: places, and people where they sign."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.extract.agencies import (
    AgencyMention,
    agencies,
    agencies_from,
    same_agency,
    split_agencies,
    title_text,
)
from ingest.written import abbreviations
from retrieval.ground.figures import Fact, Kind
from retrieval.ground.forms import even, line, loose_line

_CAPITALS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_LEVELS = r"tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu"
_NAME = r"[^\W\d_a-zà-ỹđ][^\W\d_]*"
_PLACE = re.compile(rf"(?<!\w)(?:{_LEVELS}) {_NAME}(?: {_NAME}){{0,3}}")
_STARTS = re.compile(r"(?:^|[.:;!?“”\"(\[…-])\s*$")
_VOWEL = re.compile(r"[aeiouyăâêôơưà-ỹ]", re.IGNORECASE)


@lru_cache(maxsize=8192)
def mentions(text: str) -> tuple[AgencyMention, ...]:
    """The agencies that even text names, in order."""
    return tuple(agencies(text))


@lru_cache(maxsize=8192)
def agencies_in(text: str) -> frozenset[str]:
    """The names of the agencies in even text."""
    return frozenset(m.name for m in mentions(text))


@lru_cache(maxsize=4096)
def titled(heading: str) -> tuple[str, ...]:
    """The agencies that a heading opens with, and so has do what stands below it."""
    return tuple(m.name for m in agencies_from(title_text(even(heading))))


@lru_cache(maxsize=4096)
def listed(cell: str) -> tuple[str, ...]:
    """The agencies in a table's cell."""
    return split_agencies(even(cell))


def among(name: str, names: frozenset[str]) -> bool:
    """Whether one of these names means the same agency."""
    return name in names or any(same_agency(name, other) for other in names)


def spelt(name: str, texts: tuple[str, ...]) -> bool:
    """Whether the words of a name stand one after another in one of these texts."""
    wanted = loose_line(name)
    return any(wanted in loose_line(text) for text in texts)


@lru_cache(maxsize=8192)
def proper_names(text: str) -> tuple[Fact, ...]:
    """Places with their level, and two or more capitalised syllables in a row, of even text."""
    found = [Fact(Kind.PLACE, m.group()) for m in _PLACE.finditer(text)]
    for words in _CAPITALS.finditer(text):
        found += _runs(words.group(), starts=bool(_STARTS.search(text[: words.start()])))
    return tuple(dict.fromkeys(found))


def _runs(words: str, *, starts: bool) -> list[Fact]:
    """The runs of names among words with only blanks between.

    The first word of a sentence has its capital anyway and is left out.
    """
    found: list[Fact] = []
    run: list[str] = []
    for at, word in enumerate([*words.split(" "), ""]):
        if _named(word) and not (at == 0 and starts):
            run.append(word)
            continue
        if len(run) > 1:
            found.append(Fact(Kind.NAME, " ".join(run)))
        run = []
    return found


def _named(word: str) -> bool:
    return word[:1].isupper() and word not in abbreviations() and bool(_VOWEL.search(word))


def names_stand(name: str, texts: tuple[str, ...]) -> bool:
    """Whether a proper name stands in one of these texts, whatever the case of its letters."""
    wanted = line(name)
    return any(wanted in line(text) for text in texts)
