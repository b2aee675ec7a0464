"""What a page is made of, wherever it comes from: words with their places, lines, ruled tables.

Places are in points from the page's upper left corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from ingest.readers.cells import GridCell

_SAME_LINE = 0.5
"""The share of the lower of two words' heights by which they must overlap to stand on one line."""
_MARK = re.compile(r"(?:[IVX]{1,6}|\d{1,2}(?:\.\d{1,2}){0,4}|[A-Za-zđ])[.)]|[-–+•●▪◦·o*]")
_TAB = 60.0
_GAP = 2.0
"""Blanks wider than so many letters' heights part a line into segments."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands; `size` is that of its letters, `glued`: no blank before it."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool = False
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side with no wide gap between them."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with their blanks."""
        return "".join(
            word.text if word.glued or not at else f" {word.text}"
            for at, word in enumerate(self.words)
        )

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """The upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return median(word.size for word in self.words for _ in word.text)

    @property
    def bold(self) -> bool:
        """Whether all of it is; a list mark in front has a weight of its own."""
        marked = len(self.words) > 1 and _MARK.fullmatch(self.words[0].text)
        return all(word.bold for word in self.words[1 if marked else 0 :])


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table drawn with lines: its rows, and the box that it takes."""

    rows: tuple[tuple[GridCell, ...], ...]
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class PageLayout:
    """A page as taken from its file."""

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    tables: list[Ruled] = field(default_factory=list)
    scanned: bool = False


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words of one height together, from the top down, each row from the left."""
    rows: list[list[Word]] = []
    bounds: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.x0)):
        for at in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            top, bottom = bounds[at]
            overlap = min(bottom, word.bottom) - max(top, word.top)
            if overlap > _SAME_LINE * min(bottom - top, word.bottom - word.top):
                rows[at].append(word)
                break
        else:
            rows.append([word])
            bounds.append((word.top, word.bottom))
    return [sorted(row, key=lambda w: w.x0) for row in rows]


def segments_of(row: Sequence[Word], *, marks: bool = False) -> list[Line]:
    """A row of words as the segments that wide gaps part it into.

    With `marks`, a number or a bullet in front stays with its words, however far a tab puts them.
    """
    parts: list[list[Word]] = []
    for word in row:
        wide = parts and word.x0 - parts[-1][-1].x1 > _GAP * max(word.size, 6)
        if marks and wide and len(parts[-1]) == 1 and _MARK.fullmatch(parts[-1][0].text):
            wide = word.x0 - parts[-1][-1].x1 > _TAB
        if not parts or wide:
            parts.append([])
        parts[-1].append(word)
    return [Line(tuple(part)) for part in parts]
