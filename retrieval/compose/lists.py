"""Answers that are a list: tasks by agency, year or quarter, targets or a section by topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.model import Kind
from ingest.tokens import fold, folded
from ingest.written import words
from retrieval import data
from retrieval.compose.context import Context, Row
from retrieval.compose.statement import Statement, plain, shorten
from retrieval.config import cue
from retrieval.model import Question, Wanted
from retrieval.terms import Term, coverage, focus

_KINDS = (Wanted.OWNER, Wanted.DEADLINE, Wanted.DUTIES, Wanted.TASK)
_ITEM, _LONE_ITEM, _ALL_ITEMS = 120, 330, 620
_MOST = 12
_ABOUT = 0.6
_ON_TOPIC = 0.8
_NAMED = 0.9
_WHEN = re.compile(r"\bquy\s*(iv|i{1,3}|[1-4])\b|\bthang\s*(1[0-2]|0?[1-9])(?!\d)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TASKS = re.compile(r"nhiem vu|giai phap")
_AIMS = re.compile(r"muc tieu|chi tieu")
_BUT = r"(?:ngoai|tru|khong phai|khong tinh|khong ke)(?: ra)?\s+(?:\w+\s+)?"


def listing(context: Context, slug: str) -> list[Statement]:
    """What a plan lists of what is asked: targets, tasks in its tables, items of a section."""
    return _of_targets(context, slug) or _of_tasks(context, slug) or _of_section(context, slug)


def asks_when(question: Question) -> bool:
    """Whether a year, a quarter or a month is asked for."""
    return bool(question.years) or _WHEN.search(question.asking) is not None


def _of_tasks(context: Context, slug: str) -> list[Statement]:
    """Every task in a plan's tables that is due in the time asked, or is not a named agency's."""
    question = context.question
    left_out = tuple(a for a in question.agencies if _excluded(question.asking, a))
    listed = "list" in question.also
    by_year = listed and asks_when(question)
    theirs = bool(question.agencies) and question.wanted is not Wanted.DUTIES
    by_lead = listed and theirs and not topic(context)
    whole = cue("list.table").search(question.asking) is not None and not topic(context)
    if question.wanted not in _KINDS or not (by_year or by_lead or left_out or whole):
        return []
    return _picked(context, slug, left_out)


def led_by(context: Context, slug: str) -> list[Statement]:
    """Every task in a plan's tables that the agency of the question leads."""
    return _picked(context, slug, ()) if context.question.agencies else []


def _picked(context: Context, slug: str, left_out: Sequence[str]) -> list[Statement]:
    question, about = context.question, topic(context)
    # The plan's own issuer has it all done: to name it asks for no lead.
    issuer = set(folded(words(context.card(slug).issuer)))
    wanted = tuple(
        a for a in question.agencies if a not in left_out and not set(a.split()) <= issuer
    )
    rows = [
        row
        for row in _in_tables(context, slug)
        if _due(row, question.years)
        and _in_window(context, row)
        and (not wanted or any(_led_by(row, a) for a in wanted))
        and not any(_led_by(row, a) for a in left_out)
        and (not about or _about(context, about, row))
    ]
    if cue("list.earliest").search(question.asking):
        first = min((str(row["due_to"]) for row in rows if row["due_to"]), default="")
        rows = [row for row in rows if str(row["due_to"]) == first]
    return _items(context, slug, rows)


def _in_tables(context: Context, slug: str) -> list[Row]:
    """The tasks that stand in rows of a table, where agency and deadline are fields."""
    paths = {c.id for c in context.index.of_document(slug) if c.kind is Kind.ROW}
    return [r for r in context.index.register("assignment", slug) if r["clause"] in paths]


def _excluded(asked: str, agency: str) -> bool:
    name = r"\W+".join(map(re.escape, agency.split()))
    return re.search(_BUT + name, asked) is not None


def _led_by(row: Row, agency: str) -> bool:
    return set(agency.split()) <= set(folded(words(str(row["lead_text"]))))


def _due(row: Row, years: Sequence[int]) -> bool:
    if not years:
        return True
    reach = range(int(row["due_from"][:4]), int(row["due_to"][:4]) + 1) if row["due_to"] else ()
    return any(year in reach for year in years)


