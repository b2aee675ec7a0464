"""Answers about a document itself: who signed it, its number, when it holds."""

from __future__ import annotations

import re

from ingest.model import Card, Clause, Kind
from ingest.tokens import fold, folded
from ingest.written import words
from retrieval import data
from retrieval.compose.context import Context
from retrieval.compose.lists import topic
from retrieval.compose.owners import owner
from retrieval.compose.quotes import basis, deadline, quote
from retrieval.compose.statement import Statement, plain
from retrieval.config import cue

_DATE = re.compile(r"\b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\b")
# "Số:    /QĐ-UBND … ngày   tháng 8 năm 2021": a dateline with its blanks.
_BLANK = re.compile(r"^số\s*:?\s*/.*\btháng\b.*\bnăm\b", re.IGNORECASE)
_EFFECT = re.compile(r"có hiệu lực(?: thi hành)?(?: kể)? từ", re.IGNORECASE)


def meta(context: Context, slug: str) -> list[Statement]:
    """What the document's card and its own first and last clauses say of it."""
    asked = fold(context.question.text)
    if _DATE.search(asked):
        # A date tells which cited document is meant; nobody dates the plan they ask about.
        return basis(context, slug)
    card = context.card(slug)
    if cue("about.effect").search(asked):
        return _effect(context, slug) or quote(context, slug)
    by_whom = cue("about.signer").search(asked) or cue("about.issuer").search(asked)
    if by_whom and not (cue("about.signed").search(asked) or _of_itself(context)):
        return owner(context, slug)
    if cue("about.signer").search(asked):
        return _signer(context, slug, card)
    if cue("about.issuer").search(asked):
        return _issuer(context, slug, card)
    if cue("about.number").search(asked):
        if not _of_itself(context):
            return deadline(context, slug) or quote(context, slug)
        return _number(context, slug, card)
    if cue("about.period").search(asked):
        return _period(context, slug, card)
    return quote(context, slug)


def _of_itself(context: Context) -> bool:
    """Whether the question names nothing but the plan, so that it asks for the plan's own date."""
    generic = {*data.words("cues", "list", "basis"), *data.words("cues", "list", "itself")}
    return all(" ".join(term.folded) in generic for term in topic(context))


def _effect(context: Context, slug: str) -> list[Statement]:
    """The clause that says from when a decision holds."""
    for clause in context.index.of_document(slug):
        if _EFFECT.search(clause.text):
            return [Statement(plain(clause.body), (clause,))]
    return []


def _signer(context: Context, slug: str, card: Card) -> list[Statement]:
    clauses = [c for c in context.index.of_document(slug) if c.kind is Kind.SIGNATURE]
    if not card.signer or not clauses:
        return []
    name = card.signer.split()[-1]
    signed = next((c for c in clauses if name in c.text), clauses[0])
    return [Statement(context.say("meta.signer", signer=card.signer), (signed,))]


def _issuer(context: Context, slug: str, card: Card) -> list[Statement]:
    """Who issued it, with the first clause that names them."""
    name = set(folded(words(card.issuer)))
    for clause in context.index.of_document(slug):
        if name <= set(folded(words(clause.text))):
            return [Statement(context.say("meta.issuer", issuer=card.issuer), (clause,))]
    return []


def _number(context: Context, slug: str, card: Card) -> list[Statement]:
    if not card.number:
        return _unnumbered(context, slug)
    holding = next(
        (c for c in context.index.of_document(slug) if _squeeze(card.number) in _squeeze(c.text)),
        None,
    )
    if holding is None:
        return []
    if not card.signed:
        return [Statement(context.say("meta.number_only", number=card.number), (holding,))]
    year, month, day = card.signed.split("-")
    text = context.say("meta.number", number=card.number, date=f"{day}/{month}/{year}")
    return [Statement(text, (holding,))]


def _unnumbered(context: Context, slug: str) -> list[Statement]:
    """What is left of the dateline of a text that was published before it had its number."""
    for clause in context.index.of_document(slug):
        if _BLANK.search(clause.text):
            text = context.say("meta.no_number", line=plain(clause.body))
            return [Statement(text, (clause,))]
    return []


def _period(context: Context, slug: str, card: Card) -> list[Statement]:
    if card.first_year is None:
        return []
    title: Clause = next(
        (c for c in context.index.of_document(slug) if str(card.last_year) in c.text),
        context.index.of_document(slug)[0],
    )
    key = "meta.period_one" if card.first_year == card.last_year else "meta.period"
    text = context.say(key, first=card.first_year, last=card.last_year)
    if card.outlook:
        text += " " + context.say("meta.outlook", outlook=card.outlook)
    return [Statement(text, (title,))]


def _squeeze(text: str) -> str:
    return text.replace(" ", "").lower()
