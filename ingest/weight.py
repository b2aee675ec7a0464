"""Weight: what shows that a line is a heading although it has no number.

A line is set in bold or in capitals for other reasons, too: a letterhead, a title, a signature, the
head of a column, a sentence that matters. What its words can tell of that is told here.
"""

from __future__ import annotations

import re
from enum import IntEnum

from ingest.clean import clean
from ingest.describe_page import KINDS
from ingest.parts import annex_number, is_closing, is_recipients, is_signature

LONGEST = 150
"""A heading has so many characters at most; what is longer is a paragraph, whatever its weight."""
# With its marks; patterns need not run over more.
_LONGEST_RAW = 4 * LONGEST
# Every stretch of bold; what is between two of them must not be words.
_BOLD = re.compile(r"\*\*(?:(?!\*\*).)+\*\*|<(b|strong)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_HASHED = re.compile(r"\s*#{1,6}(?=[\s*])[^\n]*\S\s*")
# Cells of a table stand between tabs or bars, also those of one that was not recognised.
_CELLS = re.compile(r"[\t|]")
_OPENING = re.compile(r"[\"“‘]?[^\W\d_]")
_SENTENCE = re.compile(r"[.;,!?…/][\"”’)\]*]*$")
# "Thời gian: Quý I năm 2025" says something; "Mục tiêu 1: Hoàn thiện thể chế" is a title.
_SAID = re.compile(r"(?<![\dIVX]):\s+\S")
_NO_HEADING = re.compile(
    r"(?:Số|Kính gửi|Ghi chú|Lưu ý|Nguồn|Đơn vị(?: tính)?|ĐVT|Trong đó|Cụ thể|Gồm|Ví dụ)\s*:"
    r"|Căn cứ\s|\W*Độc lập\b|(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT)\b|.*@|.*https?:"
    r"|.*\bngày\b.{0,12}\btháng\b.{0,12}\bnăm\b",
    re.IGNORECASE,
)
_ALONE = frozenset((*KINDS, "quyết nghị", "hết"))


class Weight(IntEnum):
    """How a line is set off; capitals stand above bold, and bold above nothing at all."""

    PLAIN = 0
    BOLD = 1
    CAPITALS = 2


def weight_of(raw: str) -> Weight | None:
    """The weight of a block as published that may be a heading; None where it cannot be one."""
    if _CELLS.search(raw) or not may_head(text := clean(raw)):
        return None
    if shouts(text):
        return Weight.CAPITALS
    return Weight.BOLD if is_bold(raw) else None


def may_head(text: str) -> bool:
    """Whether clean text can be a heading, by its words alone: short, and no sentence."""
    letters = sum(c.isalpha() for c in text)
    if len(text) > LONGEST or len(text.split()) < 2 or letters < 5:
        return False
    begins = _OPENING.match(text)
    if begins is None or not begins.group()[-1].isupper() or _SENTENCE.search(text):
        return False
    if _SAID.search(text) or _NO_HEADING.match(text) or text.rstrip(" :").lower() in _ALONE:
        return False
    aside = is_signature(text) or is_recipients(text) or is_closing(text)
    return not aside and annex_number(text) is None


def is_bold(raw: str) -> bool:
    """Whether all words of a piece of text are bold, or it is one line after a `#`.

    Of one longer than any heading that is not asked.
    """
    if len(raw) > _LONGEST_RAW:
        return False
    if _HASHED.fullmatch(raw):
        return True
    return _BOLD.search(raw) is not None and not any(c.isalnum() for c in _BOLD.sub("", raw))


def shouts(text: str) -> bool:
    """Whether a line is set in capitals, as titles are; one abbreviation is not a title."""
    letters = [c for c in text if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    return len(text.split()) > 1 and upper > 0.8 * len(letters)


__all__ = ["LONGEST", "Weight", "is_bold", "may_head", "shouts", "weight_of"]
