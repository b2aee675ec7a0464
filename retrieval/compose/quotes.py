"""Answers that are a clause: what is to be done, by when, on what basis, how it is reported."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Cell, Clause, Kind
from ingest.tokens import fold, folded
from ingest.written import words
from retrieval import data, reading
from retrieval.compose.columns import in_cells
from retrieval.compose.completing import completing
from retrieval.compose.context import Context, Row
from retrieval.compose.figures import by_figure
from retrieval.compose.lists import topic
from retrieval.compose.phrases import telling
from retrieval.compose.statement import Statement, plain, shorten, stopped, whole_row
from retrieval.config import cue, weight
from retrieval.retrieve import Candidate

_SHOWN, _CITED, _MOST = 620, 240, 6
_LOOK_AT = 6
# How much of a task is told beside its deadline; more where the asker wants a list.
_TASK, _TASK_LISTED = 160, 420
_CYCLE = re.compile(r"\bbao cao (thang|quy|6 thang|nam)\b")


def quote(context: Context, slug: str) -> list[Statement]:
    """The clause that says it, whole where it is short enough to read on a telephone."""
    found = _holding(context, slug)
    if not found:
        return []
    best = found[0]
    if best.clause.kind is Kind.ROW and "product" not in context.question.also:
        # A row names a task; a clause that has as much of the question says what it is.
        telling = (c for c in found if c.clause.kind is not Kind.ROW and _as_good(c, best))
        best = next(telling, best)
    others = _beside(best, found) or completing(context, best, found)
    return [_said(context, c.clause) for c in (best, *others)]


def _beside(best: Candidate, found: list[Candidate]) -> list[Candidate]:
    """A second clause, where nothing tells which of two is meant."""
    if best.clause.kind is Kind.ROW:
        return []
    near = best.score - weight("answer.second")
    enough = weight("answer.second_covered") * best.parts["covered"]
    return [
        c
        for c in found
        if c is not best
        and c.clause.kind is not Kind.ROW
        and c.score >= near
        and c.parts["covered"] >= enough
    ][:1]


def _as_good(one: Candidate, best: Candidate) -> bool:
    near = one.score >= best.score - weight("answer.row_or_clause")
    # A row without a task is of sums or counts, and says of nothing what it is.
    near = near or best.clause.cell("task") is None
    return near and one.parts["coverage"] >= best.parts["coverage"]


def basis(context: Context, slug: str) -> list[Statement]:
    """The clause that cites the document asked for, and one that gives it another number.

    Asked on what the plan itself rests, its opening citations.
    """
    if opening := _opening(context, slug):
        return opening
    found = [c for c in _holding(context, slug) if reading.cites_document(c.clause)]
    if not found:
        return []
    sorts = {m.group(1) for m in cue("about.sort").finditer(context.question.asking)}
    fitting = [c for c in found if sorts & _sorts(context, c.clause)]
    clause = (fitting or found)[0].clause
    other = _otherwise(context, clause)
    return [_said(context, c) for c in (clause, other) if c is not None]


def _sorts(context: Context, clause: Clause) -> set[str]:
    """The sorts of documents that a clause cites: "to trinh", "nghi dinh"."""
    return {fold(str(row["kind"])) for row in context.register("basis", clause)}


def _opening(context: Context, slug: str) -> list[Statement]:
    """What a plan rests on, where nothing narrower is asked; of one sort, if one is named."""
    asked = context.question.asking
    if not cue("about.basis").search(asked):
        return []
    rows = [row for row in context.index.register("basis", slug) if row["preamble"]]
    sorts = {fold(str(row["kind"])) for row in rows}
    generic = {*data.words("cues", "list", "basis"), *sorts}
    if any(" ".join(term.folded) not in generic for term in topic(context)):
        return []
    named = {sort for sort in sorts if sort in asked}
    ids = dict.fromkeys(
        str(r["clause"]) for r in rows if not named or fold(str(r["kind"])) in named
    )
    clauses = [context.index.clause(identity) for identity in ids]
    room = max(_CITED, _SHOWN // max(1, len(clauses)))
    return [Statement(shorten(plain(c.body), room), (c,)) for c in clauses[:_MOST] if c]


def _otherwise(context: Context, clause: Clause) -> Clause | None:
    """Another clause that cites a document of the same kind and day by another number."""
    own = context.register("basis", clause)
    for row in context.index.register("basis", clause.doc):
        for mine in own:
            same = all(row[key] == mine[key] for key in ("kind", "date", "issuer"))
            digits = sorted(_digits(row)) == sorted(_digits(mine))
            if same and mine["date"] and digits and _digits(row) != _digits(mine):
                return context.index.clause(str(row["clause"]))
    return None


def _digits(row: Row) -> str:
    """The running number of a cited document; a slip of the pen only moves its digits about."""
    return str(row["number"]).split("/")[0].strip()


def report(context: Context, slug: str) -> list[Statement]:
    """Who reports how often: the clause of the agency asked for, where one is named."""
    holding = _holding(context, slug)
    wanted = [set(name.split()) for name in context.question.agencies]
    for candidate in holding:
        for row in context.register("report", candidate.clause):
            who = set(folded(words(str(row["who"]))))
            if any(names <= who for names in wanted):
                return [_said(context, candidate.clause)]
    cycles = [c for c in holding if reading.has_cycle(c.clause)]
    if asked := _CYCLE.search(context.question.asking):
        said = re.compile(rf"\b(?:bao cao|hang|dinh ky|moi|cuoi) {asked[1]}\b")
        cycles = [c for c in holding if said.search(fold(c.clause.text))] or cycles
    return [_said(context, c.clause) for c in (cycles or holding)[:1]]


def deadline(context: Context, slug: str) -> list[Statement]:
    """When something is due: the deadline of its row, or the clause that gives a date.

    Asked when a share is to be reached, the target that sets it.
    """
    reached = by_figure(context, slug)
    if reached and reached[0].clauses[0].cell("deadline") is None:
        return reached
    found = [c for c in _holding(context, slug) if reading.has_date(c.clause) or c.clause.cells]
    if not (found or reached):
        return []
    clause = reached[0].clauses[0] if reached else found[0].clause
    if clause.kind is not Kind.ROW and clause.cell("deadline") is None:
        return [_said(context, clause)]
    cell, task = clause.cell("deadline"), clause.cell("task")
    if cell is None or not cell.text:
        text = context.say("row.no_deadline")
    else:
        text = context.say("row.deadline", deadline=plain(cell.text))
    lead = clause.cell("lead")
    if lead and lead.text:
        text += " " + _with_whom(context, clause, plain(lead.text))
    if task:
        room = _TASK_LISTED if "list" in context.question.also else _TASK
        text += " " + stopped(context.say("owner.task", task=shorten(plain(task.text), room)))
    return [Statement(text, (clause,))]


def _with_whom(context: Context, clause: Clause, lead: str) -> str:
    """Who leads, and where that is asked too, who supports."""
    support = clause.cell("support")
    if support and support.text and "support" in context.question.also:
        return context.say("owner.both", lead=lead, support=plain(support.text))
    return context.say("owner.only_lead", lead=lead)


def _holding(context: Context, slug: str) -> list[Candidate]:
    found = [c for c in context.of(slug)[:_LOOK_AT] if context.holds(c)]
    return [c for c in found if c.clause.kind is not Kind.HEADING] or found


def _said(context: Context, clause: Clause) -> Statement:
    if clause.kind is Kind.ROW:
        return Statement(_row(context, clause), (clause,))
    text = telling(clause.body, context.terms_in(clause.doc), marks=context.marks, whole=_SHOWN)
    return Statement(shorten(text, _SHOWN), (clause,))


def _figures_tell(context: Context, told: Sequence[str], task: Cell | None) -> bool:
    """Whether a row says next to nothing but its figures: its task alone, or no more than a label
    where the question names the year of a column."""
    if task and task.text:
        return len(told) == 1
    return not told and bool(context.question.years)


def _row(context: Context, clause: Clause) -> str:
    task, deliverable, lead = (clause.cell(n) for n in ("task", "deliverable", "lead"))
    parts = [plain(task.text) + "."] if task and task.text else []
    if deliverable and deliverable.text:
        said = context.say("row.deliverable", deliverable=plain(deliverable.text))
        parts = [said, *parts] if "product" in context.question.also else [*parts, said]
    if lead and lead.text:
        parts.append(context.say("owner.only_lead", lead=plain(lead.text)))
    due = clause.cell("deadline")
    if due and due.text:
        parts.append(context.say("row.deadline", deadline=plain(due.text)))
    if (figures := in_cells(context, clause)) and _figures_tell(context, parts, task):
        return shorten(figures, _SHOWN)
    told = parts if task or deliverable else []
    return shorten(" ".join(told) or whole_row(clause), _SHOWN)
