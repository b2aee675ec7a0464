"""Pages to one text: heads off, columns in order, paragraphs whole, tables as tables."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.columns import Column, in_order
from ingest.readers.flow import Flow
from ingest.readers.layout import Line, PageLayout, Ruled, Word, segments_of
from ingest.readers.paragraphs import Measure, Paragraph, goes_on, measure, paragraphs
from ingest.readers.pdf_tables import inside
from ingest.readers.running import parted_notes, without_heads
from ingest.readers.unruled import read_unruled

_BLOCK = 25
"""A column of fewer lines than this, beside another, is a block and no column of a page."""


def write_pages(pages: Sequence[PageLayout]) -> str:
    """The text of a document's pages."""
    writer = _Writer()
    for page, rows in zip(pages, without_heads(pages), strict=True):
        writer.page(page, rows)
    return writer.finish()


class _Writer:
    def __init__(self) -> None:
        self._flow = Flow()
        # The last paragraph waits: the next page may carry it on.
        self._open: Paragraph | None = None
        self._last: Line | None = None
        self._measure: Measure | None = None

    def page(self, page: PageLayout, rows: Sequence[list[Word]]) -> None:
        """Add one page."""
        loose = [
            [w for w in row if not any(_within(w, table) for table in page.tables)] for row in rows
        ]
        body, notes = parted_notes([row for row in loose if row])
        at = 0
        for table in page.tables:
            above = at
            while at < len(body) and body[at][0].top < table.top:
                at += 1
            self._text(body[above:at])
            self._close()
            self._flow.table(table.rows)
        self._text(body[at:])
        for note in notes:
            self._flow.note(note)

    def finish(self) -> str:
        """The whole text."""
        self._close()
        return self._flow.text()

    def _text(self, rows: Sequence[list[Word]]) -> None:
        segments = [segments_of(row) for row in rows]
        lines = [segments_of(row, marks=True) for row in rows]
        plain: list[list[Line]] = []
        at = 0
        while at < len(segments):
            found = read_unruled(segments, at)
            if found is None:
                plain.append(lines[at])
                at += 1
                continue
            self._lines(plain)
            plain = []
            self._close()
            at = found[0]
            self._flow.table(found[1])
        self._lines(plain)

    def _lines(self, rows: Sequence[Sequence[Line]]) -> None:
        for column in in_order(rows):
            self._column(column)

    def _column(self, column: Column) -> None:
        lines = column.lines
        measured = measure(lines)
        block = not column.whole and len(lines) < _BLOCK
        made = paragraphs(lines, measured, block=block)
        before, above = self._last, self._measure
        if self._open and before and above and goes_on(before, lines[0], above, measured):
            self._open.extend(made[0].text, bold=made[0].bold)
            made = made[1:]
        for paragraph in made:
            self._close()
            self._open = paragraph
        self._last, self._measure = (None if block else lines[-1]), measured

    def _close(self) -> None:
        if self._open:
            self._flow.paragraph(self._open.text, bold=self._open.bold)
        self._open, self._last = None, None


def _within(word: Word, table: Ruled) -> bool:
    return inside(word, (table.x0, table.top, table.x1, table.bottom))
