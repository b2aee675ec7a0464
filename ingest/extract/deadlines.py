"""Deadlines as ISO dates, and the words in a sentence that set one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ingest.tokens import nfc

_DAY = r"(?P<d>\d{1,2})\s*(?:/|\s+tháng\s+)\s*(?P<m>\d{1,2})"
_DASHED = r"(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>20\d\d)"
_YEAR = r"(?:\s*(?:/|-|,?\s*năm)\s*(?P<y>(?:19|20)\d\d)\b)"
_PERIOD_YEAR = r"(?:\s*(?:/|-|,|\.)?\s*(?:năm\s+)?(?P<y>20\d\d)\b)"
_QUARTER = r"quý\s+(?P<q>IV|III|II|I|[1-4])\b"
_MORE_QUARTERS = r"\s*(?:,|và|-|–|đến)\s*(?:quý\s+)?(?P<q2>IV|III|II|I|[1-4])\b"
_HALF = r"(?:6|06|sáu)\s+tháng\s+(?P<half>đầu|cuối)(?:\s+năm)?"

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}

Dates = tuple[date, date]
_Maker = Callable[[re.Match[str], int], Dates]


@dataclass(frozen=True, slots=True)
class DeadlinePhrase:
    """Words that set a deadline, `text[start:end]` of the sentence they stand in."""

    text: str
    start: int
    end: int


def due(text: str, *, default_year: int | None) -> tuple[str, str]:
    """First and last ISO date of a deadline; two empty strings where it names no date.

    A day by which something must be done is both. `default_year` is the year of "Quý III" or
    "tháng 11" with no year of their own; without it they name no date.
    """
    found = _dates(" ".join(nfc(text).split()), default_year)
    if not found:
        return "", ""
    return min(a for a, _ in found).isoformat(), max(b for _, b in found).isoformat()


def deadline_in(text: str) -> DeadlinePhrase | None:
    """The deadline that a sentence of NFC text sets, or None.

    Dates of cited documents, years to compare with and periods in a title set none.
    """
    for match in _SETS.finditer(text):
        if not _CITED.search(text[: match.start()]):
            return DeadlinePhrase(match.group(), *match.span())
    return None


def _dates(text: str, default_year: int | None) -> list[Dates]:
    found: list[Dates] = []
    taken: list[tuple[int, int]] = []
    for pattern, make in _SHAPES:
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            year = match.groupdict().get("y") or default_year
            # A period says both of its years itself.
            if year is None and "from" not in pattern.groupindex:
                continue
            dates = _made(make, match, int(year or 0))
            if dates:
                taken.append(match.span())
                found.append(dates)
    return found


def _made(make: _Maker, match: re.Match[str], year: int) -> Dates | None:
    try:
        return make(match, year)
    except ValueError:  # no such day: 31/02
        return None


def _day(match: re.Match[str], year: int) -> Dates:
    day = date(year, int(match["m"]), int(match["d"]))
    return day, day


def _quarter(match: re.Match[str], year: int) -> Dates:
    numbers = [
        _ROMAN.get(q.upper()) or int(q)
        for name in ("q", "q2")
        if (q := match.groupdict().get(name))
    ]
    return _months(year, 3 * min(numbers) - 2, 3 * max(numbers))


def _half(match: re.Match[str], year: int) -> Dates:
    return _months(year, 1, 6) if match["half"].lower() == "đầu" else _months(year, 7, 12)


def _month(match: re.Match[str], year: int) -> Dates:
    return _months(year, int(match["m"]), int(match["m"]))


def _whole_year(match: re.Match[str], year: int) -> Dates:
    return _months(year, 1, 12)


def _year_end(match: re.Match[str], year: int) -> Dates:
    return date(year, 12, 31), date(year, 12, 31)


def _before_year(match: re.Match[str], year: int) -> Dates:
    return _year_end(match, year - 1)


def _period(match: re.Match[str], year: int) -> Dates:
    first, last = int(match["from"]), int(match["to"])
    if first > last:
        raise ValueError(match.group())
    return date(first, 1, 1), date(last, 12, 31)


def _months(year: int, first: int, last: int) -> Dates:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _shape(pattern: str, make: _Maker) -> tuple[re.Pattern[str], _Maker]:
    return re.compile(pattern, re.IGNORECASE), make


# In order: what a longer shape has taken, a shorter one leaves alone.
_SHAPES = (
    _shape(rf"(?<![\d/]){_DAY}{_YEAR}", _day),
    _shape(rf"(?<![\d-]){_DASHED}(?![\d-])", _day),
    _shape(rf"ngày\s+{_DAY}(?![\d/])", _day),
    _shape(rf"(?:trước|hết|nhất)\s+{_DAY}(?![\d/])", _day),
    _shape(rf"{_QUARTER}{_MORE_QUARTERS}{_PERIOD_YEAR}?", _quarter),
    _shape(rf"{_QUARTER}{_PERIOD_YEAR}?", _quarter),
    _shape(rf"{_HALF}{_PERIOD_YEAR}?", _half),
    _shape(rf"tháng\s+(?P<m>1[0-2]|0?[1-9])\b{_PERIOD_YEAR}?", _month),
    _shape(r"(?<!\d)(?P<from>20\d\d)\s*[-–]\s*(?P<to>20\d\d)(?!\d)", _period),
    _shape(r"(?:hết|cuối)\s+(?:năm\s+)?(?P<y>20\d\d)(?!\d)", _year_end),
    _shape(r"trước\s+năm\s+(?P<y>20\d\d)(?!\d)", _before_year),
    _shape(r"(?<![\d/])(?P<y>20\d\d)(?![\d/])", _whole_year),
)
_ANY_DAY = r"(?:ngày\s+)?\d{1,2}\s*(?:/|\s+tháng\s+)\s*\d{1,2}(?:\s*(?:/|,?\s*năm)\s*20\d\d)?"
_ANY_PERIOD = (
    r"(?:quý\s+(?:IV|III|II|I|[1-4])|tháng\s+\d{1,2}|(?:6|sáu)\s+tháng\s+(?:đầu|cuối)(?:\s+năm)?)\b"
    r"(?:\s*(?:/|-|,)?\s*(?:năm\s+)?20\d\d)?"
)
_ANY_YEAR = r"(?:hết\s+|cuối\s+)?năm\s+20\d\d"
_ANY = rf"(?:{_ANY_DAY}|{_ANY_PERIOD}|{_ANY_YEAR})"
# What may open a deadline; a year alone needs a word that says that something ends then.
_SETS = re.compile(
    r"(?<!\w)(?:"
    rf"(?:trước|chậm nhất(?:\s+(?:là|vào|trong))?|muộn nhất|không quá|không muộn hơn)\s+{_ANY}"
    rf"|(?:đến|tới)\s+hết\s+{_ANY}"
    rf"|(?<=thành\s)(?:trong|vào|đến)\s+{_ANY}|(?<=xong\s)(?:trong|vào|đến)\s+{_ANY}"
    rf"|trong\s+{_ANY_PERIOD}"
    r")(?:\s+(?:h[ằà]ng|của mỗi)\s+(?:năm|quý|tháng))?(?![\d/])",
    re.IGNORECASE,
)
# A comparison, or the period that a report covers.
_CITED = re.compile(
    r"(?:so với|số\s+[\w/&-]+\s*,?|kể từ|tính từ|ban hành|có hiệu lực|sinh)\s*$", re.IGNORECASE
)

__all__ = ["DeadlinePhrase", "deadline_in", "due"]
