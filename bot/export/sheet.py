"""The register's rows as sheets with Vietnamese headings, each row with its address in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.export.values import Value, number, shown
from ingest.address import SCANNED, label
from ingest.extract.measures import measures
from ingest.extract.model import Assignment, Target
from ingest.model import Document
from retrieval.register import Comparison, Finding, Side, Verdict

SIGNS: Mapping[str, str] = {">=": "≥", ">": ">", "=": "=", "<=": "≤", "<": "<", "range": "từ … đến"}
ROLES: Mapping[str, str] = {"lead": "chủ trì", "support": "phối hợp", "do": "thực hiện"}
VERDICTS: Mapping[str, str] = {
    "ahead": "cao hơn",
    "behind": "thấp hơn",
    "equal": "bằng nhau",
    "not_comparable": "không so được",
    "no_target": "không đặt",
}
KINDS: Mapping[str, str] = {
    "contradiction": "không thống nhất",
    "behind": "thấp hơn kế hoạch cấp trên",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: `widths` are in characters, one for each heading."""

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """How documents and clauses are called; with a public address, also where they are opened."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    public_url: str = ""

    @classmethod
    def of(cls, documents: Sequence[Document], public_url: str = "") -> Labels:
        """The labels of these documents."""
        return cls({d.slug: d for d in documents}, public_url)

    def document(self, slug: str) -> str:
        """What a document is: "Kế hoạch huyện Thăng Bình 2021–2025"."""
        card = self.documents[slug].card
        years = (str(y) for y in (card.first_year, card.last_year) if y is not None)
        parts = (card.kind, card.unit, "–".join(dict.fromkeys(years)), card.scanned * SCANNED)
        words = " ".join(part for part in parts if part)
        return words[:1].upper() + words[1:]

    def place(self, slug: str) -> str:
        """Whose a document is: "huyện Thăng Bình"."""
        return self.documents[slug].card.unit

    def clause(self, clause_id: str) -> str:
        """A clause's address in words, with its document."""
        slug, _, path = clause_id.partition(":")
        return f"{label(path)}, {self.document(slug)}"

    def link(self, clause_id: str) -> str:
        """Where a clause is opened; "" without a public address."""
        slug, _, path = clause_id.partition(":")
        if not self.public_url:
            return ""
        return f"{self.public_url}/van-ban/{slug}@{self.documents[slug].version}#{path}"


def figure(target: Target) -> str:
    """A target's figure: "≥ 90 %", "30–40 %", "≤ 5 (huyện, thị xã)"."""
    unit = target.unit if target.value_kind != "rank" else f"({target.unit})"
    upper = "" if target.value_max is None else f"–{shown(target.value_max)}"
    sign = "" if target.value_max is not None else SIGNS[target.comparator]
    per = f"/{target.per}" if target.per else ""
    per = f" ({target.per})" if target.per.startswith("quý") else per
    return " ".join(f"{sign} {shown(target.value)}{upper} {unit}{per}".split())


def targets(rows: Sequence[Target], labels: Labels) -> Sheet:
    """The sheet “Chỉ tiêu”."""
    columns = (
        ("Văn bản", 30),
        ("Nhóm chỉ tiêu", 34),
        ("Chỉ tiêu", 48),
        ("Dấu", 8),
        ("Mức", 9),
        ("Đến mức", 9),
        ("Đơn vị", 12),
        ("Mỗi", 8),
        ("So với", 18),
        ("Cấp", 9),
        ("Năm", 7),
        ("Tính chất", 11),
        ("Phạm vi, ngoại lệ", 30),
        ("Nguyên văn", 60),
    )
    made = [(_target(row, labels), row.clause) for row in rows]
    return _sheet("Chỉ tiêu", columns, made, labels)


def _target(row: Target, labels: Labels) -> tuple[Value, ...]:
    return (
        labels.document(row.doc),
        measures().name(row.measure_key),
        row.measure,
        SIGNS[row.comparator],
        number(row.value),
        None if row.value_max is None else number(row.value_max),
        row.unit,
        row.per,
        row.baseline,
        None if row.level is None else row.level.value,
        row.year,
        "" if row.firm else "phấn đấu",
        row.scope,
        row.text,
    )


