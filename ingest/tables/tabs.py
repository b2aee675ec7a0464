"""Tables whose cells are set apart by tabs, one row to a line, blank lines at page breaks."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.lines import Line
from ingest.tables.assemble import assemble
from ingest.tables.cells import Piece, piece
from ingest.tables.header import read_header
from ingest.tables.model import RawRow, Table
from ingest.tables.patterns import is_letter
from ingest.tables.sections import read_section


def read_tabs(lines: Sequence[Line], at: int) -> Table | None:
    """The tab-separated table that starts at line `at`, or None."""
    if "\t" not in lines[at].text or lines[at].blank:
        return None
    # Most lines with a tab begin no table: look at the header before reading on.
    head = [_row(lines[at], at, cut=False), *_rows(lines, at + 1, limit=1)]
    if read_header(head) is None:
        return None
    rows = [head[0], *_rows(lines, at + 1)]
    header = read_header(rows)
    return assemble(rows, header, at) if header else None


def _rows(lines: Sequence[Line], at: int, limit: int = 0) -> list[RawRow]:
    rows: list[RawRow] = []
    cut = False
    while at < len(lines) and (not limit or len(rows) < limit):
        line = lines[at]
        if line.blank:
            cut = True
        elif "\t" in line.text.strip(" ") or _is_title(lines, at):
            row = _row(line, at, cut)
            if is_letter(row.texts):
                break
            rows.append(row)
            cut = False
        else:
            break
        at += 1
    return rows


def _row(line: Line, at: int, cut: bool) -> RawRow:
    cells: list[Piece] = []
    start = line.start
    for raw in line.text.split("\t"):
        cells.append(piece(raw, start))
        start += len(raw) + 1
    whole = piece(line.text, line.start)
    return RawRow(whole.start, whole.end, tuple(cells), at + 1, cut)


def _is_title(lines: Sequence[Line], at: int) -> bool:
    """A title that lost its tabs, with rows of the table right after it."""
    section = read_section(_row(lines[at], at, cut=False))
    after = next((line for line in lines[at + 1 : at + 4] if not line.blank), None)
    return bool(section and section.marker and after and after.text.count("\t") > 1)
