"""The register's rows as tables narrow enough for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from bot.export.sheet import KINDS, ROLES, Labels, Sheet, compared, figure, told
from bot.export.values import Value, shown
from ingest.extract.model import Assignment, Target
from ingest.model import Level
from retrieval.register import Comparison, Finding, Side

_LONGEST = 160


def narrow_targets(rows: Sequence[Target], labels: Labels) -> Sheet:
    """Place, measure, figure, level, year and clause."""
    return Sheet(
        "Chỉ tiêu",
        ("Nơi", "Chỉ tiêu", "Mức", "Cấp", "Năm", "Khoản mục"),
        (16, 44, 14, 6, 5, 22),
        tuple(
            (
                labels.place(row.doc),
                _cut(row.measure),
                figure(row) + ("" if row.firm else " (phấn đấu)"),
                _level(row.level),
                row.year,
                _address(row.clause),
            )
            for row in rows
        ),
    )


def narrow_tasks(rows: Sequence[Assignment], labels: Labels) -> Sheet:
    """Place, task, who answers for it, who helps, deadline and clause."""
    return Sheet(
        "Nhiệm vụ",
        ("Nơi", "Nhiệm vụ", "Vai trò", "Chủ trì, thực hiện", "Phối hợp", "Thời hạn", "Khoản mục"),
        (12, 32, 9, 20, 20, 12, 22),
        tuple(
            (
                labels.place(row.doc),
                _cut(row.task),
                ROLES[row.role],
                "; ".join(row.lead),
                "; ".join(row.support),
                row.deadline,
                _address(row.clause),
            )
            for row in rows
        ),
    )


def narrow_comparisons(rows: Sequence[Comparison], slugs: Sequence[str], labels: Labels) -> Sheet:
    """Measure, year, level, each place's figure and the verdict."""
    made: list[tuple[Value, ...]] = []
    for row in rows:
        held = {cell.doc: compared(cell, row) for cell in row.cells}
        cells = (held.get(slug, "–") for slug in slugs)
        level = _level(row.level)
        made.append((_cut(row.measure), row.year, level, *cells, told(row, slugs, labels)))
    places = tuple(labels.place(slug) for slug in slugs)
    return Sheet(
        "So sánh",
        ("Chỉ tiêu", "Năm", "Cấp", *places, "Nơi thứ nhất"),
        (44, 5, 6, *(16 for _ in slugs), 16),
        tuple(made),
    )


def narrow_checks(rows: Sequence[Finding], labels: Labels) -> Sheet:
    """What does not agree, and both places with their words."""
    return Sheet(
        "Kiểm tra",
        ("Loại", "Về", "Một nơi ghi", "Nơi kia ghi"),
        (14, 20, 40, 40),
        tuple((KINDS[r.kind], r.measure, _side(r.a), _side(r.b)) for r in rows),
    )


def _side(side: Side) -> str:
    value = shown(side.value) if isinstance(side.value, float) else side.value
    return f"{value}: “{_cut(side.text)}”\n{_address(side.clause)}"


def _address(clause: str) -> str:
    """A clause's id on two lines, so that a narrow column need not break it."""
    return clause.replace(":", ":\n", 1)


def _level(level: Level | None) -> str:
    return "" if level is None else level.value


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"
