"""Whether what is left of a rewording still answers what the program's own draft answered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Card
from ingest.written import written_out
from retrieval.compose.statement import Statement
from retrieval.ground import names
from retrieval.ground.strict import parties
from retrieval.ground.strict.form import formed
from retrieval.ground.strict.slots import slots
from retrieval.ground.strict.source import Source
from retrieval.model import Question, Wanted

_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.45
_TIMES = ("date", "year", "period")


def answers(
    said: Sequence[Statement], draft: Sequence[Statement], cards: Sequence[Card], asked: Question
) -> bool:
    """Whether every line of the draft that cites a clause has its substance said again."""
    return all(_again(line, said, cards, asked) for line in draft if line.clauses and not line.more)


def _again(
    line: Statement, said: Sequence[Statement], cards: Sequence[Card], asked: Question
) -> bool:
    ids = {clause.id for clause in line.clauses}
    near = [s for s in said if ids & {clause.id for clause in s.clauses}]
    if not near:
        return False
    text = " \n ".join(s.text for s in near)
    source = Source(line.clauses, tuple(cards))
    return _substance(line.text, source, asked) <= _keys(text, source) and _alike(line.text, text)


def _substance(text: str, source: Source, asked: Question) -> frozenset[str]:
    """What a line is there for: its figure, who leads, by when, which documents."""
    found = slots(formed(text))
    if asked.wanted is Wanted.TARGET:
        return frozenset([s.key for s in found if s.group.startswith("figure")][:1])
    if asked.wanted in (Wanted.OWNER, Wanted.DUTIES):
        roles = parties.parties(formed(text), source)
        return frozenset(_name(p.name, source) for p in roles if p.role in ("lead", "support"))
    if asked.wanted is Wanted.DEADLINE:
        return frozenset([s.key for s in found if s.group in _TIMES][:1])
    if asked.wanted is Wanted.BASIS:
        return frozenset(s.key for s in found if s.group == "number")
    return frozenset()


def _keys(text: str, source: Source) -> frozenset[str]:
    plain = formed(text)
    named = {_name(p.name, source) for p in parties.parties(plain, source)}
    return frozenset({slot.key for slot in slots(plain)} | named)


def _name(name: str, source: Source) -> str:
    """One spelling for the names of one agency."""
    known = sorted(source.leads | source.supports | source.subjects)
    return next((k for k in known if names.among(name, frozenset([k]))), name)


def _alike(line: str, text: str) -> bool:
    """Whether a good part of a line's words is there, so that no other measure stands for it."""
    wanted = set(_WORD.findall(written_out(line).lower()))
    held = set(_WORD.findall(written_out(text).lower()))
    return len(wanted & held) >= _SHARE * len(wanted)
