"""Tables whose cells stand on lines of their own with a lone bar between them.

A bar opens the first cell of a row, every further bar ends a cell, and the next row's opening bar
follows the closing one. So two bars with nothing between end a row or hold an empty cell, and only
the whole tells which: rows are found by dynamic programming over the cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.tables.align import align
from ingest.tables.assemble import assemble
from ingest.tables.cells import Piece, piece_between
from ingest.tables.columns import Column
from ingest.tables.header import read_header
from ingest.tables.model import RawRow, Table
from ingest.tables.patterns import is_letter
from ingest.tables.sections import read_section

_FULL = 2.0
_SHORT = 0.5
_LATE = 2.0
_WORDLESS = 2.0
_LONGEST_CELL = 80
_WIDEST = 16


@dataclass(frozen=True, slots=True)
class _Stream:
    """The cells between bars: `cells[i]` lies between `bars[i]` and `bars[i + 1]`.

    A bar is its offset and the index of its line. `late[i]` says that a blank line stands between
    the bar and what follows it, as where a table has ended.
    """

    bars: tuple[tuple[int, int], ...]
    cells: tuple[Piece, ...]
    late: tuple[bool, ...]

    def gap(self, i: int) -> bool:
        """Whether nothing at all stands between bar `i` and the next, so that a row may end."""
        return i >= len(self.cells) or self.cells[i].start == self.cells[i].end


def read_bars(lines: Sequence[Line], at: int) -> Table | None:
    """The lone-bar table that starts at line `at`, or None."""
    if not _bars_only(lines[at]):
        return None
    start = _read_stream(lines, at, _WIDEST + 2)
    if start.gap(0):
        return None
    ends = (i for i in range(2, len(start.cells) + 1) if start.gap(i) and not start.gap(i - 1))
    for width in ends:
        head = _raw(start, 0, width)
        if header := read_header([head]):
            rows = [head, *_body(_read_stream(lines, at), width, header.columns)]
            if table := assemble(_to_line_ends(rows, lines), header, at):
                return table
    return None


def _bars_only(line: Line) -> bool:
    return "|" in line.text and not line.text.replace("|", "").strip()


def _read_stream(lines: Sequence[Line], at: int, most: int = 0) -> _Stream:
    """The cells from the bar at line `at` on; at most `most` bars, if not 0."""
    bars: list[tuple[int, int]] = []
    cells: list[Piece] = []
    late: list[bool] = []
    for i in range(at, len(lines)):
        if bars and (i - bars[-1][1] > _LONGEST_CELL or 0 < most <= len(bars)):
            break
        if not _bars_only(lines[i]):
            continue
        for column in (c for c, char in enumerate(lines[i].text) if char == "|"):
            offset = lines[i].start + column
            if bars:
                before, line = bars[-1]
                cells.append(piece_between(lines[line : i + 1], before + 1, offset))
                late.append(lines[line + 1].blank if i > line else False)
            bars.append((offset, i))
    return _Stream(tuple(bars), tuple(cells), tuple(late))


def _raw(stream: _Stream, i: int, j: int) -> RawRow:
    """The row of cells `i` to `j`, from its opening bar to its closing one."""
    start, (end, line) = stream.bars[i][0], stream.bars[j]
    return RawRow(start, end + 1, stream.cells[i:j], line + 1)


def _body(stream: _Stream, width: int, columns: tuple[Column, ...]) -> list[RawRow]:
    """The rows after the header, chosen so that the sum of their scores is highest."""
    # best[j]: the score of the rows that end at bar j, and where the last of them begins.
    best: dict[int, tuple[float, int]] = {width: (0.0, -1)}
    for end in range(width + 1, len(stream.bars)):
        if not stream.gap(end) and not stream.late[end]:
            continue
        options = [
            (best[end - k - 1][0] + _score(stream, end - k, end, columns), end - k)
            for k in range(1, len(columns) + 1)
            if end - k - 1 in best and stream.gap(end - k - 1)
        ]
        if options:
            best[end] = max(options)
    at = max(best, key=lambda end: (best[end][0], -end))
    rows: list[RawRow] = []
    while best[at][1] >= 0:
        rows.insert(0, _raw(stream, best[at][1], at))
        at = best[at][1] - 1
    return rows


def _score(stream: _Stream, i: int, j: int, columns: tuple[Column, ...]) -> float:
    row = _raw(stream, i, j)
    if not any(row.texts) or is_letter(row.texts):
        return -10.0
    if j - i < len(columns) and not any(c.isalpha() for text in row.texts for c in text):
        # Figures alone are the rest of a row whose empty cells look like its end.
        return -_WORDLESS
    late = _LATE * sum(stream.late[i:j])
    if j - i < len(columns) and read_section(row):
        return _FULL - late
    whole = _FULL if j - i == len(columns) else _SHORT
    return whole + align(row.cells, columns)[1] - late


def _to_line_ends(rows: list[RawRow], lines: Sequence[Line]) -> list[RawRow]:
    """Bars that share the last row's last line but open no row are its own."""
    last = rows[-1]
    line = lines[last.last - 1]
    end = line.start + len(line.text.rstrip())
    return [*rows[:-1], RawRow(last.start, end, last.cells, last.last)]
