"""What a program may ask of the plans, in JSON's own types; every row carries its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ingest.address import label
from ingest.errors import BadInput
from ingest.index import Index
from ingest.model import Document
from retrieval.assistant import Assistant
from retrieval.model import ANYONE, Answer, Principal
from retrieval.register import compare, documents_of, readable, targets, tasks

Record = dict[str, Any]
MOST = 50


@dataclass(frozen=True, slots=True)
class Queries:
    """The queries of one asker over one assistant. Raises BadInput where nothing is so called."""

    assistant: Assistant
    principal: Principal = ANYONE

    def ask(self, question: str, history: Sequence[str] = ()) -> Record:
        """The checked answer to a question, with the clause behind every statement."""
        answer = self.assistant.ask(question, history=history, principal=self.principal)
        return answer_record(answer)

    def search(self, query: str, limit: int = 8) -> list[Record]:
        """The clauses nearest to a query, best first."""
        count = max(1, min(limit, MOST))
        found = self.assistant.search(query, principal=self.principal, limit=count)
        with self.assistant.reading() as index:
            return [{**_cited(index, hit.clause.id), "score": round(hit.score, 4)} for hit in found]

    def documents(self) -> list[Record]:
        """The plans that may be read: what each is, and for which years."""
        with self.assistant.reading() as index:
            return [_document(document) for document in readable(index, self.principal)]

    def targets(
        self, place: str = "", year: int = 0, topic: str = "", agency: str = "", limit: int = 30
    ) -> list[Record]:
        """The figures that the plans set, each with its comparator, its year and its clause."""
        with self.assistant.reading() as index:
            rows = targets(
                index,
                self.principal,
                places=self._places(index, place),
                years=(year,) if year else (),
                topic=topic,
                agency=agency,
            )
            return [
                {**asdict(row), **_cited(index, row.clause, row.doc)} for row in rows[: _cut(limit)]
            ]

    def tasks(
        self,
        place: str = "",
        agency: str = "",
        role: str = "any",
        due: str = "",
        topic: str = "",
        limit: int = 30,
    ) -> list[Record]:
        """The tasks that the plans give: who leads, who supports, what comes of it, by when."""
        with self.assistant.reading() as index:
            places = self._places(index, place)
            rows = tasks(
                index,
                self.principal,
                places=places,
                agency=agency,
                role=role,
                due=due,
                topic=topic,
            )
            return [
                {**asdict(row), **_cited(index, row.clause, row.doc)} for row in rows[: _cut(limit)]
            ]

    def compare(self, first: str, second: str, topic: str = "", limit: int = 30) -> list[Record]:
        """The same measures of two places side by side."""
        with self.assistant.reading() as index:
            documents = readable(index, self.principal)
            slugs = [documents_of(place, documents)[0] for place in (first, second)]
            rows = compare(index, self.principal, slugs, topic=topic)
            return [
                {
                    "measure": row.measure,
                    "year": row.year,
                    "level": row.level,
                    "verdict": row.verdict.value,
                    "cells": [
                        {**asdict(cell), **_cited(index, cell.clause, cell.doc)}
                        for cell in row.cells
                    ],
                }
                for row in rows[: _cut(limit)]
            ]

    def _places(self, index: Index, place: str) -> set[str] | None:
        return set(documents_of(place, readable(index, self.principal))) if place else None


def answer_record(answer: Answer) -> Record:
    """An answer: its text, how it turned out, and the address and words of every citation."""
    return {
        "answer": answer.answer,
        "status": answer.status.value,
        "abstained": answer.abstained,
        "citations": [asdict(citation) for citation in answer.citations],
        "notes": list(answer.notes),
        "suggestions": list(answer.suggestions),
    }


def _cut(limit: int) -> int:
    return max(1, min(limit, MOST))


def _cited(index: Index, clause_id: str, doc: str = "") -> Record:
    """A clause's citation: document, version, address, span and words."""
    slug = doc or clause_id.partition(":")[0]
    clause = next((c for c in index.of_document(slug) if c.id == clause_id), None)
    if clause is None:
        raise BadInput(f"Chỉ mục không có khoản mục “{clause_id}”.", "Chạy cchc ingest.")
    document = index.document(slug)
    assert document is not None
    return {
        "doc": slug,
        "version": document.version,
        "document": document.card.title,
        "place": document.card.unit,
        "clause": clause.id,
        "label": label(clause.path),
        "start": clause.start,
        "end": clause.end,
        "breadcrumb": list(clause.breadcrumb),
        "quote": clause.text,
    }


def _document(document: Document) -> Record:
    card = document.card
    return {
        "doc": document.slug,
        "version": document.version,
        "title": card.title,
        "place": card.unit,
        "number": card.number,
        "first_year": card.first_year,
        "last_year": card.last_year,
        "outlook": card.outlook,
    }
