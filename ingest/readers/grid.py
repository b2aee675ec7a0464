"""A table of cells, from any format, written in the forms that `ingest.tables` reads.

A table under recognised headers is written with tabs, one row to a line, which is how a plan's
words read best; one whose headers say nothing known is written as a Markdown table, whose rule
marks them. A letterhead, a signature block or a frame comes in the shape of a table and is none:
its cells are written one after another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.cells import GridCell, Row, filled
from ingest.readers.rejoin import rejoin
from ingest.tables.columns import is_header
from ingest.tables.drafts import DITTO
from ingest.tables.patterns import is_letter, is_number

_LONGEST_HEAD = 120


@dataclass(frozen=True, slots=True)
class Written:
    """A table as text: its paragraphs before, and its lines.

    `head` holds the words of its header, by which a table that a page cut is known again; `rows`
    are all of its rows. `goes_on`: it stands in the place of the one before, whose rows it has.
    """

    before: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    head: tuple[tuple[str, ...], ...] = ()
    rows: tuple[Row, ...] = ()
    goes_on: bool = False

    @property
    def width(self) -> int:
        """The number of its columns."""
        return len(self.rows[0]) if self.rows else 0

    @property
    def piped(self) -> bool:
        """Whether it is written as a Markdown table."""
        return bool(self.lines) and self.lines[0].startswith("|")


def write(rows: Sequence[Row], going_on: Written | None = None) -> Written:
    """The text of a table; `going_on` is the one right before, which this one may continue."""
    grid = _regular(rows)
    if not grid:
        return Written()
    width = len(grid[0])
    if going_on and going_on.width == width and (rest := _rest(grid, going_on)) is not None:
        whole = rejoin(going_on.rows, rest, len(going_on.head))
        lines = _lines(whole, len(going_on.head), piped=going_on.piped)
        return Written((), lines, going_on.head, whole, goes_on=True)
    if _is_layout(grid):
        return Written(before=_paragraphs(grid))
    before: list[str] = []
    # A caption over all columns stands above the header.
    while len(grid) > 2 and len(filled(grid[0])) == 1 and _heads(grid[1:]):
        before += _paragraphs(grid[:1])
        grid = grid[1:]
    height = _heads(grid)
    if height:
        return Written(tuple(before), _lines(grid, height), _words(grid[:height]), tuple(grid))
    if _wordy(grid[0]) and len(grid) > 1:
        return Written(tuple(before), _lines(grid, 1, piped=True), _words(grid[:1]), tuple(grid))
    return Written((*before, *(_run(row) for row in grid if filled(row))))


def _rest(grid: Sequence[Row], before: Written) -> Sequence[Row] | None:
    """The rows by which a table goes on one with a header, without that header once more; None
    where it has a header of its own."""
    if not before.head:
        return None
    height = len(before.head)
    if _words(grid[:height]) == before.head:
        return grid[height:]
    return None if _heads(grid) else grid


def _words(rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.flat for cell in row) for row in rows)


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
