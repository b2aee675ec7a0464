"""A question as tokens that keep their place in it, and the unit words around a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Level
from ingest.tokens import fold, nfc, place_tones
from retrieval.understand.places_words import (
    DIGITAL,
    PARTY,
    PLURAL,
    PREFIXES,
    SHORT,
    STAFF,
    SUFFIXES,
)

# Letters with the combining marks of decomposed text; "_" parts words as a blank does.
_TOKEN = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_\u0300-\u036f]*)*")
_AGENCY = re.compile(
    r"(?:\b(?:chu tich|pho chu tich|ubnd|uy ban nhan dan|uy ban|ub|hdnd|hoi dong nhan dan|so noi vu"
    r"|snv|ban thuong vu|btv|ban chap hanh|people s committee)\s*)+$"
)
_UNITS = {
    tuple(map(fold, unit)): (unit, levels, party)
    for table, party in ((PREFIXES, False), (PARTY, True))
    for unit, levels in table.items()
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word: where it stands, its lower-case marked form, its folded form, its capital."""

    start: int
    end: int
    marked: str
    bare: str
    capital: bool

    @property
    def plain(self) -> bool:
        """Typed without any mark."""
        return self.marked == self.bare


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words before (or after) a name that say which tier it is; `length` tokens of them.

    `shown` counts how many of them are unit words, which belong to the mention: in "Huyện ủy
    Di Linh" none does.
    """

    length: int
    levels: tuple[Level, ...]
    word: str = ""
    shown: int = 0
    party: bool = False
    sure: bool = True


def tokens(text: str) -> list[Token]:
    """The words of a question; in a question all in capitals none counts as capitalised."""
    shouted = text.isupper()
    found = []
    for match in _TOKEN.finditer(text):
        marked = place_tones(nfc(match.group()).lower())
        capital = match.group()[0].isupper() and not shouted
        found.append(Token(match.start(), match.end(), marked, fold(marked), capital))
    return found


def says(token: Token, word: str) -> bool:
    """Whether a token is this word, with its marks or typed without any."""
    return token.marked == word or (token.plain and token.bare == fold(word))


def prefix_before(line: Sequence[Token], at: int) -> Prefix | None:
    """The unit words that end just before token `at`, the longest there are."""
    for size in (2, 1):
        words = line[max(0, at - size) : at]
        known = _UNITS.get(tuple(t.bare for t in words)) if len(words) == size else None
        if known and all(map(says, words, known[0])):
            unit, levels, party = known
            return Prefix(size, levels, " ".join(unit), 0 if party else size, party)
    short = line[at - 1] if at else None
    if short and short.marked in SHORT and at < len(line) and short.capital == line[at].capital:
        word, level = SHORT[short.marked]
        return Prefix(1, (level,), word, 1, sure=False)
    return None


def counts(line: Sequence[Token], at: int) -> bool:
    """Whether token `at` counts or lists what follows: "số huyện", but not "chính quyền số"."""
    if at > 0 and f"{line[at - 1].bare} {line[at].bare}" in STAFF:
        # "Cán bộ xã Tứ Kỳ" are those of the communes of Tứ Kỳ.
        return True
    if at < 0 or line[at].bare not in PLURAL:
        return False
    return not (line[at].bare == "so" and at and line[at - 1].bare in DIGITAL)


def suffix_after(line: Sequence[Token], at: int) -> Prefix | None:
    """The English unit word that stands at token `at`."""
    if at >= len(line) or line[at].marked not in SUFFIXES:
        return None
    return Prefix(1, SUFFIXES[line[at].marked], "", 1)


def left_of(line: Sequence[Token], at: int, size: int = 16) -> str:
    """The folded words before token `at`, without the agency that they end with."""
    return _AGENCY.sub("", " ".join(t.bare for t in line[max(0, at - size) : at]) + " ").strip()


def has_agency(line: Sequence[Token], at: int) -> bool:
    """Whether an agency ("UBND", "Chủ tịch") stands just before token `at`."""
    return bool(_AGENCY.search(" ".join(t.bare for t in line[max(0, at - 6) : at])))
