"""Syllables to words: which neighbours in a question belong together.

Most Vietnamese words are two syllables ("hồ sơ"); a clause that has both apart has not the word.
Neighbours are joined where the plans or official texts say them together oftener than by chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log, sqrt

from retrieval.understand.lexicon import Lexicon, lexicon


def units(run: Sequence[str], vocabulary: Mapping[str, int], *, marked: bool) -> list[str]:
    """The words of a run of neighbouring syllables: "hồ", "sơ", "mật" → "hồ sơ", "mật"."""
    known = lexicon(vocabulary, bare=not marked)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        alone = (best[end - 1][0], end - 1)
        choices = [alone]
        if end > 1:
            strength = _strength(known, run[end - 2], run[end - 1])
            if strength > 0:
                choices.append((best[end - 2][0] + strength, end - 2))
        best.append(max(choices))
    found: list[str] = []
    end = len(run)
    while end:
        start = best[end][1]
        found.append(" ".join(run[start:end]))
        end = start
    return found[::-1]


def _strength(known: Lexicon, a: str, b: str) -> float:
    """How surely two neighbours are one word: by how often, and by what share of each it is.

    Where two readings overlap, as in "qua môi trường", the stronger one wins.
    """
    together = known.pair(a, b)
    if together <= 0:
        return 0.0
    of_each = together / sqrt(max(known.counts[a], together) * max(known.counts[b], together))
    return log(1 + together) + log(of_each)
