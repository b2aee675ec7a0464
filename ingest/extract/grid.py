"""Figures alone in a table's cell, and what their row, their column and the units say of them.

"Hồ sơ nộp trực tuyến | % | 15 | 28 | 40" under "Chỉ tiêu | ĐVT | 2021 | 2022 | 2023" sets three
figures, and none of the three cells says what it measures, in what or for when.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.figures import number
from ingest.model import Cell, Clause, Kind, Level
from ingest.tokens import fold

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_LEAD = (
    r"(?:tối thiểu|ít nhất|tối đa|không (?:vượt )?quá|không dưới|dưới|trên|hơn|từ|đạt|khoảng|còn"
    r"|thêm|giảm|tăng|top|nhóm|hạng|thứ|≥|≤|<|>|=)"
)
_UNIT = r"%|k?m[23]\b|[^\W\d]+(?:\s+[^\W\d]+){0,4}"
_FIGURE = re.compile(
    rf"(?:{_LEAD}\s*)*(?P<figure>(?:{_NUMBER})(?:\s*%?\s*(?:[-–]|đến|tới)\s*(?:hạng|thứ)?\s*(?:{_NUMBER}))?)\s*"
    rf"(?P<unit>{_UNIT})?(?:\s*/\s*(?:\d+\s*)?[^\W\d]+)?(?:\s*trở (?:lên|xuống))?"
    r"(?:,\s[^\d;]{0,40})?[.;]?",
    re.IGNORECASE,
)
_LONGEST = 60
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_QUARTER = re.compile(r"\bquy (iv|i{1,3}|[1-4])\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TIER = re.compile(r"(?:cap |cac |don vi )*(tinh|huyen|quan|thi xa|xa|phuong|thi tran)")
_LEVELS = {
    "tinh": Level.PROVINCE, "huyen": Level.DISTRICT, "quan": Level.DISTRICT,
    "thi xa": Level.DISTRICT, "xa": Level.COMMUNE, "phuong": Level.COMMUNE,
    "thi tran": Level.COMMUNE,
}  # fmt: skip
_LENGTH = re.compile(r"(?:ngay|gio|phut|tuan)\b")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_MEASURED = re.compile(
    r"^(?:đơn vị(?: tính)?\s*:?\s*|đvt\s*:?\s*)?(?P<unit>%|k?m[23]|(?:nghìn |triệu |tỷ |tỉ )?đồng"
    r"|(?:triệu |tỷ )?usd|ngày(?: làm việc)?|giờ|phút|tháng|hạng|điểm|người|hồ sơ|lượt|ha|km)$",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:thuc hien|hien (?:trang|nay|hanh)|da dat|uoc|dau ky|nam truoc|so lieu)\b"
    r"|^ket qua\b|\bket qua (?:dat duoc|(?:nam )?\d{4})"
)
_AIMED = re.compile(r"\b(?:ke hoach|chi tieu|muc tieu|phan dau|giao|den|lo trinh)\b")
# What is counted, in brackets behind a header ("(trang)"), and what says something else there.
_COUNTED = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,2}")
_NO_UNIT = re.compile(
    r"^(?:neu|du kien|luy ke|ke hoach|thuc hien|cap|tinh|huyen|xa|toi|so voi|gom|trong|dat|theo)\b"
)
_LIMIT = re.compile(r"\b(?:không (?:vượt )?quá|tối đa|tối thiểu|ít nhất)\b", re.IGNORECASE)
# Columns that say who, when or what with, and none that says how much.
_ASIDE = frozenset(("number", "lead", "support", "deadline", "unit", "note"))
_LABELS = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of a row.

    `label` is what the row is about, `column` the words above the figure, `text` the figure as it
    stands with its unit ("40%", "dưới 15 phút"), `unit` that unit. `year`, `quarter` (1 to 4) and
    `level` are those of the column; `reached` says that the column tells what has been, `named`
    that the column says more of the measure than for when or for whom it is set.
    """

    cell: Cell
    label: str
    column: str
    text: str
    unit: str
    year: int | None
    quarter: int | None
    level: Level | None
    reached: bool
    named: bool

    @property
    def about(self) -> str:
        """What the figure is of: the row, and the column unless that only says for which year."""
        if not self.named and not (self.quarter or self.level):
            return self.label
        return f"{self.label}, {_low(self.column)}" if self.column else self.label

    @property
    def spelt(self) -> str:
        """The figure in words of its own: "Hồ sơ nộp trực tuyến, cấp xã: 52%"."""
        return f"{self.about}: {self.text}"

    @property
    def aimed(self) -> bool:
        """Whether the column sets a goal: for a year, a quarter, a tier, or as a plan's own."""
        if self.reached:
            return False
        when = self.year or self.quarter or self.level
        return bool(when or self.cell.name in ("value", "goal") or _AIMED.search(fold(self.column)))


