"""Takes personal data out of what a user typed, before any of it is stored.

Document numbers, years and figures with thousands separated stay: they are what is asked about.
"""

from __future__ import annotations

import re

_MOBILE = r"(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)"
_GAP = r"[\s.\-]?"
# What may not stand around a number: a digit, a stroke, or a point that makes it part of a figure.
_BEFORE, _AFTER = r"(?<![\w/])(?<!\d[.,])", r"(?![\d/]|[.,]\d)"

# In this order: what is longer or surer first, since a mask hides its digits from those after it.
_MASKS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), mask)
    for pattern, mask in (
        (r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+", "[thư điện tử]"),
        # Of the old health cards.
        (rf"{_BEFORE}[A-Z]{{2}}{_GAP}\d(?:{_GAP}\d){{12}}(?!\d)", "[số thẻ]"),
        # A personal number begins with its province's code, of which none is above 096.
        (rf"{_BEFORE}\d{{12}}(?!\d)", "[số định danh]"),
        (rf"{_BEFORE}0\d\d(?:[\s.\-]\d{{3}}){{3}}{_AFTER}", "[số định danh]"),
        # A number that looks like any other is told by the word before it; not so a pair of years.
        (
            r"(?P<cue>\b(?:cmnd|cmt|cccd|căn cước|can cuoc|chứng minh(?: nhân dân| thư)?"
            r"|chung minh(?: nhan dan| thu)?|định danh|dinh danh|hộ chiếu|ho chieu|passport"
            r"|mã số thuế|ma so thue|mst|bhxh|bhyt|stk|số tài khoản|so tai khoan)"
            r"\D{0,20}?)(?:\d{8,16}|\d{3}(?: \d{3}){2,4})(?!\d)(?:-\d{3}(?!\d))?",
            r"\g<cue>[số giấy tờ]",
        ),
        (
            rf"{_BEFORE}(?:\+{_GAP}84|0084|84|0){_GAP}(?:\(0\){_GAP})?{_MOBILE}"
            rf"(?:{_GAP}\d){{7}}{_AFTER}",
            "[số điện thoại]",
        ),
        # A mobile's two digits may be parted from each other as well: "0 9 0 5 …".
        (rf"{_BEFORE}0(?:[\s.\-]\d){{9}}{_AFTER}", "[số điện thoại]"),
        (
            rf"{_BEFORE}\(?(?:\+{_GAP}84|0){_GAP}2(?:{_GAP}\)?{_GAP}\d){{9}}{_AFTER}",
            "[số điện thoại]",
        ),
        (
            rf"{_BEFORE}\(?0\d{{2,3}}\)?{_GAP}\d{{3}}{_GAP}\d{{3,4}}{_AFTER}",
            "[số điện thoại]",
        ),
    )
)


def masked(text: str) -> str:
    """The text with personal numbers, telephone numbers and e-mail addresses named, not told."""
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    return text
