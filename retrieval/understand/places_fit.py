"""How well typed words meet a name: without marks, with a wrong one, with a letter off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.understand.distance import distance
from retrieval.understand.places_names import Name
from retrieval.understand.places_text import Token
from retrieval.understand.places_words import COMMON, COMMON_FOLDED, COMPOUNDS


@dataclass(frozen=True, slots=True)
class Fit:
    """How typed words meet a name: letters wrong, marks wrong, and how many tokens they are."""

    typos: int
    marks: int
    length: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """Less is better; of equal ones, the longer."""
        return self.typos, self.marks, -self.length


def fits(name: Name, line: Sequence[Token], at: int, prefixed: bool) -> Iterator[Fit]:
    """The ways in which the words from `at` on can be this name."""
    for other in name.others:
        words = line[at : at + len(other)]
        if tuple(t.bare for t in words) == other and _not_a_word(line, at, len(other), prefixed):
            yield Fit(0, 0, len(other))
    size = len(name.bare)
    if size and line[at].bare == "".join(name.bare) and len(line[at].bare) > 3:
        yield Fit(0, 0, 1)
    words = line[at : at + size]
    if size == 0 or len(words) < size:
        return
    wrong = [n for n, token in enumerate(words) if token.bare != name.bare[n]]
    marks = sum(not _agrees(token, name.marked[n]) for n, token in enumerate(words))
    if not wrong and _exact(name, line, at, marks, prefixed):
        yield Fit(0, marks, size)
    elif len(wrong) == 1 and _mistyped(name, words, wrong[0], prefixed):
        yield Fit(1, distance(words[wrong[0]].marked, name.marked[wrong[0]]) + marks - 1, size)


def _agrees(token: Token, marked: str) -> bool:
    return token.marked == marked or token.plain


def _exact(name: Name, line: Sequence[Token], at: int, marks: int, prefixed: bool) -> bool:
    """Whether words with the name's letters are the name, not other words without their marks."""
    words = line[at : at + len(name.bare)]
    if prefixed or all(t.capital for t in words):
        return marks < len(words) or len(words) == 1 or prefixed
    if tuple(t.marked for t in words) == name.marked and name.marked != name.bare:
        return True
    if marks > 1 or any(
        t.marked in COMMON for n, t in enumerate(words) if not _agrees(t, name.marked[n])
    ):
        return False
    return _not_a_word(line, at, len(words), prefixed)


def _mistyped(name: Name, words: Sequence[Token], at: int, prefixed: bool) -> bool:
    """Whether one syllable is off by one letter and is no word of its own."""
    token, wanted = words[at], name.bare[at]
    rest = [(t, m) for n, (t, m) in enumerate(zip(words, name.marked, strict=True)) if n != at]
    if distance(token.bare, wanted) != 1 or not all(_agrees(t, m) for t, m in rest):
        return False
    swapped = token.bare.replace("y", "i") == wanted.replace("y", "i")
    if len(wanted) < 3 and len(token.bare) <= len(wanted) and not swapped:
        return False
    if prefixed or (all(t.capital for t in words) and len("".join(name.bare)) > 5):
        return True
    return not is_common(token)


def is_common(token: Token) -> bool:
    """Whether a token is a syllable of everyday speech, as it is marked or with some marks."""
    return token.bare in COMMON_FOLDED if token.plain else token.marked in COMMON


def _not_a_word(line: Sequence[Token], at: int, size: int, prefixed: bool) -> bool:
    """Whether no neighbour makes an everyday word with the first or the last syllable."""
    words = line[at : at + size]
    if prefixed or all(t.capital for t in words):
        return True
    before = (line[at - 1].bare, words[0].bare) if at else ("", "")
    after = (words[-1].bare, line[at + size].bare) if at + size < len(line) else ("", "")
    return before not in COMPOUNDS and after not in COMPOUNDS


def beside_a_word(line: Sequence[Token], at: int, size: int) -> bool:
    """Whether an everyday word runs over the edge of these tokens."""
    return not _not_a_word(line, at, size, prefixed=False)
