"""The words of `retrieval/data/rewording.toml`, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from retrieval import data


@cache
def pattern(section: str, key: str) -> re.Pattern[str]:
    """The words of a list as one pattern, the longest first."""
    return any_of(data.words("rewording", section, key))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these words, whole."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


@cache
def opposites() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of which a clause that has one side says the contrary of the other."""
    pairs = data.need("rewording", "opposite", "pairs")
    return tuple((any_of([one]), any_of([other])) for one, other in pairs)


@cache
def words(section: str, key: str) -> frozenset[str]:
    """A list as a set."""
    return frozenset(data.words("rewording", section, key))
