"""Short notes beside an answer: what period its plan covers, what became of its place."""

from __future__ import annotations

from ingest.model import Card
from retrieval.became import successors
from retrieval.compose.context import Context
from retrieval.compose.refusals import period
from retrieval.compose.statement import Draft, shorten
from retrieval.inforce import amendments

_TITLE = 110


def notes_for(context: Context, draft: Draft) -> tuple[str, ...]:
    """The notes for an answer, at most once in a conversation: on its first turn."""
    if context.question.history or draft.status.abstained:
        return ()
    slugs = dict.fromkeys(c.doc for s in draft.statements for c in s.clauses)
    if len(slugs) != 1:
        return ()
    (slug,) = slugs
    card = context.card(slug)
    notes = _which_plan(context, card)
    if card.last_year:
        notes.append(context.say("note.period_over", period=period(card, context)))
    if became := successors(card.place, context.question.lang):
        notes.append(became)
    return tuple(notes)


def _which_plan(context: Context, card: Card) -> list[str]:
    """Which of several plans of its place it speaks of, and what has amended that one since."""
    cards = [d.card for d in context.documents]
    notes: list[str] = []
    if sum(other.place == card.place for other in cards) > 1:
        notes.append(context.say("note.plan", plan=_named(card)))
    changed = ", ".join(_named(other) for other in amendments(card, cards))
    if changed:
        notes.append(context.say("note.amended", plan=changed))
    return notes


def _named(card: Card) -> str:
    title = shorten(card.title, _TITLE)
    return f"{title} ({card.number})" if card.number else title
