"""On which side of a figure the goal lies, and what is denied."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from ingest.extract.comparators import comparison
from retrieval.ground.figures import figures
from retrieval.ground.forms import even
from retrieval.ground.wording import leads

Signed = tuple[str, str]
"""A comparator (">=", ">", "<=", "<", "" for none) and the value it goes with."""

_NEAR = 80
_RANGE = re.compile(r"\s*%?(?: \w+){0,4}\s*(?:-|đến|tới|to)\s*\d", re.IGNORECASE)
_FROM = re.compile(r"(?:từ|from)\s+$", re.IGNORECASE)
_ENGLISH = {
    ">=": r"at least|no less than|not less than|a minimum of",
    ">": r"more than|over|above",
    "<=": r"at most|no more than|not more than|up to|a maximum of",
    "<": r"less than|under|below|fewer than",
}
_OTHER = tuple(
    (re.compile(rf"(?<!\w)(?:{words})\s*$", re.IGNORECASE), sign)
    for sign, words in _ENGLISH.items()
)
_SENTENCE = re.compile(r"\.(?=\s|$)")
_NOT = frozenset(["không", "chưa", "chẳng", "not", "no"])
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SCALE = re.compile(r"trở (?:lên|xuống)", re.IGNORECASE)


@lru_cache(maxsize=8192)
def signed(text: str) -> frozenset[Signed]:
    """The figures of even text, each with the comparator that goes with it."""
    found = [
        (_sign(text[max(0, f.start - _NEAR) : f.start], text[f.end : f.end + _NEAR]), f.value)
        for f in figures(text)
    ]
    return frozenset(found)


@lru_cache(maxsize=8192)
def inherited(text: str) -> frozenset[Signed]:
    """For the figures that have no comparator of their own, those before them in the sentence."""
    found: set[Signed] = set()
    before: set[str] = set()
    at = 0
    for figure in figures(text):
        if _SENTENCE.search(text, at, figure.start):
            before.clear()
        sign = _sign(text[max(0, figure.start - _NEAR) : figure.start], text[figure.end :][:_NEAR])
        found |= {(s, figure.value) for s in before if not sign}
        before |= {sign} - {""}
        at = figure.end
    return frozenset(found)


def opens(heading: str) -> str:
    """The comparator that a heading ends in, "" for none: "Đạt tối thiểu:"."""
    return comparison(even(heading).rstrip(" :"), "").sign


def sign_at(text: str, start: int, end: int) -> str:
    """The comparator that goes with the figure at `start`..`end` of even text, "" for none."""
    return _sign(text[max(0, start - _NEAR) : start], text[end : end + _NEAR])


def _sign(before: str, after: str) -> str:
    # "Từ 30% đến 40%" bounds a range; its "từ" is no comparator.
    if _RANGE.match(after) and _FROM.search(before):
        return ""
    for pattern, sign in (*leads(), *_OTHER):
        if pattern.search(before):
            return sign
    return comparison(before, after).sign


def turned(
    statement: frozenset[Signed], texts: tuple[str, ...], above: tuple[str, ...]
) -> set[Signed]:
    """The comparators of a statement that its clauses do not have with these figures."""
    direct = {pair for text in texts for pair in signed(text)}
    passed = {pair for text in texts for pair in inherited(text)}
    opened = {sign for heading in above if (sign := opens(heading))}
    return {
        (sign, value)
        for sign, value in statement
        if sign
        and (sign, value) not in direct | passed
        and not (("", value) in direct and sign in opened)
    }


def scales(text: str, texts: tuple[str, ...]) -> set[str]:
    """The scales that a statement counts the other way, figure or not: "đại học trở xuống"."""
    said = {m.group().lower() for m in _SCALE.finditer(text)}
    return {words for words in said if not any(words in other.lower() for other in texts)}


def denials(text: str, texts: tuple[str, ...]) -> set[str]:
    """Negations that a statement drops or adds against the words of its clauses."""
    said = _pairs(text)
    held = {pair for source in texts for pair in _pairs(source)}
    denied = {(a, b) for source in texts for a, _, b in _denied(source)}
    dropped = {f"{a} không {b}" for a, b in said & denied - held}
    added = {f"{a} {b}" for a, b in said - held if a in _NOT and b.isalnum()}
    return dropped | added


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """Neighbours among words and marks."""
    return frozenset(pairwise(_tokens(text)))


@lru_cache(maxsize=8192)
def _denied(text: str) -> frozenset[tuple[str, str, str]]:
    words = _tokens(text)
    triples = zip(words, words[1:], words[2:], strict=False)
    return frozenset(t for t in triples if t[1] in _NOT)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())
