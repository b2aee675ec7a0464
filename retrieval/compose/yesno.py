"""Yes or no, first, where that is what is asked and the clauses settle it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.tokens import folded
from ingest.written import words
from retrieval.compose.context import Context, Row
from retrieval.compose.statement import Statement
from retrieval.config import cue, weight
from retrieval.ground import facts
from retrieval.model import Wanted


def answered(context: Context, slug: str, lines: list[Statement]) -> list[Statement]:
    """The lines, the first of them opened with yes or no where the question asks for it."""
    asking = context.question.asking
    if not lines or not cue("also.yesno").search(asking) or cue("also.or").search(asking):
        return lines
    verdict = _verdict(context, slug, lines)
    if verdict is None:
        return lines
    said = context.say("yesno.yes" if verdict else "yesno.no")
    return [replace(lines[0], text=f"{said} {lines[0].text}"), *lines[1:]]


def _verdict(context: Context, slug: str, lines: Sequence[Statement]) -> bool | None:
    wanted = context.question.wanted
    if wanted is Wanted.TARGET:
        return _figures_stand(context, lines)
    if context.question.agencies and wanted in (Wanted.OWNER, Wanted.DUTIES):
        return _role_stands(context, lines) if _says_it(context, slug, lines[0]) else None
    if wanted is Wanted.TASK and len(lines) == 1:
        return (_says_it(context, slug, lines[0]) and not _denies(lines[0])) or None
    return None


def _figures_stand(context: Context, lines: Sequence[Statement]) -> bool | None:
    """Whether the figure of the question is the plan's; a wrong one is told as such elsewhere."""
    figures = context.question.figures
    told = facts(" ".join(line.text for line in lines if line.clauses))
    return True if figures and all(facts(f"{figure}%") <= told for figure in figures) else None


def _role_stands(context: Context, lines: Sequence[Statement]) -> bool | None:
    """Whether the agency of the question has the role asked about in the row that answers."""
    rows = [
        row
        for line in lines
        for clause in line.clauses
        for row in context.register("assignment", clause)
    ]
    agency = set(context.question.agencies[0].split())
    role = "support" if "support" in context.question.also else "lead"
    if not rows or not any(row[f"{role}_text"] for row in rows):
        return None
    if any(_holds(row, role, agency) for row in rows):
        return True
    other = "lead" if role == "support" else "support"
    return False if any(_holds(row, other, agency) for row in rows) else None


def _holds(row: Row, role: str, agency: set[str]) -> bool:
    return agency <= set(folded(words(str(row[f"{role}_text"]))))


def _says_it(context: Context, slug: str, line: Statement) -> bool:
    """Whether the clause told has next to all that is asked.

    Of an English question only what the terms know is looked for: the rest may matter.
    """
    told = {clause.id for clause in line.clauses}
    best = [c for c in context.of(slug) if c.clause.id in told]
    known = context.question.lang != "en"
    return known and bool(best) and best[0].parts["coverage"] >= weight("answer.yes")


def _denies(line: Statement) -> bool:
    return any(cue("also.denied").search(" ".join(folded(words(c.text)))) for c in line.clauses)
