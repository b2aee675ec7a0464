"""Markdown tables."""

from __future__ import annotations

import pytest

from tests.ingest.tables.reading import names, only, rows, tables, texts

TARGETS = """\
| TT | Chỉ tiêu | Đơn vị tính | Mục tiêu 2025 | Mục tiêu 2030 | Ghi chú |
|:--|---|---|--:|--:|---|
| **I** | **Thủ tục** | | | | |
| 1 | Hồ sơ trực tuyến | % | 50 | 80 | *cấp xã* |
| 2 | Thời gian chờ a \\| b | phút | 30 | 15 | |
"""


def test_a_target_table() -> None:
    table = only(TARGETS)
    assert names(table) == ["number", "goal", "unit", "value", "value", "note"]
    assert [texts(row) for row in rows(table)] == [
        ["1", "Hồ sơ trực tuyến", "%", "50", "80", "cấp xã"],
        ["2", "Thời gian chờ a | b", "phút", "30", "15", ""],
    ]
    assert [(row.kind, row.title) for row in table.rows][1] == ("section", "I Thủ tục")


def test_the_rule_of_dashes_is_the_header_s() -> None:
    header = only(TARGETS).rows[0]
    assert TARGETS[header.start : header.end].endswith("|---|")


def test_sub_headers_under_a_group() -> None:
    text = (
        "| STT | Chỉ tiêu | Kế hoạch | | Ghi chú |\n|---|---|---|---|---|\n"
        "| | | Năm 2024 | Năm 2025 | |\n| 1 | Hồ sơ số hóa | 30% | 50% | |\n"
    )
    table = only(text)
    assert names(table) == ["number", "goal", "value", "value", "note"]
    (row,) = rows(table)
    assert [c.header for c in row.cells][2:4] == ["Kế hoạch Năm 2024", "Kế hoạch Năm 2025"]


def test_a_page_break_between_rows_of_one_width() -> None:
    text = TARGETS + "\n| 3 | Điểm hài lòng | % | 90 | 95 | |\n"
    assert rows(only(text))[-1].marker == "3"


def test_a_rule_alone_makes_a_header_of_unknown_words() -> None:
    assert names(only("| Màu | Số cây |\n|---|---|\n| đỏ | 3 |\n")) == ["other", "other"]


NO_TABLES = [
    ("| UBND XÃ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|---|---|\n| Số: 1/KH | a |", "letterhead"),
    ("| Nơi nhận: | TM. ỦY BAN NHÂN DÂN |\n|---|---|\n| - Lưu VT | CHỦ TỊCH |", "signature"),
    ("chọn a | b tùy ý\nvà c", "a bar in a sentence"),
    ("| một | hai |\n| ba | bốn |", "neither rule nor header words"),
]


@pytest.mark.parametrize(("text", "trap"), NO_TABLES)
def test_no_table(text: str, trap: str) -> None:
    assert tables(text) == [], trap
