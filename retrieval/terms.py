"""The words that a question looks for, and how well a clause has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from ingest.model import Clause
from ingest.tokens import bigrams, folded, syllables


@dataclass(frozen=True, slots=True)
class Words:
    """A text's syllables, marked and folded, and its folded pairs, as sets."""

    marked: frozenset[str]
    folded: frozenset[str]
    pairs: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of a text."""
        return _words(text)


@lru_cache(maxsize=16_384)
def _words(text: str) -> Words:
    marked = syllables(text)
    plain = folded(marked)
    return Words(frozenset(marked), frozenset(plain), frozenset(bigrams(plain)))


@dataclass(frozen=True, slots=True)
class Term:
    """One syllable asked for: its weight (rarer is heavier) and phrases that may stand for it."""

    marked: str
    folded: str
    weight: float
    instead: tuple[tuple[tuple[str, ...], float], ...] = ()


def terms(
    words: Sequence[str],
    related: Iterable[tuple[tuple[str, ...], float]],
    frequency: Callable[[str], int],
    size: int,
) -> tuple[Term, ...]:
    """A term for each distinct word, weighted by inverse document frequency over `size` clauses."""
    stand_ins = tuple((tuple(folded(list(phrase))), weight) for phrase, weight in related)
    found: dict[str, Term] = {}
    for word in words:
        plain = folded([word])[0]
        if plain not in found:
            rarity = log(1 + size / (1 + frequency(plain)))
            found[plain] = Term(word, plain, rarity, stand_ins)
    return tuple(found.values())


def match(term: Term, words: Words, *, marks_count: bool) -> float:
    """How far a text has a term: 1 as typed, less without its marks or by another phrase."""
    if term.marked in words.marked:
        return 1.0
    if term.folded in words.folded:
        # Who types marks and means "sở" does not mean "số"; who types none may mean either.
        return 0.55 if marks_count else 1.0
    return max(
        (weight for phrase, weight in term.instead if all(p in words.folded for p in phrase)),
        default=0.0,
    )


def coverage(wanted: Sequence[Term], texts: Sequence[tuple[str, float]], *, marks_count: bool) -> float:
    """The share, by weight, of the terms that any of the texts has; each text has a worth."""
    total = sum(term.weight for term in wanted)
    if not total:
        return 0.0
    held = [(Words.of(text), worth) for text, worth in texts]
    got = sum(
        term.weight * max((match(term, w, marks_count=marks_count) * x for w, x in held), default=0.0)
        for term in wanted
    )
    return got / total


def clause_text(clause: Clause) -> str:
    """What a clause says in its own words: its text, with the cells that it inherits."""
    return clause.text
