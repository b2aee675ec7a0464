"""Assignments: who leads, who supports, what is due when, from tables, headings and sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ingest.clean import clean_with_map
from ingest.extract.agencies_words import Phrases, data, tokenize
from ingest.extract.assignments_table import table_assignments
from ingest.extract.assignments_walk import Held, held_duties
from ingest.extract.deadlines import deadline_in, due
from ingest.extract.model import Assignment
from ingest.model import Clause

_TRAIL = re.compile(r"[\s.;,:/*]+$")


def assignments(
    slug: str,
    text: str,
    clauses: Sequence[Clause],
    *,
    first_year: int | None,
    last_year: int | None,
) -> tuple[Assignment, ...]:
    """Every assignment of the document `slug`, in order of its clauses.

    The years of the plan's period date a "Quý III" that names no year, where they are one year.
    """
    year = last_year if first_year == last_year else None
    order = {clause.path: clause.order for clause in clauses}
    rows = [_row(slug, text, held, year) for held in held_duties(clauses)]
    found = [row for row in rows if row is not None]
    found += table_assignments(slug, clauses, year)
    return tuple(sorted(found, key=lambda r: (order[r.clause.partition(":")[2]], r.start)))


def field_of(words: str) -> str:
    """The fields of reform that words speak of, as one text; "" where they speak of none."""
    tokens = tokenize(words)
    found = [
        label
        for label, phrases in _fields()
        if any(phrases.match(tokens, at) for at in range(len(tokens)))
    ]
    return "; ".join(found)


@cache
def _fields() -> tuple[tuple[str, Phrases], ...]:
    return tuple((label, Phrases(words)) for label, words in data("duties")["fields"].items())


def _row(slug: str, text: str, held: Held, year: int | None) -> Assignment | None:
    clause, duty, skip = held.clause, held.duty, held.start
    whole = clause.text[skip + duty.start : skip + duty.end]
    begin = _task_start(held)
    task = _TRAIL.sub("", clause.text[begin : skip + duty.end])
    if len(task) < 4:
        return None
    cleaned = clean_with_map(text[clause.start : clause.end], clause.start)
    start, end = cleaned.origin(begin, begin + len(task))
    phrase = deadline_in(whole)
    dates = due(phrase.text, default_year=year) if phrase else ("", "")
    lead, support, lead_text, support_text = _parties(held)
    return Assignment(
        doc=slug,
        clause=clause.id,
        start=start,
        end=end,
        task=task,
        role=duty.role,
        lead=lead,
        support=support,
        lead_text=lead_text,
        support_text=support_text,
        deadline=phrase.text if phrase else "",
        due_from=dates[0],
        due_to=dates[1],
        section=field_of(task),
    )


def _task_start(held: Held) -> int:
    """Past the subject where the duty names it itself, else where the duty starts."""
    duty, subject = held.duty, held.duty.subject
    if subject and duty.start <= subject.start and subject.verb < duty.end:
        return held.start + subject.verb
    return held.start + duty.start


def _parties(held: Held) -> tuple[tuple[str, ...], tuple[str, ...], str, str]:
    duty = held.duty
    partners = tuple(dict.fromkeys(p.name for p in duty.partners))
    first, last = duty.partners_span
    shown = held.clause.text[held.start + first : held.start + last] if partners and last else ""
    if duty.role == "support":
        others = tuple(p for p in partners if p not in held.names)
        return (), (*held.names, *others), "", held.text
    return held.names, partners, held.text, shown or ", ".join(partners)


__all__ = ["assignments", "field_of"]
