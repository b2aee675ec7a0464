"""Tables in the text layer of a page: each line of each cell on a line of its own.

So the official gazette is copied: a header word by word, then row after row, and the header once
more on every page. Nothing marks where a cell ends. What the columns hold is known from the header,
and the lines of a row are shared out among them so that each holds most of what it should: an
agency, a time, a document that is cited, and before them the task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from ingest.extract.agencies import agencies
from ingest.lines import Line
from ingest.model import Cell
from ingest.tables.cells import Piece, join, piece_between
from ingest.tables.columns import Column, read_columns
from ingest.tables.model import Table, TableRow
from ingest.tables.patterns import is_agency, is_time

_FIRST = re.compile(r"\s*(?:S\.?TT|Stt|TT|Số TT)\s*")
_RUNNING = re.compile(r"\s*(?:\d{1,4}\s+)?CÔNG BÁO/Số.{1,60}")
_LONE_NUMBER = re.compile(r"\s*\d{1,4}\s*")
_OPENER = re.compile(r"\s*(?P<number>\d{1,3}(?:\.\d{1,3}){0,2})[.)]?(?:\s+(?P<rest>\S.*))?\s*")
_GROUP = re.compile(r"\s*(?P<number>[IVX]{1,5}|[A-HĐ])[.)]?(?:\s+(?P<rest>[A-ZĐÀ-Ỹ].*))?\s*")
_FOOTNOTE = re.compile(r"\s*\d{1,2}\s+(?:Nghị|Kết luận|Chương trình|Quyết|Luật|Thông|Chỉ|Kế|Văn)")
_AFTER = re.compile(r"\s*(?:PHỤ LỤC|Phụ lục [IVX\d]|Nơi nhận|TM\.|KT\.|TL\.|Điều \d)")
_HEAD_LINES, _HEAD_LENGTH = 24, 40
_FEWEST_COLUMNS, _MOST_COLUMNS, _FEWEST_ROWS = 4, 8, 3
# Lines of cells are short: wider ones are a page's own.
_WIDE = 66
_MOST_LINES = 90
_PRODUCT = re.compile(
    r"(?:Các (?:văn bản|đề tài|báo cáo|hoạt động|hội nghị|chương trình|nhiệm vụ)|Báo cáo|Văn bản"
    r"|Quyết định|Nghị|Đề án|Kế hoạch|Cơ chế|Chính sách|Hội nghị|Sản phẩm|Thông tư|Luật|Dự thảo"
    r"|Hệ thống|Tài liệu|Hồ sơ|Bộ (?:tiêu chí|chỉ số|cẩm nang|tài liệu)|Ban hành|Đề xuất|Công bố"
    r"|Chương trình|Nhiệm vụ được|Cơ sở dữ liệu|Phần mềm|Tọa đàm)"
)
_TIME = re.compile(
    r"(?:nhiệm vụ )?thường xuyên|(?:trong |trước |đến |hết |từ )*(?:quý|tháng|năm|giai đoạn)\s.*|"
    r"(?:trước |đến |hết )*(?:\d{1,2}/)*20\d\d(?:\s*[-–]\s*20\d\d)?.{0,30}|hằng (?:năm|quý|tháng)"
    r"|hàng (?:năm|quý|tháng)|theo .{0,80}|định kỳ.{0,40}",
    re.IGNORECASE,
)
_CITED = re.compile(r"(?:Nghị|Kết luận|Chương trình|Quyết định|Luật|Chỉ thị|Thông báo|Kế hoạch)\b")
_TIED = re.compile(r"(?:[,;\-–/(]|\b(?:và|của|thuộc|với|các))\s*$", re.IGNORECASE)
_LONGEST_NAMES = 260
# What stands among the names of agencies and is none.
_GENERIC = re.compile(
    r"\b(?:các|và|có|cơ quan|tổ chức|doanh nghiệp|đơn vị|địa phương|bộ|ngành|ban|hiệp hội|cá nhân"
    r"|liên quan|khác|trung ương|trực thuộc|tỉnh|thành phố|theo chức năng|nhiệm vụ)\b"
)
_AND = re.compile(r"\s*\bvà\s*$|^và\b", re.IGNORECASE)
# What it costs to leave a column empty.
_EMPTY = {"task": 12.0, "lead": 3.0, "deadline": 2.0, "deliverable": 1.5}
_LONGEST_CELL = {"lead": 8, "support": 14, "deadline": 5, "unit": 2}
_MANY = 40


@dataclass(slots=True)
class _Row:
    """One numbered row: its lines by page, and the first line after it."""

    number: str
    start: int
    end: int
    rest: str
    parts: list[list[Line]] = field(default_factory=lambda: [[]])

    @property
    def depth(self) -> int:
        return self.number.count(".")


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[Column, ...]
    texts: tuple[str, ...]
    body: int


def read_layer(lines: Sequence[Line], at: int) -> Table | None:
    """The table of a text layer whose header starts at line `at`, or None."""
    header = _header(lines, at)
    if header is None:
        return None
    rows = list(_rows(lines, header))
    if len(rows) < _FEWEST_ROWS:
        return None
    following = [*rows[1:], None]
    made = [
        _made(lines, row, header.columns, then) for row, then in zip(rows, following, strict=True)
    ]
    told = [row for row in made if row.kind == "row"]
    if len(told) < _FEWEST_ROWS or 2 * sum(map(_says_who, told)) < len(told):
        return None
    head = piece_between(lines[at : header.body], lines[at].start, lines[header.body - 1].end)
    return Table((TableRow("header", head.start, head.end), *made), at, rows[-1].end)


def _header(lines: Sequence[Line], at: int) -> _Header | None:
    """The columns: a line that begins with a capital begins one, the others go on with it."""
    if not _FIRST.fullmatch(lines[at].text):
        return None
    texts: list[str] = []
    for n in range(at, min(at + _HEAD_LINES, len(lines))):
        text = lines[n].text.strip()
        if n > at and (_OPENER.fullmatch(text) or _GROUP.fullmatch(text)):
            break
        if len(text) > _HEAD_LENGTH:
            return None
        if text:
            texts.append(text)
    else:
        return None
    names: list[str] = []
    for text in texts:
        if names and not text[0].isupper():
            names[-1] += f" {text}"
        else:
            names.append(text)
    columns = read_columns(names)
    held = {column.name for column in columns}
    if not _FEWEST_COLUMNS <= len(columns) <= _MOST_COLUMNS or not {"task", "lead"} <= held:
        return None
    return _Header(columns, tuple(texts), n)


def _rows(lines: Sequence[Line], header: _Header) -> Iterator[_Row]:
    """The rows under a header, across pages, until a page's own lines begin."""
    row: _Row | None = None
    last, at = "", header.body
    while at < len(lines):
        if (skipped := _skipped(lines, at, header)) > at:
            if row:
                row.parts.append([])
                row.end = skipped
            at = skipped
            continue
        text = lines[at].text
        opened = _opened(text, last)
        if _ends(row, text, opened, last):
            break
        if opened is not None:
            if row:
                yield row
            number, rest = opened
            last = number if number[0].isdigit() else last
            row = _Row(number, at, at + 1, rest)
        elif row and text.strip():
            row.parts[-1].append(lines[at])
            row.end = at + 1
        at += 1
    if row:
        yield row


