"""Tables that a PDF page draws with lines: the grid, and the words in each of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfplumber import table as finder

from ingest.readers.cells import GridCell
from ingest.readers.layout import Line, Ruled, Word, rows_of
from ingest.readers.pdf_chars import turn

Box = tuple[float, float, float, float]

_SNAP, _JOIN, _TOUCH = 3.0, 3.0, 3.0
_SHORTEST = 8.0
_MOST_EDGES = 6_000


def ruled(page: Any, words: Sequence[Word], quarters: int) -> list[Ruled]:
    """The tables of a page, from the top down; a frame around a text is none."""
    edges = _edges(page, quarters)
    if not 4 <= len(edges) <= _MOST_EDGES:
        return []
    merged = finder.merge_edges(edges, _SNAP, _SNAP, _JOIN, _JOIN)
    merged = [e for e in merged if _length(e) >= _SHORTEST]
    crossings = finder.edges_to_intersections(merged, _TOUCH, _TOUCH)
    cells: list[Box] = finder.intersections_to_cells(crossings)
    found = (_table(group, words) for group in finder.cells_to_tables(cells))
    return sorted((t for t in found if t is not None), key=lambda t: t.top)


def inside(word: Word, box: Box) -> bool:
    """Whether the middle of a word lies in a box."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _edges(page: Any, quarters: int) -> list[dict[str, Any]]:
    width, height = float(page.width), float(page.height)
    made: list[dict[str, Any]] = []
    for edge in page.edges:
        box = (edge["x0"], edge["top"], edge["x1"], edge["bottom"])
        x0, top, x1, bottom = turn(box, quarters, width, height)
        flat = (edge["orientation"] == "h") == (quarters % 2 == 0)
        made.append(
            {
                "x0": x0,
                "x1": x1,
                "top": top,
                "bottom": bottom,
                "width": x1 - x0,
                "height": bottom - top,
                "orientation": "h" if flat else "v",
                "object_type": "line",
            }
        )
    return made


def _length(edge: dict[str, Any]) -> float:
    return float(max(edge["width"], edge["height"]))


def _table(cells: Sequence[Box], words: Sequence[Word]) -> Ruled | None:
    lefts, tops = _steps(cells, 0), _steps(cells, 1)
    if len(lefts) < 2:
        return None
    box = (
        min(c[0] for c in cells),
        min(c[1] for c in cells),
        max(c[2] for c in cells),
        max(c[3] for c in cells),
    )
    own = [word for word in words if inside(word, box)]
    rows = tuple(tuple(_slot(cells, own, x, y) for x in lefts) for y in tops)
    return Ruled(rows, *box)


def _steps(cells: Sequence[Box], side: int) -> list[float]:
    """Where columns (side 0) or rows (1) begin."""
    steps: list[float] = []
    for at in sorted(cell[side] for cell in cells):
        if not steps or at - steps[-1] > _SNAP:
            steps.append(at)
    return steps


def _slot(cells: Sequence[Box], words: Sequence[Word], x: float, y: float) -> GridCell:
    """What stands in one place of the grid: a cell's beginning, or a part of one that spans."""
    cell = next(
        (c for c in cells if c[0] - _SNAP <= x < c[2] - _SNAP and c[1] - _SNAP <= y < c[3] - _SNAP),
        None,
    )
    if cell is None:
        return GridCell()
    if abs(cell[0] - x) > _SNAP:
        return GridCell(left=True)
    if abs(cell[1] - y) > _SNAP:
        return GridCell(above=True)
    own = [word for word in words if inside(word, cell)]
    lines = [Line(tuple(row)) for row in rows_of(own)]
    text = "\n".join(line.text for line in lines)
    return GridCell(text, bold=bool(own) and all(word.bold for word in own))
