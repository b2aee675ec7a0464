"""The cells of a table, whatever file it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_BLANKS = re.compile(r"\s+")
_CUT = re.compile(r"(?<=[\w)])([-–/])\n(?=\w)")


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
        """The text on one line; a word that a line's end cut at its hyphen is whole."""
        return _BLANKS.sub(" ", _CUT.sub(r"\1", self.text)).strip()


Row = Sequence[GridCell]


def filled(row: Row) -> list[GridCell]:
    """The cells of a row with something in them."""
    return [cell for cell in row if cell.flat]


def spread(cell: GridCell, columns: int) -> list[GridCell]:
    """A cell over several columns: itself, then what it covers."""
    covered = replace(cell, text="", left=True)
    return [cell, *[covered] * (columns - 1)]
