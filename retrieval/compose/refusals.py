"""Refusals: what is missing, said plainly, with the nearest clause offered as such."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Card, Kind
from retrieval.compose.context import Context
from retrieval.compose.statement import Draft, Statement, plain, shorten, stopped
from retrieval.config import weight
from retrieval.model import Status
from retrieval.refuse import smalltalk


def refuse_place(context: Context, names: Sequence[str], within: Sequence[str]) -> Draft:
    """The places asked about have no plan here; says which have, and which one is around them."""
    known = ", ".join(context.place(d.slug) for d in context.documents)
    around = set(within)
    if len(around) == 1 and "" not in around:
        above = context.place(around.pop())
        text = context.say("refuse.place_within", place=", ".join(names), known=known, within=above)
    else:
        text = context.say("refuse.place", place=", ".join(names), known=known)
    return Draft(Status.OTHER_PLACE, (Statement(text, echo=tuple(names)),))


def refuse_year(context: Context, slug: str, year: int) -> Draft:
    """The plan does not reach to that year."""
    text = context.say(
        "refuse.year",
        place=_plan(context, slug),
        year=year,
        period=period(context.card(slug), context),
    )
    return Draft(Status.OTHER_YEAR, (Statement(text, echo=(str(year),)),))


def refuse_agency(context: Context, slug: str, agency: str) -> Draft:
    """The plan gives that agency nothing to do."""
    shown = _as_typed(context.question.text, agency)
    text = context.say("refuse.agency", place=_plan(context, slug), agency=shown)
    return Draft(Status.NO_AGENCY, (Statement(text, echo=(shown,)),))


def refuse_not_stated(context: Context, slugs: Sequence[str]) -> Draft:
    """Nothing found says it: out of scope where next to nothing of the question is known here."""
    pleasantry = smalltalk(context.question.text, context.question.lang)
    if pleasantry is not None and not context.question.places:
        return pleasantry
    best = max((c.parts["covered"] for c in context.ranked), default=0.0)
    if best < weight("answer.in_scope") and not context.question.places:
        return Draft(Status.OUT_OF_SCOPE, (Statement(context.say("refuse.out_of_scope")),))
    years = context.question.years
    card = context.card(slugs[0]) if slugs else None
    # What a plan for one year does not say, it does not say for that year; there is no other.
    own = card is not None and years == (card.first_year,) == (card.last_year,)
    if context.question.places and years and not own:
        text = context.say("refuse.year_none", place=_plan(context, slugs[0]), year=years[0])
        status = Status.OTHER_YEAR
    elif context.question.places:
        text = context.say("refuse.not_stated", place=_plan(context, slugs[0]))
        status = Status.NOT_STATED
    else:
        text, status = context.say("refuse.not_stated_any"), Status.NOT_STATED
    return Draft(status, (Statement(text, echo=tuple(str(y) for y in years)), *_nearest(context)))


def _nearest(context: Context) -> list[Statement]:
    """The clause nearest to the question, offered as such; no figure goes out with a refusal."""
    for candidate in context.ranked[:3]:
        clause = candidate.clause
        if candidate.parts["covered"] < weight("answer.nearest"):
            continue
        text = plain(clause.body)
        if clause.kind is not Kind.HEADING and not any(c.isdigit() for c in text):
            return [
                Statement(
                    stopped(context.say("refuse.nearest", clause=shorten(text, 160))), (clause,)
                )
            ]
    return []


def period(card: Card, context: Context) -> str:
    """A plan's period in words."""
    if card.first_year is None or card.last_year is None:
        return ""
    if card.first_year == card.last_year:
        return context.say("period.year", year=card.first_year)
    if card.outlook:
        return context.say(
            "period.outlook", first=card.first_year, last=card.last_year, outlook=card.outlook
        )
    return context.say("period.years", first=card.first_year, last=card.last_year)


def _plan(context: Context, slug: str) -> str:
    return context.say("period.plan_of", place=context.place(slug))


def _as_typed(text: str, agency: str) -> str:
    """The agency in the asker's own spelling, where it can be found in the question."""
    from ingest.tokens import fold

    at = fold(text).find(agency)
    return text[at : at + len(agency)] if at >= 0 else agency
