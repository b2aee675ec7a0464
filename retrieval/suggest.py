"""What may be asked next, in few words: only what the documents are known to answer."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Clause, Kind
from retrieval.compose.context import Context, Row
from retrieval.compose.statement import Draft, Statement
from retrieval.model import Status, Wanted

_MOST, _PLACES = 3, 2
# Past so many plans, looking through all of them for a measure costs more than it helps.
_FEW_PLANS = 12
_ANYTHING = (Status.SMALLTALK, Status.OUT_OF_SCOPE)


def suggestions_for(context: Context, draft: Draft) -> tuple[str, ...]:
    """Up to three short questions that go on from an answer, in its language."""
    if draft.suggestions:
        return draft.suggestions
    if draft.status in _ANYTHING:
        return (context.say("suggest.example"),)
    if draft.status.abstained or len(context.question.places) > 1:
        return ()
    told = [line for line in draft.statements if line.clauses]
    if not told:
        return ()
    if context.question.wanted is Wanted.TARGET:
        found = (*_of_row(context, told), *_of_measure(context, told))
    else:
        found = tuple(_of_row(context, told))
    return found[:_MOST]


def _of_row(context: Context, told: list[Statement]) -> Iterator[str]:
    """The other fields of the row that answered, if one did."""
    clause, wanted = told[0].clauses[0], context.question.wanted
    if clause.kind is not Kind.ROW or len(told) > 1:
        return
    if wanted is not Wanted.DEADLINE and _filled(clause, "deadline"):
        yield context.say("suggest.when")
    if wanted in (Wanted.TARGET, Wanted.TASK) and _filled(clause, "lead"):
        yield context.say("suggest.who")


def _filled(clause: Clause, name: str) -> bool:
    cell = clause.cell(name)
    return cell is not None and bool(cell.text.strip())


def _of_measure(context: Context, told: list[Statement]) -> Iterator[str]:
    """The same measure for another year, and in other places."""
    first = next((line for line in told if line.measures), None)
    if first is None or first.measures is None or len(context.documents) > _FEW_PLANS:
        return
    key, own = first.measures[0], first.clauses[0].doc
    shown = " ".join(line.text for line in told)
    for row in _rows(context, own, key):
        if row["year"] and str(row["year"]) not in shown:
            yield context.say("suggest.other_year", year=row["year"])
            break
    cited = {clause.doc for line in told for clause in line.clauses}
    others = [d.slug for d in context.documents if d.slug not in cited]
    years = context.question.years
    having = [
        slug
        for slug in others
        if any(not years or row["year"] in years for row in _rows(context, slug, key))
    ]
    for slug in having[:_PLACES]:
        yield context.say("suggest.other_place", place=context.place(slug))


def _rows(context: Context, slug: str, key: str) -> list[Row]:
    """The targets of a document for a measure, of the tiers asked about."""
    levels = context.question.levels
    rows = (r for r in context.index.register("target", slug) if r["measure_key"] == key)
    return [row for row in rows if not levels or row["level"] in levels]
