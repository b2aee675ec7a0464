"""Web pages and workbooks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from ingest.readers import excel, html

PAGES = [
    ("what is not the page", "<nav>Menu</nav><script>x</script><p>Nội dung</p>", "Nội dung"),
    ("the main part alone", "<p>Tin khác</p><main><p>Nội dung</p></main>", "Nội dung"),
    ("hidden parts", '<p style="display:none">a</p><p hidden>b</p><p>c</p>', "c"),
    ("paragraphs never closed", "<p>a<p>b<div>c", "a\n\nb\n\nc"),
    ("line breaks", "<p>a<br>b</p>", "a\nb"),
    ("entities", "<p>A &amp; B&nbsp;&lt;5%</p>", "A & B <5%"),
    ("a list of numbers", '<ol start="3"><li>a<li>b</ol>', "3. a\n\n4. b"),
    ("letters", "<ol type=a><li>x<li>y</ol>", "a) x\n\nb) y"),
    ("a list in a list", "<ol><li>a<ol><li>b</ol></ol>", "1. a\n\n1.1. b"),
    ("bullets in bullets", "<ul><li>a<ul><li>b</ul></ul>", "- a\n\n+ b"),
    ("a mark of a footnote", "<p>Theo<sup>2</sup> luật</p>", "Theo[2] luật"),
    ("an old font", '<p><font face=".VnTime">KÕ ho¹ch</font></p>', "Kế hoạch"),
    ("a table that lays out", "<table><tr><td><table><tr><td>a</table></table><p>b", "a\n\nb"),
    ("a paragraph in bold", "<p><b>Về thể chế</b></p>", "**Về thể chế**"),
    ("bold in pieces", "<p><strong>Về </strong><b>thể chế</b>", "**Về thể chế**"),
    ("bold by style", '<p style="font-weight: 700">Về thể chế</p>', "**Về thể chế**"),
    ("a heading of the page", "<h3>Về <i>thể chế</i></h3><p>Một.", "**Về thể chế**\n\nMột."),
    ("bold for some words", "<p><b>Về thể chế</b> của xã</p>", "Về thể chế của xã"),
    ("bold below what is not", "<p>Một.</p><p><b>Về thể chế</b></p>", "Một.\n\n**Về thể chế**"),
    ("a bold item of a list", "<ul><li><b>Về thể chế</b></ul>", "- Về thể chế"),
]


@pytest.mark.parametrize(("trap", "page", "read"), PAGES, ids=[c[0] for c in PAGES])
def test_page(trap: str, page: str, read: str) -> None:
    assert html.read(page.encode()).text.strip() == read, trap


TABLE = """<table><thead><tr><th>TT<th>Nhiệm vụ<th>Cơ quan chủ trì<th>Thời gian</thead>
<tr><td colspan=4><b>I. Thể chế</b></td></tr>
<tr><td>1</td><td>Số hóa</td><td rowspan=2>Sở Nội vụ</td><td>2025</td></tr>
<tr><td>2<td>Kiểm tra<td>2026</table>"""


def test_a_table_of_a_page() -> None:
    lines = html.read(TABLE.encode()).text.splitlines()
    assert lines == [
        "TT\tNhiệm vụ\tCơ quan chủ trì\tThời gian",
        "**I. Thể chế**\t\t\t",
        "1\tSố hóa\tSở Nội vụ\t2025",
        "2\tKiểm tra\t^^\t2026",
    ]


def test_a_bold_cell_has_no_stars() -> None:
    page = TABLE.replace("Số hóa", "<p><b>Số hóa hồ sơ</b></p>")
    assert "1\tSố hóa hồ sơ\tSở Nội vụ\t2025" in html.read(page.encode()).text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258", "utf-8-sig"])
def test_encodings_of_pages(encoding: str) -> None:
    page = f'<meta charset="{encoding.removesuffix("-sig")}"><p>K\u00ea\u0301 hoa\u0323ch</p>'
    read = html.read(page.encode(encoding)).text
    assert read.strip().replace("\u00ea\u0301", "ế").replace("a\u0323", "ạ") == "Kế hoạch"


def _book(fill: Callable[[Any], None]) -> str:
    book = Workbook()
    fill(book.active)
    made = BytesIO()
    book.save(made)
    return excel.read(made.getvalue()).text


def test_a_list_of_tasks() -> None:
    def fill(sheet: Any) -> None:
        sheet.title = "Nhiệm vụ 2025"
        sheet.append(["DANH MỤC NHIỆM VỤ"])
        sheet.append(["(Kèm theo Kế hoạch số 1/KH-UBND)"])
        sheet.append([])
        sheet.append(["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"])
        sheet.append(["I. Thể chế"])
        sheet.merge_cells("A5:D5")
        sheet["A5"].font = Font(bold=True)
        sheet.append([1, "Số hóa", "Sở Nội vụ", date(2025, 6, 30)])
        sheet.append([2, "Kiểm tra", None, "Quý IV/2025"])
        sheet.merge_cells("C6:C7")

    assert _book(fill).split("\n\n") == [
        "Nhiệm vụ 2025",
        "DANH MỤC NHIỆM VỤ",
        "(Kèm theo Kế hoạch số 1/KH-UBND)",
        "STT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\n**I. Thể chế**\t\t\t\n"
        "1\tSố hóa\tSở Nội vụ\t30/06/2025\n2\tKiểm tra\t^^\tQuý IV/2025\n",
    ]


def test_what_is_hidden_is_not_read() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["STT", "Nhiệm vụ", "Ẩn", "Thời hạn"])
        sheet.append([1, "Số hóa", "x", "2025"])
        sheet.append([2, "Ẩn", "x", "2025"])
        sheet.column_dimensions["C"].hidden = True
        sheet.row_dimensions[3].hidden = True

    assert _book(fill) == "STT\tNhiệm vụ\tThời hạn\n1\tSố hóa\t2025\n"


FIGURES = [
    (0.8, "0%", "80%"),
    (0.975, "0.0%", "97,5%"),
    (1000, "#,##0", "1.000"),
    (1234567.5, "#,##0.00", "1.234.567,5"),
    (3.0, "General", "3"),
    (date(2025, 1, 2), "dd/mm/yyyy", "02/01/2025"),
    (date(2025, 1, 2), "mm/yyyy", "01/2025"),
    ("#REF!", "General", ""),
    (None, "General", ""),
    (True, "General", "x"),
]


@pytest.mark.parametrize(("value", "form", "shown"), FIGURES)
def test_figures_as_they_show(value: object, form: str, shown: str) -> None:
    assert excel.shown(value, form) == shown
