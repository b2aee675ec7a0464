"""The gate for one sentence of a language model, with the clauses that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.model import Card, Clause
from retrieval.compose.statement import Statement
from retrieval.ground import names
from retrieval.ground.gate import unsupported
from retrieval.ground.signs import inherited, opens, sign_at
from retrieval.ground.strict import pairs, parties, sides, times, words
from retrieval.ground.strict.form import formed
from retrieval.ground.strict.slots import Slot, slots
from retrieval.ground.strict.source import Source
from retrieval.model import Question

_REFERENCE = re.compile(
    r"\[[^\]]*\]|\b(?:khoản|điều|mục|điểm|phụ lục|trang|chương|phần|gạch đầu dòng)"
    r"\s+(?:thứ\s+)?(?:\d+|[IVX]+|[a-zđ])(?![\w])(?!\s*%)",
    re.IGNORECASE,
)
_LEVEL = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)"
_PLACE = re.compile(rf"(?<!\w)({_LEVEL}) ([A-ZĐÀ-Ỹ]\w*(?: [A-ZĐÀ-Ỹ]\w*){{0,3}})", re.IGNORECASE)
_LEFT = re.compile(r"(\w+) $")


def loose(
    sentence: str, clauses: Sequence[Clause], cards: Sequence[Card], question: Question
) -> list[str]:
    """What keeps a sentence from being shown; empty where its clauses say all of it."""
    source = Source(tuple(clauses), tuple(dict.fromkeys(cards)))
    if len({clause.doc for clause in clauses}) != 1:
        # Which figure is whose could not be told.
        return ["documents"]
    text = formed(sentence)
    told = (*source.own, *source.above, question.text)
    reasons: list[str] = []
    if why := words.foreign(sentence, question.lang):
        return [why]
    if far := words.address(sentence, source.words):
        reasons.append(f"address {far}")
    reasons += sorted(unsupported(Statement(text, source.clauses), source.cards))
    reasons += _references(text, source)
    reasons += times.untimely(text, source)
    reasons += _figures(text, source)
    reasons += _others(text, source)
    reasons += parties.exchanged(text, source)
    reasons += _places(text, source)
    reasons += _names(text, source)
    reasons += sides.denied(text, source)
    reasons += sides.turned_round(text, source)
    reasons += sides.vague(text, source)
    if strange := words.strange(text, told, question.lang):
        reasons.append(f"words {strange}")
    return list(dict.fromkeys(reasons))


def _references(text: str, source: Source) -> Iterator[str]:
    for match in _REFERENCE.finditer(text):
        if match.group().lower() not in source.words:
            yield f"reference {match.group()}"


def _figures(text: str, source: Source) -> Iterator[str]:
    for slot in slots(text):
        if not slot.group.startswith("figure"):
            continue
        held = pairs.places(slot, source.slots)
        if held is None:
            held = _above(slot, source)
        if held is None:
            yield f"{slot.group} {slot.key} stands by something else"
            continue
        if held and not any(_fits(text, slot, other, source) for other in held):
            yield f"{slot.group} {slot.key} with another comparator, year or tier"


def _above(slot: Slot, source: Source) -> list[Slot] | None:
    """A figure that only a heading or the card has."""
    if any(other.group == slot.group for other in source.slots):
        return None
    return [] if pairs.places(slot, source.higher) else None


def _fits(text: str, slot: Slot, other: Slot, source: Source) -> bool:
    home = next(own for own in source.own if other in slots(own))
    if not _same_sign(text, slot, home, other, source):
        return False
    said, held = times.year_of(slot), times.year_of(other)
    if said and held and said != held and not held.endswith(f"-{said}"):
        return False
    said, held = times.tier_of(slot), times.tier_of(other)
    return not (said and held and said != held)


def _same_sign(text: str, slot: Slot, home: str, other: Slot, source: Source) -> bool:
    said, held = sign_at(text, slot.start, slot.end), sign_at(home, other.start, other.end)
    if said == held:
        return True
    if held:
        return False
    value = re.sub(r"[^\d.]", "", other.key)
    passed = {sign for sign, v in inherited(home) if v == value}
    return said in passed | {opens(heading) for heading in source.above} - {""}


def _others(text: str, source: Source) -> Iterator[str]:
    """Dates, numbers of documents, agencies and tiers that stand by something else."""
    for slot in slots(text):
        if slot.group not in ("date", "number", "agency", "tier"):
            continue
        alike = [o for o in (*source.slots, *source.higher) if o.group == slot.group]
        same = [o.key for o in alike if _means(slot, o)]
        if slot.group in ("agency", "tier") and not any(
            o.key in same or o.key == slot.key for o in source.slots
        ):
            if slot.group == "tier" and not same and not _inherited(slot, source):
                yield f"tier {slot.key}"
            continue
        if pairs.places(slot, source.slots, same) is None and source.slots:
            if not any(o.group == slot.group for o in source.slots) and same:
                continue
            yield f"{slot.group} {slot.key} stands by something else"


def _means(slot: Slot, other: Slot) -> bool:
    if slot.group == "agency":
        return names.among(slot.key, frozenset([other.key]))
    if slot.group == "date":
        return other.key.endswith(slot.key.lstrip("-"))
    return slot.key == other.key


def _inherited(slot: Slot, source: Source) -> bool:
    levels = {level.value for clause in source.clauses for level in clause.levels}
    own = {card.place.level.value for card in source.cards}
    return slot.key in levels | own or f"{slot.key}" in source.words


def _places(text: str, source: Source) -> Iterator[str]:
    """Places that are not the document's own, unless the clauses have them in the same words."""
    for match in _PLACE.finditer(text):
        name = f"{match[1]} {match[2]}".lower()
        if not match[2][0].isupper() or any(name == card.unit.lower() for card in source.cards):
            continue
        left = _LEFT.search(text[: match.start()])
        stands = f"{left[1]} {name}".lower() if left else ""
        if not stands or stands not in source.words:
            if not _contains(text, match.start(), name, source):
                yield f"place {name}"


def _names(text: str, source: Source) -> Iterator[str]:
    """Names that a sentence begins with, which elsewhere pass for a first word's capital."""
    first, _, rest = text.partition(" ")
    if first.lower() in words.bridges():
        text = rest
    for fact in names.proper_names(f"x {text}"):
        if not names.names_stand(fact.key, source.evidence.texts):
            yield str(fact)


def _contains(text: str, start: int, name: str, source: Source) -> bool:
    """Whether it follows the document's own place as the unit above it."""
    for card in source.cards:
        parent = (card.place.parent or "").lower()
        own = re.compile(rf"{re.escape(card.place.name)}\s*[,(–-]?\s*(?:thuộc\s+|của\s+)?$", re.I)
        if parent and name.endswith(parent) and own.search(text[:start]):
            return True
    return False
