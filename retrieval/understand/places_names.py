"""The names that the corpus and the country offer, and how well typed words meet one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.model import Body, Card, Level, Place
from ingest.tokens import folded, syllables
from retrieval.understand.places_text import Token, prefix_before, tokens
from retrieval.understand.places_words import CITIES, COMMON, COMMON_FOLDED, COMPOUNDS, OTHER_NAMES
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


@dataclass(frozen=True, slots=True)
class Fit:
    """How typed words meet a name: letters wrong, marks wrong, and how many tokens they are."""

    typos: int
    marks: int
    length: int

    @property
    def cost(self) -> tuple[int, int]:
        """Less is better; only fits of the same words are compared."""
        return self.typos, self.marks


def fits(name: Name, line: Sequence[Token], at: int, prefixed: bool) -> Iterator[Fit]:
    """The ways in which the words from `at` on can be this name."""
    for other in name.others:
        words = line[at : at + len(other)]
        if tuple(t.bare for t in words) == other and _not_a_word(line, at, len(other), prefixed):
            yield Fit(0, 0, len(other))
    size = len(name.bare)
    if size and line[at].bare == "".join(name.bare) and len(line[at].bare) > 3:
        yield Fit(0, 0, 1)
    words = line[at : at + size]
    if size == 0 or len(words) < size:
        return
    wrong = [n for n, token in enumerate(words) if token.bare != name.bare[n]]
    marks = sum(not _agrees(token, name.marked[n]) for n, token in enumerate(words))
    if not wrong and _exact(name, line, at, marks, prefixed):
        yield Fit(0, marks, size)
    elif len(wrong) == 1 and _mistyped(name, words, wrong[0], prefixed):
        yield Fit(1, distance(words[wrong[0]].marked, name.marked[wrong[0]]) + marks - 1, size)


def _agrees(token: Token, marked: str) -> bool:
    return token.marked == marked or token.plain


def _exact(name: Name, line: Sequence[Token], at: int, marks: int, prefixed: bool) -> bool:
    """Whether words with the name's letters are the name, not other words without their marks."""
    words = line[at : at + len(name.bare)]
    if prefixed or all(t.capital for t in words):
        return marks < len(words) or len(words) == 1 or prefixed
    if tuple(t.marked for t in words) == name.marked and name.marked != name.bare:
        return True
    if marks > 1 or any(
        t.marked in COMMON for n, t in enumerate(words) if not _agrees(t, name.marked[n])
    ):
        return False
    return _not_a_word(line, at, len(words), prefixed)


def _mistyped(name: Name, words: Sequence[Token], at: int, prefixed: bool) -> bool:
    """Whether one syllable is off by one letter and is no word of its own."""
    token, wanted = words[at], name.bare[at]
    rest = [(t, m) for n, (t, m) in enumerate(zip(words, name.marked, strict=True)) if n != at]
    if distance(token.bare, wanted) != 1 or not all(_agrees(t, m) for t, m in rest):
        return False
    swapped = token.bare.replace("y", "i") == wanted.replace("y", "i")
    if len(wanted) < 3 and len(token.bare) <= len(wanted) and not swapped:
        return False
    if prefixed or (all(t.capital for t in words) and len("".join(name.bare)) > 5):
        return True
    return not is_common(token)


def is_common(token: Token) -> bool:
    """Whether a token is a syllable of everyday speech, as it is marked or with some marks."""
    return token.bare in COMMON_FOLDED if token.plain else token.marked in COMMON


def _not_a_word(line: Sequence[Token], at: int, size: int, prefixed: bool) -> bool:
    """Whether no neighbour makes an everyday word with the first or the last syllable."""
    words = line[at : at + size]
    if prefixed or all(t.capital for t in words):
        return True
    before = (line[at - 1].bare, words[0].bare) if at else ("", "")
    after = (words[-1].bare, line[at + size].bare) if at + size < len(line) else ("", "")
    return before not in COMPOUNDS and after not in COMPOUNDS


def beside_a_word(line: Sequence[Token], at: int, size: int) -> bool:
    """Whether an everyday word runs over the edge of these tokens."""
    return not _not_a_word(line, at, size, prefixed=False)


@lru_cache(maxsize=4096)
def distance(a: str, b: str) -> int:
    """Letters to change, add, drop or swap to make `b` of `a`; 9 where it is more than two."""
    if abs(len(a) - len(b)) > 2:
        return 9
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y)))
            if i > 1 and j > 1 and x == b[j - 2] and y == a[i - 2]:
                row[-1] = min(row[-1], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]
