"""What a table reader gives back, and the raw rows that the readers of each shape make."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Cell
from ingest.tables.cells import Piece


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as read.

    `kind` is "header", "section" or "row". `start`..`end` runs from its first to its last own
    character that is not blank. `cells` are in column order (rows only), inherited ones marked.
    `marker` is the running number in the row itself, or "". `title` and `depth` belong to
    sections: the title with its numbering, and 0 for a letter (A), 1 for Roman, 2 for arabic,
    3 for 1.1, and so on.
    """

    kind: str
    start: int
    end: int
    cells: tuple[Cell, ...] = ()
    marker: str = ""
    title: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table; `first` and `last` bound its lines: `lines[first:last]`."""

    rows: tuple[TableRow, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands: its cells by position, blank ones included.

    `cut` says that blank lines, all that is left of a page break, stand before it; `last` is the
    index of the line after it.
    """

    start: int
    end: int
    cells: tuple[Piece, ...]
    last: int
    cut: bool = False

    @property
    def texts(self) -> list[str]:
        """The clean text of every cell."""
        return [cell.text for cell in self.cells]
