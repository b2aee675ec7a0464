"""Targets (chỉ tiêu): every figure that a plan sets, as a row with its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.clean import Cleaned, clean_with_map
from ingest.extract.comparators import comparison
from ingest.extract.context import (
    heading_year,
    is_firm,
    label_level,
    level_of,
    only_level,
    opening_year,
    per_of,
    rider_of,
    year_named,
)
from ingest.extract.figures import Figure, figures
from ingest.extract.grid import Entry, entries, is_figure, kind_of, limit_in, split_figure
from ingest.extract.measures import label_of, measures
from ingest.extract.model import Target
from ingest.extract.readings import Reading, label_end, readings
from ingest.extract.slots import slots
from ingest.markers import find_mark
from ingest.model import Clause, Kind, Level

_ASIDE = (Kind.SIGNATURE, Kind.RECIPIENTS)
_GOAL_HEADER = re.compile(r"mục tiêu|chỉ tiêu", re.IGNORECASE)
# What stands under such a heading, or after such a word, has been reached already.
_REPORT = re.compile(
    r"^[^\w]*(?:(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s*)?(?:kết quả (?:đạt được|thực hiện)|đặc điểm"
    r"|thực trạng|hiện trạng|tình hình|tồn tại|những hạn chế|sự cần thiết"
    r"|đánh giá (?:kết quả|chung))",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:đã\s+(?:đạt|có|giảm|tăng|hoàn thành)|(?:mới|chỉ)(?: mới)?\s+(?:đạt|chiếm))\b"
    r"[^;.,]{0,25}$",
    re.IGNORECASE,
)
_GRANTED = re.compile(r"(?:\bhỗ trợ|\bđóng góp|\bchi trả|nắm giữ)[^;.,]{0,25}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Source:
    """One run of a clause's text with its way back; its words begin at `start`, past the mark."""

    cleaned: Cleaned
    start: int
    is_cell: bool = False

    @property
    def text(self) -> str:
        return self.cleaned.text


@dataclass(frozen=True, slots=True)
class _Years:
    """The plan's period, its first year, and its year if it has only one."""

    period: tuple[int, ...]
    first: int | None
    single: int | None


def targets(
    document_slug: str,
    text: str,
    clauses: Sequence[Clause],
    *,
    last_year: int | None = None,
    period_years: tuple[int, ...] = (),
) -> tuple[Target, ...]:
    """The targets of a document, in its order.

    `text` is the document's text, `clauses` what parsing it gave; `last_year` and `period_years`
    (first and last) are its card's. A plan for one year aims at it where no other is named.
    """
    first = min(period_years, default=None)
    years = _Years(period_years, first, last_year if first == last_year else None)
    found: dict[tuple[int, int], Target] = {}
    for clause in clauses:
        if clause.kind in _ASIDE or any(_REPORT.match(h) for h in clause.breadcrumb):
            continue
        for source in _sources(clause, text):
            for target in _rows(document_slug, clause, source, years):
                found.setdefault((target.start, target.end), target)
        for target in _columns(document_slug, clause, years):
            found.setdefault((target.start, target.end), target)
    return tuple(sorted(found.values(), key=lambda t: t.start))


def _sources(clause: Clause, text: str) -> Iterator[_Source]:
    """The runs of a clause that may hold goals: its text, or the cells for goals and tasks.

    A cell that a page cut keeps its parts apart; one inherited from above was read there, and one
    that is a figure and no more is read with its column.
    """
    if clause.kind is not Kind.ROW:
        cleaned = clean_with_map(text[clause.start : clause.end], clause.start)
        mark = find_mark(cleaned.text)
        yield _Source(cleaned, mark.end if mark else 0)
        return
    for cell in clause.cells:
        named = cell.name in ("goal", "task") or _GOAL_HEADER.search(cell.header)
        wanted = named and not cell.inherited and not is_figure(cell.text)
        for span in cell.spans if wanted else ():
            yield _Source(clean_with_map(text[span.start : span.end], span.start), 0, True)


def _rows(doc: str, clause: Clause, source: _Source, years: _Years) -> list[Target]:
    text = source.text
    found = [f for f in figures(text) if f.start >= source.start and _is_goal(text, f)]
    made = readings(text, slots(text, source.start, found, bullets=source.is_cell))
    rows: list[Target] = []
    for reading in made:
        if _tells_of_past(text[reading.slot.sentence[0] : reading.figure.outer_start], years):
            continue
        rows.append(_row(doc, clause, source, reading, years, rows[-1] if rows else None))
    return rows


def _is_goal(text: str, figure: Figure) -> bool:
    before = text[max(0, figure.start - 80) : figure.start]
    return not (_REACHED.search(before) or _GRANTED.search(before))


def _tells_of_past(sentence: str, years: _Years) -> bool:
    """Whether it begins with a year before the plan's: "Năm 2024, chỉ số đạt 85%"."""
    if years.first is None or year_named(sentence, "", years.first) is not None:
        return False
    return (opening_year(sentence, None) or years.first) < years.first


