"""Weights, thresholds and cue words, from `retrieval/data`; a missing key is an error there."""

from __future__ import annotations

import re
from functools import cache

from retrieval import data


@cache
def weight(key: str) -> float:
    """A figure of `weights.toml` by its dotted key, "rank.coverage"."""
    return data.number("weights", *key.split("."))


@cache
def cue(key: str) -> re.Pattern[str]:
    """The cue words of `cues.toml` under a dotted key, as one pattern over folded text."""
    alternatives = "|".join(data.words("cues", *key.split(".")))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def kinds() -> tuple[str, ...]:
    """The kinds of answer that cue words tell apart, in the order in which they are tried."""
    return tuple(data.need("cues", "wanted"))
