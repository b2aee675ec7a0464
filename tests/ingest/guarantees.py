"""What holds for the clauses of any text, as one check that every test of the parser shares."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.clean import clean
from ingest.model import Clause, Kind


def broken(text: str, clauses: Sequence[Clause]) -> list[str]:
    """Every guarantee that the clauses of `text` break, in words; nothing where all hold."""
    return [*_places(text, clauses), *_ink(text, clauses), *_texts(text, clauses)]


def _places(text: str, clauses: Sequence[Clause]) -> list[str]:
    wrong: list[str] = []
    paths = [c.path for c in clauses]
    wrong += [f"{p}: twice" for p in sorted({p for p in paths if paths.count(p) > 1})]
    wrong += [f"{c.path}: order {c.order} at {i}" for i, c in enumerate(clauses) if c.order != i]
    wrong += [
        f"{c.path}: {c.start}..{c.end} outside the text"
        for c in clauses
        if not 0 <= c.start < c.end <= len(text)
    ]
    wrong += [f"{b.path} begins inside {a.path}" for a, b in pairwise(clauses) if b.start < a.end]
    allowed = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~")
    return wrong + [f"{p}: no path" for p in paths if not p or not set(p) <= allowed]


def _ink(text: str, clauses: Sequence[Clause]) -> list[str]:
    """Clauses do not overlap, so a character is in one of them or in the gap between two."""
    wrong: list[str] = []
    at = 0
    for start, end in [*((c.start, c.end) for c in clauses), (len(text), len(text))]:
        if text[at:start].strip():
            wrong.append(f"lost at {at}: {text[at:start].strip()[:40]!r}")
        at = max(at, end)
    return wrong


def _texts(text: str, clauses: Sequence[Clause]) -> list[str]:
    return [
        f"{c.path}: text is not its span's"
        for c in clauses
        if c.kind is not Kind.ROW and clean(text[c.start : c.end]) != c.text
    ]
