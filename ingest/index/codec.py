"""Clauses, cards and cells as SQLite columns, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ingest.model import Body, Card, Cell, Clause, Document, Kind, Level, Place, Span

CLAUSE_COLUMNS = (
    "doc, path, ord, kind, text, start, end, breadcrumb, years, levels, cells"  # as `to_clause`
)


def from_clause(clause: Clause) -> tuple[object, ...]:
    """The values of CLAUSE_COLUMNS."""
    return (
        clause.doc,
        clause.path,
        clause.order,
        clause.kind.value,
        clause.text,
        clause.start,
        clause.end,
        _json(clause.breadcrumb),
        _json(clause.years),
        _json(clause.levels),
        _json([_from_cell(cell) for cell in clause.cells]),
    )


def to_clause(row: tuple[Any, ...]) -> Clause:
    """A row of CLAUSE_COLUMNS as the clause that it was made from."""
    doc, path, order, kind, text, start, end, breadcrumb, years, levels, cells = row
    return Clause(
        doc=doc,
        path=path,
        order=order,
        kind=Kind(kind),
        text=text,
        start=start,
        end=end,
        breadcrumb=tuple(json.loads(breadcrumb)),
        years=tuple(json.loads(years)),
        levels=tuple(Level(level) for level in json.loads(levels)),
        cells=tuple(_to_cell(cell) for cell in json.loads(cells)),
    )


def _from_cell(cell: Cell) -> list[object]:
    spans = [[span.start, span.end] for span in cell.spans]
    return [cell.name, cell.header, cell.text, spans, cell.inherited]


def _to_cell(told: list[Any]) -> Cell:
    name, header, text, spans, inherited = told
    return Cell(name, header, text, tuple(Span(*span) for span in spans), inherited)


def from_card(card: Card) -> str:
    """A card as JSON."""
    return _json(asdict(card))


def to_document(slug: str, source: str, sha256: str, card: str, text: str) -> Document:
    """A document from its columns."""
    told: dict[str, Any] = json.loads(card)
    place = told.pop("place")
    known = Place(place["name"], Level(place["level"]), place["parent"], tuple(place["aliases"]))
    body = Body(told.pop("body"))
    return Document(slug, Card(**told, place=known, body=body), source, sha256, text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
