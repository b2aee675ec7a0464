"""Answers that are an agency: who leads, who supports, what an agency must do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.agencies import agencies, title_text
from ingest.model import Clause, Kind
from ingest.tokens import fold, folded
from ingest.written import words
from retrieval import reading
from retrieval.compose.completing import completing
from retrieval.compose.context import Context
from retrieval.compose.lists import led_by, topic
from retrieval.compose.phrases import phrases, telling
from retrieval.compose.statement import Statement, plain, shorten, stopped
from retrieval.config import cue, weight
from retrieval.inforce import title_words
from retrieval.retrieve import Candidate

_SHOWN, _LISTED, _TASK, _TASK_LISTED = 260, 620, 120, 420
_DUTY, _DUTIES = 220, 620
_MOST_DUTIES = 9
# A run-in label is so short at most, and so many clauses under one are told.
_LABEL, _MOST_LABELLED = 60, 2
# What communes are called together, and what stands before that.
_COMMUNES = frozenset(("xa", "phuong", "dac", "khu", "thi", "tran"))
_BODY = frozenset(("uy", "ban", "nhan", "dan", "cac", "cap"))
_LOOK_AT = 6
_GIVEN = re.compile(
    r"(?:Giao\s|Do\s|Phân công\s).{3,120}\b(?:chủ trì|làm|thực hiện|phụ trách|đảm nhận)\b",
    re.IGNORECASE,
)
_JOINTS = frozenset(("va", "cac", "cua"))


def owner(context: Context, slug: str) -> list[Statement]:
    """Who does what is asked, by the best clause that says so."""
    holding = [c.clause for c in context.of(slug)[:_LOOK_AT] if context.holds(c)]
    if post := post_asked(context.question.asking):
        holding = [clause for clause in holding if tells_holder(post, clause)]
    if _support_alone(context):
        # Who leads is told in many a clause; who supports, in a table's cell or by the word.
        telling = [clause for clause in holding if _names_support(clause)]
        holding = telling or holding
    said = (_owner_of(context, clause) for clause in holding)
    lines = [line for line in said if line is not None]
    lines = [line for line in lines if _of_sort(context, line)] or lines
    return [line for line in lines if _says_who(line)][:1] or lines[:1]


def post_asked(asking: str) -> str:
    """The post whose holder is asked for ("Trưởng ban … là ai"), folded, or ""."""
    asked = cue("about.holder").search(asking)
    post = cue("about.post").search(asked.group()) if asked else None
    return post.group() if post else ""


def tells_holder(post: str, clause: Clause) -> bool:
    """Whether a clause says who holds a post, and does not only speak of it."""
    text = fold(clause.text)
    before = rf"(?:\b(?:lam|la|giu|giu chuc)|:|-)\s+(?:\w+ )?{post}\b"
    after = rf"\b{post}\b[^.;]{{0,60}}(?:\bla\b|:|-)"
    return clause.kind is Kind.SIGNATURE or re.search(f"{before}|{after}", text) is not None


def _says_who(line: Statement) -> bool:
    """Whether a line names an agency, or says by whom a thing is done."""
    return bool(agencies(line.text)) or reading.done_by(line.text)


def _of_sort(context: Context, line: Statement) -> bool:
    """Whether a line names an office of the sort asked for: "sở nào" wants a "Sở …"."""
    asked = cue("about.office").search(context.question.asking)
    if asked is None:
        return True
    sort = asked.group().rpartition(" ")[0]
    names = (fold(name.name) for name in agencies(line.text))
    return any(name.startswith(sort) for name in names)


def _support_alone(context: Context) -> bool:
    asked = context.question
    return "support" in asked.also and not cue("about.lead").search(asked.asking)


def _names_support(clause: Clause) -> bool:
    cell = clause.cell("support")
    if clause.cells:
        return cell is not None and bool(cell.text.strip())
    return "phối hợp với" in clause.body.lower()


def _owner_of(context: Context, clause: Clause) -> Statement | None:
    if clause.kind is Kind.ROW or clause.cell("lead"):
        return _row_owner(context, clause)
    body = clause.body
    told = telling(body, context.terms_in(clause.doc), marks=context.marks)
    shown = (
        shorten(plain(body), _LISTED) if "list" in context.question.also else shorten(told, _SHOWN)
    )
    if agency := reading.owner_heading(clause):
        return Statement(f"{agency}: {shown}", (clause,))
    owned = any(says(clause) for says in (reading.is_owned, reading.names_doer, reading.says_lead))
    if (lead := _lead_of(body)) and lead not in shown:
        # "… Giao Ban Tổ chức chủ trì, Phòng Nội vụ phối hợp": told apart from what is to be done.
        return Statement(f"{shown}. {lead}", (clause,))
    who = reading.subject(body) if owned else _named_lead(context, clause)
    if who and not shown.startswith(who):
        shown = f"{who}: {shown}"
    line = Statement(shown, (clause,))
    asked = cue("about.office").search(context.question.asking)
    return line if owned or who or (asked and _of_sort(context, line)) else None


def _lead_of(body: str) -> str:
    """The sentence that only says who leads, "Giao Sở Nội vụ chủ trì", or ""."""
    said = (plain(body[start:end]) for start, end in phrases(body))
    return next((s for s in said if len(s) <= _DUTY and _GIVEN.match(s) and agencies(s)), "")


def _named_lead(context: Context, clause: Clause) -> str:
    """Who leads by the register, where it is told by more than a heading of an agency."""
    leads = [str(name) for row in context.register("assignment", clause) for name in row["lead"]]
    return leads[0] if leads else ""


def _row_owner(context: Context, clause: Clause) -> Statement | None:
    lead, support, task = (clause.cell(name) for name in ("lead", "support", "task"))
    lead_text = lead.text if lead else ""
    support_text = support.text if support else ""
    if _support_alone(context) and support_text:
        text = context.say("owner.only_support", support=plain(support_text))
    elif lead_text and support_text:
        text = context.say("owner.both", lead=plain(lead_text), support=plain(support_text))
    elif lead_text:
        text = context.say("owner.only_lead", lead=plain(lead_text))
        if "support" in context.question.also:
            text += " " + context.say("owner.no_support")
    else:
        return None
    due = clause.cell("deadline")
    if due and due.text and cue("wanted.deadline").search(context.question.asking):
        text += " " + context.say("row.deadline", deadline=plain(due.text))
    if task and task.text:
        room = _TASK_LISTED if "list" in context.question.also else _TASK
        text += " " + stopped(context.say("owner.task", task=shorten(plain(task.text), room)))
    return Statement(text, (clause,))


def duties(context: Context, slug: str) -> list[Statement]:
    """What an agency must do: all that stands under its heading, or what fits the question."""
    if told := duties_of(context, slug):
        return told
    heading = _heading(context, slug)
    if heading is None and (labelled := _labelled(context, slug)):
        return labelled
    if heading is None and (led := led_by(context, slug)):
        return led
    holding = (c for c in context.of(slug)[:6] if context.holds(c))
    found = [c for c in holding if c.clause.kind is not Kind.HEADING]
    if heading is not None:
        # Another's duty is no answer, however near its words.
        own = [c for c in found if _theirs(context, heading, c.clause)]
        if not own:
            return _all_under(context, heading)
        found = own
    chosen = _close(found)
    if len(chosen) == 1:
        chosen += completing(context, chosen[0], found)
    return [_duty(context, c.clause) for c in chosen]


def _labelled(context: Context, slug: str) -> list[Statement]:
    """The clauses that open with the office and a colon: "Trưởng Công an xã: bố trí …"."""
    found = []
    for clause in context.index.of_document(slug) if context.question.agencies else ():
        label, colon, said = clause.body.partition(":")
        named = set(folded(words(label)))
        theirs = any(set(name.split()) <= named for name in context.question.agencies)
        if colon and theirs and not clause.cells and len(label) < _LABEL < len(said) + _LABEL:
            found.append(Statement(shorten(plain(clause.body), _LISTED), (clause,)))
    return found[:_MOST_LABELLED]


def duties_of(context: Context, slug: str) -> list[Statement]:
    """All that stands under an agency's heading, where no one matter of it is asked about."""
    heading = _heading(context, slug)
    if heading is None or _topic(context, heading):
        return []
    return _all_under(context, heading)


