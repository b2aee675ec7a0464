"""What kind of thing a question wants, what it counts, and which numbered thing it names."""

from __future__ import annotations

import pytest

from ingest.model import Cell, Clause, Kind
from retrieval import anchors, reading, typed


def clause(text: str, *headings: str, cells: tuple[Cell, ...] = ()) -> Clause:
    kind = Kind.ROW if cells else Kind.ITEM
    return Clause("d", "I.1", 0, kind, text, 0, len(text), headings, cells=cells)


@pytest.mark.parametrize(
    ("asking", "kind"),
    [
        ("tra ket qua trong may ngay", "duration"),
        ("toi da bao nhieu ngay", "duration"),
        ("truoc may ngay nao", None),  # a date, not a length
        ("so dien thoai duong day nong", "phone"),
        ("het bao nhieu tien", "money"),
        ("con may diem chua chap", None),  # places, not marks
        ("phai dat bao nhieu diem", "points"),
        ("dat bao nhieu phan tram", None),
    ],
)
def test_the_kind_of_thing_is_read_from_the_cue(asking: str, kind: str | None) -> None:
    assert typed.asked(asking) == kind


@pytest.mark.parametrize(
    ("asking", "text", "counted"),
    [
        ("lap bao nhieu tram", "Lắp 45 trạm đo mưa", True),
        ("lap bao nhieu tram", "Lắp 45 cột và các trạm đo mưa", False),
        ("dat bao nhieu phan tram tram", "45 trạm", False),  # a percentage counts nothing
        ("trong bao nhieu ha rung", "1.700 ha rừng", True),
        ("san luong bao nhieu tan", "tháng 11, tần suất 02 đợt", False),  # "tần" is no "tấn"
        ("mo may lop", "Mở 12 khóa, lớp", False),
    ],
)
def test_a_clause_counts_what_is_counted(asking: str, text: str, counted: bool) -> None:
    assert typed.counted(asking, clause(text)) is counted


def test_a_table_says_dong_above_its_column() -> None:
    def cell(header: str) -> Cell:
        return Cell("other", header, "55.356.750", ())

    assert typed.holds("money", clause("55.356.750", cells=(cell("Thành tiền (đồng)"),)))
    assert not typed.holds("money", clause("55.356.750", cells=(cell("Số mẫu"),)))


@pytest.mark.parametrize(
    ("asking", "named"),
    [
        ("ai lam du an 8", ("du an 8",)),
        ("mau so 47 ghi gi", ("mau 47",)),
        ("tieu du an 2 cua du an 7", ("tieu du an 2", "du an 7")),
        ("dieu 36 nghi dinh", ("dieu 36",)),
        ("8 du an nao", ()),  # a count
        ("du an 8% von", ()),
    ],
)
def test_a_thing_is_named_by_its_number(asking: str, named: tuple[str, ...]) -> None:
    assert anchors.numbered(asking) == named


def test_the_number_stands_in_the_clause_or_above_it() -> None:
    assert anchors.holds(("du an 8",), clause("Kè suối", "Dự án 8: Chống sạt lở"))
    assert not anchors.holds(("du an 8",), clause("Dự án 7: Kè suối"))
    assert not anchors.holds(("du an 8",), clause("Dự án 80"))


def test_names_in_quotation_marks_are_found_word_for_word() -> None:
    names = anchors.quoted('nguyên tắc "5 tại chỗ" và “một cửa” với "lõi"')
    assert names == ("5 tai cho", "mot cua")
    assert anchors.quotes(("5 tai cho",), clause('Thực hiện "5 tại chỗ": tiếp nhận, trả kết quả.'))
    assert not anchors.quotes(("5 tai cho",), clause("Trả kết quả tại chỗ."))


def test_classes_are_told_by_their_letter() -> None:
    assert anchors.numbered("du an nhom a bao nhieu ngay") == ("nhom a",)
    assert not anchors.numbered("ca nhom a")
    assert not anchors.numbered("nhom a")


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("250 phiếu", True),
        ("03 bản tin/tháng", True),
        ("Tối thiểu 13 điểm wifi", True),
        ("Tháng 9/2025", False),
        ("30/6/2025", False),
        ("Quyết định số 5/QĐ-UBND", False),
        ("Bản tin", False),
    ],
)
def test_an_amount_is_a_number_of_something_and_no_more(cell: str, amount: bool) -> None:
    assert reading.is_amount(cell) is amount
