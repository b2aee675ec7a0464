"""Figures in clean text: percentages, ranks, counts, durations and sums of money.

A number is taken only where its surroundings make it a figure that can be aimed at. Numbers of
documents, dates, years, articles, telephone numbers and levels of service ("mức độ 3, 4") have
none of these surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.extract.comparators import has_strong_lead
from ingest.extract.shadow import shadow


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text: `start`..`end` is the figure, `outer_start`..`outer_end` adds the words
    that belong to it and not to what is measured ("thuộc nhóm 05 huyện đứng đầu của tỉnh").

    `value_kind` is percent, rank, count, duration or money; `value_max` is set for a range.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    value_kind: str
    value: float
    value_max: float | None
    unit: str


_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d{1,2})?"
_TO = r"\s*(?:-|–|đến|tới)\s*"
_PERCENT = re.compile(
    rf"(?<![\d.,/])(?P<a>{_NUMBER})(?:\s*%?{_TO}(?:dưới\s+)?(?P<b>{_NUMBER}))?\s*%(?!\w)",
    re.IGNORECASE,
)
_BODIES = (
    r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|địa phương|đơn vị|bộ|ngành"
    r"|sở|cơ quan|vùng|quốc gia|nước)"
)
_BODY_LIST = rf"{_BODIES}(?:\s*(?:,|/|và)\s*{_BODIES}\b)*"
_PLACED = (
    r"(?:\s*(?:(?:có\s[^;.]{0,80}?\s)?(?:đứng đầu|dẫn đầu|cao nhất|tốt nhất|cao|hàng đầu)))?"
    r"(?:\s*(?:của|trong|trên)?\s*(?:cả|toàn|của)?\s*(?:tỉnh|nước|quốc|huyện|thành phố))?"
    r"(?:\s+về(?=\s))?"
)
_IN = r"(?:(?:được|xếp|nằm|thuộc|trong|vào|đứng)\s+)*"
_RANKS = (
    re.compile(
        rf"{_IN}\bnhóm\s+(?P<a>\d{{1,2}})\s+(?P<unit>{_BODY_LIST})\b(?!\w){_PLACED}", re.IGNORECASE
    ),
    re.compile(
        rf"{_IN}\bt[oốô]p\s+(?P<a>\d{{1,2}})\b(?:\s+(?P<unit>{_BODY_LIST})\b(?!\s+(?-i:[A-ZĐ])))?{_PLACED}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_IN}\b(?P<a>\d{{1,2}})\s+(?P<unit>{_BODY_LIST})\s+(?:đứng đầu|dẫn đầu|cao nhất)"
        r"(?:\s*(?:của|trong)?\s*(?:cả|toàn)?\s*(?:tỉnh|nước|quốc))?(?:\s+về(?=\s))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:xếp|đứng|giữ|đạt)\s+(?:vị trí\s+|hạng\s+)?(?:từ\s+)?(?:thứ hạng|thứ|hạng)\s+(?:từ\s+)?"
        r"(?P<a>\d{1,2})(?:\s*(?:-|–|đến|hoặc)\s*(?:thứ\s+|hạng\s+)?(?P<b>\d{1,2}))?(?!\d|/|\s+sao)(?P<unit>)",
        re.IGNORECASE,
    ),
)
_COUNTED = (
    r"đơn vị|sáng kiến|mô hình|huyện|xã|phường|tỉnh|thành phố|địa phương|cơ quan|lần|lượt|cuộc|đợt"
    r"|hội nghị|lớp|dịch vụ|thủ tục|TTHC|giải pháp|sản phẩm|dự án|đề tài|doanh nghiệp|hợp tác xã"
    r"|trung tâm|cơ sở|trạm|vùng|khu|điểm|bài|tin|chuyên đề|người|cán bộ|công chức|viên chức|hộ"
    r"|biên chế|phòng|ban|trường|giường|hồ sơ|văn bản|nhiệm vụ|tiêu chí"
)
_COUNT = re.compile(
    rf"(?<![\d.,/%-])(?P<a>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,5}})(?:{_TO}(?P<b>\d{{1,5}}))?"
    r"\s+(?P<unit>(?:k?m[23]\b|[^\W\d_]+)(?:\s+[^\W\d_]+){0,3})"
)
_UNIT = re.compile(rf"(?:{_COUNTED})\b(?:\s*[,/]\s*(?:{_BODIES})\b)*", re.IGNORECASE)
# No thing is counted by these: they are time, addresses in a law, or what a level is called.
_NOT_COUNTED = re.compile(
    r"(?:tháng|năm|ngày|giờ|phút|giây|tuần|quý|điều|khoản|mục|lần thứ|và|hoặc|đến|của|trong|tỷ"
    r"|triệu|nghìn|đồng|%)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"lần|lượt|cuộc|đợt", re.IGNORECASE)
_AIMED = re.compile(
    r"(?:duy tri|phan dau(?: co| dat| them| giam| tang)?|dat|them|tu|dao tao|boi duong|hinh thanh"
    r"|(?:dat|co) (?:tren|duoi|tu)|(?:con|xuong)(?: duoi)?)\s*$"
)
_DURATION = re.compile(
    rf"(?<![\d.,/])(?P<a>{_NUMBER})(?:{_TO}(?P<b>{_NUMBER}))?\s+"
    r"(?P<unit>phút|giờ|giây|ngày làm việc|ngày)\b(?!\s*\d)(?:\s*/\s*\d*\s*[^\W\d_]+)?",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"(?<![\d.,/])(?P<a>{_NUMBER})(?:{_TO}(?P<b>{_NUMBER}))?\s+"
    r"(?P<unit>(?:nghìn |triệu |tỷ |tỉ )*(?:đồng|USD)\b)",
    re.IGNORECASE,
)


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a clean text that a goal can be set by, in order; none overlaps another."""
    found: list[Figure] = []
    for figure in (*_percents(text), *_ranks(text), *_durations(text), *_sums(text)):
        if not _touches(figure, found):
            found.append(figure)
    for figure in _counts(text):
        if not _touches(figure, found) and not _inside_percentage(text, figure, found):
            found.append(figure)
    return tuple(sorted(found, key=lambda figure: figure.start))


