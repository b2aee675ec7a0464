"""Tables flattened into lines: a header in words, then rows that begin with 1, 2, 3 on a line.

Nothing marks the cells any more. A row ends as its columns do, in an agency and a time; these are
found from the end by what they look like, and what stands before them is the task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.model import Cell
from ingest.tables.cells import Piece, piece_between
from ingest.tables.columns import Column, read_columns
from ingest.tables.model import Table, TableRow
from ingest.tables.patterns import is_agency, shape

_FIRST = re.compile(r"\s*(?:S\.?TT|Stt|TT|Số TT)(?:\s+\S.*)?\s*")
_HEAD_LINES, _HEAD_LENGTH, _ROW_LINES = 24, 60, 30
# A header word that opens a column, wherever its line broke.
_OPENS = re.compile(
    r"(?:stt|so tt|tt|noi dung|nhiem vu|ten (?:de an|nhiem vu|du an)|muc tieu|chi tieu|cong viec|"
    r"hoat dong|co quan|don vi|bo phan|san pham|ket qua|thoi gian|thoi han|tien do|ghi chu)\b"
)
# "Nội dung nhiệm vụ", "kết quả, sản phẩm": the second word is of the same column.
_RUNS_ON = re.compile(r"(?:noi dung|[/,]|va)\s*\Z")
_AGENCY_OR_TIME = ("co quan", "don vi", "bo phan", "thoi")

_YEAR = r"20\d\d"
_TIME_AT_END = re.compile(
    rf"(?:(?:Trước|Từ|Đến|Trong|Hết|Cuối|Đầu)\s+)?(?:(?:ngày|Ngày)\s+\d+\s*)?"
    rf"(?:(?:Quý|quý)\s+(?:[IV]+|\d)(?:\s*[-,/]\s*(?:[IV]+|\d))*[\s/]*|(?:Tháng|tháng)\s+\d+[\s/]*)?"
    rf"(?:\d{{1,2}}/){{0,2}}(?:(?:Giai đoạn|giai đoạn|Năm|năm)\s+)?"
    rf"{_YEAR}(?:\s*[-–]\s*{_YEAR})?\s*\Z"
    rf"|(?:Thường xuyên|Hằng năm|Hàng năm|Hằng quý|Hàng quý|Định kỳ)\s*\Z"
)
_CAPITAL = re.compile(r"(?<!\w)[A-ZĐ][^\W\d_]*")
_BEFORE_AGENCY = re.compile(r"(?:[.;:!?”\")…\]]\s*|\n\s*|\A\s*)\Z")
_LONGEST_AGENCY = 160
_IN_SENTENCE = re.compile(r"[.”\"]\s")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """One row's lines as one text, in which offset `i` stands at `start + i` of the document."""

    start: int
    text: str
    lines: tuple[Line, ...]

    def piece(self, begin: int, end: int) -> Piece:
        return piece_between(self.lines, self.start + begin, self.start + end)


def read_flat(lines: Sequence[Line], at: int) -> Table | None:
    """The flattened table whose header starts at line `at`, or None."""
    if not _FIRST.fullmatch(lines[at].text):
        return None
    body = _body_start(lines, at)
    if body is None:
        return None
    columns = _columns([line.text for line in lines[at:body]])
    names = {column.name for column in columns}
    if not {"number", "task"} <= names or not {"lead", "deadline"} <= names:
        return None
    rows: list[TableRow] = []
    last = body
    for begin, end in _chunks(lines, body):
        bounded = end < len(lines) and _opens_row(lines[end].text, len(rows) + 2)
        row = _read_row(_chunk(lines, begin, end), len(rows) + 1, columns, bounded)
        if row is None:
            break
        rows.append(row)
        last = end
    if 2 * sum(map(_led, rows)) < len(rows):
        return None
    head = piece_between(lines[at:body], lines[at].start, lines[body - 1].end)
    header = TableRow("header", head.start, head.end)
    return Table((header, *rows), at, last) if rows else None


def _body_start(lines: Sequence[Line], at: int) -> int | None:
    """The line where row 1 starts, if the lines before it are short enough for a header."""
    for i in range(at, min(at + _HEAD_LINES, len(lines))):
        if i > at and _opens_row(lines[i].text, 1):
            return i
        if len(lines[i].text.strip()) > _HEAD_LENGTH * (3 if i == at else 1):
            return None
    return None


def _opens_row(text: str, number: int) -> bool:
    found = re.match(rf"\s*{number}[.)]?(?:\s+(\S)|\s*\Z)", text)
    return bool(found) and (found is not None and not (found[1] or "A").islower())


