"""Documents, their differences and their histories as plain records and as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ingest.address import label

if TYPE_CHECKING:
    from ingest.diff import Change, Turn
    from ingest.index import Event
    from ingest.model import Clause, Document
    from ingest.preview import Preview

_TEXT = 200
ACTS = {
    "added": "đưa vào",
    "replaced": "thay bản mới",
    "edited": "sửa thông tin",
    "withdrawn": "thu hồi",
    "restored": "khôi phục",
    "rolled back": "quay lại bản dựng trước",
}
_KINDS = {"added": "thêm", "removed": "bỏ", "changed": "sửa", "moved": "đổi số mục"}
_WHATS = {
    "lead": "chủ trì",
    "support": "phối hợp",
    "deadline": "thời hạn",
    "deliverable": "sản phẩm",
}
_FIELDS = (
    ("title", "Tên"),
    ("kind", "Loại"),
    ("number", "Số"),
    ("signed", "Ngày ký"),
    ("issuer", "Cơ quan ban hành"),
    ("signer", "Người ký"),
    ("audience", "Người được xem"),
)


def card_record(document: Document) -> dict[str, Any]:
    """A document's card with its version and source."""
    card, place = document.card, document.card.place
    return {
        "doc": document.slug,
        "version": document.version,
        "title": card.title,
        "kind": card.kind,
        "number": card.number,
        "issuer": card.issuer,
        "place": place.name,
        "level": place.level.value,
        "parent": place.parent,
        "body": card.body.value,
        "signed": card.signed,
        "signer": card.signer,
        "first_year": card.first_year,
        "last_year": card.last_year,
        "outlook": card.outlook,
        "audience": card.audience,
        "source": document.source,
        "sha256": document.sha256,
    }


def preview_record(found: Preview) -> dict[str, Any]:
    """What a file would become: card, clause tree, tables, register, and what looks odd."""
    parsed = found.parsed
    return {
        "card": card_record(parsed.document),
        "replaces": found.before.version if found.before else None,
        "clauses": [_clause_record(clause) for clause in parsed.clauses],
        "register": {kind: list(rows) for kind, rows in parsed.register.items()},
        "warnings": [asdict(warning) for warning in found.warnings],
    }


def _clause_record(clause: Clause) -> dict[str, Any]:
    cells = [{"name": c.name, "header": c.header, "text": c.text} for c in clause.cells]
    return {
        "path": clause.path,
        "kind": clause.kind.value,
        "depth": len(clause.breadcrumb),
        "start": clause.start,
        "end": clause.end,
        "text": clause.text,
        "cells": cells,
    }


def preview_lines(found: Preview) -> Iterator[str]:
    """The same for a person: card, counts, tree, register, and last what looks odd."""
    parsed = found.parsed
    card, place = parsed.document.card, parsed.document.card.place
    replaces = f", thay bản {found.before.version}" if found.before else ", văn bản mới"
    yield f"{parsed.document.slug}@{parsed.document.version}{replaces}"
    for key, words in _FIELDS:
        yield f"  {words}: {getattr(card, key) or '(không thấy)'}"
    yield f"  Nơi: {card.unit or '(không thấy)'}{f' ({place.parent})' if place.parent else ''}"
    years = [str(year) for year in (card.first_year, card.last_year) if year]
    outlook = f", định hướng {card.outlook}" if card.outlook else ""
    yield f"  Giai đoạn: {'–'.join(dict.fromkeys(years)) or '(không thấy)'}{outlook}"
    yield ""
    yield f"Khoản mục ({len(parsed.clauses)}):"
    for clause in parsed.clauses:
        yield f"{'  ' * (len(clause.breadcrumb) + 1)}{clause.path}  {_cut(clause.text, 90)}"
    yield from _register_lines(found)
    yield ""
    yield f"Cần xem lại ({len(found.warnings)}):"
    for warning in found.warnings:
        where = f"dòng {warning.line}" if warning.line else "toàn văn"
        yield f"  {where}: {warning.text}"


def _register_lines(found: Preview) -> Iterator[str]:
    register = found.parsed.register
    yield ""
    yield f"Chỉ tiêu ({len(register.get('target', ()))}):"
    for row in register.get("target", ()):
        year = f", năm {row['year']}" if row["year"] else ""
        value = f"{row['comparator']} {row['value']:g} {row['unit']}"
        yield f"  {value}{year}: {_cut(str(row['measure']), 90)}"
    yield ""
    yield f"Nhiệm vụ ({len(register.get('assignment', ()))}):"
    for row in register.get("assignment", ()):
        told = row["lead_text"] or "(không nêu)"
        due = f"; {row['deadline']}" if row["deadline"] else ""
        yield f"  {_cut(str(row['task']), 90)} — {_cut(str(told), 60)}{due}"


def change_record(change: Change) -> dict[str, Any]:
    """One clause that is not as it was."""
    return {
        "kind": change.kind,
        "before": _side(change.before),
        "after": _side(change.after),
        "figures": [asdict(turn) for turn in change.figures],
        "owners": [asdict(turn) for turn in change.owners],
    }


def _side(clause: Clause | None) -> dict[str, Any] | None:
    if clause is None:
        return None
    return {
        "doc": clause.doc,
        "clause": clause.id,
        "label": label(clause.path),
        "start": clause.start,
        "end": clause.end,
        "text": clause.text,
    }


def change_lines(changes: Sequence[Change]) -> Iterator[str]:
    """A difference for a person, figures and owners under each clause."""
    if not changes:
        yield "Hai bản không khác nhau ở khoản mục nào."
    for change in changes:
        at = change.after or change.before
        assert at is not None
        was = change.before.path if change.kind == "moved" and change.before else ""
        yield f"[{_KINDS[change.kind]}] {label(at.path)}{f' (trước: {label(was)})' if was else ''}"
        if change.kind != "moved" and change.before is not None:
            yield f"  - {_cut(change.before.text, _TEXT)}"
        if change.kind != "moved" and change.after is not None:
            yield f"  + {_cut(change.after.text, _TEXT)}"
        for turn in (*change.figures, *change.owners):
            yield f"    {_WHATS.get(turn.what, _cut(turn.what, 80))}: {turn_text(turn)}"


def turn_text(turn: Turn) -> str:
    """ "≥ 70% → ≥ 80%", with a word where one side has nothing."""
    return f"{turn.before or '(không nêu)'} → {turn.after or '(không nêu)'}"


def event_record(event: Event) -> dict[str, Any]:
    """One act of a history."""
    return {**asdict(event), "act": event.act.value}


def event_line(event: Event) -> str:
    """One act on one line."""
    named = f"{event.doc}@{event.version}" if event.version else event.doc
    parts = [event.at, ACTS[event.act.value], named, event.by, event.note]
    return "  ".join(filter(None, parts))


def _cut(text: str, limit: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit].rsplit(' ', 1)[0]} …"
