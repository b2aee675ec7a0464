"""For when something holds: years and periods, and which figure goes with which year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.ground.strict.form import formed
from retrieval.ground.strict.slots import Slot, slots
from retrieval.ground.strict.source import Source

_CUES = (
    ("before", re.compile(r"(?:trước|before|muộn hơn)\s+(?:ngày\s+|năm\s+)?$", re.I)),
    ("after", re.compile(r"(?:sau|after)\s+(?:ngày\s+|năm\s+)?$", re.I)),
    ("from", re.compile(r"(?:từ|kể từ|từ sau|since|from)\s+(?:ngày\s+|năm\s+)?$", re.I)),
)  # fmt: skip
_LATEST = re.compile(r"(?:không muộn hơn|chậm nhất|muộn nhất)[\w\s]{0,14}$", re.IGNORECASE)
_NEAR = 24
_END = re.compile(r"[.;](?=\s)|\n")
_PART = re.compile(r",\s|\s(?:và|còn)\s|:\s|[()]")


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
        dated = any(c.years for c in source.clauses) or any(map(_is_time, source.slots))
        # Of a period in a heading only the end is a year that a clause aims at.
        inherited = any(int(slot.key) == max(c.years, default=0) for c in source.clauses)
        if inherited or (not dated and _is_last(slot, source)):
            ways.add("at")
        elif not (_own(slot, source) or _heads(slot, source)):
            return False
    if slot.group == "period":
        spans = {f"{card.first_year}-{card.last_year}" for card in source.cards}
        return slot.key in spans or bool(ways)
    if said == "at" and "before" in ways and _LATEST.search(sentence[: slot.start]):
        return True
    return said in ways


def _is_time(slot: Slot) -> bool:
    return slot.group in ("year", "period", "date")


def _is_last(slot: Slot, source: Source) -> bool:
    return any(int(slot.key) == card.last_year for card in source.cards)


def _same(slot: Slot, other: Slot) -> bool:
    if slot.group == other.group == "date":
        return slot.key == other.key or other.key.endswith(slot.key.lstrip("-"))
    return (slot.group, slot.key) == (other.group, other.key)


def _own(slot: Slot, source: Source) -> bool:
    if any(other.key == slot.key and other.group == slot.group for other in source.slots):
        return True
    if any(other.group in ("year", "date") for other in source.slots):
        return False
    # The last year of a period is a clause's own year where it names no other.
    ends = (o.key for o in source.slots if o.group == "period")
    return any(slot.key == end.partition("-")[2] for end in ends)


def _heads(slot: Slot, source: Source) -> bool:
    above = {formed(heading) for clause in source.clauses for heading in clause.breadcrumb}
    return any(_same(slot, other) for heading in above for other in slots(heading))


def year_of(text: str, slot: Slot) -> str:
    """The year that goes with a figure, "" for none.

    That of its own part of the sentence; else the last before it; else the first after it.
    """
    start = max((m.end() for m in _END.finditer(text, 0, slot.start)), default=0)
    end = next((m.start() for m in _END.finditer(text, slot.end)), len(text))
    years = [s for s in slots(text) if s.group in ("year", "period") and start <= s.start < end]
    left = max((m.end() for m in _PART.finditer(text, start, slot.start)), default=start)
    right = next((m.start() for m in _PART.finditer(text, slot.end, end)), end)
    own = [s.key for s in years if left <= s.start < right]
    before = [s.key for s in years if s.start < slot.start]
    after = [s.key for s in years if s.start > slot.start]
    return next(iter([*own, *before[::-1], *after]), "")


def tier_of(slot: Slot) -> str:
    """The tier that stands nearest to a figure, "" for none."""
    return _nearest(slot, re.compile(r"=(?:trung ương|tỉnh|huyện|xã|phường|thị trấn|sở|phòng)$"))


def _nearest(slot: Slot, wanted: re.Pattern[str]) -> str:
    found = [(weight, word[1:]) for word, weight in slot.near if wanted.match(word)]
    return max(found)[1] if found else ""
