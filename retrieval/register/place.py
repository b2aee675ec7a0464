"""Which documents a place has, and whose plan stands above a document's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.errors import BadInput
from ingest.model import Card, Document, Level
from retrieval.understand.places import resolve
from retrieval.units import key, load

_TIERS = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE, Level.CENTRAL)


def documents_of(text: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """The slugs of the documents that a place or a slug names.

    Raises:
        BadInput: none of these documents is about it.
    """
    if any(d.slug == text for d in documents):
        return (text,)
    found = resolve(text, [(d.slug, d.card) for d in documents]).named
    if not found:
        places = dict.fromkeys(f"{d.card.place.name} ({d.slug})" for d in documents)
        raise BadInput(f"Không có văn bản nào về “{text}”.", f"Hiện có: {', '.join(places)}.")
    return found


def document_of(text: str, documents: Sequence[Document], years: Sequence[int] = ()) -> str:
    """The one document that a place or a slug names; `years` tell apart those of one place.

    Raises:
        BadInput: there is none, or more than one.
    """
    found = documents_of(text, documents)
    named = [d for d in documents if d.slug in found]
    if len(named) > 1 and years:
        named = [d for d in named if any(_covers(d.card, year) for year in years)] or named
    if len(named) > 1:
        slugs = ", ".join(d.slug for d in named)
        raise BadInput(f"“{text}” có {len(named)} văn bản.", f"Hãy chọn một: {slugs}.")
    return named[0].slug


def superior(document: Document, documents: Sequence[Document]) -> Document | None:
    """The plan of the nearest place above a document's, for the same years.

    A plan of the same body goes before another's, then the one that shares more years.
    """
    card = document.card
    for name, level in _above(card):
        found = [
            d
            for d in documents
            if d.card.place.level is level
            and (level is Level.CENTRAL or key(d.card.place.name) == key(name))
            and _shared(d.card, card)
        ]
        if found:
            return max(found, key=lambda d: (d.card.body is card.body, _shared(d.card, card)))
    return None


def _above(card: Card) -> Iterator[tuple[str, Level]]:
    """The names of the places above, nearest first, each with every tier that it may have."""
    place = card.place
    tiers = _TIERS[_TIERS.index(place.level) + 1 :]
    unit = load().old(place)
    above = [u for u in load().find(key(place.parent)) if u.level in tiers] if place.parent else []
    names = [place.parent or "", unit.parent if unit else "", unit.province if unit else ""]
    # A superior named on the card may be known where the place itself is not.
    names += [u.province for u in above] if len(above) == 1 else []
    for name in dict.fromkeys(filter(None, names)):
        yield from ((name, tier) for tier in tiers if tier is not Level.CENTRAL)
    if tiers:
        yield "", Level.CENTRAL


def _shared(one: Card, other: Card) -> int:
    """How many years two plans share; a plan without years shares one with every other."""
    if None in (one.first_year, one.last_year, other.first_year, other.last_year):
        return 1
    first = max(one.first_year or 0, other.first_year or 0)
    return max(0, min(one.last_year or 0, other.last_year or 0) - first + 1)


def _covers(card: Card, year: int) -> bool:
    return (card.first_year or year) <= year <= (card.last_year or year)
