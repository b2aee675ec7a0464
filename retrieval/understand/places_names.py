"""The names that a question is held against: the corpus's places, and what surrounds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.model import Body, Card, Level, Place
from ingest.tokens import folded, syllables
from retrieval.understand.places_text import prefix_before, tokens
from retrieval.understand.places_words import CITIES, OTHER_NAMES
from retrieval.units import Unit, Units, key

Cards = tuple[tuple[str, Card], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A place that documents are about: its syllables, other spellings, and who is above it.

    `above` maps the folded names of its superiors, of both maps, to their tiers.
    """

    place: Place
    slugs: tuple[str, ...]
    party: bool
    marked: tuple[str, ...]
    bare: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    above: dict[str, Level] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every name that a question is held against; bare names of other units by folded name."""

    names: tuple[Name, ...]
    bare: dict[str, Unit] = field(hash=False)
    siblings: dict[str, Unit] = field(hash=False)
    joined: dict[str, Unit] = field(hash=False)
    firsts: frozenset[str]


@lru_cache(maxsize=16)
def lexicon(cards: Cards, units: Units) -> Lexicon:
    """The names for these cards; built once for a corpus."""
    groups: dict[tuple[str, Level, str | None], list[tuple[str, Card]]] = {}
    for slug, card in cards:
        if card.place.name:
            at = (key(card.place.name), card.place.level, card.place.parent)
            groups.setdefault(at, []).append((slug, card))
    names = tuple(_name(group, units) for group in groups.values())
    bare = _well_known(names, units)
    joined = {name.replace(" ", ""): unit for name, unit in bare.items() if " " in name}
    siblings = _siblings(names, units)
    firsts = frozenset(name.split()[0] for name in (*bare, *siblings)) | frozenset(joined)
    return Lexicon(names, bare, siblings, joined, firsts)


def _name(group: Sequence[tuple[str, Card]], units: Units) -> Name:
    place = group[0][1].place
    marked = tuple(syllables(place.name))
    bare = tuple(folded(list(marked)))
    others = {core for _, card in group for alias in card.place.aliases if (core := _core(alias))}
    others |= {tuple(t.split()) for t, n in OTHER_NAMES.items() if key(n) == " ".join(bare)}
    if place.level is Level.CENTRAL:
        # "Việt Nam" stands in the names of many bodies; only the aliases speak of the centre.
        marked, bare = (), ()
    return Name(
        place=place,
        slugs=tuple(slug for slug, _ in group),
        party=all(card.body is Body.PARTY for _, card in group),
        marked=marked,
        bare=bare,
        others=tuple(sorted(others - {bare})),
        above=_above(place, units),
    )


def _core(alias: str) -> tuple[str, ...]:
    """An alias without agency and unit words: "UBND huyện Thăng Bình" → thang binh."""
    line = tokens(alias)
    at = 0
    for start in range(len(line)):
        if line[start].bare in ("ubnd", "hdnd"):
            at = start + 1
        elif prefix_before(line, start):
            at = start
    return tuple(t.bare for t in line[at:])


def _above(place: Place, units: Units) -> dict[str, Level]:
    above: dict[str, Level] = {}
    unit = units.old(place)
    if place.parent:
        step = {Level.COMMUNE: Level.DISTRICT}.get(place.level, Level.PROVINCE)
        provinces = [u for u in units.find(key(place.parent)) if u.level is Level.PROVINCE]
        above[key(place.parent)] = Level.PROVINCE if provinces and not unit else step
    if unit and unit.level is not Level.PROVINCE:
        above[key(unit.parent)] = Level.DISTRICT if unit.level is Level.COMMUNE else Level.PROVINCE
        above[key(unit.province)] = Level.PROVINCE
    for name in [n for n, level in above.items() if level is Level.PROVINCE]:
        for found in units.find(name):
            if found.level is Level.PROVINCE and not found.since:
                above |= {key(now): Level.PROVINCE for now in found.became}
    return above


def _well_known(names: Sequence[Name], units: Units) -> dict[str, Unit]:
    """Provinces, cities and the corpus's own superiors: what people name without a unit word."""
    found = {key(unit.name): unit for unit in reversed(units.provinces())}
    for city in CITIES:
        fitting = [u for u in units.find(key(city)) if u.name == city and not u.since]
        found.setdefault(key(city), min(fitting, key=_largest))
    for typed, name in OTHER_NAMES.items():
        if key(name) in found:
            found[typed] = found[key(name)]
    for name_ in names:
        for above, level in name_.above.items():
            fitting = [u for u in units.find(above) if u.level is level]
            if fitting:
                found.setdefault(above, _same_province(fitting, name_))
    return found


def _siblings(names: Sequence[Name], units: Units) -> dict[str, Unit]:
    """The units beside and inside the corpus's: with capitals they need no unit word."""
    found: dict[str, Unit] = {}
    for name in names:
        unit = units.old(name.place)
        if unit is None or unit.level is Level.COMMUNE:
            continue
        inside = units.inside(unit)
        province = [u for u in units.find(key(unit.province)) if u.level is Level.PROVINCE]
        beside = [s for p in province if not p.since for s in units.inside(p)]
        for sibling in (*inside, *beside):
            found.setdefault(key(sibling.name), sibling)
    return found


def _largest(unit: Unit) -> int:
    return (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE).index(unit.level)


def _same_province(found: Sequence[Unit], name: Name) -> Unit:
    return next((u for u in found if key(u.province) in name.above), found[0])
