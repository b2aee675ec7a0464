"""What a column means, read from the words above it and never from its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.tables.patterns import shape

_NUMBER = re.compile(r"(?:so )?(?:stt|tt|thu tu)|s\.?t\.?t|#")
_SUPPORT = re.compile(r"phoi hop")
# "Chủ trì, phối hợp" over the only column of agencies names both; "chủ trì phối hợp" is support.
_BOTH = re.compile(r"chu tri\s*(?:,|/|;|va|-)\s*(?:\w+ \w+ )?phoi hop")
_YEAR = re.compile(r"\b20\d\d\b")

# The first of these words decides, because a Vietnamese noun phrase begins with its head:
# "kết quả thực hiện nhiệm vụ" is a result, "nhiệm vụ thực hiện" a task.
_STRONG: dict[str, str] = {
    "note": r"ghi chu",
    "deadline": r"thoi gian|thoi han|han hoan thanh|tien do|thoi diem|lo trinh|han cuoi|"
    r"nam (?:thuc hien|hoan thanh)",
    "lead": r"chu tri|co quan|dau moi|phu trach|chiu trach nhiem|trach nhiem|bo phan|"
    r"don vi (?:thuc hien|tham muu|duoc giao|quan ly|theo doi)|phan cong|"
    r"nguoi (?:thuc hien|phu trach|theo doi)",
    "unit": r"don vi tinh|\bdvt\b",
    "goal": r"muc tieu|chi tieu|tieu chi\b|chi so",
    "task": r"nhiem vu|hoat dong|cong viec|dau viec|giai phap|ten (?:de an|du an|nhiem vu)|"
    r"de an\b|chuong trinh",
    "deliverable": r"ket qua|san pham|dau ra",
    "other": r"kinh phi|nguon von|du toan|can cu|linh vuc",
}
# These decide only where none of the above stands: "nội dung chỉ tiêu" is about a target.
_WEAK: dict[str, str] = {
    "task": r"noi dung|du an",
    "deadline": r"hoan thanh",
    "lead": r"thuc hien|don vi\b",
    "year": r"^nam$",
}
# What only says for which tier, year or quarter a column gives its values.
_SLICE = re.compile(
    r"(?:cap|cac) (?:trung uong|tinh|thanh pho|so|huyen|quan|xa|phuong|thon)(?:\W+xa)?"
    r"|(?:den |ke hoach |thuc hien )?(?:nam )?20\d\d|quy (?:i{1,3}|iv|[1-4])"
)
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it means (`Cell.name`) and the words above it."""

    name: str
    header: str


def _earliest(words: dict[str, str], text: str) -> str:
    found = [(m.start(), name) for name, form in words.items() if (m := re.search(form, text))]
    return min(found)[1] if found else ""


def meaning(header: str) -> tuple[str, bool]:
    """What one header means, and whether a strong word says so; ("other", False) if none does."""
    text = " ".join(shape(header).split())
    if _NUMBER.fullmatch(text):
        return "number", True
    if _SUPPORT.search(text):
        return "support", True
    if strong := _earliest(_STRONG, text):
        return strong, True
    return _earliest(_WEAK, text) or "other", False


def read_columns(headers: Sequence[str]) -> tuple[Column, ...]:
    """The columns under `headers`, each seen beside the others."""
    read = [meaning(header) for header in headers]
    names = {name for name, _ in read}
    # A table of tasks sets goals for a year; only a table of targets has a column of values, though
    # it may say as well who keeps watch over each.
    led = ("lead", True) in read and ("goal", True) not in read
    tasks = ("task", True) in read or led
    columns: list[Column] = []
    for header, (name, strong) in zip(headers, read, strict=True):
        valued = name in ("goal", "deliverable", "other") or not strong
        if _YEAR.search(header) and valued and not tasks:
            name = "value"
        elif name == "support" and "lead" not in names and _BOTH.search(shape(header)):
            name = "lead"
        columns.append(Column(name, header))
    return _settle_units(columns)


def _settle_units(columns: list[Column]) -> tuple[Column, ...]:
    """A bare "Đơn vị" measures where there are values, and a column before it says of what."""
    if not any(column.name == "value" for column in columns):
        return tuple(columns)
    said = [n for n, column in enumerate(columns) if column.name != "number"]
    return tuple(
        Column("unit", c.header)
        if shape(c.header).strip() == "don vi" and c.name == "lead" and n != said[0]
        else c
        for n, c in enumerate(columns)
    )


def is_header(texts: Sequence[str]) -> bool:
    """Whether these cells are words above columns, beyond doubt."""
    filled = [text for text in texts if text]
    if len(filled) < 2 or any(len(t) > _LONGEST or t.endswith((".", ";")) for t in filled):
        return False
    names = [meaning(text)[0] for text in filled]
    sliced = [bool(_SLICE.fullmatch(" ".join(shape(text).split()))) for text in filled]
    names = ["value" if cut else name for name, cut in zip(names, sliced, strict=True)]
    known = [name for name in names if name != "other"]
    if "number" in names:
        return len(known) >= 2
    return len(set(known)) >= 2 and 2 * len(known) > len(filled) and _all_short(filled)


def _all_short(texts: Sequence[str]) -> bool:
    return all(len(text.split()) <= 8 for text in texts)
