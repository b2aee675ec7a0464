"""How far two readings of one document agree: their clause trees and their registers."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.extract.rows import register_rows
from ingest.model import Card, Clause, Document, Level, Place
from ingest.parse import parse

# What differs with a span and says nothing of what was understood.
_PLACES = frozenset({"start", "end", "clause", "doc", "spans", "id", "phrase_start", "phrase_end"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares from 0 to 1: clauses of the same path and words, register rows alike, and what one
    reading has and the other has not."""

    clauses: float
    rows: float
    lost: tuple[str, ...]
    added: tuple[str, ...]


def agreement(reference: str, other: str, slug: str = "van-ban") -> Agreement:
    """How the clauses and rows of `other` agree with those of `reference`, both texts."""
    wanted, found = parse(reference, slug), parse(other, slug)
    clauses, lost, added = _share(map(_key, wanted), map(_key, found))
    rows, rows_lost, rows_added = _share(_rows(reference, slug, wanted), _rows(other, slug, found))
    return Agreement(clauses, rows, (*lost, *rows_lost), (*added, *rows_added))


def _key(clause: Clause) -> str:
    return f"{clause.path}\t{clause.kind.value}\t{same(clause.text)}"


def same(text: str) -> str:
    """Words as they are compared: composed, with no blank around the dashes that a wrap leaves."""
    return "".join(unicodedata.normalize("NFC", text).split())


def _rows(text: str, slug: str, clauses: Sequence[Clause]) -> list[str]:
    card = Card("Kế hoạch", "kế hoạch", "", Place("", Level.COMMUNE))
    made = register_rows(Document(slug, card, "", "0" * 64, text), clauses)
    return [f"{kind}\t{same(str(_bare(row)))}" for kind, rows in made.items() for row in rows]


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {k: _bare(v) for k, v in sorted(value.items()) if k not in _PLACES}
    if isinstance(value, list | tuple):
        return [_bare(v) for v in value]
    return value


def _share(
    wanted: Iterable[str], found: Iterable[str]
) -> tuple[float, tuple[str, ...], tuple[str, ...]]:
    """Twice what both have over what each has, and what only one of them has."""
    first, second = Counter(wanted), Counter(found)
    both = sum((first & second).values())
    whole = sum(first.values()) + sum(second.values())
    lost = tuple((first - second).elements())
    return (2 * both / whole if whole else 1.0), lost, tuple((second - first).elements())
