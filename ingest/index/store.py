"""Writing `clauses.sqlite`: documents, clauses with their tokens, and register rows.

The table `documents` keeps its columns in every format, so that a later version can read the
texts out of an older index and work them again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ingest.index import codec, life, rows
from ingest.index.life import Life
from ingest.index.parsed import Parsed
from ingest.model import Clause, Document

NAME = "clauses.sqlite"

_SCHEMA = """
PRAGMA journal_mode = MEMORY;
PRAGMA synchronous = OFF;
CREATE TABLE documents (
    slug TEXT PRIMARY KEY, source TEXT NOT NULL, sha256 TEXT NOT NULL,
    card TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE clauses (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    doc TEXT NOT NULL, path TEXT NOT NULL, ord INTEGER NOT NULL, kind TEXT NOT NULL,
    text TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    breadcrumb TEXT NOT NULL, years TEXT NOT NULL, levels TEXT NOT NULL, cells TEXT NOT NULL,
    searchable INTEGER NOT NULL, vector INTEGER NOT NULL,
    tokens TEXT NOT NULL, heading TEXT NOT NULL
);
CREATE INDEX clauses_of_document ON clauses (doc, row);
CREATE TABLE register (
    kind TEXT NOT NULL, doc TEXT NOT NULL, n INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (kind, doc, n)
) WITHOUT ROWID;
"""
_INSERT = (
    f"INSERT INTO clauses (row, id, {codec.CLAUSE_COLUMNS}, searchable, vector, tokens, heading)"
    f" VALUES ({', '.join('?' * 17)})"
)
_COPY_CLAUSES = (
    f"INSERT INTO clauses SELECT row - (SELECT min(row) FROM old.clauses WHERE doc = :doc) + :row,"
    f" id, {codec.CLAUSE_COLUMNS}, searchable, vector, tokens, heading"
    f" FROM old.clauses WHERE doc = :doc"
)


def connect(path: Path) -> sqlite3.Connection:
    """Open a finished generation's file, which nobody changes any more, from any thread.

    `immutable` spares the locks and is what makes a read-only disk work.
    """
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


class StoreWriter:
    """Fills a new file, document by document; rows are numbered from 0 as they come."""

    def __init__(self, folder: Path, old: Path | None) -> None:
        self._db = sqlite3.connect((folder / NAME).as_uri(), uri=True)
        self._db.executescript(_SCHEMA + life.SCHEMA)
        if old is not None:
            address = f"{(old / NAME).as_uri()}?mode=ro&immutable=1"
            self._db.execute("ATTACH ? AS old", (address,))
        self._next = 0

    def add(self, parsed: Parsed) -> None:
        """Write a document that was read anew."""
        document = parsed.document
        card = codec.from_card(document.card)
        values = (document.slug, document.source, document.sha256, card, document.text)
        self._db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", values)
        numbered = enumerate(parsed.clauses, start=self._next)
        self._db.executemany(_INSERT, (_clause_row(row, clause) for row, clause in numbered))
        self._next += len(parsed.clauses)
        self._register(document.slug, parsed.register)

    def carry(self, slug: str) -> int:
        """Copy a document as the old generation has it; how many clauses it has."""
        self._db.execute(
            "INSERT INTO documents SELECT * FROM old.documents WHERE slug = ?", (slug,)
        )
        place = {"doc": slug, "row": self._next}
        count = self._db.execute(_COPY_CLAUSES, place).rowcount
        self._db.execute("INSERT INTO register SELECT * FROM old.register WHERE doc = ?", (slug,))
        self._next += count
        return count

    def to_encode(self, slugs: Sequence[str], size: int) -> Iterator[list[Clause]]:
        """The searchable clauses of these documents, in batches of at most `size`."""
        asked = f"SELECT {codec.CLAUSE_COLUMNS} FROM clauses WHERE doc = ? AND searchable"
        for slug in slugs:
            found = self._db.execute(f"{asked} ORDER BY row", (slug,))
            while batch := found.fetchmany(size):
                yield [codec.to_clause(row) for row in batch]

    def to_encode_count(self, slugs: Sequence[str]) -> int:
        """How many clauses `to_encode` will give."""
        asked = "SELECT count(*) FROM clauses WHERE doc = ? AND searchable"
        return sum(int(self._db.execute(asked, (slug,)).fetchone()[0]) for slug in slugs)

    def mark_vectors(self, ids: Sequence[str], present: bool) -> None:
        """Note which clauses have a vector."""
        values = [(present, clause) for clause in ids]
        self._db.executemany("UPDATE clauses SET vector = ? WHERE id = ?", values)

    def tokens(self) -> Iterator[tuple[str, bool, str, str]]:
        """(document, searchable, text tokens, heading tokens) of every row, in order."""
        return self._db.execute("SELECT doc, searchable, tokens, heading FROM clauses ORDER BY row")

    def vectors(self) -> int:
        """How many clauses have a vector."""
        return int(self._db.execute("SELECT count(*) FROM clauses WHERE vector").fetchone()[0])

    def write_life(self, told: Life) -> None:
        """Write what has been done to the documents so far."""
        life.write(self._db, told)

    def close(self, *, keep: bool) -> None:
        """Commit what was written, if it is to be kept, and let go of the file."""
        if keep:
            self._db.commit()
        self._db.close()

    def _register(self, slug: str, register: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
        values = (
            (kind, slug, n, json.dumps(row, ensure_ascii=False))
            for kind, found in register.items()
            for n, row in enumerate(found)
        )
        self._db.executemany("INSERT INTO register VALUES (?, ?, ?, ?)", values)


def _clause_row(row: int, clause: Clause) -> tuple[object, ...]:
    wanted = rows.searchable(clause)
    # An unsearchable row keeps its place and has no tokens, so no score can lift it.
    tokens = " ".join(rows.text_tokens(clause)) if wanted else ""
    heading = " ".join(rows.heading_tokens(clause)) if wanted else ""
    return (row, clause.id, *codec.from_clause(clause), wanted, False, tokens, heading)


def documents(folder: Path) -> list[Document]:
    """Every document of a generation with its text, whatever the generation's format."""
    db = connect(folder / NAME)
    try:
        found = db.execute("SELECT slug, source, sha256, card, text FROM documents ORDER BY slug")
        return [codec.to_document(*row) for row in found]
    finally:
        db.close()


def documents_whole(folder: Path, slugs: Sequence[str], *, clauses: bool) -> Iterator[Parsed]:
    """These documents of a generation with their texts, and where wanted clauses and register."""
    db = connect(folder / NAME)
    try:
        for slug in slugs:
            asked = "SELECT slug, source, sha256, card, text FROM documents WHERE slug = ?"
            found = db.execute(asked, (slug,)).fetchone()
            if found is None:
                continue
            parts = (_clauses_of(db, slug), _register_of(db, slug)) if clauses else ((), {})
            yield Parsed(codec.to_document(*found), *parts)
    finally:
        db.close()


def _clauses_of(db: sqlite3.Connection, slug: str) -> tuple[Clause, ...]:
    asked = f"SELECT {codec.CLAUSE_COLUMNS} FROM clauses WHERE doc = ? ORDER BY row"
    return tuple(codec.to_clause(row) for row in db.execute(asked, (slug,)))


def _register_of(db: sqlite3.Connection, slug: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    asked = "SELECT kind, value FROM register WHERE doc = ? ORDER BY kind, n"
    for kind, value in db.execute(asked, (slug,)):
        found.setdefault(kind, []).append(json.loads(value))
    return found
