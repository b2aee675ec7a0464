"""The order of candidates: a weighted sum of cheap features, all kept for `--explain`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.extract.grid import entries
from ingest.index import Index
from ingest.model import Clause, Kind, Level
from ingest.tokens import fold
from ingest.written import written_out
from retrieval import anchors, reading, typed
from retrieval.config import cue, weight
from retrieval.mentions import speaks_of
from retrieval.model import Question, Wanted
from retrieval.retrieve import Candidate, carried_worth
from retrieval.terms import Term, coverage, enough, focus, lighter, matches, share, terms, within

# The first characters of a clause, where it opens with the agency that does it.
_OPENING = 80
# A title tells years and numbers, and nothing that is to be done.
_DOINGS = (Wanted.TASK, Wanted.DUTIES, Wanted.OWNER)


def rank(question: Question, index: Index, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, best first, each with its features and score."""
    wanted = question_terms(question, index, question.named)
    telling = within(wanted, index.shares)
    marks = is_marked(question)
    ends = {d.slug: d.card.last_year for d in index.documents}
    levels = {d.slug: d.card.place.level for d in index.documents}
    for candidate in candidates:
        clause = candidate.clause
        candidate.parts |= _words(question, wanted, telling(clause.doc), clause, marks=marks)
        candidate.parts |= _features(question, clause, candidate.parts, levels[clause.doc])
        candidate.parts |= _years(question, clause, ends.get(clause.doc))
        candidate.score = sum(
            _worth(name, question.wanted) * value for name, value in candidate.parts.items()
        )
    return sorted(candidates, key=lambda c: (-c.score, c.row))


def question_terms(question: Question, index: Index, more: Sequence[str] = ()) -> tuple[Term, ...]:
    """The terms of a question, and of `more` words; carried ones weigh less than those typed."""
    frequency, size = index.document_frequency, index.size
    now = terms((*question.words, *more), question.related, frequency, size)
    then = terms(question.carried, question.related, frequency, size)
    known = {t.folded for t in now}
    return now + lighter([t for t in then if t.folded not in known], carried_worth(question))


def _worth(name: str, wanted: Wanted) -> float:
    if name.startswith("kind."):
        return weight(f"rank.{wanted.value}.{name.removeprefix('kind.')}")
    if name == "covered":
        return 0.0
    return weight(f"rank.{name}")


def _words(
    question: Question,
    wanted: Sequence[Term],
    telling: Sequence[Term],
    clause: Clause,
    *,
    marks: bool,
) -> dict[str, float]:
    """How much of the question the clause has: in its own words, taken over, in its headings.

    `telling` are the terms wanted, by how well each tells the clauses of this document apart: by
    these clauses are ordered. Whether one has enough to answer, it is asked of all alike.
    """
    own_text, taken_text = said(clause, question.wanted)
    own = matches(wanted, own_text, marks_count=marks)
    taken = matches(wanted, taken_text, marks_count=marks)
    crumb = matches(wanted, " ".join(clause.breadcrumb), marks_count=marks)
    title = clause.breadcrumb[-1] if clause.breadcrumb else ""
    by_taken, by_crumb = weight("rank.taken"), weight("rank.crumb")
    ranked = [max(o, by_taken * t, by_crumb * c) for o, t, c in zip(own, taken, crumb, strict=True)]
    found = [max(m) for m in zip(own, taken, crumb, strict=True)]
    # What names the plan is said by its title for every clause of it.
    asks = [n for n, term in enumerate(wanted) if " ".join(term.marked) not in question.named]
    left = [wanted[n] for n in asks]
    return {
        "coverage": max(
            share(telling, ranked), share([telling[n] for n in asks], [ranked[n] for n in asks])
        ),
        "covered": max(enough(wanted, found), enough(left, [found[n] for n in asks])),
        "titled": coverage(telling, title, marks_count=marks),
        "focus": focus(wanted, own_text),
    }


def _of_level(question: Question, clause: Clause, own: Level) -> bool:
    """Whether a clause speaks for a tier asked for; where it names none, for its plan's own."""
    named = fold(" ".join((clause.text, *clause.breadcrumb)))
    if any(f"cap {fold(level)}" in named for level in question.levels):
        return True
    return own in question.levels and not any(f"cap {fold(level)}" in named for level in Level)


def _features(
    question: Question, clause: Clause, known: dict[str, float], level: Level
) -> dict[str, float]:
    found = _of_kind(question, clause)
    if question.levels:
        found["level"] = float(_of_level(question, clause, level))
    if question.agencies:
        opening = clause.body[:_OPENING] if reading.names_doer(clause) else ""
        owner = fold(written_out(reading.owner_heading(clause) or _lead(clause) or opening))
        found["agency"] = float(any(_named(name, owner) for name in question.agencies))
    if said_numbers := anchors.bare_numbers(question.text):
        held_numbers = said_numbers & anchors.bare_numbers(clause.text)
        found["figures"] = len(held_numbers) / len(said_numbers)
    if question.numbers:
        # The number itself is all that such a question asks for.
        held = any(_squeeze(n) in _squeeze(clause.text) for n in question.numbers)
        found |= {"number": float(held), "covered": 1.0 if held else known["covered"]}
    if named := anchors.numbered(question.asking):
        held = anchors.holds(named, clause)
        found |= {"anchor": float(held), "covered": known["covered"] if held else 0.0}
    if question.mentioned:
        held = speaks_of(question.mentioned, clause)
        found |= {"anchor": float(held), "covered": known["covered"] if held else 0.0}
    quoted = anchors.quoted(question.text)
    if quoted and anchors.quotes(quoted, clause):
        # A name in quotation marks tells which clause is meant, whatever words go with it.
        covered = max(known["covered"], found.get("covered", 0.0), weight("answer.covered_quoted"))
        found |= {"quoted": 1.0, "covered": covered}
    return found | _standing(question, clause)


