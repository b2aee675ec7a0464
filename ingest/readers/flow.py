"""Paragraphs and tables in reading order, written as one text.

A paragraph is a line, or several where its author broke it; a blank line parts it from the next.
Nothing else in the text has a blank line before it, and that is how the parser knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.cells import Row
from ingest.readers.grid import Written, write

_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[ \n]*")
# Soft hyphens show only where a line ends; the others have no width at all.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CUT = re.compile(r"(?<=[\w)])([-–/])\n(?=\w)")


class Flow:
    """The text of a document in the making."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._notes: list[str] = []
        self._table: Written | None = None

    def paragraph(self, text: str) -> None:
        """Add a paragraph; one without a letter or a digit is left out, but ends a table."""
        tidied = tidy(text)
        if tidied:
            self._blocks.append(tidied)
            self._table = None

    def table(self, rows: Sequence[Row]) -> None:
        """Add a table, or the rest of the one right before."""
        written = write(rows, self._table)
        for text in written.before:
            self.paragraph(text)
        if written.lines:
            if written.goes_on:
                self._blocks.pop()
            self._blocks.append("\n".join(_INVISIBLE.sub("", line) for line in written.lines))
            self._table = written if written.head else None

    def note(self, text: str) -> None:
        """Add a footnote, which goes to the end."""
        if tidied := tidy(text):
            self._notes.append(tidied)

    def text(self) -> str:
        """All of it."""
        return "\n\n".join([*self._blocks, *self._notes]) + "\n" if self._blocks else ""


def tidy(text: str) -> str:
    """A paragraph without tabs, doubled blanks and what has no width; its own breaks stay."""
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", text.replace("\r", "\n").replace("\x0b", "\n")))
    return _CUT.sub(r"\1", _BREAKS.sub("\n", text).strip())
