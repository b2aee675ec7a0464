"""Tables flattened into lines: Quảng Nam's annex, and small ones of other header words."""

from __future__ import annotations

import pytest

import corpus
from ingest.tables import Table
from tests.ingest.tables.reading import cell, names, only, rows, tables, texts


@pytest.fixture(scope="module")
def text() -> str:
    return (corpus.folder() / "quang-nam-2021-2025.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def annex(text: str) -> Table:
    return only(text)


# How the task begins and ends, lead, deadline; the trap of the row's layout last.
ANNEX = [
    ("Đề án “Tăng cường", "giai đoạn 2021 - 2025”.", "Sở Nội vụ", "Năm 2022", "number alone"),
    ("Đề án “Hệ thống", "hành chính nhà nước”.", "Sở Nội vụ", "Năm 2022", "blank line after it"),
    ("Đề án Cải thiện", "SIPAS, ICT INDEX...)", "Sở Nội vụ", "Năm 2021", "agency after a blank"),
    ("Đề án thí điểm", "khu dân cư điện tử.", "Sở Nội vụ", "Năm 2022", "all on one line"),
    ("Đề án “Đo lường", "dịch vụ y tế công”.", "Sở Y tế", "Năm 2022", "agency in the last line"),
    ("Đề án “Đo lường", "giáo dục công”.", "Sở Giáo dục và Đào tạo", "Năm 2022", "agency wraps"),
    ("Đề án đào tạo", "giai đoạn 2021-2025.", "Sở Nội vụ", "Năm 2021", "years in the name"),
]


def test_the_annex_has_seven_projects(annex: Table) -> None:
    assert names(annex) == ["number", "task", "lead", "deadline"]
    assert [row.marker for row in rows(annex)] == list("1234567")


@pytest.mark.parametrize(("number", "wanted"), list(enumerate(ANNEX)))
def test_project(annex: Table, number: int, wanted: tuple[str, str, str, str, str]) -> None:
    begins, ends, lead, deadline, trap = wanted
    row = rows(annex)[number]
    assert cell(row, "task").startswith(begins), trap
    assert cell(row, "task").endswith(ends), trap
    assert (cell(row, "lead"), cell(row, "deadline")) == (lead, deadline), trap


def test_an_agency_that_wraps_keeps_one_span(text: str, annex: Table) -> None:
    lead = rows(annex)[5].cells[2]
    (span,) = lead.spans
    assert "\n" in text[span.start : span.end]


OWN = """STT NHIỆM VỤ
ĐƠN VỊ CHỦ TRÌ
ĐƠN VỊ PHỐI HỢP
THỜI HẠN
1 Rà soát quy chế giai đoạn
2021-2025. Phòng Nội vụ
Văn phòng HĐND và UBND Quý II/2023
2
Tập huấn cho công chức.
Trung tâm Chính trị Các phòng, ban Thường xuyên
3 Chưa giao cho ai.
4 Tổng kết.
Phòng Nội vụ Các phòng, ban 31/12/2025
Nơi nhận: như trên.
"""


def test_lead_and_support_side_by_side() -> None:
    table = only(OWN)
    assert [texts(row) for row in rows(table)] == [
        ["1", "Rà soát quy chế giai đoạn 2021-2025.", "Phòng Nội vụ",
         "Văn phòng HĐND và UBND", "Quý II/2023"],
        ["2", "Tập huấn cho công chức.", "Trung tâm Chính trị", "Các phòng, ban", "Thường xuyên"],
        ["3", "Chưa giao cho ai.", "", "", ""],
        ["4", "Tổng kết.", "Phòng Nội vụ", "Các phòng, ban", "31/12/2025"],
    ]  # fmt: skip


def test_text_after_the_last_row_is_not_the_table_s() -> None:
    assert OWN[only(OWN).rows[-1].end :].strip() == "Nơi nhận: như trên."


PROSE = [
    ("TTHC được công khai theo quy định.\n1 Sở Nội vụ Năm 2022", "TTHC is no header"),
    ("TT NỘI DUNG\n1 Rà soát. Sở Nội vụ Năm 2022", "no column of agencies, none of time"),
    ("TT NỘI DUNG CƠ QUAN CHỦ TRÌ THỜI GIAN\nkhông có hàng nào", "no rows"),
    ("TT NỘI DUNG CƠ QUAN CHỦ TRÌ THỜI GIAN\n1 một câu văn thường", "no row ends as one must"),
]


@pytest.mark.parametrize(("text", "trap"), PROSE)
def test_no_table(text: str, trap: str) -> None:
    assert tables(text) == [], trap
