"""Abbreviations that no list has: read by the words that the plans themselves put in that order.

"PCTT" is "phòng chống thiên tai" where the plans often say so. Only what cannot be a syllable and
no plan prints is read, and only along words that stand together oftener than by chance.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.tokens import fold
from retrieval.understand.lexicon import Lexicon
from retrieval.understand.pieces import Piece
from retrieval.understand.syllable import well_formed_bare

_SHORTEST, _LONGEST = 3, 6
_VOWELS = frozenset("aeiouy")
# A unit's kind, before its own letters: "TPHCM" is a name.
_UNITS = ("tp", "tx")
# How many beginnings are followed at each letter.
_KEPT = 12


def write_out(
    pieces: Sequence[Piece], words: Lexicon, changes: list[tuple[str, str]]
) -> list[Piece]:
    """The pieces with such abbreviations written out; adds to `changes`."""
    out = list(pieces)
    for at, piece in enumerate(pieces):
        if piece.kind == "word" and (said := _said(piece.text, words)):
            changes.append((piece.text, said))
            out[at] = Piece(said, "word")
    return out


def _said(typed: str, words: Lexicon) -> str:
    letters = fold(typed)
    # In small letters three consonants are as likely a slip ("lnh").
    shortest = _SHORTEST if typed.isupper() else _SHORTEST + 1
    fits = shortest <= len(letters) <= _LONGEST and letters.isalpha()
    if not fits or well_formed_bare(letters) or words.known(typed.lower()):
        return ""
    if letters.startswith(_UNITS) or (not typed.isupper() and set(letters) & _VOWELS):
        return ""
    return words.initials(letters, _KEPT)
