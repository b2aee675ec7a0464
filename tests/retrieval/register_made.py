"""Small registers made by hand, in a real index."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from ingest.extract.model import Assignment, Basis, Target
from ingest.index import Index, Parsed, build, open_index
from ingest.model import Card, Clause, Document, Kind, Level, Place
from tests.ingest.index.support import TinyEncoder

Row = Target | Assignment | Basis
Plan = tuple[str, Card, Sequence[Row]]
_KINDS = {Target: "target", Assignment: "assignment", Basis: "basis"}


def target(path: str, value: float, **more: object) -> Target:
    """A percentage to reach at least; `path` is its clause's."""
    plain = Target(
        doc="",
        clause=path,
        start=0,
        end=2,
        phrase_start=0,
        phrase_end=9,
        text=f"Tối thiểu {value:g}% hồ sơ được số hóa",
        measure="hồ sơ được số hóa",
        measure_key="so-hoa-ho-so-tthc",
        comparator=">=",
        value_kind="percent",
        value=value,
        unit="%",
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def task(path: str, **more: object) -> Assignment:
    """A task of Sở Nội vụ's."""
    plain = Assignment("", path, 0, 9, "Rà soát thủ tục hành chính", lead=("Sở Nội vụ",))
    return replace(plain, **more)  # type: ignore[arg-type]


def basis(path: str, number: str, date: str = "2021-05-27", **more: object) -> Basis:
    """A plan that is cited."""
    plain = Basis("", path, 0, 9, "Kế hoạch", number, date, "Chủ tịch UBND tỉnh")
    return replace(plain, **more)  # type: ignore[arg-type]


def card(place: str, level: Level, parent: str | None = None, **more: object) -> Card:
    """A plan's card; from 2021 to 2025 unless `more` says otherwise."""
    unit = Place(place, level, parent)
    plain = Card("Kế hoạch", "kế hoạch", "UBND", unit, first_year=2021, last_year=2025)
    return replace(plain, **more)  # type: ignore[arg-type]


def made(home: Path, plans: Sequence[Plan]) -> Index:
    """An index of these documents, each with the clauses that its rows name."""
    build(home, [_parsed(*plan) for plan in plans], TinyEncoder())
    return open_index(home)


def _parsed(slug: str, card: Card, rows: Sequence[Row]) -> Parsed:
    paths = list(dict.fromkeys(row.clause for row in rows)) or ["I"]
    lines = [f"Khoản {path}" for path in paths]
    text, start, clauses = "\n".join(lines), 0, []
    for order, (path, line) in enumerate(zip(paths, lines, strict=True)):
        span = (start, start + len(line))
        clauses.append(Clause(slug, path, order, Kind.ITEM, line, *span))
        start += len(line) + 1
    register: dict[str, list[dict[str, object]]] = {kind: [] for kind in _KINDS.values()}
    for row in rows:
        placed = replace(row, doc=slug, clause=f"{slug}:{row.clause}")
        register[_KINDS[type(row)]].append(asdict(placed))
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(slug, card, f"{slug}.txt", digest, text)
    return Parsed(document, tuple(clauses), register)
