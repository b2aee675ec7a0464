"""A question cut into words, things that are never rewritten, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.tokens import fold
from retrieval import data
from retrieval.understand.syllable import well_formed_bare

# Kinds of document, as in "14-NQ/TU" and "KH-UBND": what stands around them is one number.
_KINDS = "QĐ|QD|NQ|NĐ|ND|TTLT|TTr|TT|CTr|CT|KH|TB|HD|KL|BC|CV|QC|ĐA|L|QH"
_FIXED = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.\w[\w.]*"
    rf"|\d+\w?(?:/\d{{4}})?\s?[-/]\s?(?i:{_KINDS})\d*(?:\s?[-/]\s?[^\W\d_]+\d*)*\b"
    r"|\d+\w?(?:/\d{4})?[-/][A-ZĐ]{2,}\w*(?:[-/][A-ZĐ]\w*)*"
    rf"|\b(?:{_KINDS})(?:[-/][A-ZĐ][A-Za-zĐđ]+)+\b"
    r"|\d+(?:[.,/:-]\d+)*(?![^\W\d_])|\w*\d\w*"
)
_WORD = re.compile(r"[^\W\d_]+")
_HARD = re.compile(r"[.?!:;\n…]")


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind` is "word", "fixed" (never rewritten), "percent" or "gap"."""

    text: str
    kind: str

    @property
    def lower(self) -> str:
        """The text in small letters."""
        return self.text.lower()


def split(text: str, special: re.Pattern[str]) -> list[Piece]:
    """Pieces that join to the text again; `special` matches abbreviations with signs in them."""
    found: list[Piece] = []
    at = 0
    while at < len(text):
        piece = _at(text, at, special)
        if piece.kind == "gap" and found and found[-1].kind == "gap":
            piece = Piece(found.pop().text + piece.text, "gap")
            at -= len(piece.text) - 1
        found.append(piece)
        at += len(piece.text)
    return found


def _at(text: str, at: int, special: re.Pattern[str]) -> Piece:
    inside = at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_")
    if not inside and (match := special.match(text, at)):
        return Piece(match.group(), "word")
    if not inside and (match := _FIXED.match(text, at)):
        return Piece(match.group(), "fixed")
    if match := _WORD.match(text, at):
        return Piece(match.group(), "fixed" if _is_name(match.group()) else "word")
    return Piece(text[at], "percent" if text[at] == "%" else "gap")


def join(pieces: Sequence[Piece]) -> str:
    """The text again."""
    return "".join(p.text for p in pieces)


def parts_sentence(piece: Piece) -> bool:
    """Whether a gap ends what the words before it say."""
    return piece.kind == "gap" and bool(_HARD.search(piece.text))


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(data.words("abbreviations", "name", "keep"))


def _is_name(word: str) -> bool:
    upper = word.upper()
    return upper in _names() and (word == upper or not well_formed_bare(fold(word)))
