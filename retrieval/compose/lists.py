"""Answers that are a list: the tasks of a plan by agency, by year, or all but an agency's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Kind
from ingest.tokens import fold, folded
from ingest.written import words
from retrieval import data
from retrieval.compose.context import Context, Row
from retrieval.compose.statement import Statement, plain, shorten
from retrieval.model import Wanted
from retrieval.terms import Term, coverage

_KINDS = (Wanted.OWNER, Wanted.DEADLINE, Wanted.DUTIES, Wanted.TASK)
_ITEM = 120
_MOST = 12
_ABOUT = 0.6
_BUT = r"(?:ngoai|tru|khong phai|khong tinh|khong ke)(?: ra)?\s+(?:\w+\s+)?"


def listing(context: Context, slug: str) -> list[Statement]:
    """Every task in a plan's tables that is due in the year asked, or is not a named agency's."""
    question = context.question
    left_out = tuple(a for a in question.agencies if _excluded(question.text, a))
    listed = "list" in question.also
    by_year = listed and bool(question.years)
    by_lead = listed and bool(question.agencies) and not topic(context)
    if question.wanted not in _KINDS or not (by_year or by_lead or left_out):
        return []
    return _picked(context, slug, left_out)


def led_by(context: Context, slug: str) -> list[Statement]:
    """Every task in a plan's tables that the agency of the question leads."""
    return _picked(context, slug, ()) if context.question.agencies else []


def _picked(context: Context, slug: str, left_out: Sequence[str]) -> list[Statement]:
    question, about = context.question, topic(context)
    wanted = tuple(a for a in question.agencies if a not in left_out)
    rows = [
        row
        for row in _in_tables(context, slug)
        if _due(row, question.years)
        and (not wanted or any(_led_by(row, a) for a in wanted))
        and not any(_led_by(row, a) for a in left_out)
        and (not about or _about(context, about, row))
    ]
    return _items(context, slug, rows)


def _in_tables(context: Context, slug: str) -> list[Row]:
    """The tasks that stand in rows of a table, where agency and deadline are fields."""
    paths = {c.id for c in context.index.of_document(slug) if c.kind is Kind.ROW}
    return [r for r in context.index.register("assignment", slug) if r["clause"] in paths]


def _excluded(text: str, agency: str) -> bool:
    name = r"\W+".join(map(re.escape, agency.split()))
    return re.search(_BUT + name, fold(text)) is not None


def _led_by(row: Row, agency: str) -> bool:
    return set(agency.split()) <= set(folded(words(str(row["lead_text"]))))


def _due(row: Row, years: Sequence[int]) -> bool:
    if not years:
        return True
    reach = range(int(row["due_from"][:4]), int(row["due_to"][:4]) + 1) if row["due_to"] else ()
    return any(year in reach for year in years)


def topic(context: Context) -> tuple[Term, ...]:
    """The words that narrow the list, past those that only say that it is one."""
    generic = set(data.words("cues", "list", "generic"))
    named = {w for agency in context.question.agencies for w in agency.split()}
    return tuple(
        term
        for term in context.terms
        if " ".join(term.folded) not in generic and not set(term.folded) <= named
    )


def _about(context: Context, wanted: Sequence[Term], row: Row) -> bool:
    text = f"{row['task']} {row['section']} {row['goal']}"
    return coverage(wanted, text, marks_count=context.marks) >= _ABOUT


def _items(context: Context, slug: str, rows: Sequence[Row]) -> list[Statement]:
    told: list[Statement] = []
    for row in rows[:_MOST]:
        clause = context.index.clause(str(row["clause"]))
        if clause is not None:
            beside = "; ".join(
                t for t in (plain(str(row["lead_text"])), plain(str(row["deadline"]))) if t
            )
            item = shorten(plain(str(row["task"])), _ITEM)
            told.append(Statement(f"- {item} ({beside})" if beside else f"- {item}", (clause,)))
    if len(rows) > _MOST:
        left = len(rows) - _MOST
        text = context.say("place.more", count=left, place=context.place(slug))
        told.append(Statement(text, echo=(str(left),), more=True))
    return told
