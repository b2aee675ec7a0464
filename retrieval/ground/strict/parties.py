"""Who leads, who supports and who acts in a sentence, against its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.written import abbreviations
from retrieval.ground import names
from retrieval.ground.strict.source import Source

_LINK = r"(?:\s*(?:là|gồm có|gồm|bao gồm|:|thuộc về|chính là|việc này là|do|có|của|by|is|are)\s*)"
_BEFORE = (
    ("support", re.compile(
        rf"phối hợp(?:\s+(?:chặt chẽ|thực hiện))?(?:\s*(?:với|cùng|giữa|từ|của)\s*|{_LINK})"
        r"(?:sự tham gia của\s+|các\s+|bộ phận\s+|đơn vị\s+|:\s*)*$", re.I)),
    ("lead", re.compile(rf"chủ trì{_LINK}(?:các\s+|bộ phận\s+|đơn vị\s+|:\s*)*$", re.I)),
)  # fmt: skip
_AFTER = (
    ("lead", re.compile(
        r"^\s*(?:,|:)?\s*(?:là\s+(?:đơn vị|cơ quan|nơi|bên|đầu mối)\s+|được giao\s+"
        r"|có trách nhiệm\s+|(?:sẽ|phải|cần)\s+|đảm nhiệm\s+(?:việc|vai trò)\s+|nhận\s+)*chủ trì", re.I)),
    ("support", re.compile(
        r"^\s*:?\s*(?:là\s+(?:đơn vị|cơ quan|nơi|bên)\s+|được giao\s+|có trách nhiệm\s+"
        r"|(?:sẽ|phải|cần)\s+|cùng\s+|tham gia\s+)*phối hợp", re.I)),
)  # fmt: skip
_ACTS = re.compile(r"(?:^|[.;:]\s|\bdo\s|\bgiao(?: cho)?\s|\bbởi\s|\bby\s)(?:các\s+)?$", re.IGNORECASE)
_JOINT = re.compile(r"^\s*(?:,|;|và|cùng|&|/)?\s*(?:các\s+)?$")
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Party:
    """An agency as it stands in a sentence, and what it is there: lead, support, acts, or ""."""

    name: str
    start: int
    end: int
    role: str


def exchanged(sentence: str, source: Source) -> Iterator[str]:
    """Agencies in a role that the clauses do not give them."""
    for party in parties(sentence, source):
        held = {
            "lead": source.leads,
            "support": source.supports | source.subjects,
            "acts": source.subjects | source.leads,
        }.get(party.role)
        if held is not None and not names.among(party.name, held):
            if party.role == "acts" and not source.supports and not held:
                continue
            yield f"{party.role} {party.name}"


def parties(sentence: str, source: Source) -> list[Party]:
    """The agencies of a sentence in order; those in a list share what is said of them."""
    found = _named(sentence, source)
    roles = [_role(sentence, start, end) for _, start, end in found]
    for at in range(len(found) - 1):  # "A và B chủ trì", "phối hợp với A và B"
        if _JOINT.match(sentence[found[at][2] : found[at + 1][1]]):
            first, second = roles[at], roles[at + 1]
            roles[at + 1] = first if first in ("lead", "support") and second != first else second
    for at in range(len(found) - 2, -1, -1):
        if _JOINT.match(sentence[found[at][2] : found[at + 1][1]]) and roles[at] in ("", "acts"):
            roles[at] = roles[at + 1] or roles[at]
    return [Party(n, a, b, r) for (n, a, b), r in zip(found, roles, strict=True)]


def _role(sentence: str, start: int, end: int) -> str:
    before, after = sentence[max(0, start - _NEAR) : start], sentence[end : end + _NEAR]
    for role, pattern in _BEFORE:
        if pattern.search(before):
            return role
    for role, pattern in _AFTER:
        if pattern.search(after):
            return role
    return "acts" if _ACTS.search(sentence[:start]) else ""


def _named(sentence: str, source: Source) -> list[tuple[str, int, int]]:
    """The agencies: those that the clauses know, the longest first, and any others."""
    known = source.leads | source.supports | source.subjects
    known |= {slot.key for slot in (*source.slots, *source.higher) if slot.group == "agency"}
    found: list[tuple[str, int, int]] = []
    taken = [False] * (len(sentence) + 1)
    for name in sorted(known, key=len, reverse=True):
        for match in _spelling(name).finditer(sentence):
            if not any(taken[match.start() : match.end()]):
                found.append((name, *match.span()))
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
    for mention in names.mentions(sentence):
        if not mention.generic and not any(taken[mention.start : mention.end]):
            found.append((mention.name, mention.start, mention.end))
    return sorted(found, key=lambda one: one[1])


@lru_cache(maxsize=2048)
def _spelling(name: str) -> re.Pattern[str]:
    """A name however its dashes, joints and abbreviations are written."""
    words = re.findall(r"\w+", re.sub(r"\b(?:và|&)\b", " ", name))
    return re.compile(r"(?<!\w)" + r"[\s,&–-]*(?:và\s+)?".join(map(_word, words)) + r"(?!\w)", re.I)


def _word(word: str) -> str:
    full = abbreviations().get(word)
    return rf"(?:{re.escape(word)}|{re.escape(full)})" if full else re.escape(word)