def _columns(texts: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a header whose words run on: each begins with a word that opens one."""
    words = " ".join(" ".join(texts).split())
    folded = shape(words)
    if len(folded) != len(words):
        return ()
    starts: list[int] = []
    for found in _OPENS.finditer(folded):
        before = folded[: found.start()]
        runs_on = _RUNS_ON.search(before) and not found[0].startswith(_AGENCY_OR_TIME)
        if not runs_on and not before[-1:].strip():
            starts.append(found.start())
    bounds = zip(starts, [*starts[1:], len(words)], strict=True)
    return read_columns([words[a:b].strip() for a, b in bounds])


def _chunks(lines: Sequence[Line], at: int) -> Iterator[tuple[int, int]]:
    """The lines of every row: up to the next number, the last up to where a row may end."""
    number = 1
    while True:
        following = next(
            (
                i
                for i in range(at + 1, min(at + _ROW_LINES, len(lines)))
                if _opens_row(lines[i].text, number + 1)
            ),
            None,
        )
        if following is None:
            yield at, _last_end(lines, at)
            return
        yield at, following
        at, number = following, number + 1


def _last_end(lines: Sequence[Line], at: int) -> int:
    """The end of the last row: the first line after which it ends in an agency and a time."""
    for end in range(at + 1, min(at + _ROW_LINES, len(lines)) + 1):
        chunk = _chunk(lines, at, end)
        if lines[end - 1].text.strip() and _tail(chunk.text) is not None:
            return end
    return at + 1


def _chunk(lines: Sequence[Line], begin: int, end: int) -> _Chunk:
    part = tuple(lines[begin:end])
    text = ""
    for line in part:
        # A line break may be one character or two; blanks keep every offset where it was.
        text += "\n" * (line.start - part[0].start - len(text)) + line.text
    return _Chunk(part[0].start, text.rstrip(), part)


def _tail(text: str) -> tuple[int, int] | None:
    """Where the agencies and the time at the end of a row begin, or None if it ends otherwise."""
    found = _TIME_AT_END.search(text)
    if found is None:
        return None
    agency = _agency_start(text[: found.start()])
    return None if agency is None else (agency, found.start())


def _agency_start(text: str) -> int | None:
    """Where the agencies begin: at a sentence's or a line's end rather than inside a sentence."""
    end = len(text.rstrip())
    starts = [
        m.start()
        for m in _CAPITAL.finditer(text, max(0, end - _LONGEST_AGENCY), end)
        if is_agency(text[m.start() : end]) and not _IN_SENTENCE.search(text[m.start() : end])
    ]
    clear = [start for start in starts if _BEFORE_AGENCY.search(text[:start])]
    return min(clear) if clear else max(starts, default=None)


def _read_row(
    chunk: _Chunk, number: int, columns: tuple[Column, ...], bounded: bool
) -> TableRow | None:
    """The row of a chunk; one without agency and time counts only if the next row bounds it."""
    tail = _tail(chunk.text)
    marker = re.match(rf"\s*({number}[.)]?)", chunk.text)
    if marker is None or (tail is None and not bounded):
        return None
    agency, time = tail or (len(chunk.text), len(chunk.text))
    bounds = {
        "number": (marker.start(1), marker.end(1)),
        "task": (marker.end(1), agency),
        "lead": (agency, time),
        "deadline": (time, len(chunk.text)),
    }
    if any(column.name == "support" for column in columns):
        cut = agency + _second_agency(chunk.text[agency:time])
        bounds["lead"], bounds["support"] = (agency, cut), (cut, time)
    cells = tuple(_cell(chunk, column, bounds.pop(column.name, None)) for column in columns)
    whole = chunk.piece(0, len(chunk.text))
    return TableRow("row", whole.start, whole.end, cells, marker=str(number))


def _second_agency(text: str) -> int:
    """Where a second agency begins that no comma or conjunction ties to the first; else the end."""
    for found in re.finditer(r"(?<![,;\s])\s+(?=[A-ZĐ])", text):
        tied = re.search(r"(?:\b(?:và|của|thuộc)|[-–])\Z", text[: found.start()])
        if not tied and is_agency(text[found.end() :]):
            return found.end()
    return len(text)


def _led(row: TableRow) -> bool:
    return any(cell.name == "lead" and cell.text for cell in row.cells)


def _cell(chunk: _Chunk, column: Column, bounds: tuple[int, int] | None) -> Cell:
    piece = chunk.piece(*bounds) if bounds else Piece(0, 0, "")
    return Cell(column.name, column.header, piece.text, (piece.span,) if piece.text else ())
