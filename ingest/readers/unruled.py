"""Tables set without lines: columns known by their header's words and the blanks between."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.cells import GridCell
from ingest.readers.layout import Line, Word
from ingest.tables.columns import is_header
from ingest.tables.patterns import is_number

_NARROWEST = 5.0
_TALLEST_HEAD = 4
_LEAST_ROWS = 2


def read_unruled(
    rows: Sequence[Sequence[Line]], at: int
) -> tuple[int, list[list[GridCell]]] | None:
    """The table that begins at a row: the row after it, and its cells; None where none does."""
    if len(rows[at]) < 3 or not is_header([segment.text for segment in rows[at]]):
        return None
    width = len(rows[at])
    end = at + 1
    gaps = _gaps(rows[at : at + 1])
    while end < len(rows):
        wider = _gaps(rows[at : end + 1])
        if len(wider) < width - 1 or _far(rows[end - 1], rows[end]):
            break
        gaps, end = wider, end + 1
    if len(gaps) != width - 1:
        return None
    edges = [(a + b) / 2 for a, b in gaps]
    table = _rows(rows[at:end], edges)
    return (end, table) if len(table) > _LEAST_ROWS else None


def _gaps(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """The upright strips in which none of the rows has a word."""
    taken = sorted((w.x0, w.x1) for row in rows for s in row for w in _spaced(s))
    gaps: list[tuple[float, float]] = []
    reach = taken[0][1]
    for x0, x1 in taken[1:]:
        if x0 - reach >= _NARROWEST:
            gaps.append((reach, x0))
        reach = max(reach, x1)
    return gaps


def _spaced(segment: Line) -> list[Word]:
    """The segment as one: the blanks between its words are no strips."""
    first, last = segment.words[0], segment.words[-1]
    return [Word(segment.text, first.x0, last.x1, first.top, last.bottom, first.size)]


def _far(above: Sequence[Line], below: Sequence[Line]) -> bool:
    size = max(line.size for line in below)
    return min(line.top for line in below) - max(line.bottom for line in above) > 2.5 * size


def _rows(rows: Sequence[Sequence[Line]], edges: Sequence[float]) -> list[list[GridCell]]:
    """Rows of cells: a number in the first column, or a first word after a pause, begins one."""
    lines = [_cells(row, edges) for row in rows]
    head = next((i for i, line in enumerate(lines) if i and is_number(line[0])), 1)
    head = head if head <= _TALLEST_HEAD else 1
    numbered = any(is_number(line[0]) for line in lines[head:])
    table = [_merged(lines[:head])]
    group: list[list[str]] = []
    for line in lines[head:]:
        begins = bool(line[0]) if numbered else all(line[:2])
        if group and begins:
            table.append(_merged(group))
            group = []
        group.append(line)
    return [*table, _merged(group)] if group else table


def _cells(row: Sequence[Line], edges: Sequence[float]) -> list[str]:
    cells = [""] * (len(edges) + 1)
    for segment in row:
        at = sum((segment.x0 + segment.x1) / 2 > edge for edge in edges)
        cells[at] = f"{cells[at]} {segment.text}".strip()
    return cells


def _merged(lines: Sequence[Sequence[str]]) -> list[GridCell]:
    return [GridCell("\n".join(filter(None, column))) for column in zip(*lines, strict=True)]
