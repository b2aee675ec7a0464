"""The window of a due filter: a year, a quarter, a month, a day, or from one to another."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from ingest.errors import BadInput

FORMS = "2022, 2022-Q3, 2022-09, 2022-09-30 hoặc 2021-01-01..2021-12-31"
Window = tuple[date, date]

_PIECE = re.compile(
    r"(?P<year>20\d\d|19\d\d)(?:-Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.I
)


def window(text: str) -> Window:
    """The first and the last day that a filter speaks of.

    Raises:
        BadInput: it is none, or ends before it begins.
    """
    first, dots, last = text.strip().partition("..")
    begin = _piece(first, text)
    end = _piece(last, text) if dots else begin
    if end[1] < begin[0]:
        raise BadInput(f"Khoảng hạn {text!r} kết thúc trước khi bắt đầu.", f"Cần {FORMS}.")
    return begin[0], end[1]


def _piece(piece: str, text: str) -> Window:
    match = _PIECE.fullmatch(piece.strip())
    try:
        if match:
            return _days(match)
    except ValueError:
        pass
    raise BadInput(f"Không hiểu hạn {text!r}.", f"Cần {FORMS}.")


def _days(match: re.Match[str]) -> Window:
    year = int(match["year"])
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["month"]:
        return _months(year, int(match["month"]), int(match["month"]))
    if match["quarter"]:
        last = 3 * int(match["quarter"])
        return _months(year, last - 2, last)
    return _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> Window:
    begin = date(year, first, 1)
    return begin, date(year, last, monthrange(year, last)[1])
