"""The order in which a page's segments are read: columns side by side, one after another.

A gutter that several rows share makes columns: a letterhead, recipients beside a signature, a page
of two columns. A wide gap in a single row makes none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parts import annex_number
from ingest.readers.layout import Line
from ingest.readers.newspaper import gutter

Gutters = Sequence[tuple[float, float]]

_NARROWEST = 5.0
_LEAST_GAP = 0.45
_ABOUT = 6
_APART = 3.0
"""Rows further apart than so many letters' heights are not of one block."""


@dataclass(frozen=True, slots=True)
class Column:
    """Lines to be read from the top down; `whole`: they take the page's width."""

    lines: tuple[Line, ...]
    whole: bool = True


def in_order(rows: Sequence[Sequence[Line]]) -> list[Column]:
    """The columns of a page, given its rows of segments from the top down."""
    raw, rows = rows, [_split_anew(rows, at) for at in range(len(rows))]
    columns: list[Column] = []
    plain: list[Line] = []
    at = 0
    while at < len(rows):
        if found := gutter(raw, at):
            columns += [Column(tuple(plain))] if plain else []
            columns += _split(raw[at : found[0]], [(found[1], found[1])])
            plain, at = [], found[0]
            continue
        end, gutters = _band(rows, at)
        if not gutters:
            plain.append(_one(rows[at]))
            at += 1
            continue
        start = _begins(plain, gutters, rows[at])
        above, plain = plain[start:], plain[:start]
        if plain:
            columns.append(Column(tuple(plain)))
            plain = []
        columns += _split([*([line] for line in above), *rows[at:end]], gutters)
        at = end
    if plain:
        columns.append(Column(tuple(plain)))
    return columns


def _split_anew(rows: Sequence[Sequence[Line]], at: int) -> Sequence[Line]:
    """A row in one piece, cut where the columns of the rows about it are cut.

    In a narrow column a full line comes close to the next one; what stands right of the gap then
    begins where its neighbours begin, or has their middle.
    """
    if len(rows[at]) > 1:
        return rows[at]
    others = [s for row in rows[max(0, at - _ABOUT) : at + _ABOUT + 1] for s in row[1:]]
    words = rows[at][0].words
    for cut in range(1, len(words)) if others else ():
        right = Line(words[cut:])
        if words[cut].x0 - words[cut - 1].x1 < _LEAST_GAP * words[cut].size:
            continue
        middle = right.x0 + right.x1
        if any(abs(o.x0 - right.x0) < 2 or abs(o.x0 + o.x1 - middle) < 4 for o in others):
            return [Line(words[:cut]), right]
    return rows[at]


def _one(row: Sequence[Line]) -> Line:
    return Line(tuple(word for segment in row for word in segment.words))


def _band(rows: Sequence[Sequence[Line]], at: int) -> tuple[int, list[tuple[float, float]]]:
    """Where the block of columns that begins at a row ends, and its gutters; none if it is none."""
    if len(rows[at]) < 2:
        return at, []
    gutters = [(a.x1, b.x0) for a, b in zip(rows[at], rows[at][1:], strict=False)]
    split, end = 1, at + 1
    while end < len(rows) and _near(rows[end - 1], rows[end]):
        narrowed = _narrowed(gutters, rows[end])
        if not narrowed or (len(rows[end]) > 1 and len(narrowed) < len(gutters) and split > 1):
            break
        if len(rows[end]) == 1 and not _beside(rows[end][0], rows[at:end], narrowed):
            break
        gutters = narrowed
        split += len(rows[end]) > 1
        end += 1
    return (end, gutters) if split > 1 else (at, [])


def _narrowed(gutters: Gutters, row: Sequence[Line]) -> list[tuple[float, float]]:
    """What is left of the gutters beside this row; nothing where it lies across them all."""
    left: list[tuple[float, float]] = []
    for start, end in gutters:
        for segment in row:
            if segment.x1 <= (start + end) / 2:
                start = max(start, segment.x1)
            elif segment.x0 >= (start + end) / 2:
                end = min(end, segment.x0)
            elif segment.x0 < end and segment.x1 > start:
                if segment.x0 - start >= end - segment.x1:
                    end = segment.x0
                else:
                    start = segment.x1
        if end - start >= _NARROWEST:
            left.append((start, end))
    return left


def _beside(line: Line, above: Sequence[Sequence[Line]], gutters: Gutters) -> bool:
    """Whether a line stands under those of its side: at their edge or about their middle."""
    side = [
        other
        for row in above
        for other in row
        if all((other.x0 < at) == (line.x0 < at) for at, _ in gutters)
    ]
    middle = line.x0 + line.x1
    if annex_number(line.text) is not None:
        return False
    return any(abs(o.x0 - line.x0) < 6 or abs(o.x0 + o.x1 - middle) < 6 for o in side)


def _near(above: Sequence[Line], below: Sequence[Line]) -> bool:
    size = max(line.size for line in below)
    return min(line.top for line in below) - max(line.bottom for line in above) < _APART * size


def _begins(plain: Sequence[Line], gutters: Gutters, row: Sequence[Line]) -> int:
    """From which of the lines right above on the block reaches: those beside its gutters."""
    at = len(plain)
    below: Sequence[Line] = row
    while at and len(plain) - at < 2:
        line = plain[at - 1]
        if not _near([line], below) or len(_narrowed(gutters, [line])) < len(gutters):
            break
        if line.x0 > gutters[0][0] - _NARROWEST and line.x1 < gutters[0][1]:
            break
        at -= 1
        below = [line]
    return at


def _split(rows: Sequence[Sequence[Line]], gutters: Gutters) -> list[Column]:
    middles = [(start + end) / 2 for start, end in gutters]
    sides: list[list[Line]] = [[] for _ in range(len(middles) + 1)]
    for row in rows:
        for segment in row:
            middle = (segment.x0 + segment.x1) / 2
            sides[sum(middle > at for at in middles)].append(segment)
    return [Column(tuple(side), whole=False) for side in sides if side]
