"""What the words around a figure, and the headings above them, say of the goal that it sets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.inherit import levels_in, years_in
from ingest.model import Level

_YEAR_WORDS = r"(?:(?:đến|tới|trước|hết|cuối|trong|vào|từ|ngay|kể từ|sau)\s+)"
_PERIOD = r"20\d\d\s*[-–]\s*(?:năm\s+)?(?P<last>20\d\d)"
_YEAR = re.compile(
    rf"(?P<cue>{_YEAR_WORDS}*)(?:năm|giai đoạn)\s+(?:{_PERIOD}|(?P<year>20\d\d))(?!\s*/)"
    r"|(?P<bare>(?:đến|tới|trước)\s+)(?P<plain>20\d\d)(?![\d/])",
    re.IGNORECASE,
)
BASELINE = re.compile(
    r"so với\s+(?:cùng kỳ\s+)?(?:cuối\s+|đầu\s+)?(?:năm|giai đoạn)\s+"
    r"(?:20\d\d(?:\s*[-–]\s*20\d\d)?|trước)",
    re.IGNORECASE,
)
_DATED = re.compile(r"tháng\s+\d{1,2}\s+$", re.IGNORECASE)
_LEFT_OUT = r"(?:ngoại trừ|trừ|không bao gồm|không kể|không tính)\b"
SCOPE = re.compile(rf"\(\s*({_LEFT_OUT}[^()]*)\)|,?\s+({_LEFT_OUT}[^;.()]*)", re.IGNORECASE)
_RIDER = re.compile(r"(Riêng\s[^;]*?)\.?$")
_EVERY_YEAR = r"(?:mỗi năm|hằng năm|hàng năm|bình quân(?: hằng| hàng)? năm|năm sau)"
_GROWTH = re.compile(rf"{_EVERY_YEAR}\b[^;.]*\b(?:tăng|giảm)\b[^;.,]{{0,25}}$", re.IGNORECASE)
_YEARLY = re.compile(rf"{_EVERY_YEAR}\b", re.IGNORECASE)
_OPENS_YEARLY = re.compile(rf"[\s\-+*•]*(?:phấn đấu\s+)?{_EVERY_YEAR}\b", re.IGNORECASE)
_RISES = re.compile(r"\b(?:tăng|giảm)\b[^;.,]{0,25}$", re.IGNORECASE)
_PER = re.compile(r"\s*(?:[^\W\d_]+\s*)?/\s*(?:01\s*|1\s*)?(năm|quý|tháng|tuần|ngày)\b", re.I)
_STRIVES = re.compile(r"\bph[aâáấầăẫ]n đ[aâáấầăẫ]u\b", re.IGNORECASE)

_CITED = re.compile(
    r"\b(?:theo|tại|thực hiện)\s+(?:lộ trình[^;.]{0,60}?|các\s+)?"
    r"(?:Kế hoạch|Quyết định|Nghị quyết|Nghị định|Chương trình|Thông tư|Công văn)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_SYSTEM = re.compile(
    r"\b(?:hệ thống|cổng|phần mềm|trang thông tin|cơ sở dữ liệu|nền tảng|kho dữ liệu)\b"
    r"[^,;.]{0,60}\bcủa\s+$",
    re.IGNORECASE,
)
_AREA = re.compile(r"\b(?:cả|toàn|trong|địa bàn|thuộc|khối|đứng đầu|dẫn đầu)\s+(?:của\s+)?$", re.I)
_UNIT = re.compile(
    r"\b(?:trung ương|(?<!thị )(?<!làng )xã(?! hội)|phường|thị trấn|huyện|thị xã|tỉnh)\b"
    r"|\b(?:Phòng|Sở)\s+(?=[A-ZĐ])",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)")
_ALL_TIERS = re.compile(r"\b(?:mỗi|các|tất cả các|từng)\s+cấp\b(?!\s+phòng)", re.IGNORECASE)
_LEVEL_OF = {
    "trung ương": Level.CENTRAL,
    "tỉnh": Level.PROVINCE,
    "sở": Level.PROVINCE,
    "huyện": Level.DISTRICT,
    "thị xã": Level.DISTRICT,
    "phòng": Level.DISTRICT,
    "quận": Level.DISTRICT,
    "xã": Level.COMMUNE,
    "phường": Level.COMMUNE,
    "thị trấn": Level.COMMUNE,
}
# Past its verb a sentence tells what is done to the subject, and may name another tier doing it.
PREDICATE = re.compile(
    r"\b(?:được|đạt|đủ|có|không phải|sử dụng|áp dụng|hoàn thành|thực hiện|bố trí|tự chủ"
    r"|tự (?:bảo|đảm) đảm|ứng dụng|kết nối|triển khai|bảo đảm|đảm bảo|phải)\b",
    re.IGNORECASE,
)


def year_named(before: str, after: str, first: int | None) -> int | None:
    """The year that the words around a figure aim at: the last before it, or the first after it.

    Years before `first` (those of laws and of reports) and baselines are no goals. After a figure
    a year counts only with a word such as "đến" or "trước", or at the very end. A period before it
    ("giai đoạn 2022 - 2025") gives way to either.
    """
    nearer = [*reversed(_years(before, periods=False)), *_years(after, strict=True)]
    years = [*nearer, *reversed(_years(before))]
    return next((year for year in years if first is None or year >= first), None)


def _years(text: str, *, strict: bool = False, periods: bool = True) -> list[int]:
    found: list[int] = []
    baselines = [m.span() for m in BASELINE.finditer(text)]
    for match in _YEAR.finditer(text):
        start, rest = match.start(), text[match.end() :]
        if any(a <= start < b for a, b in baselines) or _DATED.search(text[:start]):
            continue
        cued = match["cue"] or match["bare"] or not rest.strip(" ,;.)")
        if (cued or not strict) and (periods or not match["last"]):
            found.append(int(match["last"] or match["year"] or match["plain"]))
    return found


def opening_year(text: str, first: int | None) -> int | None:
    """The year that a sentence begins with: "Năm 2021, …", "Phấn đấu đến năm 2025 …"."""
    lead = re.match(r"[\s\-+*•]*(?:phấn đấu\s+|và\s+|bảo đảm\s+|đảm bảo\s+)?", text, re.IGNORECASE)
    at = lead.end() if lead else 0
    match = _YEAR.match(text, at)
    return year_named(match.group(), "", first) if match else None


def heading_year(headings: Sequence[str], period: tuple[int, ...]) -> int | None:
    """The one year that the nearest heading with a year aims at; the plan's own period is none."""
    own = "|".join(re.escape(str(year)) for year in period)
    whole = re.compile(rf"giai đoạn\s+(?:{own})\s*[-–]?\s*(?:{own})", re.IGNORECASE)
    for heading in reversed(headings):
        years = years_in(whole.sub(" ", heading) if len(period) > 1 else heading)
        if years:
            return years[0] if len(years) == 1 else None
    return None


