"""Slips in English questions, mended towards the terms' words and the commonest English ones.

A word that English has is never changed, nor a figure, an abbreviation, a Vietnamese syllable, or
what may be a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ingest.tokens import fold, nfc
from retrieval import data
from retrieval.understand.english_forms import bases
from retrieval.understand.lexicon import english_words
from retrieval.understand.syllable import is_marked, well_formed_bare

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# What a slip costs: letters swapped, a neighbouring key, a letter doubled, missing, any other.
_SWAPPED, _NEIGHBOUR, _DOUBLED, _MISSING, _OTHER = 0.7, 0.8, 0.8, 1.0, 1.2
# A slip in the first letter is rarer; a word of the terms or one that asks is likelier meant.
_FIRST, _UNNAMED, _ASKS, _TWICE = 0.3, 0.4, 0.5, 0.5
_SHORT, _NAME, _TWO_SLIPS = 3, 6, 8
Changes = tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _listed() -> Mapping[str, bool]:
    """Common English words, and whether each is among the commonest."""
    lines = data.text("english.tsv").splitlines()
    listed = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: bool(star) for word, *star in listed}


@lru_cache(maxsize=8_192)
def is_word(word: str) -> bool:
    """Whether a lower-case word is English: listed, a form of a listed one, or of the terms."""
    if word in english_words():
        return True
    listed = _listed()
    return any(base in listed for base in bases(word))


@lru_cache(maxsize=1)
def _targets() -> Mapping[str, bool]:
    """What slips are mended into, and whether it is a word of the terms or one that asks."""
    targets = {word: False for word, commonest in _listed().items() if commonest}
    targets.update((word, True) for word in english_words() if word.isascii())
    return targets


def mended(text: str) -> tuple[str, Changes]:
    """The question without its slips, and what was changed, in order."""
    changes: list[tuple[str, str]] = []
    first = True

    def write(match: re.Match[str]) -> str:
        nonlocal first
        typed, opening, first = match.group(), first, False
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        # "1464/QĐ-UBND" and "user@example" are no words.
        glued = before in {"/", "@", "&", "'", "\\u2019"} or after in {"/", "@", "&"}
        meant = "" if glued else _meant(typed, opening=opening)
        if not meant:
            return typed
        written = meant.capitalize() if typed[:1].isupper() else meant
        changes.append((typed, written))
        return written

    return _WORD.sub(write, nfc(text)), tuple(changes)


def _meant(typed: str, *, opening: bool) -> str:
    """The word that was meant; "" where what was typed may stay."""
    low = typed.lower()
    if not low.isascii() or is_marked(low) or is_word(low) or well_formed_bare(fold(low)):
        return ""
    if typed[1:] != typed[1:].lower() or len(typed) < 2:
        return ""  # an abbreviation
    named = typed[:1].isupper() and not opening
    return _nearest(low, named=named, opening=opening)


@lru_cache(maxsize=2_048)
def _nearest(word: str, *, named: bool, opening: bool) -> str:
    if named and len(word) < _NAME:
        return ""
    targets, asking = _targets(), data.words("typing", "english", "asking")
    found: list[tuple[float, str]] = []
    for cost, written in _slips(word):
        asks = targets.get(written)
        if asks is None or ((named or len(word) < _SHORT) and not asks):
            continue
        opens = _ASKS if opening and written in asking else 0.0
        found.append((cost - opens + (0.0 if asks else _UNNAMED), written))
    if not found and len(word) >= _TWO_SLIPS and not named:
        found = list(_after_two(word))
    return min(found)[1] if found else ""


def _slips(word: str) -> Iterator[tuple[float, str]]:
    """What may have been meant by one slip, with the slip's cost."""
    for at, letter in enumerate(word):
        head, tail = word[:at], word[at + 1 :]
        first = _FIRST if at == 0 else 0.0
        doubled = letter == word[at - 1 : at] or letter == tail[:1]
        yield (_DOUBLED if doubled else _OTHER) + first, head + tail
        if tail:
            yield _SWAPPED + first / 2, head + tail[0] + letter + tail[1:]
        for other in _LETTERS.replace(letter, ""):
            yield (_NEIGHBOUR if _near(letter, other) else _OTHER) + first, head + other + tail
    for at in range(len(word) + 1):
        for letter in _LETTERS:
            yield _MISSING + (_FIRST if at == 0 else 0.0), word[:at] + letter + word[at:]


def _after_two(word: str) -> Iterator[tuple[float, str]]:
    """Long words of the terms that two slips lead to."""
    wanted = [w for w, asks in _targets().items() if asks and abs(len(w) - len(word)) <= 2]
    ends = {w for w in wanted if w[:2] == word[:2] and len(w) >= _TWO_SLIPS}
    for cost, between in _slips(word):
        for target in ends:
            if abs(len(target) - len(between)) <= 1 and _one_slip(between, target):
                yield cost + _TWICE, target


def _one_slip(word: str, target: str) -> bool:
    """Whether one slip lies between: what they share at both ends leaves at most one letter."""
    head = 0
    while head < min(len(word), len(target)) and word[head] == target[head]:
        head += 1
    tail = 0
    while tail < min(len(word), len(target)) - head and word[-1 - tail] == target[-1 - tail]:
        tail += 1
    left, right = word[head : len(word) - tail], target[head : len(target) - tail]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def _near(one: str, other: str) -> bool:
    """Whether two keys are neighbours."""
    for above, row in enumerate(_ROWS):
        if one in row:
            at = row.index(one)
            rows = _ROWS[max(0, above - 1) : above + 2]
            return any(other in near[max(0, at - 1) : at + 2] for near in rows)
    return False


__all__ = ["is_word", "mended"]
