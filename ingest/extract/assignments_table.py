"""Assignments from the rows of task tables, by what their columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.extract.agencies import split_agencies
from ingest.extract.deadlines import due
from ingest.extract.model import Assignment
from ingest.model import Cell, Clause, Kind
from ingest.tokens import fold

_SAME = frozenset(["nhu tren", "nt", "-nt-", '"', "//"])
_SAYS_WHO = ("lead", "support", "deadline")


def table_assignments(
    slug: str, clauses: Sequence[Clause], default_year: int | None
) -> Iterator[Assignment]:
    """One assignment for each task in a table that has a column for who does it or by when.

    A cell that the source leaves blank stays blank: whose it is cannot be told.
    """
    above: dict[str, str] = {}
    for clause in clauses:
        if clause.kind is not Kind.ROW:
            above = {}
        if not clause.cells:
            continue
        texts = {cell.name: _filled(cell, above) for cell in reversed(clause.cells)}
        above = texts
        task = clause.cell("task")
        if task and task.text and task.spans and any(name in texts for name in _SAYS_WHO):
            yield _row(slug, clause, task, texts, default_year)


def _filled(cell: Cell, above: dict[str, str]) -> str:
    """A cell's text, or the one above it where it says "Như trên"."""
    return above.get(cell.name, "") if fold(cell.text).strip(" .") in _SAME else cell.text


def _row(
    slug: str, clause: Clause, task: Cell, texts: dict[str, str], default_year: int | None
) -> Assignment:
    dates = due(texts.get("deadline", ""), default_year=default_year)
    lead, support = split_agencies(texts.get("lead", "")), split_agencies(texts.get("support", ""))
    return Assignment(
        doc=slug,
        clause=clause.id,
        start=min(span.start for span in task.spans),
        end=max(span.end for span in task.spans),
        task=task.text,
        role="lead" if lead else "support" if support else "do",
        lead=lead,
        support=support,
        lead_text=texts.get("lead", ""),
        support_text=texts.get("support", ""),
        deliverable=texts.get("deliverable", ""),
        deadline=texts.get("deadline", ""),
        due_from=dates[0],
        due_to=dates[1],
        section=" > ".join(clause.breadcrumb[1:]),
        goal=texts.get("goal", ""),
    )


__all__ = ["table_assignments"]
