"""Who leads, who supports and who acts in a sentence, against its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.extract.agencies import same_agency
from ingest.model import Clause
from ingest.written import abbreviations
from retrieval.ground import names
from retrieval.ground.strict.source import Source

_LINK = (
    r"(?:\s*(?:là|cùng với|cùng|với|gồm có|gồm|bao gồm|:|thuộc về|chính là|việc này là|do|có|của"
    r"|by|is|are)\s*)"
)
_FILL = r"(?:(?:sự tham gia của|các|bộ phận|đơn vị)[\s:]+|:\s*)*"
_BEFORE = (
    ("support", re.compile(
        rf"phối hợp(?:\s+(?:chặt chẽ|thực hiện))?(?:\s*(?:với|cùng|giữa|từ|của)\s*|{_LINK})"
        rf"{_FILL}$|phối hợp[^.;:]{{0,30}}:\s*{_FILL}$", re.I)),
    ("lead", re.compile(rf"chủ trì(?:{_LINK}|[^.;:]{{0,30}}:\s*){_FILL}$", re.I)),
)  # fmt: skip
_AFTER = (
    ("lead", re.compile(
        r"^\s*(?:,|:)?\s*(?:là\s+(?:đơn vị|cơ quan|nơi|bên|đầu mối)\s+|được giao\s+"
        r"|có trách nhiệm\s+|(?:sẽ|phải|cần)\s+|đảm nhiệm\s+(?:việc|vai trò)\s+|nhận\s+)*"
        r"chủ trì", re.I)),
    ("support", re.compile(
        r"^\s*:?\s*(?:là\s+(?:đơn vị|cơ quan|nơi|bên)\s+|được giao\s+|có trách nhiệm\s+"
        r"|(?:sẽ|phải|cần)\s+|cùng\s+|tham gia\s+)*phối hợp", re.I)),
)  # fmt: skip
_JOINS = re.compile(_AFTER[1][1].pattern + r"(?:\s+chặt chẽ)?\s+(?:với|cùng)\b", re.I)
_DOES = re.compile(
    r"^\s*(?::|có nhiệm vụ|được giao|có trách nhiệm|chịu trách nhiệm|phải|sẽ|cần|thực hiện"
    r"|tham mưu)"
)
_LESSER = re.compile(r"\s*(?:chỉ\s+|sẽ\s+|cùng\s+)*(hỗ trợ|tham gia|giúp)(?!\w)")
_ACTS = re.compile(
    r"(?:^|[.;:]\s|\bdo\s|\bgiao(?: cho)?\s|\bbởi\s|\bby\s)(?:các\s+)?$", re.IGNORECASE
)
_OPENS = re.compile(r"(?:^|[.;:,]\s|\b(?:là|và|các|mà|thì)\s)$", re.IGNORECASE)
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
            "support": source.supports,
            "acts": source.subjects | source.leads,
            "joins": source.subjects | source.leads,
        }.get(party.role)
        if held is not None and not names.among(party.name, held):
            if party.role in ("acts", "joins") and _stands(sentence, party, source):
                continue
            yield f"{party.role} {party.name}"


def _stands(sentence: str, party: Party, source: Source) -> bool:
    """Whether the clauses have the agency after the same words: "do Tỉnh ủy giao"."""
    before = " ".join(sentence[: party.start].lower().split()[-2:])
    return len(before.split()) == 2 and f"{before} {party.name.lower()}" in source.words


def repeated(sentence: str, source: Source) -> Iterator[str]:
    """Agencies named more often than any clause with its headings names them."""
    said = [party.name for party in parties(sentence, source)]
    for name in dict.fromkeys(said):
        often = sum(1 for other in said if same_agency(other, name))
        if often > 1 and often > max((_often(name, c) for c in source.clauses), default=0):
            yield f"{name} {often} times"


def _often(name: str, clause: Clause) -> int:
    held = [slot.key for slot in Source((clause,), ()).slots if slot.group == "agency"]
    titled = [title for heading in clause.breadcrumb for title in names.titled(heading)]
    return sum(1 for other in (*held, *titled) if same_agency(other, name))


def left_out(sentence: str, source: Source) -> Iterator[str]:
    """Leads of a table's row that a sentence does not name beside the others."""
    said = frozenset(p.name for p in parties(sentence, source) if p.role == "lead")
    for clause in source.clauses:
        cell = clause.cell("lead")
        held = names.listed(cell.text) if cell else ()
        if any(names.among(name, said) for name in held):
            yield from (f"without {name}" for name in held if not names.among(name, said))


def unheard(sentence: str, source: Source) -> Iterator[str]:
    """Roles that the clauses give to nobody."""
    held = " ".join((source.words, *source.above)).lower()
    for role, some in (("chủ trì", source.leads), ("phối hợp", source.supports)):
        if role in sentence.lower() and not some and role not in held:
            yield role
    for party in parties(sentence, source):
        lesser = _LESSER.match(sentence[party.end :])
        if lesser and lesser[1] not in held:
            yield f"{party.name} {lesser[1]}"


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
    if _JOINS.search(after):
        return "joins"
    for role, pattern in _AFTER:
        if pattern.search(after):
            return role
    opens = _ACTS.search(sentence[:start]) or (_DOES.search(after) and _OPENS.search(before))
    return "acts" if opens else ""


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
