"""Words that one text affirms and another denies: "thường xuyên", "không thường xuyên"."""

from __future__ import annotations

from functools import lru_cache

from ingest.tokens import bigrams, folded, syllables

_NOT = frozenset(("khong", "chua", "ko"))


def opposed(one: str, other: str) -> bool:
    """Whether one text denies a pair of syllables that the other only affirms."""
    yes, no = _said(one)
    other_yes, other_no = _said(other)
    return bool((no - yes) & (other_yes - other_no) or (other_no - other_yes) & (yes - no))


@lru_cache(maxsize=4_096)
def _said(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The folded pairs of a text that it affirms, and those right behind a "không"."""
    plain = folded(syllables(text))
    pairs = list(bigrams(plain))
    denied = {pairs[at + 1] for at, word in enumerate(plain[:-2]) if word in _NOT}
    return frozenset(p for at, p in enumerate(pairs) if at == 0 or plain[at - 1] not in _NOT), (
        frozenset(denied)
    )
