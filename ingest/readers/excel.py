"""Excel workbooks (.xlsx): task lists, each sheet as its captions and its table."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from ingest.readers.cells import GridCell, Row, filled
from ingest.readers.flow import Flow
from ingest.readers.legacy import mend
from ingest.readers.model import Reading, Refusal
from ingest.readers.package import Package

_MOST_ROWS, _MOST_COLUMNS = 20_000, 100
_PLAIN_NAME = re.compile(r"(?i)(?:sheet|trang tính|trang_tính)\s*\d*")
_SAVE_AGAIN = "Hãy mở bằng Excel hay LibreOffice, lưu lại thành .xlsx rồi nạp lại."


def read(data: bytes) -> Reading:
    """The text of a workbook: its visible sheets, in order, as their cells show."""
    package = Package(data)
    for name in package.names:
        if name.endswith((".xml", ".rels")) and not name.startswith("xl/worksheets/sheet"):
            package.xml(name)
    notes: list[str] = []
    flow = Flow()
    for sheet in _sheets(data, package, notes):
        _sheet(sheet, flow, notes)
    text, _ = mend(flow.text())
    return Reading(text, warnings=tuple(dict.fromkeys(notes)))


def _sheets(data: bytes, package: Package, notes: list[str]) -> Iterator[Any]:
    for name in package.names:
        if name.startswith("xl/worksheets/sheet"):
            package.xml(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), data_only=True)
    except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError) as error:
        raise Refusal("tệp Excel hỏng, không mở được.", _SAVE_AGAIN) from error
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(shown) < len(book.worksheets):
        notes.append("Trang tính ẩn không được đọc.")
    yield from shown


def _sheet(sheet: Any, flow: Flow, notes: list[str]) -> None:
    if sheet.max_row > _MOST_ROWS:
        raise Refusal(f"trang tính có hơn {_MOST_ROWS} hàng.", "Hãy tách tệp ra.")
    if not _PLAIN_NAME.fullmatch(sheet.title):
        flow.paragraph(sheet.title)
    block: list[list[GridCell]] = []
    for row in _rows(sheet):
        if filled(row):
            block.append(row)
            continue
        _block(block, flow)
        block = []
    _block(block, flow)


def _rows(sheet: Any) -> Iterator[list[GridCell]]:
    """The rows that show, merged cells told apart from blank ones."""
    merged = _merged(sheet)
    wide = min(sheet.max_column, _MOST_COLUMNS)
    hidden = {
        index for index in range(1, wide + 1) if sheet.column_dimensions[_letter(index)].hidden
    }
    for row in sheet.iter_rows(max_col=wide):
        if sheet.row_dimensions[row[0].row].hidden:
            continue
        yield [_cell(cell, merged) for cell in row if cell.column not in hidden]


def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(index))


def _merged(sheet: Any) -> dict[tuple[int, int], tuple[bool, bool]]:
    """What the places that a merged cell covers go on: the one above, the one on the left."""
    covered: dict[tuple[int, int], tuple[bool, bool]] = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, min(area.max_row, area.min_row + _MOST_ROWS) + 1):
            for column in range(area.min_col, min(area.max_col, _MOST_COLUMNS) + 1):
                above, left = row > area.min_row, column > area.min_col
                if above or left:
                    covered[row, column] = (above and not left, left)
    return covered


def _cell(cell: Any, merged: dict[tuple[int, int], tuple[bool, bool]]) -> GridCell:
    above, left = merged.get((cell.row, cell.column), (False, False))
    if above or left:
        return GridCell(above=above, left=left)
    bold = bool(cell.has_style and cell.font is not None and cell.font.b)
    return GridCell(shown(cell.value, str(cell.number_format or "")), bold)


def shown(value: object, form: str) -> str:
    """A value as its cell shows it, in the Vietnamese way of writing figures."""
    if value is None or (isinstance(value, str) and value.startswith("#") and value.endswith("!")):
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, datetime | date):
        return f"{value:%m/%Y}" if "d" not in form.lower() and "y" in form else f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | float):
        return _figure(float(value), form)
    return str(value)


def _figure(value: float, form: str) -> str:
    percent = "%" in form
    value = value * 100 if percent else value
    digits = f"{value:.4f}".rstrip("0").rstrip(".")
    whole, _, rest = digits.partition(".")
    if "," in form.split(".")[0]:
        sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
        whole = sign + f"{int(whole):,}".replace(",", ".")
    return whole + (f",{rest}" if rest else "") + ("%" if percent else "")


def _block(rows: Sequence[Row], flow: Flow) -> None:
    """Rows with no blank row between: captions, then a table from its header on."""
    at = 0
    while at < len(rows) and len(filled(rows[at])) == 1 and len(rows) > 1:
        flow.paragraph(filled(rows[at])[0].text)
        at += 1
    if at < len(rows):
        flow.table(rows[at:])
