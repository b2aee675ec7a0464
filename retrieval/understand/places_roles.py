"""Which of the places named is the one asked about: not its superior, nor a cited issuer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.model import Level
from retrieval.understand.places_mentions import Mention
from retrieval.understand.places_names import Lexicon, Name
from retrieval.understand.places_text import Token, left_of
from retrieval.understand.places_words import BELONGS, COMPARING, LISTING, LOCATING
from retrieval.units import Unit, Units, key

_COMPARING = re.compile(COMPARING)
_DOC = (
    r"(?:nghi quyet|quyet dinh|ke hoach|chuong trinh|chi thi|van ban|cong van|de an|huong dan"
    r"|to trinh|nq|qd|kh|ct|ctr|cthd|cv|resolution|plan|decision|programme|program|directive)"
)
_CARRY_OUT = (
    r"(?:thuc hien|trien khai|can cu|theo|cu the hoa|dua (?:vao|tren|theo)|thi hanh|chap hanh"
    r"|quan triet|based on|under|implement\w*|carr\w+ out)"
)
_BY = r"(?:cua|do|tu|of|by|from|by the|of the)"
# "thực hiện nghị quyết … của [Tỉnh ủy X]", "kế hoạch nào của [UBND tỉnh X]".
_CITED = re.compile(
    rf"\b{_CARRY_OUT}\b.{{0,60}}\b{_DOC}\b.{{0,60}}\b{_BY}$"
    rf"|\b{_DOC}(?: so)? (?:nao|gi|may|bao nhieu)\b.{{0,40}}\b{_BY}$"
    rf"|\b(?:which|what) {_DOC}\b.{{0,40}}\b{_BY}$"
)
_DOC_OF = re.compile(rf"\b{_DOC}\b(?: [\w]+){{0,6}} {_BY}$")
_NUMBERED = re.compile(rf"\b{_DOC}(?: so)? \d+ [a-z]+ .{{0,60}}\b{_BY}$")
_CITES = re.compile(rf"\b{_CARRY_OUT}\b")


def asked(
    found: Sequence[Mention], line: Sequence[Token], text: str, units: Units
) -> tuple[list[Mention], list[Mention]]:
    """The mentions that are asked about, and those whose words the caller may take out."""
    told = _told_apart(found, line, text, units)
    compares = bool(_COMPARING.search(" ".join(t.bare for t in line)))
    cited = [m for m in told if _is_cited(m, told, line, compares)]
    rest = [m for m in told if m not in cited]
    superior = _superiors(rest, line, text, compares)
    asks = [m for n, m in enumerate(rest) if n not in superior]
    return asks, [m for m in told if m not in cited]


def within(unit: Unit, names: Lexicon, units: Units) -> str:
    """The slug of the smallest corpus place that a unit is a part of; "" where there is none."""
    order = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE)
    fitting = [n for n in names.names if n.place.level in order and _covers(n, unit, units)]
    fitting.sort(key=lambda n: order.index(n.place.level))
    return fitting[0].slugs[0] if fitting else ""


def _covers(name: Name, unit: Unit, units: Units) -> bool:
    place = units.old(name.place)
    if place is None or place.level is unit.level or place.level is Level.COMMUNE:
        return False
    if place.level is Level.PROVINCE and not unit.since:
        return unit.province == place.name
    if not unit.since:
        return unit.parent == place.name and unit.province == place.province
    if key(unit.province) not in (*name.above, key(place.name), *map(key, place.became)):
        return False
    inside = units.inside(place)
    if place.level is Level.PROVINCE:
        inside = [commune for district in inside for commune in units.inside(district)]
    return any(unit.display in commune.became for commune in inside)


def _told_apart(
    found: Sequence[Mention], line: Sequence[Token], text: str, units: Units
) -> list[Mention]:
    """Mentions that the place after them shows to be others of the name: "Tân Bình, Tây Ninh"."""
    told = list(found)
    for n, (inner, outer) in enumerate(pairwise(found)):
        if not _apposed(inner, outer, line, text):
            continue
        upper = _key(outer)
        right = tuple(name for name in inner.names if upper in name.above)
        namesakes = [] if right else _inside(inner, upper, units)
        if right:
            told[n] = _with(inner, right, None)
        elif namesakes and inner.unit not in namesakes and (outer.unit or inner.unit):
            told[n] = _with(inner, (), namesakes[0])
    return told


def _inside(mention: Mention, upper: str, units: Units) -> list[Unit]:
    """The units of a mention's name, and of its unit word's tier, below the place `upper`."""
    prefix = mention.prefix
    return [
        unit
        for unit in units.find(_key(mention))
        if upper in (key(unit.parent), key(unit.province))
        and key(unit.name) != upper
        and (prefix is None or unit.level in prefix.levels)
    ]


def _with(mention: Mention, names: tuple[Name, ...], unit: Unit | None) -> Mention:
    return Mention(
        mention.first, mention.at, mention.last, names, unit, mention.prefix, mention.agency
    )


def _superiors(
    told: Sequence[Mention], line: Sequence[Token], text: str, compares: bool
) -> set[int]:
    """The mentions that only say where another one lies."""
    gone: set[int] = set()
    corpus = [m for m in told if m.names]
    for n, outer in enumerate(told):
        inners = [m for m in told if m is not outer and _is_above(outer, m)]
        if not inners:
            continue
        before = told[n - 1] if n else None
        if before is not None and before in inners and _apposed(before, outer, line, text):
            others = [m for m in corpus if m is not outer]
            if _bracketed(before, outer, line, text) or not compares or len(others) > 1:
                gone.add(n)
            continue
        locates = outer.first > 0 and line[outer.first - 1].bare in LOCATING
        listed = any(_listed(m, outer, line) for m in inners)
        beside = any(m.names for m in inners) and not (compares or listed)
        if beside and (outer.unit is not None or locates):
            gone.add(n)
    return gone


def _is_cited(
    mention: Mention, rest: Sequence[Mention], line: Sequence[Token], compares: bool
) -> bool:
    """Whether a mention only names the issuer of a document that is spoken of."""
    start = mention.at - (mention.prefix.length if mention.prefix else 0)
    left = left_of(line, min(start, mention.at))
    others = [m for m in rest if m is not mention and m.names]
    above = [m for m in others if _is_above(mention, m)]
    frame = bool(_CITED.search(left))
    whole = " ".join(t.bare for t in line)
    if mention.unit is not None:
        numbered = _NUMBERED.search(left) and _CITES.search(whole)
        return bool(frame or numbered) and not (compares and others)
    if not above or compares:
        return False
    not_held = mention.party and not any(name.party for name in mention.names)
    return frame or not_held or bool(_DOC_OF.search(left) and _CITES.search(whole))


def _is_above(outer: Mention, inner: Mention) -> bool:
    upper = _key(outer)
    level = _level(outer)
    if inner.names:
        return any(name.above.get(upper) is level for name in inner.names)
    unit = inner.unit
    if unit is None or unit.level is level:
        return False
    return upper in (key(unit.parent), key(unit.province)) or (
        bool(outer.names) and upper == key(unit.name)
    )


def _key(mention: Mention) -> str:
    return " ".join(mention.names[0].bare) if mention.names else key(_unit(mention).name)


def _level(mention: Mention) -> Level:
    return mention.names[0].place.level if mention.names else _unit(mention).level


def _unit(mention: Mention) -> Unit:
    if mention.unit is None:
        raise ValueError("a mention is of a corpus place or of a unit")
    return mention.unit


def _between(inner: Mention, outer: Mention, line: Sequence[Token]) -> list[str]:
    return [t.bare for t in line[inner.last : max(inner.last, outer.first)]]


def _apposed(inner: Mention, outer: Mention, line: Sequence[Token], text: str) -> bool:
    """Whether `outer` follows at once, parted by a comma, a bracket, "thuộc" or nothing."""
    words = _between(inner, outer, line)
    marks = text[line[inner.last - 1].end : line[outer.first].start]
    return all(word in BELONGS for word in words) and not re.search(r"[?.;:!\n]", marks)


def _bracketed(inner: Mention, outer: Mention, line: Sequence[Token], text: str) -> bool:
    marks = text[line[inner.last - 1].end : line[outer.first].start]
    return "(" in marks or bool(_between(inner, outer, line))


def _listed(one: Mention, other: Mention, line: Sequence[Token]) -> bool:
    first, second = sorted((one, other), key=lambda m: m.first)
    words = _between(first, second, line)
    return bool(words) and len(words) <= 2 and any(word in LISTING for word in words)
