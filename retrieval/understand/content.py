"""The words of a question that name what is asked for, and what may stand for them in a plan."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.tokens import folded, syllables
from retrieval import data
from retrieval.config import cue
from retrieval.model import Wanted
from retrieval.understand.synonyms import readings
from retrieval.understand.units import units

_SKIPPED = re.compile(r"20[1-4]\d|\d{1,2}")
_STRIPS = (Wanted.OWNER, Wanted.DEADLINE, Wanted.BASIS, Wanted.REPORT)


@dataclass(frozen=True, slots=True)
class Content:
    """`words` of one or two syllables; `related` gives a word, a phrase for it, and its worth."""

    words: tuple[str, ...]
    related: tuple[tuple[str, tuple[str, ...], float], ...]


def content(
    text: str, wanted: Wanted | None, vocabulary: Mapping[str, int], *, marked: bool
) -> Content:
    """What a question's words name; `text` is as mended, without the places in it."""
    tokens = syllables(text)
    gone = _asking(tokens, wanted) | _glue(tokens, marked=marked)
    words = _words(tokens, gone, vocabulary, marked=marked)
    related = [
        (word, phrase, worth)
        for start, end, phrase, worth in readings(tokens)
        for word, at in words
        if start < at + len(word.split()) and at < end
    ]
    return Content(tuple(dict.fromkeys(w for w, _ in words)), tuple(dict.fromkeys(related)))


def _words(
    tokens: Sequence[str], gone: set[int], vocabulary: Mapping[str, int], *, marked: bool
) -> list[tuple[str, int]]:
    """The words left, each with the position of its first syllable."""
    alone = frozenset(data.words("cues", "stop", "alone" if marked else "alone_folded"))
    found: list[tuple[str, int]] = []
    weak: list[tuple[str, int]] = []
    for start, run in _runs(tokens, gone):
        at = start
        for word in units(run, vocabulary, marked=marked):
            # A glue word inside a real one ("chỉ số", "tai chinh") is part of it.
            if word not in alone and not _SKIPPED.fullmatch(word):
                found.append((word, at))
            elif " " in word:
                weak.append((word, at))
            at += len(word.split())
    # Where next to nothing is left, "kế hoạch" is better than nothing.
    return found if len(found) > 1 else sorted([*found, *weak], key=lambda pair: pair[1])


def _runs(tokens: Sequence[str], gone: set[int]) -> list[tuple[int, list[str]]]:
    runs: list[tuple[int, list[str]]] = []
    for at, token in enumerate(tokens):
        if at in gone:
            continue
        if runs and at - 1 not in gone:
            runs[-1][1].append(token)
        else:
            runs.append((at, [token]))
    return runs


def _glue(tokens: Sequence[str], *, marked: bool) -> set[int]:
    glue = frozenset(data.words("cues", "stop", "glue" if marked else "glue_folded"))
    return {at for at, token in enumerate(tokens) if token in glue}


def _asking(tokens: Sequence[str], wanted: Wanted | None) -> set[int]:
    """The positions of syllables that ask, and so name nothing to look for."""
    plain = folded(list(tokens))
    line, starts = " ".join(plain), _starts(plain)
    patterns = [cue("stop.phrases")]
    if wanted in _STRIPS:
        patterns.append(cue(f"asking.{wanted.value}"))
    ranges = [m.span() for pattern in patterns for m in pattern.finditer(line)]
    return {i for i, at in enumerate(starts) if any(s <= at < e for s, e in ranges)}


def _starts(tokens: Sequence[str]) -> list[int]:
    at, starts = 0, []
    for token in tokens:
        starts.append(at)
        at += len(token) + 1
    return starts
