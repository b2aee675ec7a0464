"""Short notes beside an answer: what period its plan covers, what became of its place."""

from __future__ import annotations

from retrieval.became import successors
from retrieval.compose.context import Context
from retrieval.compose.refusals import period
from retrieval.compose.statement import Draft


def notes_for(context: Context, draft: Draft) -> tuple[str, ...]:
    """The notes for an answer, at most once in a conversation: on its first turn."""
    if context.question.history or draft.status.abstained:
        return ()
    slugs = dict.fromkeys(c.doc for s in draft.statements for c in s.clauses)
    if len(slugs) != 1:
        return ()
    (slug,) = slugs
    card = context.card(slug)
    notes: list[str] = []
    if card.last_year:
        notes.append(context.say("note.period_over", period=period(card, context)))
    if became := successors(card.place, context.question.lang):
        notes.append(became)
    return tuple(notes)