def _all_under(context: Context, heading: Clause) -> list[Statement]:
    below = _under(context, heading)[:_MOST_DUTIES]
    room = max(_DUTY, _DUTIES // max(1, len(below)))
    return [Statement(shorten(plain(clause.body), room), (clause,)) for clause in below]


def _theirs(context: Context, heading: Clause, clause: Clause) -> bool:
    """Whether a clause stands under the agency's heading, or in a table names it."""
    if clause.path.startswith(f"{heading.path}."):
        return True
    cells = (clause.cell("lead"), clause.cell("support"))
    held = set(folded(words(" ".join(cell.text for cell in cells if cell))))
    return any(held.issuperset(name.split()) for name in context.question.agencies)


def _close(found: Sequence[Candidate]) -> list[Candidate]:
    return [c for c in found[:3] if c.score >= 0.93 * found[0].score][:2] if found else []


def _duty(context: Context, clause: Clause) -> Statement:
    if clause.cells:
        task = clause.cell("task")
        lead = clause.cell("lead")
        what = plain(task.text) if task else plain(clause.text)
        leads = context.say("owner.only_lead", lead=plain(lead.text)) if lead else ""
        text = f"{what}. {leads}".strip() if leads else what
        return Statement(shorten(text, 500), (clause,))
    agency = reading.owner_heading(clause)
    body = shorten(plain(clause.body), 600)
    return Statement(f"{agency}: {body}" if agency else body, (clause,))


def _heading(context: Context, slug: str) -> Clause | None:
    """The heading of the agency that the question names, in the part that hands out duties.

    Of several the one that says the least beside the name.
    """
    wanted = [a.split() for a in context.question.agencies]
    found: list[tuple[bool, bool, int, Clause]] = []
    for clause in context.index.of_document(slug):
        if clause.kind is not Kind.HEADING:
            continue
        if not reading.is_agency_heading(clause.text):
            if reading.gives_duties(clause) and _called(context, clause):
                found.append((False, False, 0, clause))
            continue
        held = folded(words(reading.agency_in(clause.text)))
        whole = any(set(names) <= set(held) for names in wanted)
        near = any(_of_tier(names, set(held)) for names in wanted)
        if (whole or near) and reading.hands_out(clause):
            found.append((not whole, not reading.under_duties(clause), len(held), clause))
    return min(found, key=lambda f: f[:3])[3] if found else None


def _called(context: Context, heading: Clause) -> bool:
    """Whether the question says a heading word for word, whatever sort of office it names."""
    title = [w for w in folded(words(title_text(heading.text))) if w not in _JOINTS]
    return len(title) > 1 and set(title) <= set(folded(words(context.question.asking)))


def _of_tier(names: Sequence[str], held: set[str]) -> bool:
    """Whether the communes are named, and a heading means them by another of their words."""
    return set(names) <= _COMMUNES | _BODY and bool(held & _COMMUNES) and bool(held & _BODY)


def _topic(context: Context, heading: Clause) -> bool:
    """Whether the question asks of one matter among the agency's duties."""
    names = set(folded(words(heading.text)))
    title = title_words(context.card(heading.doc))
    asked = [t for t in topic(context) if not set(t.folded) <= names | title]
    return sum(term.weight for term in asked) > weight("answer.one_duty")


def _under(context: Context, heading: Clause) -> list[Clause]:
    prefix = heading.path + "."
    inside = [c for c in context.index.of_document(heading.doc) if c.path.startswith(prefix)]
    return [c for c in inside if any(ch.isalpha() for ch in c.body)]
