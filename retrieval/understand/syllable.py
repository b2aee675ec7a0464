"""What can be a written Vietnamese syllable: onset, rhyme and tone.

A string that no Vietnamese syllable can be is a typing slip, an abbreviation or a foreign word; one
that can be is left alone unless its neighbours speak against it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.tokens import fold
from retrieval import data

_ONSETS = data.words("syllables", "onsets")
_RHYMES = frozenset(data.words("syllables", "rhymes"))
_AFTER_QU = _RHYMES | frozenset(data.words("syllables", "after_qu"))
_FOLDED_RHYMES = frozenset(fold(r) for r in _RHYMES)
_FOLDED_AFTER_QU = frozenset(fold(r) for r in _AFTER_QU)
_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_STOPPED = re.compile(r"(?:c|ch|p|t)$")


@lru_cache(maxsize=16_384)
def tone(syllable: str) -> str:
    """The tone as its Telex key: s, f, r, x, j, or "" for the level tone."""
    for mark in unicodedata.normalize("NFD", syllable):
        if mark in _TONES:
            return _TONES[mark]
    return ""


@lru_cache(maxsize=16_384)
def toneless(syllable: str) -> str:
    """The syllable without its tone, vowel quality kept: "thuộc" → "thuôc"."""
    spread = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize("NFC", "".join(c for c in spread if c not in _TONES))


@lru_cache(maxsize=32_768)
def bare_form(word: str) -> str:
    """`fold`, remembered: spelling asks it of the same words again and again."""
    return fold(word)


def is_marked(word: str) -> bool:
    """Whether the word carries any mark: a tone, a vowel's hat or horn, or đ."""
    return bare_form(word) != word.lower()


@lru_cache(maxsize=16_384)
def well_formed(syllable: str) -> bool:
    """Whether this lower-case string, as marked, can be a Vietnamese syllable."""
    bare = toneless(syllable)
    tones = sum(c in _TONES for c in unicodedata.normalize("NFD", syllable))
    if tones > 1 or not _parses(bare, _RHYMES, _AFTER_QU):
        return False
    return not _STOPPED.search(bare) or tone(syllable) in ("s", "j")


@lru_cache(maxsize=16_384)
def well_formed_bare(folded: str) -> bool:
    """Whether a string without marks can be a Vietnamese syllable typed without marks."""
    return _parses(folded, _FOLDED_RHYMES, _FOLDED_AFTER_QU)


def _parses(bare: str, rhymes: frozenset[str], after_qu: frozenset[str]) -> bool:
    if bare in rhymes:
        return True
    for onset in _ONSETS:
        rest = bare[len(onset) :]
        if bare.startswith(onset) and rest in (after_qu if onset == "qu" else rhymes):
            return True
    return False
