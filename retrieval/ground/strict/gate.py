"""The gate for one sentence of a language model, with the clauses that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.model import Card, Clause
from retrieval.compose.statement import Statement
from retrieval.ground import names
from retrieval.ground.gate import unsupported
from retrieval.ground.signs import inherited, opens, sign_at
from retrieval.ground.strict import pairs, parties, places, sides, times, words
from retrieval.ground.strict.form import formed
from retrieval.ground.strict.slots import Slot, slots
from retrieval.ground.strict.source import Source
from retrieval.model import Question

_REFERENCE = re.compile(
    r"\[[^\]]*\]|\b(?:khoản|điều|mục|điểm|phụ lục|trang|chương|phần|gạch đầu dòng)"
    r"\s+(?:thứ\s+)?(?:\d+|[IVX]+|[a-zđ])(?![\w])(?!\s*%)",
    re.IGNORECASE,
)
_EXCHANGED = ("date", "number", "agency", "tier", "year")
_OWNED = re.compile(r"\b(?:của|do|theo|by|of)\s+$", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:,|và|&)\s*(?:các\s+)?")
_JOINED = re.compile(r"\s?%?\s?(?:,|;|và|/|-)?\s*")
_COUNTED = re.compile(r"\d\s?%?\s$")
_WORD = re.compile(r"\w+")
_BESIDE, _BESIDE_FIGURE = 2, 5
_ANNOUNCED = 30
_LEFT = re.compile(r"(\w+) $")


def loose(
    sentence: str,
    clauses: Sequence[Clause],
    cards: Sequence[Card],
    question: Question,
    draft: Sequence[str] = (),
) -> list[str]:
    """What keeps a sentence from being shown; empty where its clauses say all of it.

    `draft` are the lines that it may word anew: a figure that a sentence announces ("Tối thiểu
    85%: …") is the one that such a line announces.
    """
    source = Source(tuple(clauses), tuple(dict.fromkeys(cards)))
    if len({clause.doc for clause in clauses}) != 1:
        # Which figure is whose could not be told.
        return ["documents"]
    text = formed(sentence)
    # Not the question: whoever asks could put words into an answer by it.
    told = (*source.own, *source.above)
    reasons: list[str] = []
    if why := words.foreign(sentence, question.lang):
        return [why]
    if far := words.address(sentence, source.words):
        reasons.append(f"address {far}")
    found = sorted(unsupported(Statement(text, source.clauses), source.cards))
    # Denials and roles are read below, as a sentence worded anew may put them.
    reasons += [why for why in found if not why.startswith(("negation", "role"))]
    reasons += _references(text, source)
    reasons += times.untimely(text, source)
    reasons += _figures(text, source, [formed(line) for line in draft])
    reasons += _others(text, source)
    reasons += parties.exchanged(text, source)
    reasons += parties.unheard(text, source)
    reasons += parties.repeated(text, source)
    reasons += parties.left_out(text, source)
    reasons += places.misplaced(text, source)
    reasons += places.unnamed(text, source)
    reasons += sides.denied(text, source)
    reasons += sides.turned_round(text, source)
    reasons += sides.vague(text, source)
    reasons += sides.rescaled(text, source)
    if strange := words.strange(text, told, question.lang):
        reasons.append(f"words {strange}")
    return list(dict.fromkeys(reasons))


def _references(text: str, source: Source) -> Iterator[str]:
    for match in _REFERENCE.finditer(text):
        if match.group().lower() not in source.words:
            yield f"reference {match.group()}"


def _figures(text: str, source: Source, draft: Sequence[str]) -> Iterator[str]:
    for slot in slots(text):
        if not slot.group.startswith("figure") or _leads(text, slot, draft):
            continue
        if _announced(text, slot):
            yield f"{slot.group} {slot.key} is announced, and another follows"
            continue
        as_it_is = _verbatim(text, slot, source) or _listed(text, slot, source)
        held = as_it_is or pairs.places(slot, source.slots)
        if held is None:
            held = _above(slot, source)
        if held is None:
            yield f"{slot.group} {slot.key} stands by something else"
            continue
        if held and not any(_fits(text, slot, other, source) for other in held):
            yield f"{slot.group} {slot.key} with another comparator, year or tier"


def _leads(text: str, slot: Slot, draft: Sequence[str]) -> bool:
    """Whether it only announces the figure that follows: "Tối thiểu 85%, đến năm 2025: …"."""
    rest = _announced(text, slot)
    alike = [other for other in rest if other.key == slot.key]
    signs = {sign_at(text, other.start, other.end) for other in alike}
    if not signs & {"", _sign(text, slot)}:
        return False
    first = (next((s.key for s in slots(line) if s.group == slot.group), "") for line in draft)
    return len(alike) == len(rest) or slot.key in first


def _listed(text: str, slot: Slot, source: Source) -> list[Slot]:
    """Where a figure stands in a list that the clause has in the same order: "30%, 20%, 15%"."""
    said = _list_of(text, slot)
    if len(said) < 2:
        return []
    at = said.index(slot)
    for own in source.own:
        for other in slots(own):
            held = _list_of(own, other) if other.key == slot.key else []
            if [s.key for s in held] == [s.key for s in said] and held.index(other) == at:
                return [other]
    return []


def _list_of(text: str, slot: Slot) -> list[Slot]:
    """The figures of a list with nothing but marks between them."""
    alike = [other for other in slots(text) if other.group == slot.group]
    found = [slot]
    for other in alike[alike.index(slot) + 1 :] if slot in alike else []:
        if _JOINED.fullmatch(text[found[-1].end : other.start]):
            found.append(other)
    for other in alike[: alike.index(slot)][::-1] if slot in alike else []:
        if _JOINED.fullmatch(text[other.end : found[0].start]):
            found.insert(0, other)
    return found


def _announced(text: str, slot: Slot) -> list[Slot]:
    """The figures of its sort behind the colon that follows a figure."""
    rest = [other for other in slots(text) if other.group == slot.group and other != slot]
    colon = text.find(":", slot.end, slot.end + _ANNOUNCED)
    return rest if colon > 0 and all(other.start > colon for other in rest) else []


def _sign(text: str, slot: Slot) -> str:
    return sign_at(text, slot.start, slot.end)


def _verbatim(text: str, slot: Slot, source: Source) -> list[Slot]:
    """Where the clauses have the slot between the same words as the sentence."""
    beside = _BESIDE_FIGURE if slot.group.startswith("figure") else _BESIDE
    left = _WORD.findall(text[: slot.start])[-beside:]
    right = _WORD.findall(text[slot.end :])[:beside]
    if len(left) + len(right) <= beside:
        return []
    return [
        other
        for own in source.own
        for other in slots(own)
        if (other.group, other.key) == (slot.group, slot.key)
        and _ends(_WORD.findall(own[: other.start]), left)
        and _begins(_WORD.findall(own[other.end :]), right)
    ]


def _ends(words: Sequence[str], end: Sequence[str]) -> bool:
    return not end or [w.lower() for w in words[-len(end) :]] == [w.lower() for w in end]


def _begins(words: Sequence[str], start: Sequence[str]) -> bool:
    return [w.lower() for w in words[: len(start)]] == [w.lower() for w in start]


def _above(slot: Slot, source: Source) -> list[Slot] | None:
    """A figure that only a heading or the card has."""
    if any(other.group == slot.group for other in source.slots):
        return None
    return [] if pairs.places(slot, source.higher) else None


def _fits(text: str, slot: Slot, other: Slot, source: Source) -> bool:
    home = next(own for own in source.own if other in slots(own))
    if not _same_sign(text, slot, home, other, source):
        return False
    said, held = times.year_of(text, slot), times.year_of(home, other)
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
    placed = {p.start for p in parties.parties(text, source) if p.role}
    for slot in slots(text):
        if slot.group not in _EXCHANGED or slot.start in placed:
            continue
        own = [other for other in source.slots if other.group == slot.group]
        same = [other.key for other in own if _means(slot, other)]
        if not same:
            if slot.group == "tier" and (own or not _inherited(slot, source)):
                yield f"tier {slot.key}"
            if slot.group == "agency" and not _issues(text, slot, source):
                yield f"agency {slot.key} where the clauses have none"
            continue
        if slot.group == "agency" and not (
            _led_up(text, slot, source, same) and _issued(text, slot, source, same)
        ):
            yield f"agency {slot.key} after another word"
        stands = _verbatim(text, slot, source) or _in_order(text, slot, source)
        if not stands and pairs.places(slot, own, same) is None:
            yield f"{slot.group} {slot.key} stands by something else"


def _issues(text: str, slot: Slot, source: Source) -> bool:
    """Whether it is named as whose plan it is: "Kế hoạch của UBND huyện Tứ Kỳ"."""
    issuers = frozenset(name for card in source.cards for name in names.agencies_in(card.issuer))
    return bool(_OWNED.search(text[: slot.start])) and names.among(slot.key, issuers)


def _issued(text: str, slot: Slot, source: Source, same: Sequence[str]) -> bool:
    """Whether a document that is said to be an agency's is so in the clauses."""
    said = _document(text, slot)
    beside = [key for one, key in _beside(text) if one == slot.key]
    pairs_ = [pair for own in source.own for pair in _beside(own)]
    for key in beside:
        if not any(_both(slot.key, key, pair) or _both(key, slot.key, pair) for pair in pairs_):
            return False
    return not said or any(
        _document(own, other) == said
        for own in source.own
        for other in slots(own)
        if other.group == "agency" and other.key in same
    )


def _beside(text: str) -> list[tuple[str, str]]:
    """The agencies that are joined to another: "của Bộ Tài chính, Bộ Nội vụ"."""
    found = [slot for slot in slots(text) if slot.group == "agency"]
    return [
        (later.key, earlier.key)
        for earlier, later in pairwise(found)
        if _LISTED.fullmatch(text[earlier.end : later.start])
    ]


def _both(one: str, other: str, pair: tuple[str, str]) -> bool:
    return names.among(one, frozenset([pair[0]])) and names.among(other, frozenset([pair[1]]))


def _document(text: str, slot: Slot) -> str:
    """The number or date right before "của" and an agency, "" for none."""
    before = [s for s in slots(text) if s.group in ("number", "date") and s.end <= slot.start]
    near = before and re.fullmatch(r",?\s*của\s+", text[before[-1].end : slot.start])
    return before[-1].key if near else ""


def _led_up(text: str, slot: Slot, source: Source, same: Sequence[str]) -> bool:
    """Whether the word before an agency joins, or stands before it in the clauses as well."""
    left = _LEFT.search(text[: slot.start])
    if _COUNTED.search(text[: slot.start]):
        return False
    if left is None or left[1].lower() in words.joining():
        return True
    return any(
        own[: other.start].lower().endswith(f"{left[1].lower()} ")
        for own in source.own
        for other in slots(own)
        if other.group == "agency" and other.key in same
    )


def _in_order(text: str, slot: Slot, source: Source) -> bool:
    """Whether a clause lists the same agencies or tiers one after another."""
    said = [other.key for other in slots(text) if other.group == slot.group]
    for own in source.own:
        held = [other.key for other in slots(own) if other.group == slot.group]
        runs = (held[at : at + len(said)] for at in range(len(held) - len(said) + 1))
        if len(said) > 1 and slot.group in ("agency", "tier") and any(r == said for r in runs):
            return True
    return False


def _means(slot: Slot, other: Slot) -> bool:
    if slot.group == "agency":
        return names.among(slot.key, frozenset([other.key]))
    if slot.group == "date":
        return other.key.endswith(slot.key.lstrip("-"))
    return slot.key == other.key


def _inherited(slot: Slot, source: Source) -> bool:
    """Whether a tier is that of the headings, or of the document's own place."""
    levels = {level.value for clause in source.clauses for level in clause.levels}
    return slot.key in levels | {card.place.level.value for card in source.cards}
