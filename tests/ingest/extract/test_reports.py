"""Reporting duties: who, to whom, how often."""

from __future__ import annotations

from functools import cache

import pytest

import corpus
from ingest.extract.model import Report
from ingest.extract.reports import cycles_in, reports
from ingest.parse import parse

QUARTERLY = ("hằng quý", "6 tháng", "hằng năm", "đột xuất")


@cache
def rows(slug: str) -> tuple[Report, ...]:
    text = next(p for p in corpus.documents() if p.stem == slug).read_text(encoding="utf-8")
    return reports(slug, text, parse(text, slug))


@pytest.mark.parametrize(
    ("slug", "clause", "who", "to", "cycles"),
    [
        (
            "thang-binh-2021-2025",
            "IV.1.g3",
            "Các Phòng, ban chuyên môn thuộc UBND huyện; Ủy ban nhân dân xã, thị trấn",
            "Ủy ban nhân dân huyện (qua Phòng Nội vụ)",
            QUARTERLY,
        ),
        ("thang-binh-2021-2025", "IV.2.g5", "Phòng Nội vụ", "Ủy ban nhân dân huyện", QUARTERLY),
        (
            "quang-nam-2021-2025",
            "D1.VII.1.c",
            "Các Sở, Ban, ngành; Ủy ban nhân dân các huyện, thị xã, thành phố",
            "Ủy ban nhân dân tỉnh (qua Sở Nội vụ)",
            QUARTERLY,
        ),
        ("quang-nam-2021-2025", "D1.VII.3.e", "Sở Nội vụ", "Ủy ban nhân dân tỉnh", QUARTERLY),
        (
            "tu-ky-2021-2025",
            "V.9.g2",
            "Các phòng chuyên môn được giao phụ trách các lĩnh vực CCHC",
            "UBND huyện (qua Phòng Nội vụ)",
            ("định kỳ",),
        ),
        (
            "tan-binh-2024",
            "IV.1.g1",
            "Công chức Văn phòng-Thống kê",
            "Phòng Nội vụ",
            ("quý I", "6 tháng", "quý III", "hằng năm", "đột xuất"),
        ),
        ("di-linh-2022-2025", "III.1", "Ban Thường vụ Huyện ủy", "Huyện ủy", ("định kỳ",)),
    ],
)
def test_reports_of_the_plans(
    slug: str, clause: str, who: str, to: str, cycles: tuple[str, ...]
) -> None:
    (row,) = [r for r in rows(slug) if r.clause == f"{slug}:{clause}"]
    assert (row.who, row.to, row.cycles) == (who, to, cycles)


@pytest.mark.parametrize(
    ("words", "cycles"),
    [
        ("định kỳ hàng quý, 6 tháng và hàng năm hoặc đột xuất", QUARTERLY),
        ("báo cáo định kỳ", ("định kỳ",)),
        ("báo cáo kết quả", ()),
        ("trong Quý I/2024", ()),  # a deadline, no cycle
    ],
)
def test_cycles(words: str, cycles: tuple[str, ...]) -> None:
    assert cycles_in(words) == cycles


def test_a_report_that_is_a_thing_is_no_duty() -> None:
    text = "V. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n- Vận hành hệ thống thông tin báo cáo của tỉnh.\n"
    assert reports("x", text, parse(text, "x")) == ()
