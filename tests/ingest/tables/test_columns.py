"""Columns by the words above them, cells by what they hold."""

from __future__ import annotations

import unicodedata

import pytest

from ingest.tables.align import align
from ingest.tables.cells import Piece, clean, join
from ingest.tables.columns import read_columns
from ingest.tables.patterns import is_agency, is_number, is_time

MEANINGS = [
    ("Stt", "number"), ("Số TT", "number"), ("TT", "number"),
    ("Mục tiêu", "goal"), ("Nội dung chỉ tiêu", "goal"),
    ("Nhiệm vụ/hoạt động", "task"), ("NỘI DUNG", "task"), ("Tên đề án", "task"),
    ("Nội dung thực hiện", "task"), ("Nhiệm vụ năm 2024", "task"),
    ("Kết quả/Sản phẩm", "deliverable"), ("Kết quả thực hiện nhiệm vụ", "deliverable"),
    ("Bộ phận chủ trì tham mưu", "lead"), ("Đơn vị thực hiện nhiệm vụ", "lead"),
    ("CƠ QUAN CHỦ TRÌ", "lead"), ("Thực hiện", "lead"),
    ("Bộ phận chủ trì phối hợp", "support"), ("Cơ quan phối hợp", "support"),
    ("Thời gian thực hiện", "deadline"), ("Hạn hoàn thành", "deadline"), ("Tiến độ", "deadline"),
    ("Ghi chú", "note"), ("ĐVT", "unit"), ("Kinh phí thực hiện", "other"), ("Lĩnh vực", "other"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "name"), MEANINGS)
def test_meaning(header: str, name: str) -> None:
    assert read_columns([header])[0].name == name


def test_decomposed_letters_mean_the_same() -> None:
    assert read_columns([unicodedata.normalize("NFD", "Thời hạn")])[0].name == "deadline"


def test_meanings_that_depend_on_the_other_columns() -> None:
    def meant(*headers: str) -> list[str]:
        return [column.name for column in read_columns(headers)]

    assert meant("Chỉ tiêu", "Đơn vị", "Năm 2025") == ["goal", "unit", "value"]
    assert meant("TT", "Đơn vị", "Năm 2025") == ["number", "lead", "value"]
    assert meant("Nội dung", "Đơn vị", "Thời hạn") == ["task", "lead", "deadline"]
    assert meant("Mục tiêu năm 2024", "Nhiệm vụ") == ["goal", "task"]
    assert meant("Nhiệm vụ", "Đơn vị chủ trì, phối hợp") == ["task", "lead"]
    assert meant("Chủ trì", "Chủ trì, phối hợp") == ["lead", "support"]


def test_shapes_of_cells() -> None:
    assert all(map(is_number, ["1", "1.1", "IV", "a)", "đ)", "2."]))
    assert not any(map(is_number, ["2026", "Sở", ""]))
    assert all(map(is_agency, ["Sở Nội vụ", "Các phòng, ban", "- UBND xã", "Bộ phận Một cửa"]))
    assert not any(
        map(
            is_agency,
            ["Ban hành kế hoạch", "Tổ chức hội nghị", "Số hóa", "Bố trí người", "Bộ tiêu chí"],
        )
    )
    assert all(map(is_time, ["Thường xuyên", "Quý II/2024", "Theo kế hoạch", "2026-2027"]))
    assert not any(map(is_time, ["Sở Nội vụ", "Theo dõi thi hành", "Thông báo"]))


COLUMNS = read_columns(["Stt", "Mục tiêu", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Hạn"
                        " hoàn thành"])  # fmt: skip
WHOLE = ["1", "Mục tiêu này", "Làm việc này", "Báo cáo", "Phòng Nội vụ", "Các xã", "Quý I/2024"]


def aligned(cells: list[str]) -> list[str]:
    pieces = [Piece(i, i + len(text), text) for i, text in enumerate(cells)]
    return [join(p.text for p in under) for under in align(pieces, COLUMNS)[0]]


SHIFTS = [
    (WHOLE, WHOLE, "as it stands"),
    (["", *WHOLE[2:], ""], ["", "", *WHOLE[2:]], "shifted to the left"),
    (WHOLE[1:], ["", *WHOLE[1:]], "the number left out"),
    (WHOLE[:4], [*WHOLE[:4], "", "", ""], "nothing after the product: no cause to move"),
    ([*WHOLE[:4], "", "", ""], [*WHOLE[:4], "", "", ""], "blank cells stay blank"),
    ([*WHOLE, "thừa"], [*WHOLE[:6], "Quý I/2024 thừa"], "a cell too many"),
]


@pytest.mark.parametrize(("cells", "wanted", "trap"), SHIFTS)
def test_align(cells: list[str], wanted: list[str], trap: str) -> None:
    assert aligned(cells) == wanted, trap


CLEAN = [
    ("<b>97%</b> hồ\u00a0sơ", "97% hồ sơ", "tags and hard blanks"),
    ("<ul class='x'><li>- a;</li><li>- b</li></ul>", "- a; - b", "items of a list"),
    ("một<br/>hai", "một hai", "line break"),
    ("**năm **2025, *(ghi chú)*", "năm 2025, (ghi chú)", "Markdown marks"),
    ("* *", "", "marks around nothing"),
    ("2 * 3 (*)", "2 * 3 (*)", "stars that are text"),
    ("a < b và c > d; x<5", "a < b và c > d; x<5", "signs that are no tags"),
    ("30-\n40%", "30-40%", "hyphen at a line's end"),
    ("gồm:\n- một", "gồm: - một", "an item of a list is no hyphen"),
    ("To\u0302\u0301i &amp; bạn", "Tối & bạn", "decomposed letters and entities"),
    (r"a \| b", "a | b", "an escaped bar"),
]


@pytest.mark.parametrize(("raw", "wanted", "trap"), CLEAN)
def test_clean(raw: str, wanted: str, trap: str) -> None:
    assert clean(raw) == wanted, trap


def test_join() -> None:
    assert join(["TP-", "HT"]) == "TP-HT"
    assert join(["quy định về", "", "quản lý"]) == "quy định về quản lý"
