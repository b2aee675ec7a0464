"""Sheets as an XLSX workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.export.sheet import Sheet
from bot.export.values import Value

# XML 1.0 holds none of these, and Excel no longer text in one cell.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_767
_DATE = "dd/mm/yyyy"


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An XLSX file with these sheets: headings frozen, filters on, text wrapped.

    No cell is a formula, whatever its text begins with.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    bold, shade = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
    middle = Alignment(wrap_text=True, vertical="center")
    top = Alignment(wrap_text=True, vertical="top")
    for column, (heading, width) in enumerate(zip(sheet.headings, sheet.widths, strict=True), 1):
        cell = page.cell(1, column)
        _put(cell, heading)
        cell.font, cell.fill, cell.alignment = bold, shade, middle
        page.column_dimensions[get_column_letter(column)].width = width
    for at, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(row, 1):
            cell = page.cell(at, column)
            _put(cell, value)
            cell.alignment = top
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.headings))}{len(sheet.rows) + 1}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _put(cell: Cell, value: Value) -> None:
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, date):
            cell.number_format = _DATE
        return
    text = _UNWRITABLE.sub("", value)[:_LONGEST]
    cell.value = text or None
    if text:
        # openpyxl makes a formula of "=…" otherwise, and an error of "#N/A".
        cell.data_type = "s"
    if text.startswith(("http://", "https://")):
        cell.hyperlink = text
