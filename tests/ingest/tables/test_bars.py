"""Tables with a lone bar between cells, as web pages of legal texts come out; samples made up."""

from __future__ import annotations

import pytest

from tests.ingest.tables.reading import names, only, rows, tables, texts


def lone(*table: list[str]) -> str:
    """Rows of cells in the shape: every cell on its own lines, a bar before it, one at the end."""
    return "".join("|\n" + "".join(f"{cell}\n|\n" if cell else "|\n" for cell in r) for r in table)


HEAD = ["**STT**", "**Nhiệm vụ**", "**Chủ trì**", "**Phối\nhợp**", "**Thời gian**"]
FIRST = ["1", "Rà soát\nquy trình", "Sở Nội vụ", "Các sở, ngành", "2026"]
SECOND = ["2", "Số hóa hồ sơ", "Văn phòng UBND tỉnh", "", "Quý I/2026"]
LETTERHEAD = lone(
    ["**UBND TỈNH**\n---", "**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**"],
    ["Số: 12/KH-UBND", "*ngày 3 tháng 2 năm 2026*"],
)
SIGNATURE = lone(["*Nơi nhận:*\n- Như trên;\n- Lưu: VT.", "**TM. ỦY BAN NHÂN DÂN**\nKT. CHỦ TỊCH"])


def read(text: str) -> list[list[str]]:
    return [texts(row) for row in rows(only(text))]


def test_rows_and_meanings() -> None:
    text = lone(HEAD, FIRST, SECOND)
    assert names(only(text)) == ["number", "task", "lead", "support", "deadline"]
    assert read(text) == [
        ["1", "Rà soát quy trình", "Sở Nội vụ", "Các sở, ngành", "2026"],
        ["2", "Số hóa hồ sơ", "Văn phòng UBND tỉnh", "", "Quý I/2026"],
    ]


@pytest.mark.parametrize(
    "head",
    [
        ["**Chỉ tiêu năm 2024**", "**Cấp tỉnh**", "**Cấp huyện**", "**Cấp xã**"],
        ["Chỉ tiêu", "Năm 2023", "2024", "Đến năm 2025"],
        ["Chỉ tiêu", "Quý I", "Quý II", "Quý IV"],
    ],
    ids=["tiers", "years", "quarters"],
)
def test_slices_head_columns_without_a_number_before_them(head: list[str]) -> None:
    table = only(lone(head, ["Hồ sơ nộp trực tuyến", "65%", "60%", "55%"]))
    assert [row.kind for row in table.rows] == ["header", "row"]
    assert [texts(row) for row in rows(table)] == [["Hồ sơ nộp trực tuyến", "65%", "60%", "55%"]]


@pytest.mark.parametrize(
    "title",
    [
        ["**II**", "**THỂ CHẾ\nVÀ QUY TRÌNH**"],
        ["**II**", "**THỂ CHẾ VÀ QUY TRÌNH**", "** **", "** **", "** **"],
        ["II", "THỂ CHẾ VÀ QUY TRÌNH", "", "", ""],
        ["**II THỂ CHẾ VÀ QUY TRÌNH**"],
    ],
    ids=["merged", "blank bold cells", "blank cells", "one cell"],
)
def test_a_title_across_the_table(title: list[str]) -> None:
    table = only(lone(HEAD, FIRST, title, SECOND))
    assert [row.kind for row in table.rows] == ["header", "row", "section", "row"]
    section = table.rows[2]
    assert (section.marker, section.depth) == ("II", 1)
    assert section.title == "II THỂ CHẾ VÀ QUY TRÌNH"


def test_blank_cells_at_the_end_of_a_row_do_not_shift_the_next() -> None:
    bare = ["2", "Tập huấn", "Sở Nội vụ", "", ""]
    assert read(lone(HEAD, bare, FIRST))[0] == bare


def test_a_cell_merged_downwards_and_left_out_is_inherited() -> None:
    head = ["TT", "Mục tiêu", "Nhiệm vụ", "Cơ quan thực hiện", "Thời hạn"]
    text = lone(
        head,
        ["1", "Giảm thời gian chờ", "Lắp máy lấy số", "Văn phòng UBND xã", "Quý I"],
        ["Bố trí thêm người", "Phòng Nội vụ", "Quý II"],
    )
    assert read(text)[1] == [
        "1", "Giảm thời gian chờ", "Bố trí thêm người", "Phòng Nội vụ", "Quý II"
    ]  # fmt: skip
    assert [c.inherited for c in rows(only(text))[1].cells] == [True, True, False, False, False]


@pytest.mark.parametrize("block", [LETTERHEAD, SIGNATURE], ids=["letterhead", "signature"])
def test_letterhead_and_signature_are_no_tables(block: str) -> None:
    assert tables(block) == []
    assert len(tables(block + "\n\nPHỤ LỤC\n\n" + lone(HEAD, FIRST) + "\n" + block)) == 1


def test_text_between_two_tables_belongs_to_neither() -> None:
    text = lone(HEAD, FIRST) + "\nPhần II. Danh mục khác\n\n" + lone(HEAD, SECOND)
    first, second = tables(text)
    assert text[first.rows[-1].end : second.rows[0].start].strip() == "Phần II. Danh mục khác"


def test_a_row_reaches_from_its_opening_bar_to_its_closing_one() -> None:
    text = lone(HEAD, FIRST)
    row = only(text).rows[1]
    assert text[row.start : row.end] == lone(FIRST).rstrip()