def _ends(row: _Row | None, text: str, opened: tuple[str, str] | None, last: str) -> bool:
    """Whether a line is no more of the table: it is too wide, or opens what follows one."""
    if opened is None and (row is None or sum(map(len, row.parts)) >= _MOST_LINES):
        return bool(text.strip())
    wide = len(text.rstrip()) > _WIDE and not _titles(row, opened, last)
    return wide or _AFTER.match(text) is not None


def _titles(row: _Row | None, opened: tuple[str, str] | None, last: str) -> bool:
    """Whether a wide line is a group's title, or goes on with one: it may fill the whole table."""
    if opened is not None:
        return "." in last and "." not in opened[0]
    return row is not None and len(row.rest) > _WIDE // 2 and not any(row.parts)


def _skipped(lines: Sequence[Line], at: int, header: _Header) -> int:
    """Past a running head with its page number, the header once more, or a footnote; else `at`."""
    text = lines[at].text
    if _RUNNING.fullmatch(text):
        following = next((n for n in range(at + 1, min(at + 4, len(lines))) if _ink(lines[n])), at)
        return following + 1 if _LONE_NUMBER.fullmatch(lines[following].text) else at + 1
    if _FOOTNOTE.match(text) and len(text.rstrip()) > _WIDE:
        while at < len(lines) and len(lines[at].text.rstrip()) > _WIDE:
            at += 1
        return at
    if not _FIRST.fullmatch(text):
        return at
    n = at
    for wanted in header.texts:
        while n < len(lines) and not _ink(lines[n]):
            n += 1
        if n == len(lines) or lines[n].text.split() != wanted.split():
            return at
        n += 1
    return n


