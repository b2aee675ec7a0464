"""The words that say on which side of a figure the goal lies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.extract.shadow import shadow

# Long words are looked for without their marks ("tối thiếu"); short ones only as they are spelt,
# because "tu" is từ, tư and tự alike. A longer cue stands before the one that it ends in.
_LOOSE = (
    ("<=", r"khong (?:vuot )?qua|khong lon hon|khong cao hon|khong tren|toi da"),
    (">=", r"khong (?:duoi|thap hon|it hon|nho hon)|toi thieu|it nhat"),
    (">", r"cao hon|lon hon|nhieu hon"),
    ("<", r"thap hon|nho hon|it hon"),
)
_STRICT = (
    (">=", r"≥|từ|không dưới"),
    (">", r">|trên|hơn|vượt"),
    ("<=", r"≤"),
    ("<", r"<|dưới"),
)
_LEADING = [(sign, re.compile(rf"(?:{words})$"), True) for sign, words in _LOOSE] + [
    (sign, re.compile(rf"(?:^|(?<=\W))(?:{words})$", re.IGNORECASE), False)
    for sign, words in _STRICT
]
# What may stand between such a word and its figure: "tối thiểu tương ứng là 30%".
_FILLER = re.compile(
    r"(?:^|(?<=\W))(?:đạt|có|được|là|tương ứng|tỷ lệ|tỉ lệ|khoảng|xuống|còn|trung bình|bình quân"
    r"|với|lên|ở mức|mức|bằng|thêm|tăng|giảm|đến|:)\s*$",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"trở (lên|xuống)", re.IGNORECASE)
# Where one of these stands before "trở lên", it is a grade that is counted upwards.
_GRADE = re.compile(
    r"trình độ|đại học|trung cấp|cao cấp|chứng chỉ|trung bình|loại|mức|từ\b|\btốt|\bkhá|\bphòng"
    r"|cấp (?:trưởng|phó)|\bphó\b|\d",
    re.IGNORECASE,
)
_YEAR = re.compile(r"năm\s+20\d\d", re.IGNORECASE)


_NEAR = 80
"""How many characters before a figure can hold the words that lead up to it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparator ("" for none) and where its words stand.

    `start` is where those before the figure begin (the figure itself if there are none) and `tail`
    the range of those after it. Only leading words can hold for a whole list of figures.
    """

    sign: str
    start: int
    tail: tuple[int, int] | None = None
    leading: bool = False


def comparison(before: str, after: str) -> Comparison:
    """What the words around a figure say of it, from the nearest outwards."""
    sign, start = _lead(before)
    start = start if sign else len(before)
    tail = _tail(after)
    if tail is None:
        return Comparison(sign, start, leading=bool(sign))
    up = after[tail[0] : tail[1]].lower().endswith("lên")
    return Comparison(">=" if up else "<=", start, tail)


def before_lead(before: str) -> int:
    """Where the words that lead up to a figure begin, with or without a comparator."""
    return _lead(before)[1]


def has_strong_lead(before: str) -> bool:
    """Whether the text ends in "tối thiểu", "ít nhất", "không quá" or their like."""
    bare = _unfilled(before[-_NEAR:])
    return any(loose and found.search(shadow(bare)) for _, found, loose in _LEADING)


def _unfilled(before: str) -> str:
    bare = before.rstrip()
    while match := _FILLER.search(bare):
        bare = bare[: match.start()].rstrip()
    return bare


def _lead(before: str) -> tuple[str, int]:
    bare = _unfilled(before)
    folded = shadow(bare)
    for sign, pattern, loose in _LEADING:
        if match := pattern.search(folded if loose else bare):
            outer, earlier = _lead(before[: match.start()])
            return sign, earlier if outer else match.start()
    return "", len(bare)


def _tail(after: str) -> tuple[int, int] | None:
    match = _TRAILING.search(after)
    if match is None:
        return None
    between = after[: match.start()]
    if _GRADE.search(_YEAR.sub("", between)) or re.search(r"[;.]\s", between):
        return None
    return match.span()
