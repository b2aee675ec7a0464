"""Candidates: lexical and dense scores over the clauses that may be seen, fused by field.

Filters come before ranking and fail closed: with no document allowed there is no candidate.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest.encoder import Encoder
from ingest.index import Index
from ingest.model import Clause
from retrieval.config import weight
from retrieval.model import Principal, Question

# A follow-up with so many words of its own needs few of those before.
_MUCH = 4

Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Candidate:
    """A clause found for a question, with the parts of its score."""

    row: int
    clause: Clause
    parts: dict[str, float]
    score: float = 0.0


def visible(index: Index, principal: Principal) -> tuple[str, ...]:
    """The slugs of the documents that this asker may see."""
    return tuple(d.slug for d in index.documents if principal.may_read(d.card.audience))


def retrieve(
    question: Question, index: Index, encoder: Encoder, slugs: Collection[str]
) -> list[Candidate]:
    """The best clauses of each of these documents, unranked, in the order of the documents."""
    mask = _mask(index, slugs)
    if not mask.any():
        return []
    lexical = _lexical(question, index) * mask
    dense = _dense(question, index, encoder, slugs)
    rows = _best(lexical, dense, index, mask)
    top = float(lexical.max()) or 1.0
    return [
        Candidate(row, clause, {"bm25": float(lexical[row]) / top, "dense": dense.get(row, 0.0)})
        for row, clause in zip(rows, index.rows(rows), strict=True)
    ]


def _mask(index: Index, slugs: Collection[str]) -> Mask:
    wanted = set(slugs)
    allowed = [i for i, d in enumerate(index.documents) if d.slug in wanted]
    inside: Mask = np.isin(index.doc_of, allowed)
    return inside & index.searchable


def _lexical(question: Question, index: Index) -> np.ndarray:
    scores: np.ndarray = _fields(
        _syllables((*question.words, *question.named, *question.mentioned)), index
    )
    if question.carried:
        scores = scores + carried_worth(question) * _fields(_syllables(question.carried), index)
    for _, phrase, worth in question.related:
        scores = scores + weight("query.related") * worth * _fields(phrase, index)
    found: np.ndarray = np.maximum(scores, 0.0)
    return found


def carried_worth(question: Question) -> float:
    """What a word of an earlier turn counts beside one that was typed now."""
    much = len(question.words) >= _MUCH
    return weight("query.carried_beside" if much else "query.carried")


def _syllables(words: Sequence[str]) -> list[str]:
    return [syllable for word in words for syllable in word.split()]


def _fields(words: Sequence[str], index: Index) -> np.ndarray:
    total = np.zeros(index.size, dtype=np.float32)
    if words:
        for field, scores in index.lexical(words).items():
            total += weight(f"fields.{field}") * scores
    return total


def _dense(
    question: Question, index: Index, encoder: Encoder, slugs: Collection[str]
) -> dict[int, float]:
    words = " ".join((*question.carried, *question.named, *question.words))
    if not words or not index.dense_available:
        return {}
    k = int(weight("search.dense_candidates"))
    return index.dense(encoder.encode([words])[0], k, slugs)


def _best(
    lexical: np.ndarray, dense: dict[int, float], index: Index, mask: np.ndarray
) -> list[int]:
    """The best rows of each document by either way of searching, and of many the best in all."""
    rows = np.flatnonzero(mask & (lexical > 0))
    found = {row for row in dense if mask[row]}
    if not len(rows):
        return sorted(found)
    documents = len(np.unique(index.doc_of[mask]))
    limit = max(1, int(weight("search.candidates") / documents**0.5))
    order = rows[np.argsort(-lexical[rows], kind="stable")]
    by_document = order[np.argsort(index.doc_of[order], kind="stable")]
    place = np.arange(len(by_document)) - _starts(index.doc_of[by_document])
    chosen = by_document[place < limit]
    most = int(weight("search.most"))
    if len(chosen) > most:
        chosen = chosen[np.argsort(-lexical[chosen], kind="stable")[:most]]
    return sorted(found | {int(row) for row in chosen})


def _starts(documents: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """For each of these sorted numbers, where its run begins."""
    first = np.flatnonzero(np.r_[True, documents[1:] != documents[:-1]])
    runs: npt.NDArray[np.int64] = np.repeat(first, np.diff(np.r_[first, len(documents)]))
    return runs
