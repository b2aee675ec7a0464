"""The marks that number a document: which a line starts with, and which it does not."""

from __future__ import annotations

import pytest

from ingest.markers import component, find_mark, find_mark_over, is_bare_mark, strip_marker

# trap, line, marker, component of the path, what is left without the mark
MARKED = [
    ("a part", "PHẦN THỨ NHẤT. QUY ĐỊNH CHUNG", "part", "P1", "QUY ĐỊNH CHUNG"),
    ("a part by numeral", "Phần II: Nội dung", "part", "PII", "Nội dung"),
    ("a chapter", "Chương I. Mục tiêu", "chapter", "CI", "Mục tiêu"),
    ("a numbered section", "Mục 1. Mục tiêu", "section", "M1", "Mục tiêu"),
    ("an article", "Điều 2. Quyết định này có hiệu lực", "article", "D2", None),
    ("an article, bold before its stop", "**Điều 2**. Quyết định này", "article", "D2", None),
    ("a roman numeral", "IV. TỔ CHỨC THỰC HIỆN", "roman", "IV", "TỔ CHỨC THỰC HIỆN"),
    ("a roman numeral with a slash", "I/ MỤC TIÊU", "roman", "I", "MỤC TIÊU"),
    ("a roman numeral in bold", "**II. MỤC TIÊU**", "roman", "II", None),
    ("I before letters of sections", "I. QUAN ĐIỂM", "roman", "I", "QUAN ĐIỂM"),
    ("a lettered section", "A. MỤC TIÊU", "letter-section", "A", "MỤC TIÊU"),
    ("C is a section, not a hundred", "C. Kinh phí", "letter-section", "C", "Kinh phí"),
    ("a number", "1. Mục đích", "decimal", "1", "Mục đích"),
    ("a number of two digits", "10. Đài Phát thanh", "decimal", "10", "Đài Phát thanh"),
    ("two levels", "2.1. Công tác chỉ đạo", "decimal", "2.1", "Công tác chỉ đạo"),
    ("three levels", "1.2.1. Cải cách hành chính", "decimal", "1.2.1", "Cải cách hành chính"),
    ("two levels without the last stop", "2.1 Mục tiêu", "decimal", "2.1", "Mục tiêu"),
    ("a number in emphasis", "*1.1. *Quán triệt", "decimal", "1.1", None),
    ("a letter", "a) Mục tiêu đến năm 2025", "letter", "a", "Mục tiêu đến năm 2025"),
    ("the letter đ", "đ) Cải cách tài chính công", "letter", "dd", "Cải cách tài chính công"),
    ("f among Vietnamese letters", "f) Chủ trì phối hợp", "letter", "f", "Chủ trì phối hợp"),
    ("a letter with a stop, before a capital", "b. Nhiệm vụ", "letter", "b", "Nhiệm vụ"),
    ("a number in brackets", "(1) Số hóa hồ sơ", "bracket", "n1", "Số hóa hồ sơ"),
    ("a star", "* Định hướng đến năm 2030", "star", "k", "Định hướng đến năm 2030"),
    ("a dash", "- Phấn đấu", "dash", "g", "Phấn đấu"),
    ("a dash with no space", "-100% văn bản QPPL", "dash", "g", "100% văn bản QPPL"),
    ("an en dash", "– Phấn đấu", "dash", "g", "Phấn đấu"),
    ("the blank of a page break", " - Hằng năm", "dash", "g", "Hằng năm"),
    ("a plus", "+ Đạt tối thiểu 80%", "plus", "c", "Đạt tối thiểu 80%"),
    ("a round bullet", "• Sở Nội vụ", "bullet", "b", "Sở Nội vụ"),
]

UNMARKED = [
    ("a figure with thousands", "1.000 hồ sơ"),
    ("a date", "30.6.2025 là hạn cuối"),
    ("a year", "2025 là năm cuối"),
    ("software is no part", "Phần mềm Quản lý hồ sơ"),
    ("a programme is no chapter", "Chương trình hành động"),
    ("an article cited in a sentence", "Điều 125 Luật Bảo vệ môi trường"),
    ("an abbreviation at a line's start", "CCHC. Đẩy mạnh tuyên truyền"),
    ("an abbreviation of roman letters", "VI phạm hành chính"),
    ("a letter's subject", "V/v đăng ký môi trường"),
    ("a letter in the middle of a sentence", "a. lower case goes on"),
    ("bold is no star", "**KẾ HOẠCH**"),
    ("emphasis is no star", "*Căn cứ Luật Dữ liệu*"),
    ("a rule", "-----"),
    ("two dashes", "-- abc"),
    ("a lone dash", "-"),
    ("an inclined remark in brackets", "* (Ban hành kèm theo Quyết định"),
    ("nothing", ""),
]


@pytest.mark.parametrize(
    ("trap", "line", "marker", "path", "rest"), MARKED, ids=[c[0] for c in MARKED]
)
def test_marked(trap: str, line: str, marker: str, path: str, rest: str | None) -> None:
    mark = find_mark(line)
    assert mark is not None, trap
    assert (mark.marker.name, component(mark)) == (marker, path), trap
    if rest is not None:
        assert strip_marker(line) == rest, trap


@pytest.mark.parametrize(("trap", "line"), UNMARKED, ids=[c[0] for c in UNMARKED])
def test_unmarked(trap: str, line: str) -> None:
    assert find_mark(line) is None, trap
    assert strip_marker(line) == line


def test_ranks_nest() -> None:
    """A document that uses every kind uses them in this order."""
    lines = ["Phần I. A", "Chương I. A", "Mục 1. A", "Điều 1. A", "A. A", "I. A", "1. A", "1.1. A"]
    lines += ["1.1.1. A", "a) A", "1) A", "* A", "- A", "+ A", "• A"]
    ranks = []
    for line in lines:
        mark = find_mark(line)
        assert mark is not None, line
        ranks.append(mark.rank)
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(
    ("line", "after", "path"),
    [
        ("**1.", "Mục tiêu**", "1"),
        ("*2.3.", "Công an tỉnh*", "2.3"),
        ("**Điều 2**.", "Quyết định này", "D2"),
        ("III.", "NHIỆM VỤ", "III"),
        ("đ)", "Cải cách tài chính công", "dd"),
    ],
)
def test_a_number_alone_on_its_line(line: str, after: str, path: str) -> None:
    assert is_bare_mark(line)
    mark = find_mark_over(line, after)
    assert mark is not None
    assert component(mark) == path


@pytest.mark.parametrize(("line", "after"), [("2025.", "Sở"), ("40%", "Sở"), ("CCHC.", "Đẩy")])
def test_no_number_alone(line: str, after: str) -> None:
    assert find_mark_over(line, after) is None
