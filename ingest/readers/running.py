"""What a page adds around the text that flows over it: running heads, numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from ingest.readers.layout import Line, PageLayout, Word, rows_of

_ZONE = 0.12
_PAGE_NUMBER = re.compile(r"(?i)[-–—\s]*(?:trang|page)?\s*\d{1,4}(?:\s*/\s*\d{1,4})?[-–—.\s]*")
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"\[?(\d{1,2})\]?[.)]?\s*\S")
_SMALL = 0.9
_DEEPEST = 3
_OFTEN = 0.2


def without_heads(pages: Sequence[PageLayout]) -> list[list[list[Word]]]:
    """The rows of every page without those that run on from page to page and bare page numbers."""
    rows = [rows_of(page.words) for page in pages]
    margins = [_margins(page, found) for page, found in zip(pages, rows, strict=True)]
    seen = Counter(key for page in margins for key in {k for _, k in page})
    often = max(_OFTEN * len(pages), 2 if len(pages) < 5 else 3)
    kept: list[list[list[Word]]] = []
    for page, found, own in zip(pages, rows, margins, strict=True):
        gone = {at for at, key in own if seen[key] >= often or _is_page_number(found[at], page)}
        kept.append([row for at, row in enumerate(found) if at not in gone])
    return kept


def _margins(page: PageLayout, rows: Sequence[list[Word]]) -> list[tuple[int, tuple[str, int]]]:
    """The rows of a page's upper and lower edge, by what they say whatever the page's number."""
    found: list[tuple[int, tuple[str, int]]] = []
    for at, row in enumerate(rows):
        edge = at < _DEEPEST or at >= len(rows) - _DEEPEST
        low, high = row[0].top > (1 - _ZONE) * page.height, row[0].bottom < _ZONE * page.height
        if edge and (low or high):
            text = _DIGITS.sub("#", Line(tuple(row)).text)
            # A page that lies across has its edges elsewhere: what counts is how far they are.
            off = row[0].top - page.height if low else row[0].top
            found.append((at, (text, round(off / 12))))
    return found


def _is_page_number(row: Sequence[Word], page: PageLayout) -> bool:
    text = Line(tuple(row)).text
    in_table = any(t.top <= row[0].top <= t.bottom for t in page.tables)
    return not in_table and _PAGE_NUMBER.fullmatch(text) is not None


def parted_notes(rows: Sequence[list[Word]]) -> tuple[list[list[Word]], list[str]]:
    """The rows of a page, and the footnotes below them: small letters that begin with a number."""
    sizes = [word.size for row in rows for word in row]
    if not sizes:
        return list(rows), []
    usual = median(sizes)
    at = len(rows)
    while at and Line(tuple(rows[at - 1])).size <= _SMALL * usual:
        at -= 1
    while at < len(rows) and not _NOTE.match(Line(tuple(rows[at])).text):
        at += 1
    if at == 0 or at == len(rows):
        return list(rows), []
    notes: list[str] = []
    for row in rows[at:]:
        text = Line(tuple(row)).text
        number = _NOTE.match(text)
        raised = row[0].size < 0.8 * median(w.size for w in row) or text.startswith("[")
        if number and (not notes or raised):
            rest = text[number.end(1) :].lstrip("]). ")
            notes.append(f"[{number[1]}] {rest}")
        elif notes:
            notes[-1] += f" {text}"
    return list(rows[:at]), notes
