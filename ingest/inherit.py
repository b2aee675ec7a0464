"""What a heading says for everything under it: the years and the tiers of administration."""

from __future__ import annotations

import re

from ingest.model import Level

# A year is a target year only after such a word; "ngày 14/10/2021" and "76/2021/NĐ-CP" are not.
_YEAR = re.compile(
    r"(?:\b(?:đến|tới|năm|trước|hết|từ|tầm nhìn)\s+"
    r"|giai đoạn\s+(?:(?:\d|[IVX]+)\s*[(:,]\s*)?(?:20\d\d\s*[-–]\s*)?)(20\d\d)\b"
    r"(?!\s*/)",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\b(20\d\d)\s*[-–]\s*(20\d\d)\b")
_BASELINE = re.compile(r"so với\s+(?:cuối\s+|đầu\s+)?(?:năm\s+|giai đoạn\s+)?$", re.IGNORECASE)
_DATED = re.compile(r"tháng\s+(?:\d{1,2}\s+)?$", re.IGNORECASE)
_LEVELS = (
    (Level.CENTRAL, re.compile(r"\b(?:cấp\s+)?trung ương\b", re.IGNORECASE)),
    (Level.PROVINCE, re.compile(r"\bcấp\s+tỉnh\b", re.IGNORECASE)),
    (Level.DISTRICT, re.compile(r"\bcấp\s+huyện\b", re.IGNORECASE)),
    (Level.COMMUNE, re.compile(r"\bcấp\s+xã\b", re.IGNORECASE)),
)


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text speaks for, in order; dates and baselines ("so với năm 2021") are not.

    A period counts with its last year: what it sets is due by then.
    """
    found: list[int] = []
    for match in _YEAR.finditer(text):
        before = text[: match.start()]
        if _BASELINE.search(before) or _DATED.search(before):
            continue
        period = _PERIOD.match(text, match.start(1))
        found.append(int(period.group(2) if period else match.group(1)))
    return tuple(dict.fromkeys(found))


def levels_in(text: str) -> tuple[Level, ...]:
    """The tiers of administration named with "cấp", highest first."""
    return tuple(level for level, pattern in _LEVELS if pattern.search(text))
