"""Figures alone in a table's cells: by year, by tier, by quarter, in whatever unit."""

from __future__ import annotations

import pytest

from ingest.extract.grid import entries, is_figure, quarter_in, split_figure
from ingest.extract.model import Target
from ingest.extract.targets import targets
from ingest.model import Level
from ingest.parse import parse

BY_YEAR = """I. CHỈ TIÊU

| TT | Chỉ tiêu | ĐVT | 2024 | 2025 | 2026 |
|---|---|---|---|---|---|
| 1 | Hồ sơ nộp trực tuyến | % | 52 | 60 | 65,5 |
| 2 | Thứ hạng trong tỉnh | hạng | 6 | 4 | 3 |
| 3 | Hồ sơ bị trả lại (không vượt quá) | % | 8 | 6 | 2 - 3 |
| 4 | Kinh phí | triệu đồng | 900 | 1.250 | 1.900 |
"""
BY_TIER = """I. CHỈ TIÊU NĂM 2025

| STT | Chỉ tiêu | Cấp huyện (%) | Cấp xã (%) | Cơ quan theo dõi |
|---|---|---|---|---|
| 1 | Hồ sơ nộp trực tuyến | 60 | 52 | Phòng Nội vụ |
"""
BY_QUARTER = """I. CHỈ TIÊU

| TT | Chỉ tiêu | Kết quả năm 2024 | Quý I | Quý II |
|---|---|---|---|---|
| 1 | Thời gian chờ tại quầy | 34 phút | 28 phút | dưới 20 phút |
"""
WATCHED = """I. CHỈ TIÊU

| TT | Chỉ tiêu | Thực hiện năm 2024 | Kế hoạch năm 2025 | Đơn vị theo dõi |
|---|---|---|---|---|
| 1 | Số sáng kiến được công nhận | 0 | ít nhất 02 sáng kiến | Phòng Cải cách hành chính |
"""
BY_UNIT = """I. CHỈ TIÊU GIAO CHO CÁC XÃ

| TT | Đơn vị | Nộp trực tuyến (hồ sơ) | Thanh toán (%) | Số hóa kết quả (trang) | Kết quả 2024 |
|---|---|---|---|---|---|
| 1 | Xã Long Thuận | 742 | 43,0 | 10.480 | 610 |
"""
SUMS = """I. KINH PHÍ

| Khoản mục | Ngân sách (triệu đồng) | Xã hội hóa (triệu đồng) | Đơn vị sử dụng |
|---|---|---|---|
| Ki-ốt tự phục vụ | 360 | 240 | Trung tâm Phục vụ hành chính công |
"""


def read(text: str, *, first: int = 2025, last: int = 2026) -> list[Target]:
    period = (first, last)
    return list(targets("d", text, parse(text, "d"), last_year=last, period_years=period))


def said(rows: list[Target]) -> list[tuple[object, ...]]:
    return [(r.text, r.comparator, r.value, r.year, r.level) for r in rows]


def test_a_column_for_each_year() -> None:
    rows = read(BY_YEAR)
    assert said(rows[:4]) == [
        ("Hồ sơ nộp trực tuyến: 60%", "=", 60.0, 2025, None),
        ("Hồ sơ nộp trực tuyến: 65,5%", "=", 65.5, 2026, None),
        ("Thứ hạng trong tỉnh: hạng 4", "<=", 4.0, 2025, None),
        ("Thứ hạng trong tỉnh: hạng 3", "<=", 3.0, 2026, None),
    ], "years before the plan's are none of its goals"
    assert [(r.value_kind, r.comparator, r.value, r.value_max) for r in rows[4:]] == [
        ("percent", "<=", 6.0, None),
        ("percent", "range", 2.0, 3.0),
        ("money", "=", 1250.0, None),
        ("money", "=", 1900.0, None),
    ]
    assert rows[0].start == BY_YEAR.index("60 ")
    assert {r.measure_key for r in rows[:2]} == {"ho-so-truc-tuyen"}


def test_a_column_for_each_tier_with_its_unit_above() -> None:
    assert said(read(BY_TIER, first=2025, last=2025)) == [
        ("Hồ sơ nộp trực tuyến, cấp huyện: 60%", "=", 60.0, 2025, Level.DISTRICT),
        ("Hồ sơ nộp trực tuyến, cấp xã: 52%", "=", 52.0, 2025, Level.COMMUNE),
    ]


def test_a_column_for_each_quarter_and_none_for_what_has_been() -> None:
    assert said(read(BY_QUARTER, first=2025, last=2025)) == [
        ("Thời gian chờ tại quầy, quý I: 28 phút", "=", 28.0, 2025, None),
        ("Thời gian chờ tại quầy, quý II: dưới 20 phút", "<", 20.0, 2025, None),
    ]
    row = next(c for c in parse(BY_QUARTER, "d") if c.cells)
    assert [(e.quarter, e.reached) for e in entries(row)] == [(None, True), (1, False), (2, False)]


def test_who_keeps_watch_is_no_unit() -> None:
    assert said(read(WATCHED, first=2025, last=2025)) == [
        ("Số sáng kiến được công nhận: ít nhất 02 sáng kiến", ">=", 2.0, 2025, None)
    ]
    row = next(c for c in parse(WATCHED, "d") if c.cells)
    lead = row.cell("lead")
    assert lead is not None
    assert lead.text == "Phòng Cải cách hành chính"


def test_each_unit_is_given_its_figures() -> None:
    row = next(c for c in parse(BY_UNIT, "d") if c.cells)
    found = entries(row)
    assert [e.spelt for e in found[:3]] == [
        "Xã Long Thuận, nộp trực tuyến: 742 hồ sơ",
        "Xã Long Thuận, thanh toán: 43,0%",
        "Xã Long Thuận, số hóa kết quả: 10.480 trang",
    ]
    assert [e.reached for e in found] == [False, False, False, True]


def test_sums_are_spelt_and_set_no_target() -> None:
    row = next(c for c in parse(SUMS, "d") if c.cells)
    assert [e.spelt for e in entries(row)] == [
        "Ki-ốt tự phục vụ, ngân sách: 360 triệu đồng",
        "Ki-ốt tự phục vụ, xã hội hóa: 240 triệu đồng",
    ]
    assert read(SUMS) == []


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("40", True),
        ("96,5%", True),
        ("dưới 15 phút", True),
        ("không quá 04 ngày làm việc", True),
        ("2 - 3", True),
        ("từ 90% trở lên", True),
        ("186 mét giá tài liệu", True),
        ("100%, xong ngay trong quý I", True),
        ("30/6/2026", False),
        ("Tháng 01", False),
        ("80% hộ có tài khoản thanh toán và nộp được hồ sơ tại nhà", False),
        ("", False),
    ],
)
def test_what_is_a_figure_alone(text: str, alone: bool) -> None:
    assert is_figure(text) is alone


def test_a_figure_is_taken_apart() -> None:
    assert split_figure("từ 1.250 - 1.300 hồ sơ") == ("từ ", 1250.0, 1300.0, " hồ sơ")
    with pytest.raises(ValueError, match="no figure"):
        split_figure("hằng năm")


@pytest.mark.parametrize(
    ("text", "quarter"), [("quý II", 2), ("quy 3 nam 2026", 3), ("quý", None), ("quy chế", None)]
)
def test_quarters(text: str, quarter: int | None) -> None:
    assert quarter_in(text) == quarter
