"""The part of a clause that speaks of what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.compose.statement import plain
from retrieval.terms import Term, coverage

WHOLE = 200
"""A clause of up to so many characters is quoted whole."""

_BREAK = re.compile(r";\s+|(?<=[.!?])\s+(?=\w)|,\s+(?=trong đó\b)")
_NEAR = 0.75


def phrases(text: str) -> list[tuple[int, int]]:
    """The phrases of clean text between semicolons, full stops and "trong đó", as ranges."""
    cuts = [(m.start(), m.end()) for m in _BREAK.finditer(text)]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return [(s, e) for s, e in zip(starts, ends, strict=True) if s < e]


def telling(text: str, terms: Sequence[Term], *, marks: bool, whole: int = WHOLE) -> str:
    """The phrases that hold most of the terms, in order; the whole text where it is short."""
    if len(text) <= whole:
        return plain(text)
    parts = phrases(text)
    worth = [coverage(terms, text[s:e], marks_count=marks) for s, e in parts]
    best = max(worth, default=0.0)
    if best == 0.0:
        return plain(text)
    kept = [part for part, value in zip(parts, worth, strict=True) if value >= _NEAR * best]
    return plain("; ".join(plain(text[s:e]) for s, e in kept))
