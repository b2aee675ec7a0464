"""BM25 over our own tokens, in four fields: built by bm25s, read from the arrays that it saves.

Importing bm25s costs a one-shot process more than the search does, and a field's saved form is
plain: for token number i, rows `indices[indptr[i]:indptr[i + 1]]` get the scores `data[...]`.
See docs/decisions/0003.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.tokens import bigrams, folded

FIELDS = ("folded", "marked", "bigrams", "heading")
NAME = "lexical"
K1 = 1.2
B = 0.75

Scores = npt.NDArray[np.float32]


class LexicalWriter:
    """Gathers the tokens of every row, in order, and writes the folder."""

    def __init__(self, slugs: Sequence[str]) -> None:
        self._number = {slug: n for n, slug in enumerate(slugs)}
        self._docs: list[int] = []
        self._searchable: list[bool] = []
        self._fields: dict[str, list[list[str]]] = {field: [] for field in FIELDS}

    def add(self, slug: str, searchable: bool, tokens: list[str], heading: list[str]) -> None:
        """The next row: its document, and the marked syllables of its text and its headings."""
        self._docs.append(self._number[slug])
        self._searchable.append(searchable)
        plain = folded(tokens)
        for field, terms in zip(
            FIELDS, (plain, tokens, bigrams(plain), folded(heading)), strict=True
        ):
            self._fields[field].append(terms)

    def write(self, folder: Path) -> None:
        """Write everything under `folder`/lexical."""
        home = folder / NAME
        home.mkdir()
        np.save(home / "doc_of.npy", np.array(self._docs, dtype=np.int32))
        np.save(home / "searchable.npy", np.array(self._searchable, dtype=np.bool_))
        counts = Counter(token for row in self._fields["marked"] for token in row)
        (home / "vocabulary.json").write_text(json.dumps(counts, ensure_ascii=False), "utf-8")
        # bm25s cannot be built over no token at all.
        filled = [field for field, found in self._fields.items() if any(found)]
        (home / "fields.json").write_text(json.dumps(filled), "utf-8")
        for field in filled:
            _write_field(home / field, self._fields[field])


def _write_field(home: Path, rows: list[list[str]]) -> None:
    import bm25s

    engine = bm25s.BM25(k1=K1, b=B, method="lucene")
    engine.index(rows, show_progress=False)
    engine.save(home, show_progress=False)


class _Field:
    """One field's saved arrays, read when they are first wanted."""

    def __init__(self, home: Path, size: int) -> None:
        self._home = home
        self._size = size

    @cached_property
    def _numbers(self) -> dict[str, int]:
        found: dict[str, int] = json.loads((self._home / "vocab.index.json").read_bytes())
        return found

    @cached_property
    def _arrays(self) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
        data, indices, indptr = (
            np.load(self._home / f"{part}.csc.index.npy", mmap_mode="r")
            for part in ("data", "indices", "indptr")
        )
        return data, indices, indptr

    def scores(self, tokens: Iterable[str]) -> Scores:
        total = np.zeros(self._size, dtype=np.float32)
        for number in (self._numbers.get(token) for token in tokens):
            if number is not None:
                data, indices, indptr = self._arrays
                own = slice(indptr[number], indptr[number + 1])
                # A token has a row once, so nothing is lost by adding through the index.
                total[indices[own]] += data[own]
        return total

    def frequency(self, token: str) -> int:
        number = self._numbers.get(token)
        if number is None:
            return 0
        indptr = self._arrays[2]
        return int(indptr[number + 1] - indptr[number])

    def holding(self, token: str) -> npt.NDArray[Any]:
        """The rows that a token stands in."""
        number = self._numbers.get(token)
        if number is None:
            return np.zeros(0, dtype=np.int32)
        _, indices, indptr = self._arrays
        return indices[indptr[number] : indptr[number + 1]]

    def rows(self) -> int:
        """How many rows it was built over."""
        return int(json.loads((self._home / "params.index.json").read_bytes())["num_docs"])


class Lexical:
    """Whole score vectors over all rows, so that filters mask before anything is ranked."""

    def __init__(self, folder: Path) -> None:
        self._home = folder / NAME
        self.doc_of: npt.NDArray[np.int32] = np.load(self._home / "doc_of.npy")
        self.searchable: npt.NDArray[np.bool_] = np.load(self._home / "searchable.npy")
        self._documents = int(self.doc_of.max()) + 1 if len(self.doc_of) else 0
        filled: list[str] = json.loads((self._home / "fields.json").read_bytes())
        self._fields = {field: _Field(self._home / field, len(self.doc_of)) for field in filled}

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """The marked syllables of the searchable rows, with how often each occurs."""
        found: dict[str, int] = json.loads((self._home / "vocabulary.json").read_bytes())
        return found

    def scores(self, marked: Sequence[str]) -> dict[str, Scores]:
        """BM25 of these marked syllables in every field; one float32 a row. Repeats count."""
        plain = folded(list(marked))
        asked = zip(FIELDS, (plain, marked, bigrams(plain), plain), strict=True)
        return {field: self._score(field, terms) for field, terms in asked}

    def _score(self, field: str, terms: Sequence[str]) -> Scores:
        known = self._fields.get(field)
        return known.scores(terms) if known else np.zeros(len(self.doc_of), dtype=np.float32)

    def frequency(self, folded_token: str) -> int:
        """In how many rows' text a folded syllable, or a pair of them ("so_hoa"), occurs."""
        known = self._fields.get("bigrams" if "_" in folded_token else "folded")
        return known.frequency(folded_token) if known else 0

    def spread(self, folded_token: str) -> npt.NDArray[np.int64]:
        """As `frequency`, for each document by its number."""
        known = self._fields.get("bigrams" if "_" in folded_token else "folded")
        rows = known.holding(folded_token) if known else np.zeros(0, dtype=np.int32)
        counts: npt.NDArray[np.int64] = np.bincount(self.doc_of[rows], minlength=self._documents)
        return counts

    def sizes(self) -> set[int]:
        """The row counts that its parts were built over: one, where they agree."""
        fields = {field.rows() for field in self._fields.values()}
        return fields | {len(self.doc_of), len(self.searchable)}
