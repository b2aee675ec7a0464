"""PDF files: their letters where they have any, and recognised from the picture where not."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from ingest.readers import ocr
from ingest.readers.layout import PageLayout
from ingest.readers.legacy import NAMES, mend
from ingest.readers.model import Reading, Refusal
from ingest.readers.pages import write_pages
from ingest.readers.pdf_chars import turned, unreadable, words
from ingest.readers.pdf_tables import ruled

MOST_PAGES = 600
_FEW_LETTERS = 25
_UNREADABLE = 0.3
_SAVE_AGAIN = "Hãy mở tệp, in hoặc lưu lại thành PDF mới rồi nạp lại."


def read(data: bytes) -> Reading:
    """The text of a .pdf; of scanned pages what Tesseract recognises."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            _check(document)
            pages = [_page(page) for page in document.pages]
    except PdfminerException as error:
        raise _translated(error) from error
    if not pages:
        raise Refusal("PDF không có trang nào.", _SAVE_AGAIN)
    scanned = [at for at, page in enumerate(pages) if page.scanned]
    warnings: list[str] = []
    if scanned:
        _recognise(data, pages, scanned, warnings)
    written = write_pages(pages)
    text, encoding = mend(ocr.mend(written) if scanned else written)
    if encoding:
        warnings.append(f"Đã chuyển từ bảng mã {NAMES[encoding]} sang Unicode.")
    return Reading(text, ocr=bool(scanned), warnings=tuple(warnings))


def _check(document: Any) -> None:
    catalog = document.doc.catalog
    names = _resolved(catalog.get("Names"))
    if isinstance(names, dict) and "EmbeddedFiles" in names:
        raise Refusal("PDF có đính kèm tệp khác bên trong.", "Hãy in lại thành PDF rồi nạp lại.")
    if len(document.pages) > MOST_PAGES:
        raise Refusal(f"PDF có hơn {MOST_PAGES} trang.", "Hãy tách tệp ra.")


def _resolved(value: Any) -> Any:
    from pdfminer.pdftypes import resolve1

    return resolve1(value)


def _translated(error: PdfminerException) -> Refusal:
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in (*error.args, error.__cause__)):
        return Refusal("PDF có mật khẩu.", "Hãy bỏ mật khẩu rồi nạp lại.")
    return Refusal("PDF hỏng, không mở được.", _SAVE_AGAIN)


def _page(page: Any) -> PageLayout:
    width, height = float(page.width), float(page.height)
    letters = sum(not char["text"].isspace() for char in page.chars)
    bare = letters < _FEW_LETTERS and _pictured(page)
    if bare or (letters and unreadable(page) > _UNREADABLE):
        return PageLayout(width, height, scanned=True)
    quarters = turned(page)
    found = words(page, quarters)
    if quarters % 2:
        width, height = height, width
    made = PageLayout(width, height, found, ruled(page, found, quarters))
    page.close()
    return made


def _pictured(page: Any) -> bool:
    """Whether pictures take a good part of a page."""
    whole = float(page.width) * float(page.height)
    return sum(float(i["width"]) * float(i["height"]) for i in page.images) > 0.25 * whole


def _recognise(
    data: bytes, pages: list[PageLayout], scanned: list[int], warnings: list[str]
) -> None:
    ocr.check()
    for at in scanned:
        pages[at] = ocr.recognise(data, at)
    told = "tất cả" if len(scanned) == len(pages) else ", ".join(str(at + 1) for at in scanned)
    warnings.append(f"Trang quét ảnh ({told}): chữ do máy nhận dạng, hãy đối chiếu với bản gốc.")
