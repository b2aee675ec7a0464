"""A document's text as lines that remember where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A form feed is a page break: it ends a line as surely as a newline does.
_BREAK = re.compile(r"\r\n|[\n\r\f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its line break; `start`..`end` are code points into the document's text."""

    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether the line holds nothing but white space."""
        return not self.text.strip()


def split_lines(text: str) -> list[Line]:
    """Cut at newlines, carriage returns and form feeds; all other characters stay in a line."""
    lines: list[Line] = []
    at = 0
    for found in _BREAK.finditer(text):
        lines.append(Line(at, found.start(), text[at : found.start()]))
        at = found.end()
    if at < len(text):
        lines.append(Line(at, len(text), text[at:]))
    return lines
