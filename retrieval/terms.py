"""The words that a question looks for, and how well a clause has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import log

from ingest.tokens import bigrams, folded, syllables
from ingest.written import words

Phrase = tuple[str, ...]

# What a word is worth to a clause that has it with other marks, has one of its syllables, or has
# both of them apart; and a phrase that stands for it with its syllables scattered.
_OTHER_MARKS, _HALF, _APART, _SCATTERED = 0.55, 0.15, 0.5, 0.6
_UNKNOWN = 0.6
# How fast a word loses weight with the share of a document's clauses that hold it.
_SUBJECT = 2
# The weight of about six words.
_STORY = 22.0


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
    marked = words(text)
    plain = folded(marked)
    return Words(frozenset(marked), frozenset(plain), frozenset(bigrams(plain)))


@dataclass(frozen=True, slots=True)
class Term:
    """One word asked for, as typed and folded; rarer words weigh more.

    `instead` holds folded phrases that may stand for it, each with what it is then worth.
    """

    marked: Phrase
    folded: Phrase
    weight: float
    instead: tuple[tuple[Phrase, float], ...] = ()


def terms(
    asked: Sequence[str],
    related: Iterable[tuple[str, Phrase, float]],
    frequency: Callable[[str], int],
    size: int,
) -> tuple[Term, ...]:
    """A term for each distinct word, weighted by inverse document frequency over `size` clauses.

    `related` gives a word of the question, a phrase that may stand for it, and its worth.
    """
    stand_ins: dict[str, list[tuple[Phrase, float]]] = {}
    for word, phrase, worth in related:
        stand_ins.setdefault(word, []).append((tuple(folded(list(phrase))), worth))
    found: dict[Phrase, Term] = {}
    for word in asked:
        marked = tuple(syllables(word))
        plain = tuple(folded(list(marked)))
        if plain and plain not in found:
            count = frequency("_".join(plain))
            rarity = log(1 + size / (1 + count))
            # A word that no plan has is more often the asker's own way of saying it.
            rarity *= _UNKNOWN if count == 0 else 1.0
            found[plain] = Term(marked, plain, rarity, tuple(stand_ins.get(word, ())))
    return tuple(found.values())


def within(
    found: Sequence[Term], shares: Callable[[str], Mapping[str, float]]
) -> Callable[[str], tuple[Term, ...]]:
    """The terms as they tell the clauses of one document apart, by its slug.

    What nearly every clause of a plan says, its own subject, tells none of them from another.
    """
    held = [shares("_".join(term.folded)) for term in found]

    @cache
    def of(slug: str) -> tuple[Term, ...]:
        return tuple(
            replace(term, weight=term.weight * (1 - own.get(slug, 0.0)) ** _SUBJECT)
            for term, own in zip(found, held, strict=True)
        )

    return of


def lighter(found: Sequence[Term], share: float) -> tuple[Term, ...]:
    """The same terms, each worth only a share."""
    return tuple(replace(term, weight=share * term.weight) for term in found)


def match(term: Term, held: Words, *, marks_count: bool) -> float:
    """How far a text has a term, from 0 to 1."""
    best = _own(term, held, marks_count=marks_count)
    for phrase, worth in term.instead if best < 1.0 else ():
        best = max(best, worth * _said(phrase, held))
    return best


def _said(phrase: Phrase, held: Words) -> float:
    """Whether a text has a phrase: side by side, or at least all of its syllables."""
    if not held.folded.issuperset(phrase):
        return 0.0
    together = len(phrase) == 1 or held.pairs.issuperset(bigrams(list(phrase)))
    return 1.0 if together else _SCATTERED


def _own(term: Term, held: Words, *, marks_count: bool) -> float:
    # Most texts have nothing of most terms; a marked syllable is there only with its folded twin.
    if held.folded.isdisjoint(term.folded):
        return 0.0
    # Who types marks and means "sở" does not mean "số"; who types none may mean either.
    if len(term.folded) == 1 or "_".join(term.folded) in held.pairs:
        if not held.folded.issuperset(term.folded):
            return 0.0
        as_typed = not marks_count or held.marked.issuperset(term.marked)
        return 1.0 if as_typed else _OTHER_MARKS
    syllables_there = held.marked if marks_count else held.folded
    there = [s in syllables_there for s in (term.marked if marks_count else term.folded)]
    return _APART if all(there) else _HALF if any(there) else 0.0


def matches(wanted: Sequence[Term], text: str, *, marks_count: bool) -> list[float]:
    """How far a text has each of the terms."""
    if not text:
        return [0.0] * len(wanted)
    held = Words.of(text)
    return [match(term, held, marks_count=marks_count) for term in wanted]


def share(wanted: Sequence[Term], got: Sequence[float]) -> float:
    """The terms' weight that is got, as a share of all of it."""
    total = sum(term.weight for term in wanted)
    return sum(t.weight * g for t, g in zip(wanted, got, strict=True)) / total if total else 0.0


def gain(wanted: Sequence[Term], have: Sequence[float], more: Sequence[float]) -> float:
    """The share of the terms' weight that `more` gets and `have` has not got yet."""
    return share(wanted, [max(0.0, m - h) for m, h in zip(more, have, strict=True)])


def focus(wanted: Sequence[Term], text: str) -> float:
    """The share of a text's own words that are asked for: the rest narrows it or strays."""
    own = Words.of(text).folded
    asked = {s for term in wanted for s in term.folded}
    asked |= {s for term in wanted for phrase, _ in term.instead for s in phrase}
    return len(own & asked) / len(own) if own else 0.0


def enough(wanted: Sequence[Term], got: Sequence[float]) -> float:
    """As `share`, but past a point more words are a story told around the question."""
    total = min(_STORY, sum(term.weight for term in wanted))
    found = sum(t.weight * g for t, g in zip(wanted, got, strict=True))
    return min(1.0, found / total) if total else 0.0


def coverage(wanted: Sequence[Term], text: str, *, marks_count: bool) -> float:
    """The share, by weight, of the terms that a text has."""
    return share(wanted, matches(wanted, text, marks_count=marks_count))
