"""The gate: a statement against its evidence, and what is left of a draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from ingest.extract.agencies import AgencyMention
from ingest.model import Card
from retrieval.compose.statement import Draft, Statement
from retrieval.ground import names
from retrieval.ground.evidence import Evidence
from retrieval.ground.figures import Fact, Kind, held, said
from retrieval.ground.forms import even, loose_line
from retrieval.ground.roles import owner, roles
from retrieval.ground.signs import denials, scales, signed, turned
from retrieval.ground.wording import absent, labelled, own_words, year_leads
from retrieval.model import Status

# A line may be shortened inside a name, or a word or two past what is read as one.
_CUT = re.compile(r"(?: \w+){0,3}…")


def unsupported(statement: Statement, cards: Iterable[Card]) -> set[str]:
    """What a statement says and nothing beside it does, in words; empty where all is supported.

    `cards` are those of the documents that its clauses are from; for a statement without clauses
    (a refusal, a verdict) those of the documents that it may speak of.
    """
    evidence = Evidence(statement.clauses, tuple(dict.fromkeys(cards)))
    text = own_words(statement.text, statement.echo)
    found = [
        *_facts(text, evidence),
        *_agencies(text, evidence),
        *_names(text, evidence),
    ]
    if statement.clauses:
        found += _roles(text, evidence)
        found += _signs(text, evidence)
        found += _labels(text, evidence)
        found += _missing(even(statement.text), evidence)
    return {str(fact) for fact in found}


def _facts(text: str, evidence: Evidence) -> list[Fact]:
    loose = [fact for fact in said(text) if fact not in evidence.facts]
    if "…" in text:
        loose = [
            f for f in loose if not (_is_cut(f.key, text) and names.spelt(f.key, evidence.texts))
        ]
    for pattern in year_leads():
        for match in pattern.finditer(text):
            if evidence.years and match[1] not in evidence.years:
                loose.append(Fact(Kind.FIGURE, f"{match[1]} as the year"))
    return loose


def _agencies(text: str, evidence: Evidence) -> list[Fact]:
    loose = [
        m
        for m in names.mentions(text)
        if not _known(m, evidence) and not _by_its_place(m, evidence)
    ]
    return [
        Fact(Kind.AGENCY, m.name)
        for m in loose
        if not _CUT.match(text, m.end) or not names.spelt(m.name, evidence.texts)
    ]


def _known(mention: AgencyMention, evidence: Evidence) -> bool:
    """A name that means no one agency has no other spelling: its words must stand."""
    if mention.generic:
        return names.spelt(mention.name, evidence.texts)
    return evidence.names(mention.name)


def _by_its_place(mention: AgencyMention, evidence: Evidence) -> bool:
    """Whether only the start of a line makes a name of words that stand in small letters."""
    small = mention.name[:1].lower() + mention.name[1:]
    return mention.start == 0 and any(small in even(text) for text in evidence.texts)


def _is_cut(name: str, text: str) -> bool:
    """Whether a line was shortened inside a name, so that more of it stands in the clause."""
    return loose_line(text.partition("…")[0]).endswith(loose_line(name))


def _names(text: str, evidence: Evidence) -> list[Fact]:
    found = names.proper_names(text)
    return [fact for fact in found if not names.names_stand(fact.key, evidence.texts)]


def _roles(text: str, evidence: Evidence) -> list[Fact]:
    line = _after_place(text, evidence)
    loose = [
        Fact(Kind.ROLE, f"{role} {name}")
        for role, name in roles(line)
        if not _has_role(role, name, line, evidence)
    ]
    whose = owner(line)
    if whose and not names.among(whose, evidence.owners):
        loose.append(Fact(Kind.ROLE, f"owner {whose}"))
    return loose


def _has_role(role: str, name: str, line: str, evidence: Evidence) -> bool:
    held = frozenset(other for r, other in evidence.roles if r == role)
    if names.among(name, held):
        return True
    cut = any(_CUT.match(line, at.end()) for at in re.finditer(re.escape(name), line))
    return cut and names.spelt(name, tuple(held))


def _after_place(text: str, evidence: Evidence) -> str:
    """A line without the place that it begins with, where several stand side by side."""
    for words in evidence.told:
        # Of several plans of a place, with the number or the years that tell it.
        if label := re.match(rf"{re.escape(words)}(?: \([^()]*\))?: ", text):
            return text[label.end() :]
    return text


def _signs(text: str, evidence: Evidence) -> list[Fact]:
    loose = turned(signed(text), evidence.own, evidence.above)
    found = [Fact(Kind.COMPARATOR, f"{sign} {value}") for sign, value in loose]
    found += [Fact(Kind.COMPARATOR, words) for words in scales(text, evidence.texts)]
    return found + [Fact(Kind.NEGATION, n) for n in denials(text, evidence.own)]


def _labels(text: str, evidence: Evidence) -> list[Fact]:
    """What stands under a label is in the cell of that name, where the clause is a row."""
    rows = [clause for clause in evidence.clauses if clause.cells]
    if len(rows) < len(evidence.clauses):
        return []
    loose: list[Fact] = []
    for name, start, end in labelled(text):
        cells = [cell.text for clause in rows if (cell := clause.cell(name))]
        if name in ("lead", "support"):
            continue
        facts = {fact for cell in cells for fact in held(even(cell))}
        loose += [Fact(Kind.LABEL, f"{name} {f}") for f in said(text[start:end]) if f not in facts]
    return loose


def _missing(text: str, evidence: Evidence) -> list[Fact]:
    """What is said to be missing, though its cell is filled."""
    return [
        Fact(Kind.LABEL, f"no {name}")
        for sentence, name in absent()
        if sentence in text
        and any((cell := clause.cell(name)) and cell.text.strip() for clause in evidence.clauses)
    ]


def checked(
    draft: Draft, card_of: Callable[[str], Card], asked: Sequence[Card]
) -> tuple[Draft, tuple[str, ...]]:
    """The draft without what its clauses do not support, and what was taken out and why.

    `asked` are the cards of the documents that the question is put to: what a line without clauses
    may speak of. A verdict over several lines falls with any of them. The caller sees to it that
    what is left still answers.
    """
    kept: list[Statement] = []
    dropped: list[str] = []
    for statement in draft.statements:
        cards = [card_of(clause.doc) for clause in statement.clauses] or asked
        if loose := unsupported(statement, cards):
            dropped.append(f"{statement.text} [{', '.join(sorted(loose))}]")
        else:
            kept.append(statement)
    if not dropped:
        return draft, ()
    left = tuple(s for s in kept if draft.status.abstained or not _verdict(s))
    status = Status.PARTIAL if draft.status is Status.ANSWERED else draft.status
    return Draft(status, left, draft.notes, draft.suggestions), tuple(dropped)


def _verdict(statement: Statement) -> bool:
    """Whether a line only says something of the lines beside it ("Hai nơi bằng nhau.")."""
    return not statement.clauses and not own_words(statement.text, statement.echo).strip(" .:")
