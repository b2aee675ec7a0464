"""A checked draft to the answer that every door draws."""

from __future__ import annotations

import time
from collections.abc import Sequence

from ingest.index import Index
from retrieval.compose.statement import Draft
from retrieval.model import Answer, Hit
from retrieval.numbering import Numbering
from retrieval.retrieve import Candidate

_KEPT = 10
_REJECTED = 30


def finished(
    draft: Draft,
    ranked: Sequence[Candidate],
    index: Index,
    began: float,
    timings: dict[str, float],
    notes: Sequence[str] = (),
) -> Answer:
    """The draft as an answer: its marks and citations numbered, the hits with the cited first."""
    numbering = Numbering(index)
    for statement in draft.statements:
        numbering.line(statement)
    # What the answer rests on stands first, and of every place asked about; then what came near.
    told = _cited(draft, ranked)
    ranked = [*told, *(c for c in ranked if c.clause.id not in {t.clause.id for t in told})]
    return Answer(
        answer=numbering.text,
        status=draft.status,
        citations=numbering.citations,
        hits=tuple(hit_of(c) for c in ranked[:_KEPT]),
        rejected=tuple(hit_of(c, kept=False) for c in ranked[_KEPT:_REJECTED]),
        notes=(*draft.notes, *notes),
        suggestions=draft.suggestions,
        ms=ms_since(began),
        timings=timings,
    )


def _cited(draft: Draft, ranked: Sequence[Candidate]) -> list[Candidate]:
    """The cited clauses as found, in the order of their scores; last those that a field of the
    register or of the card led to, which no search by words ranks."""
    cited = {c.id: c for statement in draft.statements for c in statement.clauses}
    found = [c for c in ranked if c.clause.id in cited]
    for candidate in found:
        del cited[candidate.clause.id]
    return [*found, *(Candidate(-1, clause, {}) for clause in cited.values())]


def hit_of(candidate: Candidate, *, kept: bool = True) -> Hit:
    """A candidate as it is shown."""
    return Hit(candidate.clause, candidate.score, dict(candidate.parts), kept)


def ms_since(began: float) -> float:
    """Milliseconds since a reading of the clock."""
    return (time.perf_counter() - began) * 1000