def _standing(question: Question, clause: Clause) -> dict[str, float]:
    """What speaks against a clause by where it stands."""
    found: dict[str, float] = {}
    if clause.kind is Kind.HEADING:
        found["heading"] = 1.0
    caption = reading.is_caption(clause) and question.wanted is not Wanted.BASIS
    aside = clause.kind in (Kind.SIGNATURE, Kind.RECIPIENTS) or (caption and not question.numbers)
    aside = aside or (question.wanted in _DOINGS and reading.is_title(clause))
    if aside and question.wanted is not Wanted.META:
        found["aside"] = 1.0
    if reading.is_aim(clause):
        found["aim"] = 1.0
    if reading.is_past(clause) and not cue("about.past").search(question.asking):
        found["past"] = 1.0
    return found


def _named(agency: str, owner: str) -> bool:
    """Whether an owner's words hold a name: its words in order, with little between them."""
    gap = r"\W+(?:\w+\W+){0,3}?"
    return re.search(rf"\b{gap.join(map(re.escape, agency.split()))}\b", owner) is not None


def said(clause: Clause, wanted: Wanted) -> tuple[str, str]:
    """What a clause says to such a question: in its own words, and in cells taken over from above.

    A row says who and when of all that it takes over; a figure or a cited document it says only
    where that stands, a figure only with the words of its own cell, an amount with its task's, and
    one alone in its cell with what row and column say of it.
    """
    if clause.kind is not Kind.ROW:
        return clause.text, ""
    if wanted is Wanted.TARGET:
        own = [c.text for c in clause.cells if not c.inherited and _sets(c.text)]
        amounts = [c.text for c in clause.cells if not c.inherited and reading.is_amount(c.text)]
        task = clause.cell("task")
        if amounts and task is not None:
            # An amount says in its task's cell what it is of.
            own += [task.text, *amounts]
        own += [entry.spelt for entry in entries(clause)]
        product = clause.cell("deliverable")
        if product and task and _sets(product.text):
            own.append(task.text)
        return " ".join(dict.fromkeys(own)), ""
    taken = [c.text for c in clause.cells if c.inherited] if wanted is not Wanted.BASIS else []
    return " ".join(c.text for c in clause.cells if not c.inherited), " ".join(taken)


def _sets(text: str) -> bool:
    """Whether a cell's words set a figure or a sum."""
    return reading.figure_in(text) or typed.holds_in("money", text)


def is_marked(question: Question) -> bool:
    """Whether the asker types tone marks, so that marks tell words apart.

    Not where an earlier turn that lends its words was typed without.
    """
    if len(question.carried) > 1 and all(fold(word) == word for word in question.carried):
        return False
    return question.lang != "en" and fold(question.text) != question.text.lower()


def _lead(clause: Clause) -> str:
    cell = clause.cell("lead")
    return cell.text if cell else ""


def _years(question: Question, clause: Clause, last: int | None) -> dict[str, float]:
    own = reading.years_of(clause)
    if question.years:
        if not own:
            return {}
        return {"year_same" if set(own) & set(question.years) else "year_other": 1.0}
    return {"year_nearer": 1.0} if own and last and max(own) <= last else {}


def _of_kind(question: Question, clause: Clause) -> dict[str, float]:
    kind = question.wanted
    sort = typed.asked(question.asking)
    if sort is not None and kind in (Wanted.TARGET, Wanted.TASK):
        return {"kind.typed" if typed.holds(sort, clause) else "kind.untyped": 1.0}
    if kind is Wanted.TARGET and typed.counted(question.asking, clause):
        return {"kind.figure": 1.0, "kind.counted": 1.0}
    if kind is Wanted.TARGET:
        return {"kind.figure" if reading.has_figure(clause) else "kind.no_figure": 1.0}
    if kind is Wanted.OWNER:
        return {
            "kind.owned": float(reading.is_owned(clause) or reading.names_doer(clause)),
            "kind.lead": float(reading.says_lead(clause)),
        }
    if kind is Wanted.DUTIES:
        return {"kind.owned": float(reading.is_owned(clause))}
    if kind is Wanted.DEADLINE:
        dated = "kind.dated" if reading.has_date(clause) else "kind.undated"
        exact = float(reading.has_exact_date(clause))
        return {
            dated: 1.0,
            "kind.exact": exact,
            "kind.cell": float(clause.cell("deadline") is not None),
        }
    if kind is Wanted.REPORT:
        return {"kind.cycle": float(reading.has_cycle(clause))}
    if kind is Wanted.BASIS:
        return {"kind.cited" if reading.cites_document(clause) else "kind.uncited": 1.0}
    if kind is Wanted.META:
        return {"kind.aside": float(clause.kind is Kind.SIGNATURE)}
    return {"kind.figure": float(reading.has_figure(clause))}


def _squeeze(text: str) -> str:
    return fold(text).replace(" ", "")
