"""Paragraphs and tables in reading order, written as one text.

A paragraph is a line, or several where its author broke it; a blank line parts it from the next.
Nothing else in the text has a blank line before it, and that is how the parser knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.describe_page import KINDS
from ingest.markers import find_mark
from ingest.readers.cells import Row
from ingest.readers.grid import Written, write
from ingest.weight import may_head, shouts

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

    def paragraph(self, text: str, *, bold: bool = False) -> None:
        """Add a paragraph; one without a letter or a digit is left out, but ends a table.

        Of one in `bold` the text shows it where nothing else tells that it may be a heading.
        """
        tidied = tidy(text)
        if tidied:
            starred = bold and _needs_stars(tidied) and not self._is_subject()
            self._blocks.append(f"**{tidied}**" if starred else tidied)
            self._table = None

    def _is_subject(self) -> bool:
        """Whether a paragraph now would be a title's second line, below "KẾ HOẠCH"."""
        return bool(self._blocks) and self._blocks[-1].lower() in KINDS

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


def _needs_stars(text: str) -> bool:
    """Whether a line is a heading only by its weight: not numbered, and not in capitals."""
    plain = "*" not in text and "\n" not in text
    return plain and find_mark(text) is None and not shouts(text) and may_head(text)


def tidy(text: str) -> str:
    """A paragraph without tabs, doubled blanks and what has no width; its own breaks stay."""
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", text.replace("\r", "\n").replace("\x0b", "\n")))
    return _CUT.sub(r"\1", _BREAKS.sub("\n", text).strip())
