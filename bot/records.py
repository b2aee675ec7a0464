"""The one JSON form of an answer and its parts, whichever door it leaves by."""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from typing import Any

from ingest.address import label
from ingest.model import Clause
from retrieval.model import Answer, Citation, Hit, ModelUse, Question

Record = dict[str, Any]
BATCH_HITS = 10


def citation_record(citation: Citation) -> Record:
    """A citation: its number, the clause's address and span, the words quoted and, of a table's
    row, the words above its cells."""
    return {
        "number": citation.number,
        "doc": citation.doc,
        "version": citation.version,
        "clause": citation.clause,
        "label": citation.label,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "columns": list(citation.columns),
    }


def hit_record(hit: Hit) -> Record:
    """A clause that a search found, with its score and what the score was made of."""
    clause = hit.clause
    return {
        "doc": clause.doc,
        "clause": clause.id,
        "start": clause.start,
        "end": clause.end,
        "score": round(hit.score, 6),
        "parts": {name: round(value, 6) for name, value in hit.parts.items()},
        "kind": clause.kind.value,
        "breadcrumb": list(clause.breadcrumb),
        "text": clause.text,
    }


def answer_record(answer: Answer) -> Record:
    """The whole answer, without what was rejected."""
    return {
        "answer": answer.answer,
        "status": answer.status.value,
        "abstained": answer.abstained,
        "citations": [citation_record(c) for c in answer.citations],
        "hits": [hit_record(h) for h in answer.hits],
        "notes": list(answer.notes),
        "suggestions": list(answer.suggestions),
        "ms": round(answer.ms, 3),
        **({"model": [_use_record(use) for use in answer.model]} if answer.model else {}),
    }


def _use_record(use: ModelUse) -> Record:
    """A use of a language model. What was taken out is false, and only counted here."""
    told = {name: getattr(use, name) for name in ("use", "outcome", "model", "prompt")}
    spent = {"ms": use.ms, "attempts": use.attempts, "tokens": use.tokens}
    return {**told, **spent, "taken_out": len(use.dropped)}


def clause_record(clause: Clause) -> Record:
    """A clause with its address in words, its place in the text and a table row's cells."""
    return {
        "doc": clause.doc,
        "clause": clause.id,
        "label": label(clause.path),
        "kind": clause.kind.value,
        "breadcrumb": list(clause.breadcrumb),
        "years": list(clause.years),
        "levels": [level.value for level in clause.levels],
        "start": clause.start,
        "end": clause.end,
        "text": clause.text,
        "cells": [
            {"name": cell.name, "header": cell.header, "text": cell.text} for cell in clause.cells
        ],
    }


def explanation_record(answer: Answer, understood: Question) -> Record:
    """What `--explain` adds: how the question was read, what was rejected, where the time went."""
    return {
        "understood": understood_record(understood),
        "rejected": [hit_record(h) for h in answer.rejected],
        **(
            {"taken_out": [line for u in answer.model for line in u.dropped]}
            if answer.model
            else {}
        ),
        "timings": {stage: round(ms, 3) for stage, ms in answer.timings.items()},
    }


def understood_record(understood: Question) -> Record:
    """How a question was read; what it does not speak of is left out."""
    read = ((one.name, getattr(understood, one.name)) for one in fields(understood))
    return {name: _plain(value) for name, value in read if value or value == 0}


def _plain(value: object) -> object:
    """A value in JSON's own types; a set in order, so that two runs print the same."""
    if isinstance(value, frozenset | set):
        return sorted(str(one) for one in value)
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, StrEnum) else value


def best_hits(answer: Answer, limit: int = BATCH_HITS) -> tuple[Hit, ...]:
    """The best clauses that the search found, kept ones first."""
    return (*answer.hits, *answer.rejected)[:limit]


def batch_record(identity: object, answer: Answer, ms: float) -> Record:
    """One line of a batch: the answer, its citations, and the ten best clauses as spans."""
    return {
        "id": identity,
        "answer": answer.answer,
        "status": answer.status.value,
        "abstained": answer.abstained,
        "citations": [citation_record(c) for c in answer.citations],
        "hits": [
            {
                "doc": hit.clause.doc,
                "clause": hit.clause.id,
                "start": hit.clause.start,
                "end": hit.clause.end,
                "score": round(hit.score, 6),
            }
            for hit in best_hits(answer)
        ],
        "ms": round(ms, 3),
    }
