"""What supports a statement: its clauses' text, cells and headings, and the documents' cards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from ingest.extract.grid import entries
from ingest.model import Card, Clause, Level
from ingest.model import Kind as ClauseKind
from retrieval.ground import names
from retrieval.ground.figures import Fact, Kind, held
from retrieval.ground.forms import even
from retrieval.ground.roles import Role, roles

# A card names the unit above its place without a word for its level.
_ABOVE = {
    Level.DISTRICT: ("tỉnh", "thành phố"),
    Level.COMMUNE: ("huyện", "quận", "thị xã", "thành phố"),
}


@dataclass(frozen=True)
class Evidence:
    """All that may be said of some clauses and cards."""

    clauses: tuple[Clause, ...]
    cards: tuple[Card, ...]

    @cached_property
    def own(self) -> tuple[str, ...]:
        """The clauses' own words, cell by cell where they are rows, in even form."""
        return tuple(t for clause in self.clauses for t in _own(clause))

    @cached_property
    def above(self) -> tuple[str, ...]:
        """The headings above the clauses, and the headers of their columns."""
        found = [h for c in self.clauses for h in (*c.breadcrumb, *(x.header for x in c.cells))]
        return tuple(dict.fromkeys(even(h) for h in found if h))

    @cached_property
    def told(self) -> tuple[str, ...]:
        """What the cards say, in words."""
        return tuple(t for card in self.cards for t in _told(card))

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything."""
        return (*self.own, *self.above, *self.told)

    @cached_property
    def facts(self) -> frozenset[Fact]:
        """Every figure, date and number that may be said."""
        found = {fact for text in self.texts for fact in held(text)}
        for clause in self.clauses:
            found |= {fact for e in entries(clause) for fact in held(even(e.text))}
            for cell in clause.cells:
                if "%" in cell.header:
                    figures = (f.key for f in held(even(cell.text)) if f.kind is Kind.FIGURE)
                    found |= {Fact(Kind.FIGURE, f"{f.rstrip('%')}%") for f in figures}
        return frozenset(found)

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that the clauses or their headings name; empty where they name none."""
        found = {str(year) for clause in self.clauses for year in clause.years}
        for text in (*self.own, *self.above):
            for fact in held(text):
                if fact.kind is Kind.FIGURE and len(fact.key) == 4 and fact.key[:2] in ("19", "20"):
                    found.add(fact.key)
        return frozenset(found)

    def names(self, agency: str) -> bool:
        """Whether an agency is named, in this spelling or another."""
        # Reading a text's agencies is slow: first those where the words stand.
        near = [text for text in self.texts if names.spelt(agency, (text,))]
        if any(names.among(agency, names.agencies_in(text)) for text in near):
            return True
        cells = frozenset(n for c in self.clauses for x in c.cells for n in names.listed(x.text))
        return names.among(agency, cells) or any(
            names.among(agency, names.agencies_in(text)) for text in self.texts
        )

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Who leads and who supports."""
        return frozenset(role for clause in self.clauses for role in _roles(clause))

    @cached_property
    def owners(self) -> frozenset[str]:
        """Whose duty the clauses are: agencies in headings, in the lead's cell, or as subjects."""
        return frozenset(name for clause in self.clauses for name in _owners(clause))


@lru_cache(maxsize=4096)
def _own(clause: Clause) -> tuple[str, ...]:
    if clause.kind is ClauseKind.ROW:
        return tuple(even(cell.text) for cell in clause.cells if cell.text)
    return (even(clause.text),)


@lru_cache(maxsize=64)
def _told(card: Card) -> tuple[str, ...]:
    place = card.place
    # With and without the word for its level: both are how a place is called.
    shown = card.unit
    years = (card.first_year, card.last_year, card.outlook)
    words = [card.title, card.kind, card.issuer, card.number, card.signed, card.signer, shown]
    words += [f"{word} {place.parent}" for word in _ABOVE.get(place.level, ()) if place.parent]
    words += [f"{card.kind[:1].upper()}{card.kind[1:]} {card.number}" if card.number else ""]
    words += [place.parent or "", *place.aliases, *(f"năm {y}" for y in years if y)]
    return tuple(even(w) for w in words if w)


@lru_cache(maxsize=4096)
def _roles(clause: Clause) -> frozenset[Role]:
    found: set[Role] = set()
    for cell in clause.cells:
        if cell.name in ("lead", "support"):
            found |= {(cell.name, name) for name in names.listed(cell.text)}
            found |= {(cell.name, name) for name in names.agencies_in(even(cell.text))}
    if clause.kind is not ClauseKind.ROW:
        body = even(clause.body)
        found |= roles(body)
        for heading in clause.breadcrumb:
            for name in names.titled(heading):
                found |= roles(f"{name}: {body}")
    return frozenset(found)


@lru_cache(maxsize=4096)
def _owners(clause: Clause) -> frozenset[str]:
    found = {name for heading in clause.breadcrumb for name in names.titled(heading)}
    lead = clause.cell("lead")
    if lead:
        found |= {*names.listed(lead.text), *names.agencies_in(even(lead.text))}
    if clause.kind is not ClauseKind.ROW:
        found |= names.agencies_in(even(clause.body))
    return frozenset(found)
