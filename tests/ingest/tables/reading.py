"""How the tests of the table readers look at what comes out."""

from __future__ import annotations

from ingest.lines import split_lines
from ingest.tables import Table, TableRow, read_table


def tables(text: str) -> list[Table]:
    """Every table of a text, in order."""
    lines = split_lines(text)
    found: list[Table] = []
    at = 0
    while at < len(lines):
        table = read_table(lines, at)
        if table is not None:
            found.append(table)
        at = table.last if table else at + 1
    return found


def only(text: str) -> Table:
    """The one table of a text."""
    (table,) = tables(text)
    return table


def rows(table: Table) -> list[TableRow]:
    """The rows that are neither header nor title."""
    return [row for row in table.rows if row.kind == "row"]


def texts(row: TableRow) -> list[str]:
    """The text of every cell, in column order."""
    return [cell.text for cell in row.cells]


def cell(row: TableRow, name: str) -> str:
    """The text of the first cell of that meaning."""
    return next(c.text for c in row.cells if c.name == name)


def names(table: Table) -> list[str]:
    """What the columns mean."""
    return [c.name for c in rows(table)[0].cells]