def _row(
    doc: str, clause: Clause, source: _Source, reading: Reading, years: _Years, last: Target | None
) -> Target:
    figure, text = reading.figure, source.text
    measure = reading.measure or _heading_measure(clause, text, reading)
    key = measures().key(measure, figure.value_kind)
    start, end = _trimmed(text, reading.start, reading.end)
    origin, phrase = source.cleaned.origin(figure.start, figure.end), (start, end)
    heading = clause.breadcrumb[-1] if clause.breadcrumb else ""
    return Target(
        doc=doc,
        clause=clause.id,
        start=origin[0],
        end=origin[1],
        phrase_start=source.cleaned.origin(*phrase)[0],
        phrase_end=source.cleaned.origin(*phrase)[1],
        text=text[start:end],
        measure=measure,
        measure_key=key,
        comparator=reading.sign,
        value_kind=figure.value_kind,
        value=figure.value,
        value_max=figure.value_max,
        unit=figure.unit,
        baseline=reading.baseline,
        per=per_of(
            text[reading.slot.start : figure.start],
            text[reading.slot.sentence[0] : figure.start],
            reading.after,
            counts=figure.value_kind == "count",
        ),
        firm=is_firm(text[reading.slot.sentence[0] : figure.start], label_of(heading)),
        level=_level(clause, source, reading, key, last),
        year=_year(clause, source, reading, years),
        scope=reading.scope or _rider(text, reading),
    )


def _columns(doc: str, clause: Clause, years: _Years) -> Iterator[Target]:
    """The goals that a row sets in its columns; those of years before the plan's are none."""
    aimed = [e for e in entries(clause) if e.aimed and (e.year or 9999) >= (years.first or 0)]
    closing = max((e.quarter or 0 for e in aimed), default=0)
    for entry in aimed:
        yield _in_column(doc, clause, entry, years, closing)


def _in_column(doc: str, clause: Clause, entry: Entry, years: _Years, closing: int) -> Target:
    """A figure alone in its cell: the row says what is measured, the column for when or whom.

    What is set for the closing quarter of a row is set for its year.
    """
    before, value, value_max, after = split_figure(entry.cell.text)
    sign = comparison(before, after).sign or comparison(limit_in(entry.label), "").sign
    kind = kind_of(entry)
    span = entry.cell.spans[0]
    own = f"{entry.label} {entry.column}" if entry.named else entry.label
    return Target(
        doc=doc,
        clause=clause.id,
        start=span.start,
        end=entry.cell.spans[-1].end,
        phrase_start=span.start,
        phrase_end=entry.cell.spans[-1].end,
        text=entry.spelt,
        measure=entry.about,
        measure_key=measures().key(own, kind),
        comparator="<=" if kind == "rank" else "range" if value_max else sign or "=",
        value_kind=kind,
        value=value,
        value_max=value_max,
        unit=entry.unit,
        per=f"quý {entry.quarter}" if (entry.quarter or closing) < closing else "",
        firm=is_firm("", label_of(clause.breadcrumb[-1]) if clause.breadcrumb else ""),
        level=entry.level or only_level(clause.levels),
        year=entry.year or heading_year(clause.breadcrumb, years.period) or years.single,
    )


def _heading_measure(clause: Clause, text: str, reading: Reading) -> str:
    """The measure that a run-in heading or the heading above names, for a figure without words."""
    label = label_of(text[reading.slot.start : reading.start])
    return label or (label_of(clause.breadcrumb[-1]) if clause.breadcrumb else "")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the marks and joining words at its edges."""
    piece = text[start:end]
    lead = re.match(r"[\s,;:\-+•]*(?:và\s+)?", piece)
    start += lead.end() if lead else 0
    return start, start + len(text[start:end].rstrip(" ;,"))


def _rider(text: str, reading: Reading) -> str:
    end = reading.slot.sentence[1]
    return rider_of(text[end:]) if reading.end >= end else ""


def _label(source: _Source, reading: Reading) -> str:
    """The run-in heading of the figure's own sentence, or that of its clause."""
    start, end = reading.slot.sentence[0], reading.figure.outer_start
    own = source.text[start : start + label_end(source.text[start:end])]
    if own:
        return own
    return source.text[source.start : source.start + label_end(source.text[source.start : end])]


def _year(clause: Clause, source: _Source, reading: Reading, years: _Years) -> int | None:
    text, slot = source.text, reading.slot
    said = slot.start + label_end(text[slot.start : slot.figure.outer_start])
    opening = slot.sentence[0] + label_end(text[slot.sentence[0] : slot.figure.outer_start])
    named = (
        year_named(
            text[said : slot.figure.outer_start], text[slot.figure.end : slot.end], years.first
        )
        or opening_year(text[slot.piece[0] : slot.piece[1]], years.first)
        or opening_year(text[opening : slot.sentence[1]], years.first)
        or year_named(_label(source, reading), "", years.first)
    )
    return named or heading_year(clause.breadcrumb, years.period) or years.single


def _level(
    clause: Clause, source: _Source, reading: Reading, key: str, last: Target | None
) -> Level | None:
    if reading.figure.value_kind == "rank" and (ranked := level_of(reading.figure.unit)):
        return ranked
    if reading.levels is not None:
        return only_level(reading.levels)
    if level := label_level(_label(source, reading)) or only_level(clause.levels):
        return level
    return last.level if last is not None and last.measure_key == key else None


__all__ = ["targets"]
