"""Reporting duties: who reports to whom, and how often."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.clean import clean_with_map
from ingest.extract.agencies import agencies_from
from ingest.extract.assignments_walk import Held, held_duties
from ingest.extract.model import Report
from ingest.model import Clause

_REPORT = re.compile(r"\bbáo\s+cáo\b", re.IGNORECASE)
_CYCLES = (
    re.compile(r"\b(?:h[ằà]ng|mỗi)\s+(?:tuần|tháng|quý|năm)\b", re.IGNORECASE),
    re.compile(r"\bquý\s+(?:IV|III|II|I)\b(?!\s*/)", re.IGNORECASE),
    re.compile(
        r"(?<![\d/])\b(?:6|06|sáu|9|09|chín)\s+tháng\b(?:\s+(?:đầu|cuối)\s+năm)?", re.IGNORECASE
    ),
    re.compile(r"\bđột\s+xuất\b", re.IGNORECASE),
)
_PERIODIC = re.compile(r"\bđịnh\s+kỳ\b", re.IGNORECASE)
_TO = re.compile(
    r"(?:\bbáo\s+cáo|\bgửi|(?<!nói)\s+về|\bvới|\bcho)\s+(?:về\s+)?(?:cho\s+)?(?=\S)", re.IGNORECASE
)
_THROUGH = re.compile(r"\s*\(\s*(?:qua|thông qua)\s+[^()]{2,80}\)", re.IGNORECASE)
# Without a cycle, only a report on how things went; "báo cáo UBND xã xử lý" asks for a decision.
_RESULTS = re.compile(r"\b(?:kết quả|tiến độ|tình hình|tổng kết|sơ kết)\b", re.IGNORECASE)
# A report that is an object, not an act: "hệ thống thông tin báo cáo".
_NO_ACT = re.compile(
    r"(?:hệ thống(?:\s+thông tin)?|phần mềm|chế độ thông tin|biểu mẫu|100%)\s+$", re.IGNORECASE
)


def reports(slug: str, text: str, clauses: Sequence[Clause]) -> tuple[Report, ...]:
    """Every duty to report that says to whom or how often."""
    rows = [_report(slug, text, held) for held in held_duties(clauses)]
    return tuple(row for row in rows if row is not None)


def _report(slug: str, text: str, held: Held) -> Report | None:
    begin = held.start + held.duty.start
    words = held.clause.text[begin : held.start + held.duty.end]
    acts = [m for m in _REPORT.finditer(words) if not _NO_ACT.search(words[: m.start()])]
    if not acts:
        return None
    to = _recipient(words, acts[0].start())
    cycles = cycles_in(words)
    if not cycles and not (to and _RESULTS.search(words, acts[0].end())):
        return None
    cleaned = clean_with_map(text[held.clause.start : held.clause.end], held.clause.start)
    start, end = cleaned.origin(begin, begin + len(words.rstrip()))
    return Report(slug, held.clause.id, start, end, held.text, to, cycles)


def cycles_in(words: str) -> tuple[str, ...]:
    """How often, in the words' own order; "định kỳ" only where nothing says it closer."""
    found = sorted((m.start(), m.group()) for pattern in _CYCLES for m in pattern.finditer(words))
    cycles = tuple(dict.fromkeys(_cycle(phrase) for _, phrase in found))
    if cycles:
        return cycles
    return ("định kỳ",) if _PERIODIC.search(words) else ()


def _cycle(phrase: str) -> str:
    """One spelling: "hàng năm" as "hằng năm", "QUÝ i" as "quý I"."""
    word, _, rest = " ".join(phrase.split()).partition(" ")
    low = word.lower().replace("hàng", "hằng")
    return f"{low} {rest.upper() if low == 'quý' else rest.lower()}"


def _recipient(words: str, act: int) -> str:
    """The agency reported to: right after "báo cáo", else after "về", "gửi" or "với"."""
    for match in _TO.finditer(words, act):
        found = agencies_from(words, match.end())
        if not found or found[0].start != match.end():
            continue
        last = found[-1].end
        through = _THROUGH.match(words, last)
        return words[match.end() : through.end() if through else last]
    return ""


__all__ = ["cycles_in", "reports"]
