"""A table of cells, from any format, written in the forms that `ingest.tables` reads.

A table under recognised headers is written with tabs, one row to a line, which is how a plan's
words read best; one whose headers say nothing known is written as a Markdown table, whose rule
marks them. A letterhead, a signature block or a frame comes in the shape of a table and is none:
its cells are written one after another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.tables.columns import is_header
from ingest.tables.drafts import DITTO
from ingest.tables.patterns import is_letter, is_number

_LONGEST_HEAD = 120
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its paragraphs as lines; `above`: it goes on the cell above, `left`: that on its
    left, and holds nothing itself."""

    text: str = ""
    bold: bool = False
    above: bool = False
    left: bool = False

    @property
    def flat(self) -> str:
        """The text on one line."""
        return _BLANKS.sub(" ", self.text).strip()


Row = Sequence[GridCell]


@dataclass(frozen=True, slots=True)
class Written:
    """A table as text: its paragraphs before, its lines, and whether it has a header of its own.

    `width` is the number of its columns, by which a table that a page cut is known again.
    """

    before: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    headed: bool = False
    width: int = 0


def write(rows: Sequence[Row], going_on: Written | None = None) -> Written:
    """The text of a table; `going_on` is the one right before, which this one may continue."""
    grid = _regular(rows)
    if not grid:
        return Written()
    width = len(grid[0])
    if going_on and going_on.headed and going_on.width == width and not _heads(grid):
        piped = going_on.lines[0].startswith("|")
        return Written((), _lines(grid, 0, piped=piped), headed=True, width=width)
    if _is_layout(grid):
        return Written(before=_paragraphs(grid))
    before: list[str] = []
    # A caption over all columns stands above the header.
    while len(grid) > 2 and len(filled(grid[0])) == 1 and _heads(grid[1:]):
        before += _paragraphs(grid[:1])
        grid = grid[1:]
    height = _heads(grid)
    if height:
        return Written(tuple(before), _lines(grid, height), headed=True, width=width)
    if _wordy(grid[0]) and len(grid) > 1:
        return Written(tuple(before), _lines(grid, 1, piped=True), headed=True, width=width)
    return Written((*before, *(_run(row) for row in grid if filled(row))))


def filled(row: Row) -> list[GridCell]:
    """The cells of a row with something in them."""
    return [cell for cell in row if cell.flat]


def _regular(rows: Sequence[Row]) -> list[list[GridCell]]:
    """Rows of one width, without those that are blank and the columns that nothing stands in."""
    width = max((len(row) for row in rows), default=0)
    grid = [[*row, *[GridCell()] * (width - len(row))] for row in rows]
    grid = [row for row in grid if filled(row)]
    kept = [i for i in range(width) if any(row[i].flat for row in grid)]
    return [[row[i] for i in kept] for row in grid]


def _is_layout(grid: list[list[GridCell]]) -> bool:
    if len(grid[0]) == 1 or len(grid) == 1:
        return True
    # Signatures and letterheads have few cells; a long table may speak of them in one.
    texts = [cell.flat for row in grid for cell in row]
    first = [line for row in grid for cell in row for line in cell.text.split("\n")]
    return len(grid) <= 4 and len(grid[0]) <= 3 and is_letter([*texts, *map(str.strip, first)])


def _heads(grid: Sequence[Row]) -> int:
    """How many rows the recognised header takes; 0 for none."""
    if not grid:
        return 0
    first = [cell.flat for cell in grid[0]]
    if not is_header(first):
        return 0
    if len(grid) > 1 and any(cell.above for cell in grid[1]):
        return 2 if not any(is_number(c.flat) for c in filled(grid[1])) else 1
    return 1


def _wordy(row: Row) -> bool:
    texts = [cell.flat for cell in row]
    given = [text for text in texts if text]
    short = all(len(text) <= _LONGEST_HEAD for text in given)
    return len(given) > 1 and short and not any(is_number(text) for text in given)


def _lines(grid: Sequence[Row], height: int, *, piped: bool = False) -> tuple[str, ...]:
    head = [_head(row) for row in grid[:height]]
    rows = [*head, *(_body(row) for row in grid[height:])]
    if not piped:
        return tuple("\t".join(row) for row in rows)
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    if height:
        lines.insert(1, "|" + "---|" * len(grid[0]))
    return tuple(lines)


def _head(row: Row) -> list[str]:
    """A header's row: a cell that spans is written once."""
    return ["" if cell.above or cell.left else cell.flat for cell in row]


def _body(row: Row) -> list[str]:
    given = filled(row)
    # A title across the table is known by its letters; a row of tasks is not.
    title = len({cell.flat for cell in given}) == 1 and all(cell.bold for cell in given)
    numbered = len(given) == 2 and is_number(given[0].flat) and all(cell.bold for cell in given)
    made: list[str] = []
    for cell in row:
        text = DITTO if cell.above else "" if cell.left else cell.flat
        loud = text and (title or numbered) and cell.bold and not text.isupper()
        made.append(f"**{text}**" if loud else text)
    return made


def _paragraphs(grid: Sequence[Row]) -> tuple[str, ...]:
    return tuple(
        text
        for row in grid
        for cell in row
        if not cell.above and not cell.left
        for text in cell.text.split("\n")
        if text.strip()
    )


def _run(row: Row) -> str:
    return " ".join(cell.flat for cell in row if cell.flat and not cell.above)


def spread(cell: GridCell, columns: int) -> list[GridCell]:
    """A cell over several columns: itself, then what it covers."""
    covered = replace(cell, text="", left=True)
    return [cell, *[covered] * (columns - 1)]
