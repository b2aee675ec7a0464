"""What stands in a cell, and cells as comma-separated text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.export.sheet import Sheet

Value = str | int | float | date | None

# A spreadsheet takes a text that begins with one of these for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOM = "\ufeff"


def number(value: float) -> int | float:
    """A whole number without its decimals."""
    return int(value) if value == int(value) else value


def shown(value: float) -> str:
    """A number as it is written in Vietnamese: "97,5"."""
    return f"{number(value):,}".replace(",", "·").replace(".", ",").replace("·", ".")


def guarded(value: Value) -> Value:
    """The value, with an apostrophe before a text that a spreadsheet would run."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def comma_separated(sheet: Sheet) -> str:
    """The sheet as CSV: UTF-8 that Excel recognises, lines ended as RFC 4180 wants them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(guarded, sheet.headings))
    for row in sheet.rows:
        writer.writerow(_line(row))
    return _BOM + out.getvalue()


def _line(row: Sequence[Value]) -> list[str]:
    plain = (guarded(value) for value in row)
    return ["" if v is None else v.isoformat() if isinstance(v, date) else str(v) for v in plain]