def _in_window(context: Context, row: Row) -> bool:
    """Whether a task falls due in the quarter or month asked, of the year asked or the plan's."""
    match = _WHEN.search(context.question.asking)
    if match is None:
        return True
    quarter, month = match.groups()
    part = _ROMAN.get(quarter) or int(quarter) if quarter else 0
    months = range(3 * part - 2, 3 * part + 1) if part else (int(month),)
    last = context.card(str(row["doc"])).last_year
    years = context.question.years or ((last,) if last else ())
    due = str(row["due_to"])
    return bool(due) and int(due[:4]) in years and int(due[5:7]) in months


def _of_targets(context: Context, slug: str) -> list[Statement]:
    """The targets of a plan on a topic."""
    if not cue("list.targets").search(context.question.asking):
        return []
    about, years = topic(context), context.question.years
    found: dict[str, Row] = {}
    for row in context.index.register("target", slug):
        clause = context.index.clause(str(row["clause"]))
        text = f"{row['text']} {' '.join(clause.breadcrumb)}" if clause else ""
        fits = not about or coverage(about, text, marks_count=context.marks) >= _ON_TOPIC
        if fits and (not years or row["year"] in (*years, None)):
            found.setdefault(plain(str(row["text"])), row)
    whole = [text for text in found if not any(text != other and text in other for other in found)]
    return _listed(
        context,
        slug,
        [(_target(context, text, found[text]), str(found[text]["clause"])) for text in whole],
    )


def _target(context: Context, text: str, row: Row) -> str:
    """A target in its clause's words, with the year that it is to be reached by."""
    shown, year = shorten(text, _ITEM), row["year"]
    if not year or str(year) in shown:
        return shown
    card = context.card(str(row["doc"]))
    key = "figure.in_year" if card.first_year == card.last_year else "figure.by_year"
    return f"{shown} ({context.say(key, year=year)})"


def _of_section(context: Context, slug: str) -> list[Statement]:
    """The items below the heading that names the topic."""
    about, asked = topic(context), context.question.asking
    if context.question.wanted not in (Wanted.TASK, Wanted.TARGET) or not about:
        return []
    if not cue("list.section").search(asked):
        return []
    kind = _AIMS if _AIMS.search(asked) else _TASKS
    clauses = context.index.of_document(slug)
    named = [
        (focus(about, c.body), -len(c.path), c)
        for c in clauses
        if c.kind is Kind.HEADING and coverage(about, c.body, marks_count=context.marks) >= _NAMED
    ]
    for _, _, heading in sorted(named, key=lambda n: n[:2], reverse=True):
        below = [c for c in clauses if c.path.startswith(heading.path + ".")]
        above = {c.path.rpartition(".")[0] for c in below}
        leaves = [c for c in below if c.path not in above and c.kind is not Kind.HEADING]
        inner = len(heading.breadcrumb) + 1
        fitting = [c for c in leaves if any(kind.search(fold(b)) for b in c.breadcrumb[inner:])]
        told = fitting or leaves
        room = max(_ITEM, _ALL_ITEMS // max(1, len(told)))
        items = [(shorten(plain(c.body), room), c.id) for c in told]
        if len(items) > 1:
            return _listed(context, slug, items)
    return []


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
    room = _ITEM if len(rows) > 1 else _LONE_ITEM
    return _listed(context, slug, [(_item(row, room), str(row["clause"])) for row in rows])


def _item(row: Row, room: int) -> str:
    """A task, with who leads it and by when."""
    beside = "; ".join(t for t in (plain(str(row["lead_text"])), plain(str(row["deadline"]))) if t)
    task = shorten(plain(str(row["task"])), room)
    return f"{task} ({beside})" if beside else task


def _listed(context: Context, slug: str, items: Sequence[tuple[str, str]]) -> list[Statement]:
    """A line an item, each with the clause whose id stands beside it, and how many are left."""
    clauses = [(text, context.index.clause(identity)) for text, identity in items[:_MOST]]
    told = [Statement(f"- {text}", (clause,)) for text, clause in clauses if clause is not None]
    if len(items) > _MOST:
        left = len(items) - _MOST
        text = context.say("place.more", count=left, place=context.place(slug))
        told.append(Statement(text, echo=(str(left),), more=True))
    return told
