"""From raw rows of any shape to a table: header, titles, rows with their merged cells settled."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.tables.columns import Column, read_columns
from ingest.tables.ditto import resolve
from ingest.tables.drafts import Draft, draft
from ingest.tables.header import Header, repeats
from ingest.tables.merges import append, is_rest, settle
from ingest.tables.model import RawRow, Table, TableRow
from ingest.tables.sections import read_section


class _Assembly:
    def __init__(self, header: Header) -> None:
        self._columns: tuple[Column, ...] = header.columns
        self._out: list[TableRow | Draft] = []
        self._group: list[Draft] = []
        self._deepest = 0

    def head(self, row: RawRow, *, again: bool = False) -> None:
        if again and len(row.cells) == len(self._columns):
            self._columns = read_columns(row.texts)
        self._out.append(TableRow("header", row.start, row.end))

    def add(self, row: RawRow) -> None:
        if repeats(row, self._columns):
            self.head(row, again=True)
        elif not self._title(row):
            made = draft(row, self._columns)
            resolve(made, self._group[-1] if self._group else None)
            self._row(made)

    def _title(self, row: RawRow) -> bool:
        section = read_section(row)
        if section is None:
            return False
        depth = section.depth
        if depth < 0:
            depth = 2 if self._deepest == 1 else 1
        else:
            self._deepest = depth if depth <= 1 else self._deepest
        self._close()
        self._out.append(
            TableRow("section", row.start, row.end, (), section.marker, section.title, depth)
        )
        return True

    def _row(self, row: Draft) -> None:
        above = self._group[-1] if self._group else None
        if above is None or not is_rest(row, above):
            self._group.append(row)
            self._out.append(row)
            return
        # A header that the page break repeated now lies inside the row, and is no row beside it.
        while self._out[-1] is not above:
            self._out.pop()
        append(row, above)

    def _close(self) -> None:
        settle(self._group)
        self._group = []

    def finish(self) -> tuple[TableRow, ...]:
        self._close()
        return tuple(row.finish() if isinstance(row, Draft) else row for row in self._out)


def assemble(rows: Sequence[RawRow], header: Header, first: int) -> Table | None:
    """The table that `rows` make under `header`; None where it has a header and nothing else.

    `first` is the index of the line where the table begins.
    """
    if len(rows) <= header.height:
        return None
    assembly = _Assembly(header)
    for row in rows[: header.height]:
        assembly.head(row)
    for row in rows[header.height :]:
        assembly.add(row)
    return Table(assembly.finish(), first, rows[-1].last)
