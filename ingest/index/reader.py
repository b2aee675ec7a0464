"""Reading a generation: clauses, scores, neighbours and register rows."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.errors import BadInput, NeedsIngest
from ingest.index import codec, generations, life, manifest, store, words
from ingest.index.faults import damaged, reading
from ingest.index.lexical import Lexical, Scores
from ingest.index.life import Life
from ingest.index.manifest import FORMAT, Manifest
from ingest.index.parsed import Vectors
from ingest.index.vectors import VectorReader
from ingest.model import Card, Clause, Document

# SQLite's oldest limit on the variables of one statement is 999.
_AT_ONCE = 900
# Clauses kept decoded, the first asked for, some 4 kB each: questions meet the same ones again.
_KEPT = 8_192
# Registers kept decoded, each of one kind and one document.
_REGISTERS = 256


class Index:
    """One generation, open for reading from any thread. Its files never change.

    Rows number the clauses, 0 to size - 1, by document and then in the document's order; a row
    means nothing in another generation, a clause's id does.
    """

    def __init__(self, path: Path, told: Manifest) -> None:
        self.path = path
        self.manifest = told
        self.generation = path.name
        self._lock = threading.Lock()
        self._texts: dict[str, str] = {}
        self._clauses: dict[int, Clause] = {}
        self._registers: dict[tuple[str, str], list[dict[str, object]]] = {}
        self._dense = VectorReader(path)
        with reading(path):
            self._lexical = Lexical(path)
            self._db = store.connect(path / store.NAME)
        try:
            self.documents = self._documents()
        except BadInput:
            self._db.close()
            raise
        self._position = {d.slug: n for n, d in enumerate(self.documents)}
        self.size = told.clauses
        self.doc_of: npt.NDArray[np.int32] = self._lexical.doc_of
        self.searchable: npt.NDArray[np.bool_] = self._lexical.searchable

    def _documents(self) -> tuple[Document, ...]:
        """Without their texts; BadInput where the parts do not belong together."""
        asked = "SELECT slug, source, sha256, card, '' FROM documents ORDER BY slug"
        found = self._select(asked)
        with reading(self.path):
            documents = tuple(codec.to_document(*row) for row in found)
            sizes = self._lexical.sizes()
        if [d.slug for d in documents] != sorted(self.manifest.documents):
            raise damaged(self.path, "văn bản không khớp với bản kê")
        if sizes != {self.manifest.clauses}:
            raise damaged(self.path, "các phần không cùng kích thước")
        return documents

    def document(self, slug: str) -> Document | None:
        """A document with its text; those in `documents` leave the text out ("")."""
        if slug not in self._position:
            return None
        return replace(self.documents[self._position[slug]], text=self.text(slug))

    def card(self, slug: str) -> Card:
        """What a document is. KeyError for an unknown slug."""
        return self.documents[self._position[slug]].card

    def text(self, slug: str) -> str:
        """A document's text as extracted, read on first use. KeyError for an unknown slug."""
        if slug not in self._texts:
            found = self._select("SELECT text FROM documents WHERE slug = ?", slug)
            if not found:
                raise KeyError(slug)
            self._texts[slug] = found[0][0]
        return self._texts[slug]

    def rows(self, rows: Sequence[int]) -> list[Clause]:
        """The clauses of these rows, in the order asked. KeyError for a row that is none."""
        asked = [int(row) for row in rows]
        held = self._clauses
        found = {row: held[row] for row in asked if row in held}
        missing = [row for row in dict.fromkeys(asked) if row not in found]
        for row, *columns in self._among(f"row, {codec.CLAUSE_COLUMNS}", "row", missing):
            found[row] = codec.to_clause(tuple(columns))
            if len(held) < _KEPT:
                held[row] = found[row]
        return [found[row] for row in asked]

    def clause(self, clause_id: str) -> Clause | None:
        """The clause of this id."""
        row = self.row_of(clause_id)
        return None if row is None else self.rows([row])[0]

    def row_of(self, clause_id: str) -> int | None:
        """The row of the clause of this id."""
        found = self._select("SELECT row FROM clauses WHERE id = ?", clause_id)
        return int(found[0][0]) if found else None

    def of_document(self, slug: str) -> list[Clause]:
        """A document's clauses in order; none for an unknown slug."""
        if slug not in self._position:
            return []
        # A document's rows stand together, in the order of the documents.
        first, last = np.searchsorted(self.doc_of, [self._position[slug], self._position[slug] + 1])
        return self.rows(range(int(first), int(last)))

    def tokens(self, row: int) -> list[str]:
        """The marked syllables that a row is found by."""
        found = self._select("SELECT tokens FROM clauses WHERE row = ?", int(row))
        return str(found[0][0]).split() if found else []

    def lexical(self, marked: Sequence[str]) -> dict[str, Scores]:
        """BM25 of these marked syllables over all rows, by field.

        "folded", "marked" and "bigrams" score the clause's own text, "heading" the headings
        above it. Unsearchable rows score 0.
        """
        with reading(self.path):
            return self._lexical.scores(marked)

    def lexical_sizes(self) -> set[int]:
        """The row counts of the lexical index's parts: one, unless it is damaged."""
        return self._lexical.sizes()

    def document_frequency(self, folded_token: str) -> int:
        """In how many rows' text a folded syllable, or a pair of them ("so_hoa"), occurs."""
        with reading(self.path):
            return self._lexical.frequency(folded_token)

    def shares(self, folded_token: str) -> Mapping[str, float]:
        """The share of each document's rows whose text holds a folded syllable or a pair of them;
        documents that have it nowhere are left out."""
        with reading(self.path):
            counts = self._lexical.spread(folded_token)
        return {
            self.documents[n].slug: float(counts[n] / self._sizes[n])
            for n in np.flatnonzero(counts)
        }

    @cached_property
    def _sizes(self) -> npt.NDArray[np.int64]:
        """How many rows each document has, by its number."""
        return np.bincount(self.doc_of, minlength=len(self.documents))

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """The marked syllables of the corpus with how often each occurs."""
        with reading(self.path):
            return self._lexical.vocabulary

    def words(self, audiences: Collection[str]) -> dict[str, int]:
        """Syllables and pairs of neighbours of these audiences' documents, with their counts."""
        with reading(self.path):
            return words.together(words.read(self.path), audiences)

    def dense(self, vector: Vectors, k: int, slugs: Collection[str] | None) -> dict[int, float]:
        """The `k` rows nearest to a vector, with their cosines, nearest first.

        `slugs` narrows it to these documents: None means all, an empty collection none at all.
        {} where Chroma cannot open and for a zero vector.
        """
        if vector.shape != (self.manifest.dimension,):
            problem = f"Véc-tơ có {vector.size} số, của chỉ mục có {self.manifest.dimension}."
            raise BadInput(problem, "Hãy dùng đúng bộ mã hóa đã dựng chỉ mục.")
        wanted = None if slugs is None else {slug for slug in slugs if slug in self._position}
        if not np.any(vector):
            return {}
        # A filter that lets every document through costs time and changes nothing.
        unfiltered = wanted is not None and len(wanted) == len(self.documents) > 0
        near = self._dense.nearest(vector, min(k, self.size), None if unfiltered else wanted)
        place = {key: (row, doc) for key, row, doc in self._among("id, row, doc", "id", near)}
        found = ((*place[key], cosine) for key, cosine in near.items() if key in place)
        return {row: cosine for row, doc, cosine in found if wanted is None or doc in wanted}

    def vector(self, clause_id: str) -> Vectors | None:
        """The stored vector of a clause, where it has one and Chroma can open."""
        return self._dense.vector(clause_id)

    def dense_count(self) -> int:
        """How many vectors Chroma holds; 0 where it cannot open."""
        return self._dense.count()

    @property
    def dense_available(self) -> bool:
        """Whether `dense` can find anything; opens Chroma to know."""
        return not self._dense.problem

    @property
    def dense_problem(self) -> str:
        """Why there is no dense search; "" where there is."""
        return self._dense.problem

    def register(self, kind: str, slug: str | None = None) -> list[dict[str, object]]:
        """The register's rows of a kind as stored, of one document or of all, in order."""
        asked = "SELECT value FROM register WHERE kind = ?"
        if slug is None:
            found = self._select(f"{asked} ORDER BY doc, n", kind)
            return [json.loads(value) for (value,) in found]
        held = self._registers.get((kind, slug))
        if held is None:
            found = self._select(f"{asked} AND doc = ? ORDER BY n", kind, slug)
            held = [json.loads(value) for (value,) in found]
            if len(self._registers) < _REGISTERS:
                self._registers[kind, slug] = held
        return [dict(row) for row in held]

    @cached_property
    def life(self) -> Life:
        """What has been done to the documents, and what was mended of their cards."""
        return life.read(self.path)

    @property
    def home(self) -> Path:
        """The folder that the generations and the archive lie in."""
        return self.path.parent.parent

    def stale(self) -> bool:
        """Whether another generation is current by now, so that it is time to reopen."""
        now = generations.current(self.home)
        return now is not None and now != self.generation

    def close(self) -> None:
        """Let go of the files."""
        self._dense.close()
        with self._lock:
            self._db.close()

    def _select(self, asked: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock, reading(self.path):
            return self._db.execute(asked, values).fetchall()

    def _among(self, columns: str, key: str, values: Iterable[object]) -> Iterator[tuple[Any, ...]]:
        """The rows of `clauses` whose `key` is one of `values`, in no order."""
        left = list(values)
        for at in range(0, len(left), _AT_ONCE):
            part = left[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            yield from self._select(
                f"SELECT {columns} FROM clauses WHERE {key} IN ({marks})", *part
            )


def open_index(
    home: Path, *, encoder_name: str | None = None, encoder_revision: str | None = None
) -> Index:
    """The current generation at `home`.

    NeedsIngest where there is none or it is of another format or encoder than asked for,
    BadInput where it is damaged.
    """
    while True:
        name = generations.current(home)
        if name is None:
            raise NeedsIngest(f"Chưa có chỉ mục tại {home}.", "Hãy chạy `cchc ingest` để dựng.")
        folder = generations.folder(home, name)
        try:
            told = manifest.load(folder)
            _accept(home, told, encoder_name, encoder_revision)
            return Index(folder, told)
        except BadInput:
            # Two builds may have come and gone since the name was read.
            if generations.current(home) == name:
                raise


def _accept(home: Path, told: Manifest, name: str | None, revision: str | None) -> None:
    if told.format != FORMAT:
        differs = f"thuộc định dạng {told.format}, còn bản này đọc định dạng {FORMAT}"
    elif name is not None and told.encoder != name:
        differs = f"dựng bằng bộ mã hóa {told.encoder}, còn đang chọn {name}"
    elif revision is not None and told.revision != revision:
        differs = f"dựng bằng bản {told.revision} của bộ mã hóa, còn ở đây là bản {revision}"
    else:
        return
    raise NeedsIngest(f"Chỉ mục tại {home} {differs}.", "Hãy chạy `cchc ingest` để dựng lại.")
