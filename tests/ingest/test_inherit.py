"""What a heading says for all under it: years and tiers of administration."""

from __future__ import annotations

import pytest

from ingest.inherit import levels_in, years_in
from ingest.model import Level

YEARS = [
    ("a goal by a year", "a) Mục tiêu đến năm 2025", (2025,)),
    ("an outlook", "b) Định hướng đến năm 2030", (2030,)),
    ("without the word for year", "đẩy mạnh đến 2025, định hướng đến năm 2030", (2025, 2030)),
    ("a year of the title", "Cải cách hành chính năm 2024", (2024,)),
    ("a period counts by its end", "DANH MỤC GIAI ĐOẠN 2021 – 2025", (2025,)),
    ("a period without blanks", "giai đoạn 2021-2025", (2025,)),
    ("a stage by its number", "a) Giai đoạn 1 (2026 - 2028)", (2028,)),
    ("a stage by a Roman number", "Giai đoạn II: 2029-2031", (2031,)),
    ("from year to year", "từ năm 2025 đến hết năm 2030", (2025, 2030)),
    ("a year twice", "năm 2025 và đến năm 2025", (2025,)),
    ("a vision", "tầm nhìn 2050", (2050,)),
    ("a date in words", "ngày 14 tháng 10 năm 2021", ()),
    ("a date with its figures left blank", "Tân Bình, ngày tháng năm 2024", ()),
    ("a date in figures", "ngày 14/10/2021", ()),
    ("a number of a document", "Nghị định số 76/2021/NĐ-CP", ()),
    ("a baseline", "giảm 10% so với năm 2021", ()),
    ("a baseline period", "giảm 15% so với giai đoạn 2021 - 2025", ()),
    ("a baseline beside a goal", "đến năm 2025 giảm 10% so với năm 2021", (2025,)),
    ("a lost dash is no year", "giai đoạn 20212030", ()),
    ("none", "I. MỤC ĐÍCH, YÊU CẦU", ()),
]


@pytest.mark.parametrize(("trap", "text", "years"), YEARS, ids=[c[0] for c in YEARS])
def test_years(trap: str, text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years, trap


LEVELS = [
    ("a district's", "- Cán bộ, công chức, viên chức cấp huyện:", (Level.DISTRICT,)),
    ("a commune's", "- Cán bộ, công chức cấp xã:", (Level.COMMUNE,)),
    ("several, highest first", "cấp xã, cấp huyện và cấp tỉnh", tuple(Level)[1:]),
    ("capitals", "THỦ TỤC HÀNH CHÍNH NỘI BỘ CẤP TỈNH", (Level.PROVINCE,)),
    ("the centre", "các cơ quan trung ương", (Level.CENTRAL,)),
    ("a place is no tier", "huyện Thăng Bình, xã Tân Bình", ()),
    ("none", "", ()),
]


@pytest.mark.parametrize(("trap", "text", "levels"), LEVELS, ids=[c[0] for c in LEVELS])
def test_levels(trap: str, text: str, levels: tuple[Level, ...]) -> None:
    assert levels_in(text) == levels, trap
