"""For when something holds: years and periods, and which figure goes with which year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.ground.strict.slots import Slot, slots
from retrieval.ground.strict.source import Source

_CUES = (
    ("before", re.compile(r"(?:trước|before|muộn hơn)\s+(?:ngày\s+|năm\s+)?$", re.I)),
    ("after", re.compile(r"(?:sau|after)\s+(?:ngày\s+|năm\s+)?$", re.I)),
    ("from", re.compile(r"(?:từ|kể từ|từ sau|since|from)\s+(?:ngày\s+|năm\s+)?$", re.I)),
)  # fmt: skip
_LATEST = re.compile(r"(?:không muộn hơn|chậm nhất|muộn nhất)[\w\s]{0,14}$", re.IGNORECASE)
_NEAR = 24


def cue(text: str, slot: Slot) -> str:
    """How a text takes a year or date: before, after or from it, else at or by it."""
    before = text[max(0, slot.start - _NEAR) : slot.start]
    if _LATEST.search(before):
        return "at"
    return next((name for name, pattern in _CUES if pattern.search(before)), "at")


def untimely(sentence: str, source: Source) -> Iterator[str]:
    """Years, periods and dates that the clauses do not have, or have the other way."""
    for slot in slots(sentence):
        if slot.group in ("year", "year base", "period", "date") and not _stands(
            sentence, slot, source
        ):
            yield f"{slot.group} {slot.key}"


def _stands(sentence: str, slot: Slot, source: Source) -> bool:
    said = cue(sentence, slot)
    ways = {
        cue(text, other)
        for text in (*source.own, *source.above)
        for other in slots(text)
        if _same(slot, other)
    }
    if slot.group == "year":
        year = int(slot.key)
        if any(year in clause.years for clause in source.clauses):
            ways.add("at")
        dated = any(clause.years for clause in source.clauses)
        if not dated and any(year == card.last_year for card in source.cards):
            ways.add("at")
        if dated and not any(year in c.years for c in source.clauses) and not _own(slot, source):
            return False
        if not dated and not _own(slot, source) and not _heads(slot, source):
            return said == "at" and any(year == card.last_year for card in source.cards)
    if slot.group == "period":
        spans = {f"{card.first_year}-{card.last_year}" for card in source.cards}
        return slot.key in spans or bool(ways)
    if said == "at" and "before" in ways and _LATEST.search(sentence[: slot.start]):
        return True
    return said in ways


def _same(slot: Slot, other: Slot) -> bool:
    if slot.group == other.group == "date":
        return slot.key == other.key or other.key.endswith(slot.key.lstrip("-"))
    return (slot.group, slot.key) == (other.group, other.key)


def _own(slot: Slot, source: Source) -> bool:
    if any(other.key == slot.key and other.group == slot.group for other in source.slots):
        return True
    # The last year of a period that the clause names is a year of its own.
    ends = (o.key for o in source.slots if o.group == "period")
    return any(slot.key == end.partition("-")[2] for end in ends)


def _heads(slot: Slot, source: Source) -> bool:
    own = {c for clause in source.clauses for c in clause.breadcrumb}
    return any(slot.key in heading for heading in own)


def year_of(slot: Slot) -> str:
    """The year that stands nearest to a figure, "" for none."""
    return _nearest(slot, re.compile(r"=(?:19|20)\d\d(?:-20\d\d)?$"))


def tier_of(slot: Slot) -> str:
    """The tier that stands nearest to a figure, "" for none."""
    return _nearest(slot, re.compile(r"=(?:trung ương|tỉnh|huyện|xã|phường|thị trấn|sở|phòng)$"))


def _nearest(slot: Slot, wanted: re.Pattern[str]) -> str:
    found = [(weight, word[1:]) for word, weight in slot.near if wanted.match(word)]
    return max(found)[1] if found else ""