def tasks(rows: Sequence[Assignment], labels: Labels) -> Sheet:
    """The sheet “Nhiệm vụ”."""
    columns = (
        ("Văn bản", 30),
        ("Lĩnh vực", 28),
        ("Mục tiêu", 40),
        ("Nhiệm vụ", 60),
        ("Vai trò", 11),
        ("Chủ trì, thực hiện", 32),
        ("Phối hợp", 32),
        ("Sản phẩm", 30),
        ("Thời hạn", 22),
        ("Từ ngày", 12),
        ("Đến ngày", 12),
    )
    made = [(_task(row, labels), row.clause) for row in rows]
    return _sheet("Nhiệm vụ", columns, made, labels)


def _task(row: Assignment, labels: Labels) -> tuple[Value, ...]:
    return (
        labels.document(row.doc),
        row.section,
        row.goal,
        row.task,
        ROLES[row.role],
        "; ".join(row.lead),
        "; ".join(row.support),
        row.deliverable,
        row.deadline,
        date.fromisoformat(row.due_from) if row.due_from else None,
        date.fromisoformat(row.due_to) if row.due_to else None,
    )


def comparisons(rows: Sequence[Comparison], slugs: Sequence[str], labels: Labels) -> Sheet:
    """The sheet “So sánh”: for each document its figure, its clause and its words."""
    fixed = (("Chỉ tiêu", 44), ("Năm", 7), ("Cấp", 9), ("Nơi thứ nhất so với nơi thứ hai", 20))
    each = (("Mức", 18), ("Khoản mục", 34), ("Nguyên văn", 48))
    places = tuple(
        (f"{name}: {labels.place(slug)}", width) for slug in slugs for name, width in each
    )
    made: list[tuple[Value, ...]] = []
    for row in rows:
        held = {cell.doc: cell for cell in row.cells}
        level = None if row.level is None else row.level.value
        values: list[Value] = [row.measure, row.year, level, told(row, slugs, labels)]
        for slug in slugs:
            values += _cell(held.get(slug), row, labels)
        made.append(tuple(values))
    headings, widths = zip(*fixed, *places, strict=True)
    return Sheet("So sánh", headings, widths, tuple(made))


def told(row: Comparison, slugs: Sequence[str], labels: Labels) -> str:
    """A verdict in words; where a place sets nothing, which one."""
    lacking = [s for s in slugs[:2] if s not in {cell.doc for cell in row.cells}]
    words = VERDICTS[row.verdict.value]
    if row.verdict is not Verdict.NO_TARGET or not lacking:
        return words
    return f"{' và '.join(labels.place(slug) for slug in lacking)} {words}"


def compared(cell: Target, row: Comparison) -> str:
    """A cell's figure; with its own measure where that is a weaker one than the row's."""
    if cell.measure_key == row.measure_key:
        return figure(cell)
    return f"{figure(cell)}: {measures().name(cell.measure_key) or cell.measure}"


def _cell(cell: Target | None, row: Comparison, labels: Labels) -> tuple[Value, Value, Value]:
    if cell is None:
        return "", "", ""
    return compared(cell, row), labels.clause(cell.clause), cell.text


def checks(rows: Sequence[Finding], labels: Labels) -> Sheet:
    """The sheet “Kiểm tra”: what does not agree, with both clauses."""
    each = (("Mức", 14), ("Khoản mục", 34), ("Nguyên văn", 48))
    sides = ((f"{n} {side}", w) for side in ("thứ nhất", "thứ hai") for n, w in each)
    columns = (("Loại", 20), ("Về", 40), *sides)
    headings, widths = zip(*columns, strict=True)
    made = (
        (KINDS[row.kind], row.measure, *_side(row.a, labels), *_side(row.b, labels)) for row in rows
    )
    return Sheet("Kiểm tra", headings, widths, tuple(made))


def _side(side: Side, labels: Labels) -> tuple[Value, Value, Value]:
    value = number(side.value) if isinstance(side.value, float) else side.value
    return value, labels.clause(side.clause), side.text


def _sheet(
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Sequence[tuple[tuple[Value, ...], str]],
    labels: Labels,
) -> Sheet:
    """The columns with the citation behind them, and a link where there is an address for it."""
    cited = [*columns, ("Căn cứ", 48), ("Mã khoản mục", 34)]
    cited += [("Đường dẫn", 34)] if labels.public_url else []
    headings, widths = zip(*cited, strict=True)
    made: list[tuple[Value, ...]] = []
    for values, clause in rows:
        link = (labels.link(clause),) if labels.public_url else ()
        made.append((*values, labels.clause(clause), clause, *link))
    return Sheet(title, headings, widths, tuple(made))
