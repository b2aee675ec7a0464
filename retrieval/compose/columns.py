"""Figures that stand in the columns of a table: by year, by quarter, by tier, by source."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.grid import Entry, entries, quarter_in
from ingest.model import Clause
from retrieval import typed
from retrieval.compose.context import Context, Row
from retrieval.compose.statement import Statement
from retrieval.config import cue
from retrieval.terms import matches

_LAST_QUARTER = 4


def quarter_asked(context: Context) -> int | None:
    """The quarter that a question names; the end of the year is the last one."""
    asked = context.question.asking
    return quarter_in(asked) or (_LAST_QUARTER if cue("about.year_end").search(asked) else None)


def of_quarter(context: Context, rows: Sequence[Row]) -> list[Row]:
    """The register's rows of the quarter asked for, or all where none is, or none has it."""
    wanted = quarter_asked(context)
    return [row for row in rows if wanted and quarter_in(str(row["text"])) == wanted] or [*rows]


def across(context: Context, best: Row) -> Statement | None:
    """All columns of the best row in one line, where the question does not say which it wants."""
    question = context.question
    if question.years or question.levels or quarter_asked(context):
        return None
    clause = context.index.clause(str(best["clause"]))
    aimed = [e for e in entries(clause) if e.aimed] if clause else []
    if clause is None or len(aimed) < 2 or str(best["text"]) not in {e.spelt for e in aimed}:
        return None
    if any(entry.named for entry in aimed):
        return None
    return Statement(_line(aimed), (clause,))


def in_cells(context: Context, clause: Clause) -> str:
    """What a row's lone figures say to the question: those of the column it names, else all."""
    found = list(entries(clause))
    kind = typed.asked(context.question.asking)
    if kind is not None:
        found = [e for e in found if typed.holds_in(kind, e.spelt)] or found
    found = [e for e in found if typed.counts_in(context.question.asking, e.text)] or found
    found = [e for e in found if e.year in context.question.years and e.year] or found
    found = [e for e in found if not e.reached] or found
    fits = [_fit(context, entry) for entry in found]
    best = max(fits, default=0.0)
    if best > 0:
        found = [entry for entry, fit in zip(found, fits, strict=True) if fit == best]
    return _line(found) if found else ""


def _fit(context: Context, entry: Entry) -> float:
    """How much of the question a column's words say; words of earlier turns count less."""
    said = matches(context.terms, entry.column, marks_count=context.marks)
    return sum(term.weight * match for term, match in zip(context.terms, said, strict=True))


def _line(found: Sequence[Entry]) -> str:
    if len(found) == 1:
        return found[0].spelt
    return f"{found[0].label}: {', '.join(f'{e.text} ({e.column})' for e in found)}"
