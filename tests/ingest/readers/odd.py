"""Make the odd PDF files: `python -m tests.ingest.readers.odd OUT` (with LibreOffice).

Each is one page or two with a trap of layout that the five plans do not have. They are kept in
`odd/`, beside what each must read as.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.ingest.readers.make import to_pdf

ODD = Path(__file__).parent / "odd"
LEFT = (
    "Ủy ban nhân dân các xã, phường tổ chức thực hiện nghiêm các nhiệm vụ được giao tại Kế hoạch "
    "này, bảo đảm 100% hồ sơ được số hóa trước ngày 31 tháng 12 năm 2025 theo Quyết định số "
    "1464/QĐ-UBND của Ủy ban nhân dân tỉnh."
)
RIGHT = (
    "Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan theo dõi, đôn đốc việc thực hiện; định "
    "kỳ hằng quý báo cáo Chủ tịch Ủy ban nhân dân tỉnh kết quả thực hiện và những khó khăn, "
    "vướng mắc cần tháo gỡ trong giai đoạn 2021-2025."
)


def main() -> None:
    """Write them all."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ODD
    out.mkdir(parents=True, exist_ok=True)
    for name, make in MAKERS.items():
        path = out / f"{name}.docx"
        document = Document()
        normal = document.styles["Normal"]
        normal.font.name, normal.font.size = "Liberation Serif", Pt(13)
        make(document)
        document.save(str(path))
        to_pdf(path)
        path.unlink()
    letter = (out / "letterhead.pdf").read_bytes()
    (out / "scan.pdf").write_bytes(scanned(letter))
    (out / "rotated.pdf").write_bytes(rotated(letter))


def _letterhead(document: Any) -> None:
    table = document.add_table(1, 2)
    left, right = table.rows[0].cells
    _lines(left, ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NAM", "Số: 25/KH-UBND"])
    motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    _lines(right, [*motto, "Quảng Nam, ngày 15 tháng 01 năm 2025"])
    _add(document, "KẾ HOẠCH", title=True)
    _add(document, "Cải cách hành chính tỉnh Quảng Nam năm 2025", title=True)
    _add(document, "I. MỤC TIÊU", bold=True)
    _add(document, LEFT)
    _add(document, "Nhiệm vụ và giải pháp", bold=True)
    _add(document, RIGHT)
    table = document.add_table(1, 2)
    left, right = table.rows[0].cells
    _lines(left, ["Nơi nhận:", "- Như trên;", "- Lưu: VT, NC."], centred=False)
    _lines(right, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "Hồ Quang Bửu"])


def _columns(document: Any) -> None:
    properties = document.sections[0]._sectPr
    columns = OxmlElement("w:cols")
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "720")
    for old in properties.findall(qn("w:cols")):
        properties.remove(old)
    properties.append(columns)
    for number in range(1, 8):
        _add(document, f"{number}. Nội dung thứ {number}", bold=True)
        _add(document, LEFT)
        _add(document, RIGHT)


def _unruled(document: Any) -> None:
    _add(document, "PHỤ LỤC", title=True)
    rows = [
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian"),
        ("1", "Số hóa hồ sơ", "Sở Nội vụ", "Quý I/2025"),
        ("2", "Rà soát thủ tục", "Sở Tư pháp", "Quý II/2025"),
        ("3", "Kiểm tra công vụ", "Thanh tra tỉnh", "Tháng 9/2025"),
    ]
    for row in rows:
        paragraph = document.add_paragraph("\t".join(row))
        for at in (1.5, 7.5, 12.5):
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(at), WD_TAB_ALIGNMENT.LEFT)
    _add(document, RIGHT)


def _add(document: Any, text: str, *, title: bool = False, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold or title
    if title:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif not bold:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1)


def _lines(cell: Any, lines: list[str], *, centred: bool = True) -> None:
    for at, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if not at else cell.add_paragraph()
        paragraph.add_run(line)
        paragraph.paragraph_format.space_after = Pt(0)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def scanned(data: bytes) -> bytes:
    """A PDF of pictures of the pages of another."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.render(scale=150 / 72, grayscale=True).to_pil().convert("L") for page in document]
    made = BytesIO()
    pages[0].save(made, "PDF", resolution=150, save_all=True, append_images=pages[1:], quality=60)
    return made.getvalue()


def rotated(data: bytes) -> bytes:
    """A PDF whose pages lie on their side and say that they must be turned."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(90)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


MAKERS = {"letterhead": _letterhead, "columns": _columns, "unruled": _unruled}

if __name__ == "__main__":
    main()
