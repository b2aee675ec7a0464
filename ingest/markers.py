"""The marks that number a Vietnamese official document, as one ordered table.

The order is the order of nesting, outermost first, and patterns are tried in it: a roman numeral
must be tried before a letter section ("C." is a hundred nowhere in a plan, but "I." is one), a
deep decimal before a shallow one is not needed because each takes its whole number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_LEAD = r"(?:[ \t\xa0]|\*\*|#{1,6}(?=[ \t*])|</?[a-zA-Z]+>|\*(?=[^\s*]))*"
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN = re.compile(r"M{0,1}(?:X{0,3})(?:IX|IV|V?I{0,3})$")


@dataclass(frozen=True, slots=True)
class Marker:
    """One kind of mark: `rank` is its depth, `component` what it adds to a clause's path."""

    name: str
    rank: int
    pattern: re.Pattern[str]
    component: Callable[[str], str]
    bullet: bool = False
    # Where a lower-case word after it shows that the line only happens to start so.
    before_capital: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark found at the start of a line; `end` is where the words after it begin."""

    marker: Marker
    value: str
    end: int

    @property
    def rank(self) -> int:
        """Depth; each further number of a decimal ("1.2.1") is one deeper."""
        return self.marker.rank + (self.value.count(".") if self.marker.name == "decimal" else 0)


def _letter(value: str) -> str:
    return "dd" if value == "đ" else value


def _ordinal(value: str) -> str:
    word = value.lower().removeprefix("thứ").strip()
    return str(_ORDINALS.index(word) + 1) if word in _ORDINALS else value


def _m(
    name: str,
    rank: int,
    pattern: str,
    component: Callable[[str], str] = str,
    *,
    bullet: bool = False,
    before_capital: bool = False,
) -> Marker:
    return Marker(name, rank, re.compile(_LEAD + pattern), component, bullet, before_capital)


_END = r"(?:\*\*|</?[a-zA-Z]+>)*[ \t\xa0]*"
MARKERS: tuple[Marker, ...] = (
    # "Phần mềm" and "Chương trình" are words: a number must follow.
    _m(
        "part",
        1,
        r"(?:PHẦN|Phần)\s+((?:THỨ|thứ)\s+\w+|[IVX]+\b|\d{1,2}\b)[.:]?" + _END,
        lambda v: "P" + _ordinal(v),
    ),
    _m("chapter", 2, r"(?:CHƯƠNG|Chương)\s+([IVX]+|\d{1,2})\b[.:]?" + _END, lambda v: "C" + v),
    _m("section", 3, r"(?:MỤC|Mục)\s+(\d{1,2})[.:]" + _END, lambda v: "M" + v),
    _m("article", 4, r"Điều\s+(\d{1,3})(?:\*\*)?[.:]" + _END, lambda v: "D" + v),
    _m("letter-section", 5, r"([ABEGH])[.]" + _END, before_capital=True),
    _m("roman", 6, r"([IVX]{1,6})\s*(?:[.)–:-]|/(?![a-zđ]))" + _END + r"(?=\S)"),
    _m("letter-section", 5, r"([CD])[.]" + _END, before_capital=True),
    # 1.000 is a figure: no digit may follow. A year is not a number of a clause.
    _m("decimal", 7, r"(\d{1,2}(?:\.\d{1,2}){1,4})\.?(?:\*\*)?\s+" + _END + r"(?=\D)"),
    _m("decimal", 7, r"(\d{1,3})(?:\*\*)?\.(?!\d)" + _END + r"(?=\S)"),
    _m("letter", 13, r"([a-zđ])\)" + _END),
    _m("letter", 13, r"([a-zđ])\.\s+" + _END, before_capital=True),
    _m("bracket", 14, r"\(?(\d{1,2})\)" + _END, lambda v: "n" + v),
    # Headings without a number (`weight.py`) stand between the numbers and the bullets.
    _m("star", 17, r"(\*)[ \t]+(?=[^\s(])", lambda v: "k", bullet=True),
    _m("dash", 18, r"([-–—−])(?![-–—−])" + _END + r"(?=\S)", lambda v: "g", bullet=True),
    _m("plus", 19, r"(\+)" + _END + r"(?=\S)", lambda v: "c", bullet=True),
    _m("bullet", 20, r"([•●▪◦·])" + _END + r"(?=\S)", lambda v: "b", bullet=True),
)


# A number alone on its line, the words to come on the next: "**Điều 2**.", "2.3.", "a)".
_BARE = re.compile(
    _LEAD
    + r"(?:Điều\s+\d{1,3}(?:\*\*)?[.:]|(?:[IVX]{1,6}|\d{1,2}(?:\.\d{1,2}){0,4})(?:\*\*)?\."
    + r"|(?:\d{1,2}|[a-zđ])\))(?:\*\*)?\s*"
)


def is_bare_mark(line: str) -> bool:
    """Whether a line is a number and nothing else."""
    return _BARE.fullmatch(line) is not None


def find_mark_over(line: str, after: str) -> Mark | None:
    """The mark of a line that is a number alone, whose words are on the line after."""
    return find_mark(f"{line.rstrip()} {after.strip()}") if is_bare_mark(line) else None


def find_mark(line: str) -> Mark | None:
    """The mark that a line starts with, or None."""
    for marker in MARKERS:
        match = marker.pattern.match(line)
        if not match or (marker.name == "roman" and not _is_roman(match.group(1))):
            continue
        if not marker.before_capital or line[match.end() : match.end() + 1].isupper():
            return Mark(marker, match.group(1), match.end())
    return None


def component(mark: Mark) -> str:
    """What the mark adds to a path: "II", "2", "a", "g" (bullets are counted by the parser)."""
    value = mark.value
    return mark.marker.component(_letter(value) if mark.marker.name == "letter" else value)


def strip_marker(text: str) -> str:
    """Clean text without the mark in front of it."""
    mark = find_mark(text)
    return text[mark.end :].lstrip() if mark else text


def _is_roman(value: str) -> bool:
    return bool(value) and _ROMAN.match(value) is not None
