"""Text without its marks, letter for letter, so that a typo in a mark does not hide a word."""

from __future__ import annotations

from functools import lru_cache

from ingest.tokens import fold


@lru_cache(maxsize=4096)
def _letter(char: str) -> str:
    folded = fold(char)
    return folded if len(folded) == 1 else char


def shadow(text: str) -> str:
    """Lower-case `text` without tone and vowel marks, of the same length: offsets carry over."""
    return "".join(map(_letter, text))
