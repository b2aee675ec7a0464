"""Clean text: what layout does to a text, undone, with the way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean, clean_with_map

CASES = [
    (
        "the gazette's head and page number",
        "nêu tại\nCÔNG BÁO/Số 302/Ngày 02-06-2026 \n55\nĐiều 1",
        "nêu tại Điều 1",
    ),
    (
        "the gazette's head after the number",
        "nêu tại\n56 CÔNG BÁO/Số 302/Ngày 02-06-2026\r\nĐiều 1",
        "nêu tại Điều 1",
    ),
    (
        "the gazette's stamp",
        "hết.\nKý bởi: CÔNG BÁO NƯỚC\nCơ quan: VĂN PHÒNG\nNgày ký: 2026-06-02",
        "hết.",
    ),
    ("the gazette named in a sentence", "đăng CÔNG BÁO/Số 3 theo", "đăng CÔNG BÁO/Số 3 theo"),
    ("a hyphen at a line's end joins figures", "từ 30-\n40% cơ quan", "từ 30-40% cơ quan"),
    ("a number cut at its hyphen", "số 14-\nCTr/HU", "số 14-CTr/HU"),
    ("a number cut after a slash's hyphen", "1464/QĐ-\nUBND", "1464/QĐ-UBND"),
    ("a period cut at its hyphen", "giai đoạn 2021-\n2025", "giai đoạn 2021-2025"),
    ("a blank line in the cut", "2021-\n\n2025", "2021-2025"),
    ("a blank after the hyphen", "Tài chính- \nKế hoạch", "Tài chính-Kế hoạch"),
    ("a cut at a slash", "huyện/\nthị xã", "huyện/thị xã"),
    ("an en dash between blanks is a dash", "Đăk Lăk –\n2025", "Đăk Lăk – 2025"),
    ("a dash after a blank stays apart", "2021 -\n2025", "2021 - 2025"),
    ("a Windows line end", "14-\r\nCTr/HU", "14-CTr/HU"),
    ("lost dashes are not put back", "20212030 và 2021  2030", "20212030 và 2021 2030"),
    ("a hard wrap is one space", "bộ máy \nhành chính", "bộ máy hành chính"),
    ("a page break and its leading space", "trong \n quá trình", "trong quá trình"),
    ("a blank line is one space", "vừa \n\nqua", "vừa qua"),
    ("letters in pieces", unicodedata.normalize("NFD", "Điều hành"), "Điều hành"),
    ("an Icelandic letter stands as its source has it", "Ðồng", "Ðồng"),
    ("tone placement of the source stands", "hoà, hóa, uỷ", "hoà, hóa, uỷ"),
    ("typos stand", "th ực hiện, thóng, đợn vị", "th ực hiện, thóng, đợn vị"),
    ("bold marks go", "**I. MỤC TIÊU**", "I. MỤC TIÊU"),
    ("bold over two lines", "**1. Nhiệm\nvụ** chung", "1. Nhiệm vụ chung"),
    ("emphasis goes", "*1.1. *Quán triệt", "1.1. Quán triệt"),
    ("emphasis with a blank inside its end", "*ngày 27 tháng 11 *", "ngày 27 tháng 11"),
    ("emphasis with a blank inside its start", "* (kèm theo\nKế hoạch)*", "(kèm theo Kế hoạch)"),
    ("a star before a blank is a bullet", "* Mục tiêu đến năm 2025", "* Mục tiêu đến năm 2025"),
    ("two stars on a line are a rule", "Hà\n* *\n", "Hà"),
    ("headings of markdown", "## I. MỤC TIÊU", "I. MỤC TIÊU"),
    ("tags go, what is in them stays", "<ul><li>Sở <b>Y tế</b></li></ul>", "Sở Y tế"),
    ("less-than is no tag", "tỷ lệ < 5% và > 2%", "tỷ lệ < 5% và > 2%"),
    ("a rule of dashes goes", "năm 2030\n-----\nThực hiện", "năm 2030 Thực hiện"),
    ("a lone bar goes", "|\nSố: 12\n|", "Số: 12"),
    ("characters without width go", "Kế\u200b hoạch\ufeff", "Kế hoạch"),
    ("blanks that do not break", "cấp\u00a0xã", "cấp xã"),
    ("nothing", "", ""),
    ("nothing but layout", " \n\t|\n---\n", ""),
]


@pytest.mark.parametrize(("trap", "raw", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_clean(trap: str, raw: str, wanted: str) -> None:
    assert clean(raw) == wanted, trap


@pytest.mark.parametrize(("trap", "raw", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_every_character_knows_where_it_stood(trap: str, raw: str, wanted: str) -> None:
    cleaned = clean_with_map(raw, base=7)
    assert len(cleaned.offsets) == len(wanted)
    assert list(cleaned.offsets) == sorted(cleaned.offsets)
    for char, offset in zip(cleaned.text, cleaned.offsets, strict=True):
        there = raw[offset - 7]
        assert _bare(char) == _bare(there) or (char == " " and there.isspace())


def _bare(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]


def test_origin_is_the_range_in_the_raw_text() -> None:
    raw = "đạt **từ 30-\n40%** trở lên"
    cleaned = clean_with_map(raw)
    at = cleaned.text.index("30-40%")
    start, end = cleaned.origin(at, at + len("30-40%"))
    assert raw[start:end] == "30-\n40%"


@given(st.text(alphabet="aĐộ 1-/*|#<b>\n\t\r.\u0301\u200b", max_size=60))
def test_no_text_is_too_odd(raw: str) -> None:
    cleaned = clean_with_map(raw)
    assert cleaned.text == cleaned.text.strip()
    assert all(0 <= offset < len(raw) for offset in cleaned.offsets)
