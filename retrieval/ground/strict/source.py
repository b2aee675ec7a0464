"""What a sentence rests on: its clauses as texts whose slots have their surroundings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ingest.model import Card, Clause, Kind
from retrieval.ground import names
from retrieval.ground.evidence import Evidence
from retrieval.ground.strict.form import formed
from retrieval.ground.strict.slots import Slot, slots

_SEGMENT = re.compile(r"[.;:]\s+|\n")
_OPENING = re.compile(r"(?:(?:giao|cho|các|đề nghị|yêu cầu|đồng chí)\s+)*", re.IGNORECASE)
# What a row's cells are about, in words that a sentence would use of them.
_LABELS = {
    "task": "việc nhiệm vụ nội dung",
    "lead": "chủ trì",
    "support": "phối hợp",
    "deliverable": "sản phẩm kết quả",
    "deadline": "thời hạn hoàn thành xong",
}


@dataclass(frozen=True)
class Source:
    """Clauses, the cards of their documents, and all that is read in them."""

    clauses: tuple[Clause, ...]
    cards: tuple[Card, ...]

    @cached_property
    def evidence(self) -> Evidence:
        """The same as every statement's evidence."""
        return Evidence(self.clauses, self.cards)

    @cached_property
    def own(self) -> tuple[str, ...]:
        """Each clause's own words; a row's cells under what they are about."""
        return tuple(_own(clause) for clause in self.clauses)

    @cached_property
    def above(self) -> tuple[str, ...]:
        """The headings and column headers, and the numbers that the cards give."""
        return tuple(formed(text) for text in (*self.evidence.above, *self.evidence.told))

    @cached_property
    def words(self) -> str:
        """All own words in lower case, for what must stand as it is."""
        return " \n ".join(self.own).lower()

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of the clauses' own words."""
        return tuple(slot for text in self.own for slot in slots(text))

    @cached_property
    def higher(self) -> tuple[Slot, ...]:
        """The slots of what stands above them."""
        return tuple(slot for text in self.above for slot in slots(text))

    @cached_property
    def leads(self) -> frozenset[str]:
        """Who leads."""
        return frozenset(name for role, name in self.evidence.roles if role == "lead")

    @cached_property
    def supports(self) -> frozenset[str]:
        """Who supports."""
        return frozenset(name for role, name in self.evidence.roles if role == "support")

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Whose duty the clauses are: in their headings, their lead cells, or as their subjects."""
        return frozenset(name for clause in self.clauses for name in _subjects(clause))


@lru_cache(maxsize=2048)
def _own(clause: Clause) -> str:
    if clause.kind is not Kind.ROW:
        return formed(clause.text)
    cells = [f"{_LABELS.get(c.name, '')}: {formed(c.text)}" for c in clause.cells if c.text.strip()]
    return "; ".join(cells)


@lru_cache(maxsize=2048)
def _subjects(clause: Clause) -> frozenset[str]:
    found = {name for heading in clause.breadcrumb for name in names.titled(heading)}
    if lead := clause.cell("lead"):
        found |= {*names.listed(lead.text), *names.agencies_in(formed(lead.text))}
    if clause.kind is not Kind.ROW:
        body = formed(clause.body)
        for mention in names.mentions(body):
            before = _SEGMENT.split(body[: mention.start])[-1]
            if _OPENING.fullmatch(before):
                found.add(mention.name)
    return frozenset(found)
