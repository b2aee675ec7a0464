"""The mark of a cell that is one with the cell above it, as a reader that knows writes it."""

from __future__ import annotations

from ingest.tables.drafts import DITTO, Draft


def resolve(row: Draft, above: Draft | None) -> None:
    """Give each cell that holds the mark what stands above it, as inherited."""
    for column, pieces in enumerate(row.pieces):
        if [piece.text for piece in pieces] != [DITTO]:
            continue
        row.pieces[column] = []
        if above is not None and len(above.columns) == len(row.columns) and above.pieces[column]:
            row.inherit(column, above.pieces[column])
