"""Vectors in Chroma, embedded, under `chroma/`; ids are the clauses', metadata their document.

Chroma is imported when a vector is first wanted: a question that the register answers never pays
for it, and importing it in a thread beside the rest proved slower and unsafe (decision 0004).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ingest.index.parsed import Vectors

NAME = "chroma"
_COLLECTION = "clauses"
_DATABASE = "chroma.sqlite3"
# As wide as any search here asks for; below it the 100 nearest lost about one in a hundred.
_HNSW = {"space": "cosine", "ef_search": 400}
# A few documents are searched vector by vector: among hundreds of equal vectors, as many plans
# alike have, the graph loses its way when only one document's may be found. It is quicker, too.
_FEW = 8
# How many documents' vectors are remembered for that.
_REMEMBERED = 64
# Chroma keeps one system a path for the whole process and does not guard its making.
_CONNECTING = threading.Lock()


def _connect(path: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    with _CONNECTING:
        return chromadb.PersistentClient(path, settings=Settings(anonymized_telemetry=False))


def copy(old: Path, new: Path) -> None:
    """Copy a generation's vectors while others may be reading them.

    Merely opening a Chroma folder writes to its database, so that is copied by SQLite's own
    backup; the graph files beside it change only with the rows.
    """
    shutil.copytree(old / NAME, new / NAME, ignore=lambda _, names: [_DATABASE] * bool(names))
    source = sqlite3.connect((old / NAME / _DATABASE).resolve().as_uri() + "?mode=ro", uri=True)
    target = sqlite3.connect(new / NAME / _DATABASE)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()


class VectorWriter:
    """Adds to and deletes from the vectors of a generation in the making."""

    def __init__(self, folder: Path) -> None:
        self._client = _connect(folder / NAME)
        try:
            self._rows = self._client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": _HNSW}
            )
            self._most: int = self._client.get_max_batch_size()
        except BaseException:
            self._client.close()
            raise

    def drop(self, slugs: Collection[str]) -> None:
        """Delete every vector of these documents."""
        for slug in sorted(slugs):
            self._rows.delete(where={"doc": slug})

    def put(self, ids: Sequence[str], docs: Sequence[str], vectors: Vectors) -> None:
        """Add one vector for each id."""
        for at in range(0, len(ids), self._most):
            part = slice(at, at + self._most)
            self._rows.upsert(
                ids=list(ids[part]),
                embeddings=vectors[part],
                metadatas=[{"doc": doc} for doc in docs[part]],
            )

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()


class VectorReader:
    """Nearest clauses by cosine. Opened on first use; where that fails, it says why."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._lock = threading.Lock()
        self._client: Any = None
        self._rows: Any = None
        self._problem: str | None = None
        self._held: dict[str, tuple[list[str], Vectors]] = {}

    @property
    def problem(self) -> str:
        """Why there is no dense search here; "" where there is."""
        with self._lock:
            if self._rows is None and self._problem is None:
                self._problem = self._open()
            return self._problem or ""

    def _open(self) -> str:
        # Chroma would make a new, empty store where it finds none.
        if not (self._path / _DATABASE).is_file():
            return f"Không có véc-tơ tại {self._path}."
        if not os.access(self._path / _DATABASE, os.W_OK):
            return f"Chroma cần quyền ghi vào {self._path} mà không có."
        try:
            from chromadb.errors import ChromaError
        except ImportError as error:
            return f"Không nạp được chromadb ({error})."
        try:
            self._client = _connect(self._path)
            self._rows = self._client.get_collection(_COLLECTION, embedding_function=None)
        except (ChromaError, OSError, ValueError) as error:
            self._shut()
            return self._told(error)
        return ""

    def _told(self, error: Exception) -> str:
        detail = str(error).splitlines()[0] if str(error) else type(error).__name__
        return f"Chroma không dùng được {self._path} ({detail})."

    def count(self) -> int:
        """How many vectors there are; 0 where there is no dense search."""
        return 0 if self.problem else int(self._rows.count())

    def nearest(self, vector: Vectors, k: int, slugs: Collection[str] | None) -> dict[str, float]:
        """Clause ids with their cosines, at most `k`, of these documents or of all (None)."""
        if k < 1 or (slugs is not None and not slugs) or self.problem:
            return {}
        from chromadb.errors import ChromaError

        where = None if slugs is None else {"doc": {"$in": sorted(slugs)}}
        try:
            if slugs is not None and len(slugs) <= _FEW:
                return self._one_by_one(vector, k, slugs)
            found = self._rows.query(
                query_embeddings=[vector], n_results=k, where=where, include=["distances"]
            )
        except ChromaError as error:
            # The graph is read at the first search, when a later build may have swept it away.
            self._problem = self._told(error)
            return {}
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return {clause: 1.0 - float(distance) for clause, distance in pairs}

    def _one_by_one(self, vector: Vectors, k: int, slugs: Collection[str]) -> dict[str, float]:
        """As `nearest`, by every vector of these documents: exact."""
        found: list[tuple[float, str]] = []
        for slug in slugs:
            ids, rows = self._of_document(slug)
            if ids:
                lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(vector)
                found += zip((rows @ vector / lengths).tolist(), ids, strict=True)
        return {clause: cosine for cosine, clause in sorted(found, key=lambda f: -f[0])[:k]}

    def _of_document(self, slug: str) -> tuple[list[str], Vectors]:
        held = self._held.get(slug)
        if held is None:
            got = self._rows.get(where={"doc": slug}, include=["embeddings"])
            held = (list(got["ids"]), np.asarray(got["embeddings"], dtype=np.float32))
            if len(self._held) < _REMEMBERED:
                self._held[slug] = held
        return held

    def vector(self, clause: str) -> Vectors | None:
        """The stored vector of a clause."""
        if self.problem:
            return None
        found: Vectors = self._rows.get(ids=[clause], include=["embeddings"])["embeddings"]
        return found[0] if len(found) else None

    def close(self) -> None:
        """Let go of the folder; dense search is over."""
        with self._lock:
            self._shut()
            self._problem = "Chỉ mục đã đóng."

    def _shut(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = self._rows = None
