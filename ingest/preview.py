"""What would become of a file, shown before anything is changed; with what looks odd, by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.cards import entry_of
from ingest.describe import describe
from ingest.errors import CchcError
from ingest.index import Parsed, open_index
from ingest.model import Card, Clause, Document, Kind
from ingest.pipeline import carded, life_of, parsed
from ingest.read import check_slug, read, slug_of

_UNREADABLE = "\ufffd"
_NUMBERED = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to look at, with the line of the text where it stands (0: the whole)."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A document as it would go in; `before` is the one of its slug that it would replace."""

    parsed: Parsed
    before: Document | None
    warnings: tuple[Caution, ...]


def preview(path: Path, home: Path, *, slug: str | None = None) -> Preview:
    """Read, describe, parse and extract a file; nothing is written anywhere."""
    source = read(path)
    name = check_slug(slug) if slug else slug_of(path)
    card = carded(describe(source.text, name, entry_of(path, name)), life_of(home), name)
    card = replace(card, scanned=source.ocr)
    found = parsed(Document(name, card, str(source.path), source.sha256, source.text))
    told = [Caution(0, line) for line in source.warnings]
    return Preview(found, _held(home, name), (*told, *warnings(found)))


def warnings(found: Parsed) -> list[Caution]:
    """What an administrator should look at before the document goes live, in its order."""
    lines = _Lines(found.document.text)
    odd = [
        *_of_card(found.document.card),
        *_of_text(found.document.text, lines),
        *_of_clauses(found.clauses, lines),
        *_of_rows(found, lines),
    ]
    return sorted(odd, key=lambda warning: warning.line)


def _held(home: Path, slug: str) -> Document | None:
    try:
        index = open_index(home)
    except CchcError:
        return None
    try:
        return index.document(slug)
    finally:
        index.close()


class _Lines:
    """From an offset in a text to its line, counted from 1."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def of(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


_MISSING = (
    ("kind", "không nhận ra loại văn bản"),
    ("number", "không thấy số, ký hiệu của văn bản"),
    ("signed", "không thấy ngày ký"),
    ("issuer", "không nhận ra cơ quan ban hành"),
    ("signer", "không thấy người ký"),
)


def _of_card(card: Card) -> Iterator[Caution]:
    for key, text in _MISSING:
        if getattr(card, key) in ("", "văn bản"):
            yield Caution(0, text)
    if not card.place.name:
        yield Caution(0, "không nhận ra nơi mà văn bản áp dụng")
    if card.first_year is None and card.last_year is None:
        yield Caution(0, "không thấy năm hoặc giai đoạn trong tên văn bản")


def _of_text(text: str, lines: _Lines) -> Iterator[Caution]:
    for at in re.finditer(_UNREADABLE, text):
        yield Caution(lines.of(at.start()), "có ký tự không đọc được")
        return


def _of_clauses(clauses: Sequence[Clause], lines: _Lines) -> Iterator[Caution]:
    if not any(c.kind in (Kind.HEADING, Kind.ITEM, Kind.ROW) for c in clauses):
        yield Caution(0, "không thấy đề mục hay bảng nào; cả văn bản là các đoạn liền")
    last: dict[str, int] = {}
    for clause in clauses:
        above, _, own = clause.path.rpartition(".")
        if "~" in own:
            told = f"số thứ tự lặp lại: “{_start(clause)}”"
            yield Caution(lines.of(clause.start), told)
        elif _NUMBERED.fullmatch(own) and clause.kind is not Kind.ROW:
            number = int(own)
            if above in last and number > last[above] + 1:
                told = f"số thứ tự nhảy từ {last[above]} đến {number}: “{_start(clause)}”"
                yield Caution(lines.of(clause.start), told)
            last[above] = number


def _of_rows(found: Parsed, lines: _Lines) -> Iterator[Caution]:
    """Rows of a task table without anybody to do them, and deadlines that are no dates."""
    start = {clause.id: clause.start for clause in found.clauses}
    for row in found.register.get("assignment", ()):
        at = lines.of(start.get(str(row["clause"]), 0))
        if row["deadline"] and _year_like(row) and not (row["due_from"] or row["due_to"]):
            yield Caution(at, f"không đổi được thời hạn ra ngày: “{row['deadline']}”")
    for clause in found.clauses:
        headed = {cell.name for cell in clause.cells}
        lead = clause.cell("lead")
        if clause.kind is Kind.ROW and "task" in headed and lead is not None and not lead.text:
            yield Caution(lines.of(clause.start), f"dòng bảng trống chủ trì: “{_start(clause)}”")


def _year_like(row: Any) -> bool:
    return bool(re.search(r"\d", str(row["deadline"])))


def _start(clause: Clause) -> str:
    text = " ".join(clause.text.split())
    return text if len(text) <= 60 else f"{text[:60].rsplit(' ', 1)[0]} …"
