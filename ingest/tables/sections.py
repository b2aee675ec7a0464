"""Rows that are titles: `II. Cải cách thủ tục hành chính` across a table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.tables.model import RawRow
from ingest.tables.patterns import is_number, is_roman

_TITLED = re.compile(r"([IVXLC]{1,6}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)([.)/]|\s)\s*(\D.*)", re.DOTALL)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Section:
    """A title in a table: its numbering, the whole title, and how deep it is."""

    marker: str
    title: str
    depth: int


def read_section(row: RawRow) -> Section | None:
    """The section that a row opens, or None where it is a row like others."""
    filled = [cell for cell in row.cells if cell.text]
    texts = list(dict.fromkeys(cell.text for cell in filled))
    if not texts or len(texts) > 2 or any(len(text) > _LONGEST for text in texts):
        return None
    # A title begins at the left edge; a word further right is a cell of its column.
    place = row.cells.index(filled[0])
    bold = all(cell.bold for cell in filled)
    if len(texts) == 2:
        return _split(texts[0], texts[1], bold) if place == 0 else None
    return _whole(texts[0], bold) if place <= 1 else None


def _split(marker: str, title: str, bold: bool) -> Section | None:
    if not is_number(marker) or is_number(title):
        return None
    if bold or is_roman(marker) or title.isupper():
        return Section(marker.rstrip(".)"), f"{marker} {title}", depth(marker))
    return None


def _whole(title: str, bold: bool) -> Section | None:
    loud = bold or (title.isupper() and " " in title)
    found = _TITLED.fullmatch(title)
    if found and (loud or (is_roman(found[1]) and found[2] == ".")):
        return Section(found[1], title, depth(found[1]))
    if loud and not is_number(title):
        return Section("", title, -1)
    return None


def depth(marker: str) -> int:
    """0 for a letter, 1 for Roman, 2 for arabic, one more for every further number in it."""
    bare = marker.rstrip(".)")
    if is_roman(bare):
        return 1
    return 0 if bare.isalpha() else 2 + bare.count(".")