def number(text: str) -> float:
    """A number as Vietnamese writes it: "05", "99,5", "1.500"."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


def _touches(figure: Figure, others: list[Figure]) -> bool:
    return any(figure.start < o.end and o.start < figure.end for o in others)


def _range(match: re.Match[str]) -> tuple[float, float | None]:
    low = number(match["a"])
    high = number(match["b"]) if match["b"] else None
    return low, high if high is not None and high > low else None


def _percents(text: str) -> Iterator[Figure]:
    for match in _PERCENT.finditer(text):
        low, high = _range(match)
        start = match.start()
        if match["b"] and high is None:  # "2021-100%" is no range
            low, start = number(match["b"]), match.start("b")
        yield Figure(start, match.end(), start, match.end(), "percent", low, high, "%")


def _ranks(text: str) -> Iterator[Figure]:
    for pattern in _RANKS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            end = match.end("b") if groups.get("b") else match.end("a")
            high = number(match["b"]) if groups.get("b") else None
            place = (match.start("a"), end, *match.span())
            unit = (match["unit"] or "").strip()
            yield Figure(*place, "rank", number(match["a"]), high, unit)


def _counts(text: str) -> Iterator[Figure]:
    last: tuple[int, str] | None = None
    for match in _COUNT.finditer(text):
        unit = _unit_of(match, text)
        if not unit:
            continue
        before = text[: match.start()]
        goes_on = last is not None and last[1] == unit and _continues(text, last[0], match.start())
        if not (goes_on or _aimed(before, unit, bool(match["b"]))):
            continue
        low, high = _range(match)
        end = match.end("b") if match["b"] else match.end("a")
        last = (end, unit)
        # "2 lần" counts how often; any other unit is the thing that is measured.
        outer = match.start("unit") + len(unit) if _TIMES.fullmatch(unit) else end
        place = (match.start(), end, match.start(), outer)
        yield Figure(*place, "count", low, high, unit)


def _unit_of(match: re.Match[str], text: str) -> str:
    if _NOT_COUNTED.match(match["unit"]):
        return ""
    if known := _UNIT.match(text, match.start("unit")):
        return known.group()
    strong = has_strong_lead(text[max(0, match.start() - 80) : match.start()])
    return match["unit"].split()[0] if strong and match["unit"][0].islower() else ""


def _aimed(before: str, unit: str, is_range: bool) -> bool:
    if has_strong_lead(before):
        return True
    match = _AIMED.search(shadow(before[-40:]))
    if match is None or not _UNIT.match(unit):
        return False
    # "Đạt từ 85 điểm" sets a figure; "từ 85 đơn vị" may begin what is counted down.
    words = match.group().strip()
    return is_range or words.startswith("dat ") or not words.endswith("tu")


def _continues(text: str, end: int, start: int) -> bool:
    """Whether a list goes on: "ít nhất 100 doanh nghiệp khởi nghiệp, 50 doanh nghiệp công nghệ"."""
    gap = text[end:start]
    return not re.search(r"[.(]", gap) and bool(
        re.search(r"(?:,|\bvà|trong đó(?: có)?|\bcó)\s*$", gap, re.IGNORECASE)
    )


def _inside_percentage(text: str, figure: Figure, found: list[Figure]) -> bool:
    """Whether the count only tells what a share is of: "100% khu công nghiệp có ít nhất 1 trạm"."""
    return any(
        other.value_kind == "percent"
        and other.end <= figure.start
        and not re.search(r"[;.]|trong đó|đồng thời", text[other.end : figure.start])
        for other in found
    )


def _durations(text: str) -> Iterator[Figure]:
    last: int | None = None
    for match in _DURATION.finditer(text):
        before = text[max(0, match.start() - 200) : match.start()]
        sentence = re.split(r"\.\s|;", before)[-1]
        # "thời gian … không quá 20 ngày; đối với … không quá 30 ngày": named once for all.
        goes_on = last is not None and not re.search(r"\.\s", text[last : match.start()])
        named = goes_on or re.search(r"thời (?:gian|hạn)", sentence, re.I)
        if not (has_strong_lead(before) and named):
            continue
        last = match.end()
        low, high = _range(match)
        place = (match.start(), match.end("unit"), match.start(), match.end("unit"))
        yield Figure(*place, "duration", low, high, match["unit"].lower())


def _sums(text: str) -> Iterator[Figure]:
    for match in _MONEY.finditer(text):
        if has_strong_lead(text[max(0, match.start() - 80) : match.start()]):
            low, high = _range(match)
            yield Figure(*match.span(), *match.span(), "money", low, high, match["unit"])
