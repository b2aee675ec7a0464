"""A sentence's duties: who its subject is, whether it leads or supports, and with whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.extract.agencies import AgencyMention, agencies, agencies_from
from ingest.extract.agencies_words import Token, phrases, tokenize
from ingest.sentences import split_sentences

# "chủ trì" and "phối hợp" are looked for where the duty's main verb stands and nowhere else:
# further on they speak of others ("các Đề án do Sở Y tế chủ trì").
_LEADS = re.compile(r"chủ trì(?!\s+hoặc\b)(?:\s*(?:,|và)?\s*(?P<with>phối hợp\b))?", re.IGNORECASE)
_SUPPORTS = re.compile(r"(?P<with>phối hợp)\b(?!\s+(?:hoặc|và)\s+chủ trì)", re.IGNORECASE)
_WITH = re.compile(
    r"(?:\s+(?:chặt chẽ|đồng bộ|hiệu quả|tích cực))*\s*,?(?:\s+(?:với|cùng(?:\s+với)?))?\s+",
    re.IGNORECASE,
)
_HALF = re.compile(r";\s+(?=\w)")
_RELATIVE = re.compile(
    r"\s+(?:được\s+(?:giao|phân công)|chủ trì|phụ trách)\b[^.;:]{0,160}?"
    r"(?=\s+(?:có|chịu)\s+trách nhiệm\b|:)"
)
_ASIDE = re.compile(r"\s*\([^()]{0,80}\)")
_NO_ORDER = frozenset(["được", "đã", "bàn", "theo", "chuyển"])
_FURTHEST = 320


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a sentence speaks of: `text[start:end]`; its verb stands at `verb`."""

    agencies: tuple[AgencyMention, ...]
    start: int
    end: int
    verb: int


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of a clause, `text[start:end]`, and the agencies to work with."""

    start: int
    end: int
    role: str  # "lead", "support" or "do"
    subject: Subject | None = None
    partners: tuple[AgencyMention, ...] = ()
    partners_span: tuple[int, int] = (0, 0)


def duties(text: str) -> Iterator[Duty]:
    """The duties in a clause's words: one a sentence, more where a half has a role of its own."""
    for first, last in split_sentences(text):
        kept = [first]
        for half in _HALF.finditer(text, first, last):
            at = half.end()
            listed = any(a < at < b for a, b in _lists(text, kept[-1], last))
            # "Trên cơ sở …; Sở Tài chính tham mưu": what only opens is no duty of its own.
            opens = _opens(text[kept[-1] : half.start()]) and not starts_with_verb(text[kept[-1] :])
            if not listed and not opens and _own_role(text, at):
                kept.append(at)
        for start, end in zip(kept, [*kept[1:], last], strict=True):
            yield _duty(text, start, end)


def subject_of(text: str, start: int = 0) -> Subject | None:
    """The agencies that a sentence at `start` begins with, if a verb of duty follows them."""
    for at in _openings(text, start):
        subject = _subject_at(text, at)
        if subject:
            before = agencies(text[start:at]) if at > start else []
            # "giúp Chủ tịch UBND xã, Ban Chỉ đạo xã tổ chức": a list of objects, no subject.
            listed = before and not text[start + before[-1].end : at].strip(" ,")
            return None if listed else subject
        if text[at : at + 3].lower() == "là ":
            return None
    return None


def ordered(text: str, start: int, end: int) -> Subject | None:
    """The agencies that `text[start:end]` tells to do something ("giao Sở Nội vụ chủ trì …")."""
    tokens = [t for t in tokenize(text) if start <= t.start and t.end <= end]
    orders = phrases("duties", "orders")
    for k in range(len(tokens)):
        size = orders.match(tokens, k)
        if not size or k + size >= len(tokens) or (k and tokens[k - 1].low in _NO_ORDER):
            continue
        subject = _subject_at(text, tokens[k + size].start)
        if subject:
            return subject
    return None


def _subject_at(text: str, at: int) -> Subject | None:
    found = agencies_from(text, at)
    if not found or found[0].start != at:
        return None
    last = found[-1]
    verb = _verb_after(text, last.end)
    if verb is None or not any(_is_party(m) for m in found):
        return None
    if verb[0] > last.end:  # "Các đơn vị được giao chủ trì các Đề án"
        found[-1] = replace(last, name=text[last.start : verb[0]], end=verb[0])
    return Subject(tuple(found), at, *verb)


