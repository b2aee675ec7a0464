"""Rows under their columns, before merged cells and page breaks are settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.model import Cell
from ingest.tables.align import align
from ingest.tables.cells import Piece, join
from ingest.tables.columns import Column
from ingest.tables.model import RawRow, TableRow

DITTO = "^^"
"""A cell that is one with the cell above it, as in MultiMarkdown's tables."""


@dataclass(slots=True)
class Draft:
    """A row in the making: for each column the pieces of its cell, and the columns inherited."""

    start: int
    end: int
    columns: tuple[Column, ...]
    pieces: list[list[Piece]]
    cut: bool
    inherited: set[int] = field(default_factory=set)
    marker: str = ""

    def index(self, name: str) -> int:
        """The first column of that meaning, or -1."""
        return next((i for i, column in enumerate(self.columns) if column.name == name), -1)

    def text(self, column: int) -> str:
        """The text under a column, "" for a blank cell or no such column."""
        return join(piece.text for piece in self.pieces[column]) if column >= 0 else ""

    def own(self, column: int) -> bool:
        """Whether the row itself has something under that column."""
        return column >= 0 and bool(self.pieces[column]) and column not in self.inherited

    def filled(self) -> list[int]:
        """The columns under which the row itself has something."""
        return [i for i in range(len(self.columns)) if self.own(i)]

    def inherit(self, column: int, pieces: Sequence[Piece]) -> None:
        """Take a merged cell's pieces from the row that holds them."""
        self.pieces[column] = list(pieces)
        self.inherited.add(column)

    def finish(self) -> TableRow:
        """The row as it leaves the reader."""
        cells = tuple(
            Cell(
                name=column.name,
                header=column.header,
                text=self.text(i),
                spans=tuple(piece.span for piece in self.pieces[i]),
                inherited=i in self.inherited,
            )
            for i, column in enumerate(self.columns)
        )
        return TableRow("row", self.start, self.end, cells, marker=self.marker)


def draft(row: RawRow, columns: tuple[Column, ...]) -> Draft:
    """A raw row under its columns, moved where its content says that it has shifted.

    Who marks a merged cell knows the columns: that row stands as it is.
    """
    if DITTO in row.texts and len(row.cells) == len(columns):
        pieces = [[cell] if cell.text else [] for cell in row.cells]
    else:
        pieces, _ = align(row.cells, columns)
    made = Draft(row.start, row.end, columns, pieces, row.cut)
    made.marker = made.text(made.index("number"))
    return made