@lru_cache(maxsize=16_384)
def entries(clause: Clause) -> tuple[Entry, ...]:
    """The figures that stand alone in the cells of a row, in its order; () for what is no row."""
    if clause.kind is not Kind.ROW:
        return ()
    # "Thời gian giải quyết: 15 ngày" is a length, though its column sounds like a deadline's.
    cells = [c for c in clause.cells if c.name not in _ASIDE or _is_length(c)]
    alone = [c for c in cells if not c.inherited and is_figure(c.text) and not _is_year(c)]
    said = [c for c in cells if c not in alone and any(ch.isalpha() for ch in c.text)]
    named = [c for c in said if c.name in ("task", "goal")] or said
    if not named and (unit_given := clause.cell("lead")):
        # Rows of the units that goals are given to: "Xã A | 742 | 43,0".
        named = said = [unit_given]
    label = " - ".join(_own(c.text) for c in named[:_LABELS] if c in said)
    if not alone or not label:
        return ()
    measured = clause.cell("unit")
    unit = measured.text.strip() if measured else ""
    return tuple(_entry(cell, label, unit or _in_brackets(named[0].text)) for cell in alone)


@lru_cache(maxsize=16_384)
def is_figure(text: str) -> bool:
    """Whether a cell is a figure and no more: "40", "dưới 15 phút", "186 mét giá tài liệu"."""
    return len(text) <= _LONGEST and _FIGURE.fullmatch(text.strip()) is not None


def split_figure(text: str) -> tuple[str, float, float | None, str]:
    """Of a cell that is a figure: words before, value, a range's upper end, words after.

    Raises ValueError for another text.
    """
    found = _FIGURE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"no figure: {text!r}")
    low, *high = re.findall(_NUMBER, found["figure"])
    upper = number(high[0]) if high else None
    before, after = text.strip()[: found.start("figure")], text.strip()[found.end("figure") :]
    return before, number(low), upper if upper and upper > number(low) else None, after


def kind_of(entry: Entry) -> str:
    """The kind of value, as `Target.value_kind` names it."""
    unit, said = fold(entry.unit), f"{fold(entry.label)} {fold(entry.column)} {fold(entry.text)}"
    if "%" in entry.text:
        return "percent"
    if unit in ("hang", "vi tri") or (not unit and re.search(r"\b(?:thu )?hang\b|\btop\b", said)):
        return "rank"
    if re.search(r"\b(?:dong|usd)$", unit):
        return "money"
    return "duration" if _LENGTH.match(unit) else "count"


def limit_in(label: str) -> str:
    """The limit that a label names for all of its figures: "Hồ sơ trả lại (không vượt quá)"."""
    found = _LIMIT.search(label)
    return found.group() if found else ""


def quarter_in(text: str) -> int | None:
    """The quarter that a text names, "quý II" or "quy 2"."""
    found = _QUARTER.search(fold(text))
    return (_ROMAN.get(found[1]) or int(found[1])) if found else None


def _is_length(cell: Cell) -> bool:
    found = _FIGURE.fullmatch(cell.text.strip()) if cell.name == "deadline" else None
    return bool(found and found["unit"] and _LENGTH.match(fold(found["unit"])))


def _is_year(cell: Cell) -> bool:
    return _YEAR.fullmatch(cell.text.strip()) is not None and cell.name != "value"


def _entry(cell: Cell, label: str, unit: str) -> Entry:
    header = cell.header
    above = _in_brackets(header) or _counted(header)
    unit = above or unit
    found = _FIGURE.fullmatch(cell.text.strip())
    own = (found["unit"] or "") if found else ""
    column = _BRACKETS.sub("", header).strip(" .:") if above else header.strip()
    plain = fold(column)
    years = _YEAR.findall(column)
    quarter, level = quarter_in(column), _level(plain)
    reached = bool(_REACHED.search(plain)) and not _AIMED.search(plain)
    words = _AIMED.sub(" ", _YEAR.sub(" ", plain)).split()
    when = not words or words == ["nam"] or bool(quarter or level)
    text = cell.text.strip().rstrip(".;")
    return Entry(
        cell=cell,
        label=label,
        column=column,
        text=text if own or not unit else _with_unit(text, unit),
        unit=own or unit,
        year=int(years[-1]) if years else None,
        quarter=quarter,
        level=level,
        reached=reached,
        named=not when,
    )


def _with_unit(text: str, unit: str) -> str:
    if unit == "%":
        return f"{text}%"
    return f"{unit} {text}" if fold(unit) == "hang" else f"{text} {unit}"


def _level(column: str) -> Level | None:
    found = _TIER.fullmatch(column)
    return _LEVELS[found[1]] if found else None


def _in_brackets(header: str) -> str:
    """The unit that a header or a label gives in brackets, or ""."""
    for inside in _BRACKETS.findall(header):
        if found := _MEASURED.match(inside.strip()):
            return found["unit"]
    return ""


def _counted(header: str) -> str:
    """What a header's closing brackets say is counted, in small letters, or ""."""
    inside = _BRACKETS.findall(header)[-1:] if header.endswith(")") else []
    found = inside[0].strip() if inside else ""
    counts = _COUNTED.fullmatch(found) and found.islower() and not _NO_UNIT.match(fold(found))
    return found if counts else ""


def _own(text: str) -> str:
    """A label without the unit in brackets behind it, without a stop."""
    if _in_brackets(text):
        text = _BRACKETS.sub(lambda m: "" if _MEASURED.match(m[1].strip()) else m[0], text)
    return text.strip().rstrip(".;:")


def _low(column: str) -> str:
    """A header inside a line: its own first letter small, unless the word is a name's."""
    head = column.split()[0]
    return column if head.isupper() else column[:1].lower() + column[1:]
