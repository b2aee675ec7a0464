"""Rows that a page's end cut in two, put together again.

The next page begins with the rest of a row, which has no number of its own. It is known by its
cells: most of them begin in the middle of a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.cells import GridCell, Row, filled
from ingest.tables.columns import meaning

_CLOSED = (".", ";", "!", "?", "”", '"')
_OPEN = ("-", "–", ",", "(", "/", ":")


def rejoin(above: Sequence[Row], below: Sequence[Row], height: int) -> tuple[Row, ...]:
    """The rows of a table, its header first, with those by which it goes on behind a page's end."""
    rows, rest = list(above), list(below)
    if len(rows) <= height or not rest or _is_title(rows[-1]) or _is_title(rest[0]):
        return (*rows, *rest)
    heads = (" ".join(row[i].flat for row in rows[:height]) for i in range(len(rows[0])))
    columns = [meaning(head)[0] for head in heads]
    number, goal, task = (_index(columns, name) for name in ("number", "goal", "task"))
    if number >= 0 and rest[0][number].flat:
        return (*rows, *rest)
    if number >= 0 and goal >= 0:
        _goal(rows, rest, goal, height)
    own = [i for i, cell in enumerate(rest[0]) if cell.flat]
    cut = [i for i in own if _is_cut(rows[-1][i].flat, rest[0][i].flat)]
    small = any(not rest[0][i].flat[:1].isupper() for i in cut)
    if not own or (small and 2 * len(cut) > len(own) and (task not in own or task in cut)):
        rows[-1] = [_joined(a, b) for a, b in zip(rows[-1], rest.pop(0), strict=True)]
    return (*rows, *rest)


def _goal(rows: list[Row], rest: list[Row], goal: int, height: int) -> None:
    """Give a goal that has no number beside it to the one above, whose rest it must be."""
    cell = rest[0][goal]
    at = next((i for i in range(len(rows) - 1, height - 1, -1) if rows[i][goal].flat), -1)
    if not cell.flat or at < 0 or rows[at][goal].flat.endswith(_CLOSED):
        return
    rows[at] = _with(rows[at], goal, _joined(rows[at][goal], cell))
    rest[0] = _with(rest[0], goal, GridCell(above=True))


def _is_title(row: Row) -> bool:
    given = filled(row)
    return len(given) < 3 and all(cell.bold for cell in given)


def _is_cut(before: str, after: str) -> bool:
    """Whether `after` may be the rest of `before`: it begins small, or what it follows is open."""
    if not before:
        return False
    closed = before.endswith(_CLOSED)
    small = after[:1].islower() or (after[:1].isdigit() and not closed)
    return small or before.endswith(_OPEN)


def _joined(before: GridCell, after: GridCell) -> GridCell:
    if not after.flat:
        return before
    return replace(before, text=f"{before.text}\n{after.text}".strip(), above=False)


def _with(row: Row, column: int, cell: GridCell) -> Row:
    return [cell if i == column else kept for i, kept in enumerate(row)]


def _index(columns: Sequence[str], name: str) -> int:
    return columns.index(name) if name in columns else -1
