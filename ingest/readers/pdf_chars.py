"""The letters of a PDF page put together as words, upright, in the letters of today."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ingest.readers.layout import Word, rows_of
from ingest.readers.legacy import convert, of_font

Char = Mapping[str, Any]

_BOLD = re.compile(r"bold|black|heavy|,b|-b\b|bd\b", re.IGNORECASE)
_WORD_GAP = 0.17
"""Letters further apart than this share of their size are of two words."""
_RAISED = 0.78
_DIGITS = re.compile(r"\d{1,3}")
_UNKNOWN = re.compile(r"\(cid:\d+\)|\ufffd")


def turned(page: Any) -> int:
    """By how many quarters clockwise the page must be turned for most of its letters to stand."""
    counts = [0, 0, 0, 0]
    for char in page.chars:
        a, b = char["matrix"][:2]
        counts[
            0 if abs(a) >= abs(b) and a >= 0 else 2 if abs(a) >= abs(b) else 1 if b > 0 else 3
        ] += 1
    return counts.index(max(counts))


def turn(
    box: tuple[float, float, float, float], quarters: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """A box (x0, top, x1, bottom) on the page turned clockwise."""
    x0, top, x1, bottom = box
    if quarters == 1:
        return height - bottom, x0, height - top, x1
    if quarters == 2:
        return width - x1, height - bottom, width - x0, height - top
    if quarters == 3:
        return top, width - x1, bottom, width - x0
    return box


def words(page: Any, quarters: int) -> list[Word]:
    """The words of a page; letters that lie across the others are left out."""
    letters = [_letter(char, quarters, page) for char in page.chars if _stands(char, quarters)]
    fonts = {id(letter): font for letter, font in letters}
    rows = rows_of(letter for letter, _ in letters if letter.text)
    return [word for row in rows for word in _row(row, fonts)]


def unreadable(page: Any) -> float:
    """The share of a page's letters that its file gives no meaning."""
    chars = page.chars
    return sum(bool(_UNKNOWN.match(c["text"])) for c in chars) / len(chars) if chars else 0.0


def _stands(char: Char, quarters: int) -> bool:
    a, b = char["matrix"][:2]
    along = a if quarters % 2 == 0 else b
    right = along >= 0 if quarters in (0, 1) else along < 0
    return right and bool(abs(along) >= abs(b if quarters % 2 == 0 else a))


def _letter(char: Char, quarters: int, page: Any) -> tuple[Word, str]:
    box = (char["x0"], char["top"], char["x1"], char["bottom"])
    x0, top, x1, bottom = turn(box, quarters, float(page.width), float(page.height))
    text = "" if _UNKNOWN.match(char["text"]) else char["text"]
    font = str(char.get("fontname") or "")
    # Of a letter that lies on its side, the file's reader takes the width for the size.
    size = float(char["size"]) if not quarters else bottom - top
    return Word(text, x0, x1, top, bottom, size, bool(_BOLD.search(font))), font


def _row(row: list[Word], fonts: Mapping[int, str]) -> Iterator[Word]:
    """The words of one row of letters."""
    usual = sorted(letter.size for letter in row)[len(row) // 2]
    low = sorted(letter.bottom for letter in row)[len(row) // 2]
    group: list[Word] = []
    raised = False
    for letter in _once(row):
        up = _is_raised(letter, usual, low)
        if not letter.text.strip() or (group and _apart(group[-1], letter)) or up != raised:
            glued = bool(group) and bool(letter.text.strip()) and not _apart(group[-1], letter)
            yield from _word(group, fonts, raised)
            group, raised = [], up
            if glued:
                group = [_glue(letter)]
                continue
        if letter.text.strip():
            group.append(letter)
    yield from _word(group, fonts, raised)


def _once(row: Iterable[Word]) -> Iterator[Word]:
    """Letters without the second print by which some programs make them bold."""
    last: Word | None = None
    for letter in row:
        twice = (
            last is not None
            and letter.text == last.text
            and letter.text.strip()
            and abs(letter.x0 - last.x0) < 0.15 * letter.size
        )
        if not twice:
            yield letter
        last = letter


def _apart(before: Word, after: Word) -> bool:
    return after.x0 - before.x1 > _WORD_GAP * max(after.size, before.size)


def _is_raised(letter: Word, usual: float, low: float) -> bool:
    small = letter.size < _RAISED * usual and letter.bottom < low - 0.15 * usual
    return small and letter.text.isdigit()


def _glue(letter: Word) -> Word:
    return Word(
        letter.text,
        letter.x0,
        letter.x1,
        letter.top,
        letter.bottom,
        letter.size,
        letter.bold,
        glued=True,
    )


def _word(group: list[Word], fonts: Mapping[int, str], raised: bool) -> Iterator[Word]:
    if not group:
        return
    text = "".join(letter.text for letter in group)
    if coding := of_font(fonts.get(id(group[-1]), "")):
        text = convert(text, coding[0], capitals=coding[1])
    text = unicodedata.normalize("NFC", text)
    if raised and _DIGITS.fullmatch(text):
        text = f"[{text}]"
    yield Word(
        text,
        group[0].x0,
        group[-1].x1,
        min(letter.top for letter in group),
        max(letter.bottom for letter in group),
        max(letter.size for letter in group),
        all(letter.bold for letter in group),
        group[0].glued,
    )
