"""Tables in text, whatever their shape: tabs, bars, Markdown, or flattened into lines."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.lines import Line, split_lines
from ingest.tables.bars import read_bars
from ingest.tables.flat import read_flat
from ingest.tables.layer import read_layer
from ingest.tables.model import Table, TableRow
from ingest.tables.pipes import read_pipes
from ingest.tables.tabs import read_tabs

__all__ = ["Line", "Table", "TableRow", "read_table", "split_lines"]

_READERS = (read_tabs, read_bars, read_pipes, read_layer, read_flat)


def read_table(lines: Sequence[Line], at: int) -> Table | None:
    """The table that starts at line `at`, or None where none does.

    Letterheads and signature blocks are no tables, though they come in the shape of one.
    """
    if not 0 <= at < len(lines) or lines[at].blank:
        return None
    for reader in _READERS:
        table = reader(lines, at)
        if table is not None:
            return table
    return None
