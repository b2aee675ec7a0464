"""Deadlines: as dates, and in a sentence among dates that are none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.deadlines import deadline_in, due


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Quý III/2024", "2024-07-01", "2024-09-30"),
        ("Quý III Năm 2026", "2026-07-01", "2026-09-30"),
        ("Quý I, II/2024", "2024-01-01", "2024-06-30"),  # two quarters, one year
        ("Quý IV/2025- Quý II/2026", "2025-10-01", "2026-06-30"),
        ("trước ngày 15/02/2024", "2024-02-15", "2024-02-15"),
        ("Trước 15/02/2024", "2024-02-15", "2024-02-15"),  # no "ngày"
        ("ngày 02 tháng 8 năm 2021", "2021-08-02", "2021-08-02"),
        ("Năm 2022", "2022-01-01", "2022-12-31"),
        ("Tháng 1/2024", "2024-01-01", "2024-01-31"),
        ("Tháng 2/2024", "2024-02-01", "2024-02-29"),  # a leap year
        ("đến hết năm 2021", "2021-12-31", "2021-12-31"),
        ("Trước năm 2025", "2024-12-31", "2024-12-31"),
        ("2026-2027", "2026-01-01", "2027-12-31"),
        ("Giai đoạn 2021 – 2025", "2021-01-01", "2025-12-31"),
        ("15-02-2024", "2024-02-15", "2024-02-15"),
    ],
)
def test_deadlines_that_say_their_year(text: str, first: str, last: str) -> None:
    assert due(text, default_year=None) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("6 tháng đầu năm", "2024-01-01", "2024-06-30"),
        ("Quý II", "2024-04-01", "2024-06-30"),
        ("trước ngày 15 tháng 12", "2024-12-15", "2024-12-15"),
        ("Trước 20/11", "2024-11-20", "2024-11-20"),
        ("trong tháng 11", "2024-11-01", "2024-11-30"),
    ],
)
def test_a_year_of_the_plan_where_none_is_said(text: str, first: str, last: str) -> None:
    assert due(text, default_year=2024) == (first, last)
    assert due(text, default_year=None) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "Thường xuyên",
        "Theo kế hoạch",
        "Hằng năm",
        "Theo KH CCH năm",
        "31/02/2024",
        "",
        "50% hồ sơ",
        "24/24h",
    ],
)
def test_what_names_no_date(text: str) -> None:
    assert due(text, default_year=2024) == ("", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Cụ thể hóa (Hoàn thành xong trước ngày 31/12/2021) và", "trước ngày 31/12/2021"),
        ("kế hoạch (hoàn thành trong tháng 11/2025) gửi Sở", "trong tháng 11/2025"),
        ("định kỳ trước ngày 30 tháng 11 hàng năm báo cáo", "trước ngày 30 tháng 11 hàng năm"),
        ("báo cáo chậm nhất ngày 17 tháng 12. Thời gian", "chậm nhất ngày 17 tháng 12"),
        ("hoàn thành vào năm 2025", "vào năm 2025"),
    ],
)
def test_a_deadline_in_its_sentence(text: str, words: str) -> None:
    found = deadline_in(text)
    assert found
    assert found.text == words == text[found.start : found.end]


@pytest.mark.parametrize(
    "text",
    [
        "theo Nghị quyết số 16-NQ/TU, ngày 14/10/2021 của Tỉnh ủy",  # the date of a document
        "giảm 10% biên chế so với năm 2021",  # a baseline
        "Đề án đào tạo giai đoạn 2021-2025",  # a project's period
        "định hướng đến năm 2030",  # an outlook
        "điểm năm sau cao hơn năm trước và được xếp",
        "giải quyết trước 15 phút",
    ],
)
def test_other_dates_set_no_deadline(text: str) -> None:
    assert deadline_in(text) is None


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_any_day_comes_back(day: date) -> None:
    iso = day.isoformat()
    assert due(f"trước ngày {day.day:02}/{day.month}/{day.year}", default_year=None) == (iso, iso)
    written = f"ngày {day.day} tháng {day.month} năm {day.year}"
    assert due(written, default_year=2000) == (iso, iso)


@given(st.one_of(st.text(), st.from_regex(r"(trước|quý|tháng|năm|ngày|hết| |/|\d){1,12}")))
def test_any_text_is_read(text: str) -> None:
    first, last = due(text, default_year=2024)
    assert (not first and not last) or date.fromisoformat(first) <= date.fromisoformat(last)
    found = deadline_in(text)
    assert found is None or text[found.start : found.end] == found.text
