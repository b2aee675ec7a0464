"""Pages whose text runs in two columns, line heights of which need not agree."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.layout import Line

_LEAST_LINES = 6
_LEAST_GAP = 8.0
_WIDEST_COLUMN = 0.62
_NARROWEST_COLUMN = 0.25
_PROSE = 0.6
"""The share of its column's width that a line of running text fills, on average."""


def gutter(rows: Sequence[Sequence[Line]], at: int) -> tuple[int, float] | None:
    """Where a block of two columns that begins at a row ends, and the middle of its gutter."""
    left = min(segment.x0 for row in rows for segment in row)
    width = max(segment.x1 for row in rows for segment in row) - left
    covered: list[tuple[float, float]] = []
    end, found = at, 0.0
    while end < len(rows):
        wider = _merged([*covered, *((s.x0, s.x1) for s in rows[end])])
        if max(b - a for a, b in wider) > _WIDEST_COLUMN * width or len(wider) > 2:
            break
        covered, end = wider, end + 1
        if len(covered) == 2:
            found = (covered[0][1] + covered[1][0]) / 2
    if len(covered) != 2:
        return None
    sides = [
        [s for row in rows[at:end] for s in row if (s.x0 > found) == right] for right in (0, 1)
    ]
    return (end, found) if all(_is_prose(side, width) for side in sides) else None


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans with those that touch or nearly do made one."""
    merged: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if merged and start - merged[-1][1] < _LEAST_GAP:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _is_prose(side: Sequence[Line], width: float) -> bool:
    if len(side) < _LEAST_LINES:
        return False
    own = max(line.x1 for line in side) - min(line.x0 for line in side)
    filled = sum(line.x1 - line.x0 for line in side) / len(side)
    return own >= _NARROWEST_COLUMN * width and filled >= _PROSE * own
