"""What every composer works with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ingest.index import Index
from ingest.model import Card, Clause, Document, Level
from prompts import say
from retrieval import reading
from retrieval.became import named
from retrieval.config import weight
from retrieval.inforce import same_subject
from retrieval.mentions import folded_text
from retrieval.model import Question
from retrieval.rank import is_marked, question_terms
from retrieval.retrieve import Candidate
from retrieval.terms import Term, within
from retrieval.understand.agencies import Agencies

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Context:
    """A question, the index it is asked of, and what was found, best first."""

    question: Question
    index: Index
    ranked: Sequence[Candidate]
    agencies: Agencies
    documents: tuple[Document, ...]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the question."""
        return question_terms(self.question, self.index)

    def terms_in(self, slug: str) -> tuple[Term, ...]:
        """The terms, each by how well it tells this document's clauses apart."""
        return self._within(slug)

    @cached_property
    def _within(self) -> Callable[[str], tuple[Term, ...]]:
        return within(self.terms, self.index.shares)

    @property
    def marks(self) -> bool:
        """Whether the asker types tone marks."""
        return is_marked(self.question)

    def say(self, key: str, **values: object) -> str:
        """The assistant's words in the language of the question."""
        return say(key, self.question.lang, **values)

    def card(self, slug: str) -> Card:
        """The card of a document."""
        return self.index.card(slug)

    def place(self, slug: str) -> str:
        """A document's place as it is shown: "huyện Thăng Bình".

        With the plan's period where the asker sees another year's of the place, and its number
        where the others are on other subjects. What the centre issues is called by its number.
        """
        card = self.card(slug)
        if not card.place.name:
            return card.title
        numbered = f"{card.kind[:1].upper()}{card.kind[1:]} {card.number}"
        if card.place.level is Level.CENTRAL and card.number:
            return numbered
        others = [d.card for d in self.documents if d.card.place == card.place and d.slug != slug]
        shown = named(card.unit, self.question.lang)
        years = sorted({year for year in (card.first_year, card.last_year) if year})
        if years and any(same_subject(card, other) for other in others):
            return f"{shown} ({'-'.join(map(str, years))})"
        return f"{shown} ({numbered})" if others and card.number else shown

    def of(self, slug: str) -> list[Candidate]:
        """What was found in one document, best first."""
        return self._by_document.get(slug, [])

    @cached_property
    def _by_document(self) -> dict[str, list[Candidate]]:
        found: dict[str, list[Candidate]] = {}
        for candidate in self.ranked:
            found.setdefault(candidate.clause.doc, []).append(candidate)
        return found

    def holds(self, candidate: Candidate) -> bool:
        """Whether a clause has enough of what is asked to answer it."""
        return candidate.parts["covered"] >= weight("answer.covered")

    def years_of(self, clause: Clause) -> tuple[int, ...]:
        """The years that a clause speaks for."""
        return reading.years_of(clause)

    def knows_agency(self, name: str, slug: str) -> bool:
        """Whether a document names such an agency anywhere."""
        if self.agencies.like(name, (slug,)):
            return True
        kind, *rest = name.split()
        return any(
            set(rest) <= set(window.split())
            for window in re.findall(
                rf"\b{kind}(?=((?: \w+){{0,8}}))", folded_text(self.index, slug)
            )
        )

    def register(self, kind: str, clause: Clause) -> list[Row]:
        """The rows of the register that stand in a clause."""
        return [r for r in self.index.register(kind, clause.doc) if r["clause"] == clause.id]
