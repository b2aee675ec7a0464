"""One cited document under two numbers or two dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from ingest.extract.agencies import same_agency
from ingest.extract.model import Basis
from ingest.tokens import fold

_NUMBER = re.compile(r"(?P<first>\d+)(?:/(?P<year>(?:19|20)\d\d))?(?=\W|$)(?P<codes>.*)")
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Clash:
    """Two citations of one document that differ in `measure`: its number or its date."""

    measure: str
    a: Basis
    b: Basis
    value_a: str
    value_b: str


@dataclass(frozen=True, slots=True)
class _Number:
    first: str
    year: str
    codes: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> _Number | None:
        match = _NUMBER.fullmatch(text.strip())
        if not match:
            return None
        codes = tuple(re.findall(r"\w+", fold(match["codes"])))
        return cls(match["first"].lstrip("0"), match["year"] or "", codes)


def clashes(rows: Sequence[Basis]) -> list[Clash]:
    """The numbers and dates that citations of one document do not agree on, each pair once."""
    found: dict[tuple[str, ...], Clash] = {}
    numbered = [(row, n) for row in rows if (n := _Number.of(row.number))]
    together = _together(rows)
    for (a, first), (b, second) in combinations(numbered, 2):
        if not _same_kind(a, b, first, second):
            continue
        for clash in _between(a, b, first, second, together):
            values = sorted((fold(clash.value_a), fold(clash.value_b)))
            found.setdefault((clash.measure, fold(a.kind), *values, first.first), clash)
    return list(found.values())


def _same_kind(a: Basis, b: Basis, first: _Number, second: _Number) -> bool:
    kinds = fold(a.kind) == fold(b.kind) and first.codes == second.codes
    return kinds and (not a.issuer or not b.issuer or same_agency(a.issuer, b.issuer))


def _between(
    a: Basis, b: Basis, first: _Number, second: _Number, together: frozenset[tuple[str, str]]
) -> Iterator[Clash]:
    dated = bool(a.date) and a.date == b.date
    if first.first == second.first:
        if dated and first.year != second.year:
            yield Clash("Số ký hiệu văn bản viện dẫn", a, b, a.number, b.number)
        # A number without its year comes back every year.
        elif first == second and first.year and a.date and b.date and not dated:
            yield Clash("Ngày của văn bản viện dẫn", a, b, a.date, b.date)
    elif dated and (a.number, b.number) not in together and _one_document(a, b, first, second):
        yield Clash("Số ký hiệu văn bản viện dẫn", a, b, a.number, b.number)


def _one_document(a: Basis, b: Basis, first: _Number, second: _Number) -> bool:
    """Whether two numbers of one day are a slip: digits that changed places, or one title."""
    if first.year != second.year:
        return False
    swapped = len(first.first) > 2 and sorted(first.first) == sorted(second.first)
    return swapped or _alike(a.title, b.title)


def _alike(one: str, other: str) -> bool:
    first, second = (set(re.findall(r"\w+", fold(text))) for text in (one, other))
    if len(first) < 4 or len(second) < 4:
        return False
    return len(first & second) >= _ALIKE * len(first | second)


def _together(rows: Sequence[Basis]) -> frozenset[tuple[str, str]]:
    """Numbers that one clause cites side by side: they are two documents."""
    by_clause: dict[str, set[str]] = {}
    for row in rows:
        by_clause.setdefault(row.clause, set()).add(row.number)
    return frozenset((x, y) for held in by_clause.values() for x in held for y in held if x != y)