def _ink(line: Line) -> bool:
    return bool(line.text.strip())


def _opened(text: str, last: str) -> tuple[str, str] | None:
    """Number and words of a line that opens the row after `last`: 4 after 3, 2.1 after 2 or 1.7."""
    if found := _OPENER.fullmatch(text):
        rest = found["rest"] or ""
        if found["number"] in _following(last) and not rest[:1].islower():
            return found["number"], rest
    elif (group := _GROUP.fullmatch(text)) and not last.count("."):
        return group["number"], group["rest"] or ""
    return None


def _following(last: str) -> set[str]:
    if not last:
        return {"1", "1.1"}
    parts = [int(part) for part in last.split(".")]
    nexts = {".".join(map(str, [*parts[: n + 1][:-1], parts[n] + 1])) for n in range(len(parts))}
    return nexts | {f"{last}.1", "1", f"{parts[0] + 1}.1"}


def _made(
    lines: Sequence[Line], row: _Row, columns: tuple[Column, ...], following: _Row | None
) -> TableRow:
    start, end = lines[row.start].start, lines[row.end - 1].end
    content = [line for part in row.parts for line in part]
    above = following is not None and following.depth > row.depth
    if above or not row.number[0].isdigit():
        title = join([row.rest, *(line.text.strip() for line in content)])
        whole = piece_between(lines[row.start : row.end], start, end)
        depth = (
            2 + row.depth
            if row.number[0].isdigit()
            else int(len(row.number) > 1 or row.number in "IVX")
        )
        return TableRow(
            "section", whole.start, whole.end, (), row.number, f"{row.number}. {title}", depth
        )
    pieces = _shared(lines, row, columns)
    cells = tuple(_cell(column, held) for column, held in zip(columns, pieces, strict=True))
    whole = piece_between(lines[row.start : row.end], start, end)
    return TableRow("row", whole.start, whole.end, cells, marker=row.number)


def _cell(column: Column, pieces: Sequence[Piece]) -> Cell:
    return Cell(
        column.name, column.header, join(p.text for p in pieces), tuple(p.span for p in pieces)
    )


def _says_who(row: TableRow) -> bool:
    return any(cell.name == "lead" and is_agency(cell.text) for cell in row.cells)


def _shared(lines: Sequence[Line], row: _Row, columns: tuple[Column, ...]) -> list[list[Piece]]:
    """For each column the pieces of its cell, one for each page that the row stands on."""
    opening = lines[row.start]
    at = opening.text.index(row.number)
    held: list[list[Piece]] = [[] for _ in columns]
    number = next((n for n, c in enumerate(columns) if c.name == "number"), 0)
    held[number].append(Piece(opening.start + at, opening.start + at + len(row.number), row.number))
    open_columns = [n for n in range(len(columns)) if n != number]
    names = tuple(_sort(columns[n]) for n in open_columns)
    for page, part in enumerate(row.parts):
        own = list(part)
        if page == 0 and row.rest:
            begin = opening.text.index(row.rest, at + len(row.number))
            rest = Line(opening.start + begin, opening.end, opening.text[begin:])
            own.insert(0, rest)
        if not own:
            continue
        texts = tuple(line.text.strip() for line in own)
        above = tuple(join(piece.text for piece in held[n]) for n in open_columns)
        bounds = _share(texts, names, above)
        for n, (a, b) in zip(open_columns, pairwise(bounds), strict=True):
            if a < b:
                held[n].append(piece_between(own, own[a].start, own[b - 1].end))
    return held


