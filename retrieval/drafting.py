"""One draft for what was asked: of each question in it, checked, then put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from retrieval.compose import compose
from retrieval.compose.context import Context
from retrieval.compose.refusals import refuse_place
from retrieval.compose.statement import Draft, Statement, shorten
from retrieval.ground.gate import checked
from retrieval.mentions import speaks_of
from retrieval.model import Status
from retrieval.retrieve import Candidate

_PART = 80
_JOINED = re.compile(r"[\s,;]+(?:và|va|and|rồi|roi)\s*$", re.IGNORECASE)


def drafted(contexts: Sequence[Context]) -> tuple[Draft, tuple[str, ...]]:
    """The checked draft for one question or several put in one, and the lines taken out of it."""
    told = [_checked(_draft(context), context) for context in contexts]
    dropped = tuple(line for _, lines in told for line in lines)
    return _together(contexts, [draft for draft, _ in told]), dropped


def whole(contexts: Sequence[Context], text: str) -> Context:
    """One context for all: the text, and what was found for each question, best first."""
    first = contexts[0]
    if len(contexts) == 1:
        return first
    places = dict.fromkeys(slug for c in contexts for slug in c.question.places)
    question = replace(first.question, text=text, places=tuple(places))
    return replace(first, question=question, ranked=_ranked(contexts))


def _ranked(contexts: Sequence[Context]) -> list[Candidate]:
    mixed = chain.from_iterable(zip_longest(*(context.ranked for context in contexts)))
    return list({c.row: c for c in mixed if c is not None}.values())


def _together(contexts: Sequence[Context], drafts: Sequence[Draft]) -> Draft:
    """The answers to several questions under one another; what a plan leaves open is said so."""
    if len(drafts) == 1 or all(draft.status.abstained for draft in drafts):
        return drafts[0]
    apart = len({context.question.places for context in contexts}) > 1
    lines: dict[str, Statement] = {}
    for context, draft in zip(contexts, drafts, strict=True):
        for line in _lines(context, draft, apart=apart):
            lines.setdefault(line.text, line)
    whole = all(draft.status is Status.ANSWERED for draft in drafts)
    return Draft(Status.ANSWERED if whole else Status.PARTIAL, tuple(lines.values()))


def _lines(context: Context, draft: Draft, *, apart: bool) -> list[Statement]:
    if draft.status.abstained:
        part = shorten(_JOINED.sub("", context.question.text).strip(" ,.;?!"), _PART)
        return [Statement(context.say("part.none", part=part), echo=(part,))]
    places = context.question.places
    if not apart or len(places) != 1:
        return list(draft.statements)
    shown = context.place(places[0])
    return [
        replace(line, text=context.say("place.line", place=shown, text=line.text))
        for line in draft.statements
    ]


def _draft(context: Context) -> Draft:
    question = context.question
    if question.unknown and not question.places:
        return refuse_place(context, question.unknown, question.within)
    seen = [d.slug for d in context.documents]
    slugs = [s for s in question.places if s in seen] if question.places else seen
    draft = compose(context, slugs)
    if question.mentioned and not _speaks_of(draft, question.mentioned):
        return refuse_place(context, question.unknown, question.within)
    return draft


def _speaks_of(draft: Draft, names: Sequence[str]) -> bool:
    """Whether a draft answers, and all that it rests on names the place."""
    rests = [clause for line in draft.statements for clause in line.clauses]
    return not draft.status.abstained and all(speaks_of(names, clause) for clause in rests)


def _checked(draft: Draft, context: Context) -> tuple[Draft, tuple[str, ...]]:
    """The draft without what its clauses do not support, and what was taken out.

    Where nothing is left that answers, the refusal goes out.
    """
    slugs = context.question.places or [d.slug for d in context.documents]
    seen = {d.slug for d in context.documents}
    if draft.status.abstained:
        slugs = list(seen)
    left, dropped = checked(draft, context.card, [context.card(s) for s in slugs if s in seen])
    if not dropped or any(s.clauses or draft.status.abstained for s in left.statements):
        return left, dropped
    status = draft.status if draft.status.abstained else Status.NOT_STATED
    return Draft(status, (Statement(context.say("refuse.not_stated_any")),)), dropped
