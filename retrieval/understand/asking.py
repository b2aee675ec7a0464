"""Slips in the words that ask: "phòng noà", "bao nhiue", "khi bào".

Official texts hardly ever ask, so their counts say nothing of these words; the few phrases that
questions are made of do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from retrieval import data
from retrieval.understand.distance import distance
from retrieval.understand.lexicon import Lexicon
from retrieval.understand.pieces import Piece
from retrieval.understand.syllable import bare_form

_SHORTEST = 2
# A word is a slip for another only where that one is so much more usual.
_OFTENER = 20
_FIGURE, _END = "#", "$"
Beside = tuple[str, str]


def meant(pieces: Sequence[Piece], at: int, words: Lexicon) -> str | None:
    """The word of an asking phrase that was meant, if one word beside it tells.

    None where what was typed is a word of everyday talk, or stands beside its neighbours elsewhere.
    """
    typed, left, right = pieces[at].lower, _beside(pieces, at, -1), _beside(pieces, at, 1)
    if len(typed) < _SHORTEST or words.asking(typed) or words.everyday(typed):
        return None
    if words.attested(left, typed) or words.attested(typed, right):
        return None
    # A real word at the end, or beside a figure, is no slip: most sentences end in one.
    signs = (_END, _FIGURE) if words.known(typed) else ()
    sides = [beside for beside in (("left", left), ("right", right)) if beside[1] not in signs]
    fitting = {word for side in sides for word in _phrases(words.bare).get(side, ())}
    if typed in fitting:
        return None
    near = {word for word in fitting if _one_slip(typed, word, words)}
    if words.known(typed):
        near = {word for word in near if words.often(word) >= _OFTENER * words.often(typed)}
    return near.pop() if len(near) == 1 else None


def _beside(pieces: Sequence[Piece], at: int, step: int) -> str:
    """The word beside, "#" for a figure, "$" past the end, "" where something else parts them."""
    gap, word = at + step, at + 2 * step
    if not 0 <= word < len(pieces):
        return _END
    if not pieces[gap].text.isspace():
        return ""
    if pieces[word].kind == "fixed":
        return _FIGURE
    return pieces[word].lower if pieces[word].kind == "word" else ""


def _one_slip(typed: str, word: str, words: Lexicon) -> bool:
    if typed == word or len(word) < _SHORTEST:
        return False
    if distance(typed, word) == 1:
        return True
    return not words.bare and distance(bare_form(typed), bare_form(word)) == 1


@lru_cache(maxsize=2)
def _phrases(bare: bool) -> Mapping[Beside, frozenset[str]]:
    """For a neighbour on one side, the words of asking phrases that stand beside it."""
    found: dict[Beside, set[str]] = defaultdict(set)
    for phrase in " ".join(data.words("typing", "everyday", "phrases")).split(" | "):
        syllables = bare_form(phrase).split() if bare else phrase.split()
        for before, after in pairwise(syllables):
            found["left", before].add(after)
            found["right", after].add(before)
    signs = {_FIGURE, _END}
    return {beside: frozenset(held - signs) for beside, held in found.items()}
