"""A second clause beside the one told, where a question asks for two things."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Kind
from retrieval.compose.context import Context
from retrieval.config import weight
from retrieval.retrieve import Candidate
from retrieval.terms import gain, matches


def completing(context: Context, best: Candidate, found: Sequence[Candidate]) -> list[Candidate]:
    """A neighbour of the best clause that says what this one leaves of the question, or none."""
    terms = context.terms_in(best.clause.doc)

    def has(candidate: Candidate) -> list[float]:
        return matches(terms, candidate.clause.text, marks_count=context.marks)

    home = best.clause.path.rpartition(".")[0]
    have, least = has(best), weight("answer.complement")
    near = (c for c in found if c is not best and c.clause.path.rpartition(".")[0] == home)
    told = (c for c in near if c.clause.kind is not Kind.ROW and gain(terms, have, has(c)) >= least)
    return list(told)[:1]
