"""Which English words are forms of one word: endings, derived nouns and verbs, both spellings.

A stemmer from a library was tried: it takes "digitize" and "digital" for one word and "simplify"
and "simplification", "disclose" and "disclosure" for two. Here two words are kin only where they
share a stem and each ends in a known ending; the longer the stem, the nearer the kin.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval import data

_BRITISH = tuple(
    (re.compile(find), put)
    for find, put in (
        # Not "supervise", "exercise", "otherwise", "raise", "promise".
        (r"(?<![vcwa])(?<!prom)(?<!p[ru]r)(?<!terpr)is(e|ed|es|er|ers|ing|ation|ations)$", r"iz\1"),
        (r"ys(e|ed|es|ing)$", r"yz\1"),
        (r"our(s|ed|ing|ers?|hoods?)?$", r"or\1"),
        (r"(?<=[ntb])re(s|d)?$", r"er\1"),
        (r"gramme(s|d)?$", r"gram\1"),
        (r"ll(ed|ing|ers?)$", r"l\1"),
        (r"ence(s|d)?$", r"ense\1"),
        (r"ogue(s)?$", r"og\1"),
    )
)
# What a form adds to its word, and what of the word it takes away for it.
_INFLECTED = tuple(
    (re.compile(find), put)
    for find, put in (
        (r"ies$", "y"), (r"ied$", "y"), (r"es$", "e"), (r"es$", ""), (r"s$", ""),
        (r"ed$", "e"), (r"ed$", ""), (r"ing$", "e"), (r"ing$", ""), (r"ly$", ""),
        (r"([bdgklmnprt])\1(?:ed|ing)$", r"\1"),
    )
)  # fmt: skip
# What tells forms of one word apart, and what does so only after a long stem ("police", "policy").
_ENDINGS = frozenset(["", *data.words("typing", "english", "endings")])
_WEAK = frozenset(data.words("typing", "english", "weak_endings"))
_IRREGULAR = data.pairs("typing", "english", "irregular")
_SHORTEST_WORD, _STEM, _LONG_STEM = 3, 5, 7
# How near a form is to what was typed, from 1: the same, the same word, kin.
SAME, INFLECTED = 1.0, 0.9


@lru_cache(maxsize=8_192)
def american(word: str) -> str:
    """The word in American spelling: "organisation", "centre", "labour" as "organization" …"""
    for find, put in _BRITISH:
        word = find.sub(put, word)
    return word


@lru_cache(maxsize=8_192)
def bases(word: str) -> tuple[str, ...]:
    """The word, then what it may be a form of."""
    found = [word]
    if word in _IRREGULAR:
        found.append(_IRREGULAR[word])
    for ending, put in _INFLECTED:
        base = ending.sub(put, word)
        if base != word and len(base) >= _SHORTEST_WORD:
            found.append(base)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65_536)
def kinship(typed: str, known: str) -> float:
    """How surely two lower-case words are forms of one: 1 the same, 0 not at all."""
    if typed == known:
        return SAME
    one, other = american(typed), american(known)
    if one == other or not set(bases(one)).isdisjoint(bases(other)):
        return INFLECTED
    one, other = _IRREGULAR.get(one, one), _IRREGULAR.get(other, other)
    stem = _shared(one, other)
    # "pay" and "payment": the whole of a short word, and an ending that nothing else has.
    whole = stem == min(len(one), len(other)) >= _SHORTEST_WORD
    if whole and (one[stem:] or other[stem:]).removesuffix("s") == "ment":
        return _near(stem, one, other)
    # "evaluate" and "evaluation": the stem may end a letter before what they share does.
    for cut in (stem, stem - 1):
        if cut >= _STEM and {one[cut:], other[cut:]} <= _ENDINGS:
            return _near(cut, one, other)
        if cut >= _LONG_STEM and {one[cut:], other[cut:]} <= _ENDINGS | _WEAK:
            return _near(cut, one, other)
    return 0.0


def _near(stem: int, one: str, other: str) -> float:
    """Below `INFLECTED`; nearer, the more of the longer word is stem."""
    return 0.3 + 0.5 * stem / max(len(one), len(other))


def _shared(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


__all__ = ["INFLECTED", "SAME", "american", "bases", "kinship"]