def _is_party(mention: AgencyMention) -> bool:
    """ "Các cơ quan" are told to do things; "Cơ quan trực tiếp thực hiện" is a form's entry."""
    return (
        not mention.generic
        or phrases("agencies", "determiners").match(tokenize(mention.name), 0) > 0
    )


def starts_with_verb(text: str) -> bool:
    """Whether the first words, adverbs aside, are a verb of duty."""
    tokens = tokenize(text[:120])
    return bool(phrases("duties", "verbs").match(tokens, _past_adverbs(tokens, 0)))


def _lists(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where a sentence lists its subjects, those it tells or its partners; no half ends there."""
    whole = _duty(text, start, end)
    told = ordered(text, start, end)
    subjects = [s for s in (whole.subject, told) if s]
    return [whole.partners_span, *((s.start, s.end) for s in subjects)]


def _own_role(text: str, start: int) -> bool:
    head = text[start : start + 9].lower()
    return head.startswith(("chủ trì", "phối hợp")) or subject_of(text, start) is not None


def _duty(text: str, start: int, end: int) -> Duty:
    subject = subject_of(text, start)
    if subject and subject.verb >= end:
        subject = None
    verb = subject.verb if subject else start
    role, at = "do", verb
    for at in _openings(text, verb):
        at = _skip_adverbs(text, at)
        role, partners = _role(text, at, end)
        if role != "do":
            span = (partners[0].start, partners[-1].end) if partners else (0, 0)
            named = tuple(p for p in partners if not p.generic)
            return Duty(start, end, role, subject, named, span)
    return Duty(start, end, "do", subject)


def _role(text: str, at: int, end: int) -> tuple[str, list[AgencyMention]]:
    for role, pattern in (("lead", _LEADS), ("support", _SUPPORTS)):
        match = pattern.match(text, at, end)
        if match:
            joined = _WITH.match(text, match.end(), end) if match["with"] else None
            return role, agencies_from(text, joined.end(), end) if joined else []
    return "do", []


def _openings(text: str, start: int) -> Iterator[int]:
    """Where a sentence's subject or verb may start: at once, or past a phrase that opens it."""
    at = start + len(text[start:]) - len(text[start:].lstrip())
    yield at
    window = text[: start + _FURTHEST]
    if _opens(text[at : at + 60]):
        for comma in re.finditer(r",\s+(?=\w)", window[at:]):
            if re.search(r"[.;:]\s", window[at : at + comma.start()]):
                return
            yield at + comma.end()


def _opens(text: str) -> bool:
    """Whether a phrase opens the sentence; "Theo dõi" is a verb though "Theo" opens phrases."""
    tokens = tokenize(text)
    size = phrases("duties", "openers").match(tokens, 0)
    return size > 0 and phrases("duties", "verbs").match(tokens, 0) <= size


def _verb_after(text: str, end: int) -> tuple[int, int] | None:
    """Where the subject that ends at `end` ends with all that belongs to it, and its verb."""
    relative = _RELATIVE.match(text, end) or _ASIDE.match(text, end)
    if relative:
        end = relative.end()
    rest = text[end : end + 200]
    lead = re.match(r"\s*[,:]?\s*", rest)
    at = lead.end() if lead else 0
    tokens = tokenize(rest[at:])
    verb = _past_adverbs(tokens, 0)
    matched = phrases("duties", "verbs").match(tokens, verb)
    if not matched and not (verb and _responsible(tokens[:verb])):
        return None
    return end, end + at


def _responsible(tokens: Sequence[Token]) -> bool:
    return "trách" in {t.low for t in tokens}


def _past_adverbs(tokens: Sequence[Token], at: int) -> int:
    adverbs, verbs = phrases("duties", "adverbs"), phrases("duties", "verbs")
    while size := adverbs.match(tokens, at):
        if verbs.match(tokens, at) > size:  # "phải" is no part of a longer verb
            return at
        at += size
        if at < len(tokens) and tokens[at].text == ",":
            at += 1
    return at


def _skip_adverbs(text: str, at: int) -> int:
    tokens = tokenize(text[at : at + 120])
    past = _past_adverbs(tokens, 0)
    return at + tokens[past].start if past < len(tokens) else at


__all__ = ["Duty", "Subject", "duties", "ordered", "starts_with_verb", "subject_of"]
