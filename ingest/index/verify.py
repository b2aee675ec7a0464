"""Whether a generation's parts agree and can be searched, tried before it is switched to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ingest.index import store
from ingest.index.faults import unverified
from ingest.index.manifest import Manifest
from ingest.index.reader import Index

_PROBES = 5
_SAME = 0.999


def verify(folder: Path, made: Manifest) -> None:
    """Raise Unavailable, naming what is wrong, unless the generation holds what it should."""
    index = Index(folder, made)
    try:
        problem = next(_problems(index), None)
    finally:
        index.close()
    if problem:
        raise unverified(folder, problem)


def _problems(index: Index) -> Iterator[str]:
    yield from _counts(index)
    for row in _sample(index):
        yield from _probe(index, row)


def _counts(index: Index) -> Iterator[str]:
    made = index.manifest
    db = store.connect(index.path / store.NAME)
    try:
        yield from _database(db, made)
    finally:
        db.close()
    if index.lexical_sizes() != {made.clauses}:
        yield f"chỉ mục từ có {sorted(index.lexical_sizes())} dòng, cần {made.clauses}"
    if index.dense_problem:
        yield index.dense_problem.rstrip(".")
    if (held := index.dense_count()) != made.vectors:
        yield f"Chroma giữ {held} véc-tơ, cần {made.vectors}"


def _database(db: sqlite3.Connection, made: Manifest) -> Iterator[str]:
    (state,) = db.execute("PRAGMA integrity_check").fetchone()
    if state != "ok":
        yield f"SQLite báo {state}"
    held = dict(db.execute("SELECT doc, count(*) FROM clauses GROUP BY doc"))
    wanted = {slug: entry.clauses for slug, entry in made.documents.items() if entry.clauses}
    if held != wanted:
        yield "SQLite không giữ đủ khoản mục của mọi văn bản"
    last = db.execute("SELECT coalesce(max(row), -1) FROM clauses").fetchone()[0]
    if last + 1 != made.clauses:
        yield "số dòng không liền nhau"
    (with_vector,) = db.execute("SELECT count(*) FROM clauses WHERE vector").fetchone()
    if with_vector != made.vectors:
        yield f"SQLite ghi {with_vector} véc-tơ, cần {made.vectors}"


def _sample(index: Index) -> list[int]:
    """A few searchable rows, spread over the whole."""
    found = np.flatnonzero(index.searchable)
    picks = np.linspace(0, len(found) - 1, min(_PROBES, len(found))).astype(int)
    return [int(row) for row in found[picks]]


def _probe(index: Index, row: int) -> Iterator[str]:
    """A clause must be found by its own words and by its own vector."""
    (clause,) = index.rows([row])
    if not index.lexical(index.tokens(row))["folded"][row] > 0:
        yield f"không tìm thấy {clause.id} bằng chính từ của nó"
    own = index.vector(clause.id)
    if own is not None:
        found = index.dense(own, 10, (clause.doc,))
        if max(found.values(), default=0.0) < _SAME:
            yield f"không tìm thấy {clause.id} bằng chính véc-tơ của nó"