def levels_named(text: str) -> tuple[Level, ...] | None:
    """The tiers that a figure's words name, in order; empty for "mỗi cấp", None where none is.

    The owner of a system ("Cổng Dịch vụ công của tỉnh"), the area of a contest ("cả tỉnh"), what
    stands in brackets and what a cited document is called are not tiers that the goal is for.
    """
    text = _CITED.sub("", _BRACKETS.sub(lambda m: " " * len(m.group()), text))
    found: list[Level] = []
    for match in _UNIT.finditer(text):
        before = text[: match.start()]
        word = match.group().strip()
        if word.lower() in ("phòng", "sở") and not word[0].isupper():
            continue
        if not (_SYSTEM.search(before) or _AREA.search(before)):
            found.append(_LEVEL_OF[word.lower()])
    if found:
        return tuple(dict.fromkeys(found))
    return () if _ALL_TIERS.search(text) else None


def level_of(words: str) -> Level | None:
    """The tier of what is ranked: that of the first unit named."""
    match = re.search(r"thị xã|thị trấn|tỉnh|huyện|quận|xã|phường", words, re.IGNORECASE)
    return _LEVEL_OF[match.group().lower()] if match else None


def only_level(levels: Sequence[Level] | None) -> Level | None:
    """The tier where exactly one is named."""
    return levels[0] if levels is not None and len(levels) == 1 else None


def label_level(label: str) -> Level | None:
    """The one tier that a run-in heading names ("Cán bộ, công chức cấp xã: …")."""
    return only_level(levels_in(label))


def is_firm(before: str, heading: str) -> bool:
    """Whether nothing between the start of the sentence and the figure only strives."""
    return not (_STRIVES.search(before) or _STRIVES.match(heading))


def baseline_of(before: str, after: str) -> str:
    """What the figure is measured against: "so với năm 2021".

    Past an "và" it belongs to what stood before: "cải thiện so với năm 2023 và nằm trong nhóm 5".
    """
    if match := BASELINE.search(after):
        return match.group()
    match = BASELINE.search(before)
    return match.group() if match and " và " not in before[match.end() :] else ""


def scope_of(text: str) -> str:
    """What is left out, without its brackets."""
    match = SCOPE.search(text)
    return (match.group(1) or match.group(2)).strip(" ,.") if match else ""


def rider_of(following: str) -> str:
    """The exception that a sentence of its own makes: "Riêng …"."""
    match = _RIDER.match(following.strip())
    return match.group(1) if match else ""


def per_of(before: str, sentence: str, after: str, *, counts: bool) -> str:
    """The unit of time of a growth ("mỗi năm tăng 20%") or a frequency ("2 lần/năm").

    `before` and `sentence` end at the figure and begin with its own words and with its sentence; a
    count (`counts`) needs no word of growth ("mỗi năm có ít nhất 150 sản phẩm").
    """
    if match := _PER.match(after):
        return match.group(1).lower()
    if _GROWTH.search(before) or (counts and _YEARLY.search(before)):
        return "năm"
    return "năm" if _OPENS_YEARLY.match(sentence) and _RISES.search(before) else ""
