"""Several places beside each other: a line each, and first how they compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from retrieval.compose.context import Context
from retrieval.compose.statement import Draft, Statement
from retrieval.config import cue
from retrieval.model import Status

Said = Mapping[str, Sequence[Statement]]


def side_by_side(context: Context, slugs: Sequence[str], said: Said) -> Draft:
    """A line a place, so that it reads as a small table and aloud alike; first the verdict."""
    lines: list[Statement] = []
    missing = False
    for slug in slugs:
        if not said.get(slug):
            missing = True
            lines.append(Statement(context.say("place.none", place=context.place(slug))))
        for statement in said.get(slug, ()):
            text = context.say("place.line", place=context.place(slug), text=statement.text)
            lines.append(replace(statement, text=text))
    partial = missing or any(line.more for line in lines)
    status = Status.PARTIAL if partial else Status.ANSWERED
    return Draft(status, (*_verdict(context, slugs, said), *lines))


def which(context: Context, slugs: Sequence[str]) -> Draft:
    """More places answer than can be read: which one is meant?"""
    places = tuple(context.place(slug) for slug in slugs)
    text = context.say("place.which", count=len(places), places=", ".join(places))
    choices = tuple(context.say("suggest.place", place=place) for place in places[:3])
    return Draft(
        Status.CLARIFY, (Statement(text, echo=(str(len(places)), *places)),), suggestions=choices
    )


def _verdict(context: Context, slugs: Sequence[str], said: Said) -> list[Statement]:
    """How the figures of two or more places compare, where a comparison was asked for."""
    if not context.question.also & {"compare", "highest"}:
        return []
    firsts = {s: next((x for x in said[s] if x.lead), None) for s in slugs if said.get(s)}
    told = {slug: line for slug, line in firsts.items() if line is not None}
    if len(told) < 2 or len(told) < len(slugs):
        return []
    figures = {line.lead.lower() for line in told.values()}
    if len(figures) == 1:
        return [Statement(context.say("place.same" if len(told) == 2 else "place.same_all"))]
    ahead = _ahead(context, told)
    if ahead is not None:
        return [ahead]
    return [Statement(context.say("place.differ"))] if len(told) == 2 else []


def _ahead(context: Context, told: Mapping[str, Statement]) -> Statement | None:
    """The place that sets the highest figure, or the lowest where that is asked; None where the
    figures measure different things, or several places set it."""
    kinds = {line.measures for line in told.values()}
    if len(kinds) != 1 or None in kinds:
        return None
    lowest = cue("also.lowest").search(context.question.asking) is not None
    worth = {slug: line.value for slug, line in told.items() if line.value is not None}
    best = (min if lowest else max)(worth.values())
    leading = [slug for slug, value in worth.items() if value == best]
    if len(leading) > 1:
        return None
    key = "lower" if lowest else "higher"
    key = key if len(told) == 2 else {"higher": "highest", "lower": "lowest"}[key]
    line = told[leading[0]]
    text = context.say(f"place.{key}", place=context.place(leading[0]), figure=line.lead)
    return Statement(text[:1].upper() + text[1:], line.clauses)
