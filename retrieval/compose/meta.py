"""Answers about a document itself: who signed it, its number, when it holds."""

from __future__ import annotations

import re
from collections.abc import Callable

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
from retrieval.inforce import title_words

_MOST_SENT = 12
_OFFICE = re.compile(r"\b(?:pho )?(?:chu tich|bi thu|giam doc|truong ban)\b")
_DATE = re.compile(r"\b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\b")
# "Số:    /QĐ-UBND … ngày   tháng 8 năm 2021": a dateline with its blanks.
_BLANK = re.compile(r"^số\s*:?\s*/.*\btháng\b.*\bnăm\b", re.IGNORECASE)
_RUNS = re.compile(r"^\W*(?:\w{1,3}\W+)?thoi gian(?: thuc hien)?\b|thoi gian thuc hien\W*$")
_EFFECT = re.compile(r"có hiệu lực(?: thi hành)?(?: kể)? từ", re.IGNORECASE)


def meta(context: Context, slug: str) -> list[Statement]:
    """What the document's card and its own first and last clauses say of it."""
    asked = context.question.asking
    if _DATE.search(asked):
        # A date tells which cited document is meant; nobody dates the plan they ask about.
        return basis(context, slug)
    card = context.card(slug)
    if cue("about.effect").search(asked):
        # Asked of a plan as such, no other clause on what is in force will do.
        return _effect(context, slug) or ([] if _of_itself(context, slug) else quote(context, slug))
    if cue("about.person").search(asked) and not cue("about.signed").search(asked):
        return _signer(context, slug, card) if _is_signer(asked, card) else []
    by_whom = cue("about.signer").search(asked) or cue("about.issuer").search(asked)
    if by_whom and not (cue("about.signed").search(asked) or _of_itself(context, slug)):
        return owner(context, slug)
    own = cue("about.own_number").search(asked) or by_whom or _of_itself(context, slug)
    if cue("about.number").search(asked) and not own:
        return deadline(context, slug) or quote(context, slug)
    if cue("about.runs").search(asked):
        return _period(context, slug, card) or deadline(context, slug)
    if cue("about.period").search(asked) and not _of_itself(context, slug):
        return deadline(context, slug) or quote(context, slug)
    said = [teller(context, slug, card) for key, teller in _TELLERS if cue(key).search(asked)]
    return [line for lines in said for line in lines] if said else quote(context, slug)


def _of_itself(context: Context, slug: str) -> bool:
    """Whether the question names nothing but the plan, so that it asks for the plan's own date.

    The words of its title name it.
    """
    generic = {*data.words("cues", "list", "basis"), *data.words("cues", "list", "itself")}
    title = title_words(context.card(slug))
    asked = topic(context)
    return all(" ".join(t.folded) in generic or set(t.folded) <= title for t in asked)


def _effect(context: Context, slug: str) -> list[Statement]:
    """The clause that says from when a decision holds."""
    for clause in context.index.of_document(slug):
        if _EFFECT.search(clause.text):
            return [Statement(plain(clause.body), (clause,))]
    return []


def _is_signer(asked: str, card: Card) -> bool:
    """Whether the office whose holder is asked for is the signer's; a plan names nobody else."""
    office = _OFFICE.search(asked)
    return office is not None and fold(card.signer).startswith(office.group())


def _signer(context: Context, slug: str, card: Card) -> list[Statement]:
    # Side by side with the recipients the signature is one with them.
    sides = (Kind.SIGNATURE, Kind.RECIPIENTS)
    clauses = [c for c in context.index.of_document(slug) if c.kind in sides]
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
    clauses = context.index.of_document(slug)
    ends = [c for c in clauses if str(card.last_year) in c.text]
    # Best the clause that is there to say it ("Thời gian thực hiện: từ năm … đến năm …").
    said = (c for c in ends if _RUNS.search(fold(f"{c.text} {' '.join(c.breadcrumb[-1:])}")))
    title: Clause = next(said, next(iter(ends), clauses[0]))
    key = "meta.period_one" if card.first_year == card.last_year else "meta.period"
    text = context.say(key, first=card.first_year, last=card.last_year)
    if card.outlook:
        text += " " + context.say("meta.outlook", outlook=card.outlook)
    return [Statement(text, (title,))]


def _recipients(context: Context, slug: str, card: Card) -> list[Statement]:
    """Who the document was sent to, as its last lines have it."""
    sent = [c for c in context.index.of_document(slug) if c.kind is Kind.RECIPIENTS]
    sent = [c for c in sent if any(ch.isalpha() for ch in c.body) and not c.body.endswith(":")]
    if cue("about.report_to").search(context.question.asking):
        sent = [c for c in sent if "b/c" in fold(c.body)] or sent
    told = [Statement(f"- {plain(c.body)}", (c,)) for c in sent[:_MOST_SENT]]
    if len(sent) > _MOST_SENT:
        left = len(sent) - _MOST_SENT
        text = context.say("place.more", count=left, place=context.place(slug))
        told.append(Statement(text, echo=(str(left),), more=True))
    return told


_TELLERS: tuple[tuple[str, Callable[[Context, str, Card], list[Statement]]], ...] = (
    ("about.number", _number),
    ("about.issuer", _issuer),
    ("about.signer", _signer),
    ("about.period", _period),
    ("about.recipients", _recipients),
)


def _squeeze(text: str) -> str:
    return text.replace(" ", "").lower()