def _sort(column: Column) -> str:
    """What a column holds, for sharing out: its meaning, or "cited" above documents."""
    return "cited" if re.search(r"căn cứ", column.header, re.IGNORECASE) else column.name


@lru_cache(maxsize=512)
def _share(
    texts: tuple[str, ...], names: tuple[str, ...], above: tuple[str, ...]
) -> tuple[int, ...]:
    """Where each column's lines begin, and the end: the best way to cut the lines in order.

    `above` is what each column holds of the row on the pages before.
    """
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, (0,))}]
    for name, before in zip(names, above, strict=True):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for begin, (score, bounds) in best[-1].items():
            longest = _LONGEST_CELL.get(name, _MANY)
            for end in range(begin, min(begin + longest, len(texts)) + 1):
                worth = score + _worth(name, texts[begin:end], before, goes_on=any(above))
                if end not in reached or worth > reached[end][0]:
                    reached[end] = worth, (*bounds, end)
        best.append(reached)
    whole = best[-1].get(len(texts))
    # More lines than the columns can take: all of them are the task's.
    return whole[1] if whole else (0, *(len(texts) for _ in names))


def _worth(name: str, cell: tuple[str, ...], before: str, *, goes_on: bool) -> float:
    """How much lines look like what a column of that name holds.

    `before` is what the column holds already; `goes_on`: the row began on a page before.
    """
    if not cell:
        cut = bool(_TIED.search(before))
        return -1.5 * cut if goes_on else -_EMPTY.get(name, 1.0)
    text = " ".join((before, *cell)).strip()
    small = cell[0][:1].islower()
    worth = -3.0 if small and not before else 0.0
    worth += 1.0 if small and before else 0.0
    worth += 1.5 if _TIED.search(before) else 0.0
    worth -= 4.0 if _AND.search(before) and _AND.match(cell[0]) else 0.0
    fresh = sum(_begins(a, b) for a, b in pairwise(cell))
    if name == "lead" and before and not _TIED.search(before):
        return -9.0  # told whole on the page before
    if name in ("lead", "support"):
        return worth + _of_agencies(text) - fresh * (1.2 if name == "lead" else 0.3)
    if name == "deadline":
        whole = _TIME.fullmatch(text) or (is_time(text) and len(text) < 60 and not before)
        # A time that the page before told whole does not go on.
        return worth + (4.0 if whole and not _TIME.fullmatch(before) else -5.0)
    if name == "cited":
        return worth + (3.0 if _CITED.match(text) else -4.0)
    if name == "task":
        return worth + 1.0 - 0.5 * fresh - (3.0 if is_agency(cell[-1]) else 0.0)
    if _TIME.fullmatch(cell[-1]) or is_time(cell[-1]):
        worth -= 2.0
    product = 1.5 if _PRODUCT.match(text) else 0.0
    return worth + product - 0.4 * fresh - (2.0 if is_agency(text) and not product else 0.0)


def _begins(above: str, line: str) -> bool:
    """Whether a line looks like the beginning of something, and not like its continuation."""
    return line[:1].isupper() and not _TIED.search(above)


@lru_cache(maxsize=4096)
def _of_agencies(text: str) -> float:
    """From -6 to 4, by how much of a text is names of agencies and what joins them."""
    if _PRODUCT.match(text) or len(text) > _LONGEST_NAMES:
        return -6.0
    named = [(m.start, m.end) for m in agencies(text)]
    rest = "".join(c for n, c in enumerate(text) if not any(a <= n < b for a, b in named))
    rest = _GENERIC.sub(" ", rest.lower())
    left = sum(c.isalpha() for c in rest) / max(1, sum(c.isalpha() for c in text))
    return 4.0 - 20.0 * left if is_agency(text) or named else -6.0
