"""Words searched for, marked where they stand, with or without their tone marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.tokens import fold

_WORD = re.compile(r"\w+")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, marked or not."""

    text: str
    marked: bool


def marked(text: str, sought: str) -> Iterator[Piece]:
    """The text in pieces whose marked ones are made of the words sought, joined where adjacent."""
    wanted = {fold(word) for word in _WORD.findall(sought) if len(word) >= _SHORTEST}
    spans = [m.span() for m in _WORD.finditer(text) if fold(m.group()) in wanted]
    at = 0
    for start, end in _joined(spans, text):
        if at < start:
            yield Piece(text[at:start], False)
        yield Piece(text[start:end], True)
        at = end
    if at < len(text):
        yield Piece(text[at:], False)


def _joined(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Neighbours with nothing but a space between them as one; then only runs where there are."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and text[found[-1][1] : start] == " ":
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    runs = [(start, end) for start, end in found if " " in text[start:end]]
    return runs or found
