"""Which cell belongs under which column, judged by what the cells hold.

A row may have lost a cell (shifted), have merged cells written once, or stand just as it should.
Cells keep their order; every change of offset costs, so a row moves only when its content says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.tables.cells import Piece
from ingest.tables.columns import Column
from ingest.tables.patterns import is_agency, is_number, is_time

_MOVE = 1.5
_NO_TASK = 1.0
_IMPOSSIBLE = -1e9
_PROSE = frozenset({"goal", "task", "deliverable"})
_AGENT = frozenset({"lead", "support"})


def fit(text: str, name: str) -> float:
    """How well a cell's text suits a column of that meaning; 0 is neither here nor there."""
    if not text:
        return 0.0
    if name == "number":
        return 2.0 if is_number(text) else -2.0
    if name in _PROSE and is_number(text):
        # A bare figure is no task: what begins so is the rest of the row before.
        return -2.5
    if name in _PROSE:
        return -1.0 if is_agency(text) or is_time(text) else 0.0
    if name in _AGENT:
        return 1.0 if is_agency(text) else (-1.0 if is_time(text) or is_number(text) else 0.0)
    if name == "deadline":
        return 1.0 if is_time(text) else (-1.0 if is_agency(text) else 0.0)
    return 0.0


def align(cells: Sequence[Piece], columns: Sequence[Column]) -> tuple[list[list[Piece]], float]:
    """The pieces under each column, and the score of the placing.

    More filled cells than columns: the last column takes all that is left, for a bar or a tab
    inside a cell has cut it.
    """
    filled = [(i, cell) for i, cell in enumerate(cells) if cell.text]
    surplus = filled[len(columns) :]
    filled = filled[: len(columns)]
    places, score = _best(filled, columns)
    placed: list[list[Piece]] = [[] for _ in columns]
    for (_, cell), place in zip(filled, places, strict=True):
        placed[place].append(cell)
    placed[-1] += [cell for _, cell in surplus]
    return placed, score


def _best(
    filled: Sequence[tuple[int, Piece]], columns: Sequence[Column]
) -> tuple[list[int], float]:
    """The columns that the filled cells take, by dynamic programming over cells and columns.

    Ties go to the place where the cell stands, then to the place furthest right, so that a
    shifted row moves as a whole.
    """
    count, width = len(filled), len(columns)
    # best[j][c]: the score of cells 0..j with cell j under column c, and the column before.
    best: list[list[tuple[float, int]]] = []
    for j, (own, cell) in enumerate(filled):
        row: list[tuple[float, int]] = []
        for c in range(width):
            here = fit(cell.text, columns[c].name)
            row.append(_step(best, filled, j, c, c - own, here))
        best.append(row)
    if not count:
        return [], 0.0
    return _trace(best, filled, columns)


def _step(
    best: list[list[tuple[float, int]]],
    filled: Sequence[tuple[int, Piece]],
    j: int,
    c: int,
    offset: int,
    here: float,
) -> tuple[float, int]:
    if j == 0:
        return here - (_MOVE if offset else 0.0), -1
    before = filled[j - 1][0]
    options = [
        (score + here - (0.0 if p - before == offset else _MOVE), p)
        for p, (score, _) in enumerate(best[j - 1][:c])
    ]
    return max(options, default=(_IMPOSSIBLE, -1))


def _trace(
    best: list[list[tuple[float, int]]],
    filled: Sequence[tuple[int, Piece]],
    columns: Sequence[Column],
) -> tuple[list[int], float]:
    task = next((i for i, column in enumerate(columns) if column.name == "task"), -1)
    options: list[tuple[float, bool, list[int]]] = []
    for last in range(len(columns)):
        places = [last]
        for row in reversed(best[1:]):
            places.insert(0, row[places[0]][1])
        score = best[-1][last][0]
        if task >= 0 and len(filled) > 1 and task not in places:
            score -= _NO_TASK
        if score > _IMPOSSIBLE / 2:
            unmoved = all(p == own for p, (own, _) in zip(places, filled, strict=True))
            options.append((score, unmoved, places))
    score, _, places = max(options)
    return places, score
