"""Answers that are what stands below a heading, or after the words that announce a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Clause, Kind
from ingest.tokens import fold
from retrieval.compose.context import Context
from retrieval.compose.statement import Statement, plain, shorten
from retrieval.config import weight
from retrieval.retrieve import Candidate
from retrieval.terms import gain, matches

_LOOK_AT = 12
_MOST = 12
_ROOM, _LEAST, _ITEM = 1_300, 90, 330
_LEAD = 180
# What announces a list, at the end of a clause.
_ANNOUNCES = re.compile(r"(?::|\b(?:gom|sau|sau day|nhu sau|cu the|la|gom co))\W*$")
# More words than a title has: then they say something of what follows.
_SAYS = 9
# And more than these are a duty told in one with its heading.
_TELLS = 20
_SENTENCE = re.compile(r"\.s\d+$")


def section(context: Context, slug: str) -> list[Statement]:
    """What stands below the clause that is most to the point, where that one only leads to it.

    Where a list is asked for, a heading that is nearly so will do.
    """
    found = context.of(slug)[:_LOOK_AT]
    if not found:
        return []
    listed = "list" in context.question.also
    near = weight("answer.section") if listed else 0.0
    best = max((c.parts["coverage"] for c in found), default=0.0)
    for candidate in found:
        if candidate is not found[0] and not listed:
            return []
        lead = candidate.clause.body
        if not listed and len(lead.split()) > _TELLS and not _ANNOUNCES.search(fold(lead)):
            return []
        enough = candidate.parts["coverage"] >= best - near and context.holds(candidate)
        if enough and (items := below(context, candidate.clause)):
            return told(candidate.clause, items if listed else _asked(context, candidate, items))
    return []


def _asked(context: Context, lead: Candidate, items: Sequence[Clause]) -> Sequence[Clause]:
    """Of the items those that have more of the question than their heading has, if any has."""
    terms = context.terms_in(lead.clause.doc)
    have = matches(terms, lead.clause.text, marks_count=context.marks)
    gains = [
        gain(terms, have, matches(terms, item.text, marks_count=context.marks)) for item in items
    ]
    telling = [x for x, more in zip(items, gains, strict=True) if more >= weight("answer.item")]
    return telling or items


def below(context: Context, clause: Clause) -> list[Clause]:
    """The clauses that a heading holds, or that follow the words that announce them."""
    if clause.kind is Kind.ROW:
        return []
    clauses = context.index.of_document(clause.doc)
    inside = [c for c in clauses if c.path.startswith(f"{clause.path}.") and _inked(c)]
    if inside:
        return [c for c in inside if _steps(c.path) == _steps(clause.path) + 1]
    if _ANNOUNCES.search(fold(clause.text)) is None:
        return []
    parent = clause.path.rpartition(".")[0]
    after = [c for c in clauses[clause.order + 1 :] if c.path.startswith(f"{parent}.")]
    return [c for c in after if _steps(c.path) == _steps(clause.path) and _marked(c)]


def told(lead: Clause, items: Sequence[Clause]) -> list[Statement]:
    """The items a line each, below the words that announce them where those say something."""
    room = min(_ITEM, max(_LEAST, _ROOM // len(items)))
    if len(items) == 1:
        room = _ITEM * 2
    lines = [Statement(f"- {shorten(plain(c.body), room)}", (c,)) for c in items[:_MOST]]
    if len(lead.body.split()) > _SAYS:
        lines.insert(0, Statement(shorten(plain(lead.body), _LEAD) + ":", (lead,)))
    return lines


def _steps(path: str) -> int:
    """How deep a clause stands; the sentences of a paragraph stand where it does."""
    return _SENTENCE.sub("", path).count(".")


def _marked(clause: Clause) -> bool:
    return clause.kind is not Kind.PARAGRAPH and _inked(clause)


def _inked(clause: Clause) -> bool:
    return any(char.isalpha() for char in clause.body)


__all__ = ["below", "section", "told"]
