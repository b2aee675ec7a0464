"""One form for a sentence worded anew and for what it rests on."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.ground.forms import even
from retrieval.ground.strict.data import pattern

_DIGITS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9, "mốt": 1, "mươi": 0,
}  # fmt: skip
_ONE = r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
_LAST = r"(?:mốt|một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín)"
_COUNTED = (
    r"phần trăm|%|ngày|giờ|phút|tuần|tháng|quý|lần|tỷ|triệu|nghìn|huyện|xã|tỉnh|đơn vị|địa phương"
    r"|thị xã|thành phố|mô hình|sáng kiến|bước|đề án|nhiệm vụ"
)


def _tens(mark: str) -> str:
    """ "Hai mươi", "mười lăm"; its groups are named apart where the pattern stands twice."""
    ten = rf"(?:(?P<tens{mark}>{_ONE}) mươi|(?P<ten{mark}>mười))"
    return rf"{ten}(?: (?P<last{mark}>{_LAST})(?! 20\d\d))?"


_WORDS = re.compile(
    rf"(?<!\w)(?:(?P<hundreds>{_ONE}) trăm(?: (?:linh|lẻ) (?P<odd>{_ONE}))?(?: {_tens('')})?"
    rf"|{_tens('2')}"
    rf"|(?P<one>{_ONE})(?= (?:{_COUNTED})(?!\w)))(?!\w)",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"(?<=\d)\s*(?:phần trăm|per ?cent|%)(?!\w)", re.IGNORECASE)
_FILL = r"(?=(?:\s+(?:là|đạt|ở|mức|có|được|tỷ lệ))*\s+\d)"
_AT_LEAST = re.compile(
    rf"(?<!\w)(?:không (?:được )?(?:dưới|thấp hơn|ít hơn|nhỏ hơn)|ít nhất|chí ít|tối thiếu|at least"
    rf"|(?:no|not) less than|a minimum of){_FILL}",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    rf"(?<!\w)(?:không (?:được )?(?:vượt quá|vượt|quá|cao hơn|lớn hơn|nhiều hơn|hơn|trên)"
    rf"|nhiều nhất|cao nhất là|at most|(?:no|not) more than|up to|a maximum of){_FILL}",
    re.IGNORECASE,
)
# "năm năm" is five years; a single "năm" is a year, and "một" an article more often than a figure.
_NOT_ONE = re.compile(r"^(?:một|năm)$", re.IGNORECASE)


@lru_cache(maxsize=8192)
def formed(text: str) -> str:
    """Even text with its figures in digits and one word for each role."""
    text = _WORDS.sub(_figure, even(text))
    text = _PERCENT.sub("%", text)
    text = _AT_MOST.sub("tối đa", _AT_LEAST.sub("tối thiểu", text))
    text = pattern("role", "lead").sub("chủ trì", text)
    return pattern("role", "support").sub("phối hợp", text)


def _figure(match: re.Match[str]) -> str:
    if match["one"]:
        plain = _NOT_ONE.match(match["one"]) and not match.string[match.end() :].startswith(" phần")
        return match.group() if plain else str(_digit(match["one"]))
    tens, ten, last = (match[f"{name}2"] or match[name] for name in ("tens", "ten", "last"))
    value = 100 * _digit(match["hundreds"]) + _digit(match["odd"])
    return str(value + (10 if ten else 10 * _digit(tens)) + _digit(last))


def _digit(word: str | None) -> int:
    return _DIGITS[word.lower()] if word else 0
