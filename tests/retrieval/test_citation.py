"""A citation's cells: the words quoted, each under the name of its column."""

from __future__ import annotations

from retrieval.model import Citation


def cited(quote: str, *columns: str) -> Citation:
    return Citation(1, "d", "v", "d:r1", "dòng 1", 0, 9, quote, columns)


def test_a_row_has_its_cells_under_their_columns() -> None:
    assert cited("Số hóa | 40", "Chỉ tiêu", "2023").cells == [
        ("Chỉ tiêu", "Số hóa"),
        ("2023", "40"),
    ]


def test_a_bar_inside_a_cell_shifts_no_column() -> None:
    assert cited("Số hóa | giấy tờ | 40", "Chỉ tiêu", "2023").cells == []


def test_what_is_no_row_has_no_cells() -> None:
    assert cited("Số hóa hồ sơ.").cells == []
