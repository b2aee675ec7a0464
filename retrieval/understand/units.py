"""Syllables to words: which neighbours in a question belong together.

Most Vietnamese words are two syllables ("hồ sơ"); a clause that has both apart has not the word.
Neighbours are joined where the plans or official texts say them together oftener than by chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from retrieval.understand.lexicon import lexicon

# Neighbours seen together less than this (as a logarithm) are no word: where two readings overlap,
# as in "qua môi trường", the one that is said oftener wins.
_CHANCE = 2.0


def units(run: Sequence[str], vocabulary: Mapping[str, int], *, marked: bool) -> list[str]:
    """The words of a run of neighbouring syllables: "hồ", "sơ", "mật" → "hồ sơ", "mật"."""
    known = lexicon(vocabulary, bare=not marked)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        alone = (best[end - 1][0], end - 1)
        choices = [alone]
        if end > 1:
            together = known.pair(run[end - 2], run[end - 1])
            strength = log(1 + together) - _CHANCE
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
