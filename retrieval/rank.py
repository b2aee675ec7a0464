"""The order of candidates: a weighted sum of cheap features, each named, all kept for `--explain`."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.index import Index
from ingest.model import Clause, Kind
from ingest.tokens import fold
from retrieval import reading
from retrieval.config import weight
from retrieval.model import Question, Wanted
from retrieval.retrieve import Candidate
from retrieval.terms import Term, coverage, lighter, terms


def rank(question: Question, index: Index, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, best first, each with its features and score."""
    wanted = question_terms(question, index)
    ends = {d.slug: d.card.last_year for d in index.documents}
    for candidate in candidates:
        candidate.parts |= _features(question, wanted, candidate.clause)
        candidate.parts |= _years(question, candidate.clause, ends.get(candidate.clause.doc))
        candidate.score = sum(
            _worth(name, question.wanted) * value for name, value in candidate.parts.items()
        )
    return sorted(candidates, key=lambda c: (-c.score, c.row))


def question_terms(question: Question, index: Index) -> tuple[Term, ...]:
    """The terms of a question; carried ones weigh less than those typed now."""
    frequency, size = index.document_frequency, index.size
    now = terms(question.words, question.related, frequency, size)
    then = terms(question.carried, question.related, frequency, size)
    known = {t.folded for t in now}
    return now + lighter([t for t in then if t.folded not in known], weight("query.carried"))


def _worth(name: str, wanted: Wanted) -> float:
    if name.startswith("kind."):
        return weight(f"rank.{wanted.value}.{name.removeprefix('kind.')}")
    if name == "covered":
        return 0.0
    return weight(f"rank.{name}")


def _features(
    question: Question, wanted: Sequence[Term], clause: Clause
) -> dict[str, float]:
    marks = is_marked(question)
    crumb = " ".join(clause.breadcrumb)
    own, taken = said(clause, question.wanted)
    ranked = [(own, 1.0), (taken, weight("rank.taken")), (crumb, weight("rank.crumb"))]
    held = [(own, 1.0), (taken, 1.0), (crumb, 1.0)]
    found = {
        "coverage": coverage(wanted, ranked, marks_count=marks),
        "covered": coverage(wanted, held, marks_count=marks),
    }
    found |= _of_kind(question, clause)
    if question.levels and any(f"cap {fold(v)}" in fold(clause.text + crumb) for v in question.levels):
        found["level"] = 1.0
    if question.agencies:
        heading = fold(reading.owner_heading(clause) or _lead(clause))
        found["agency"] = float(any(all(w in heading for w in a.split()) for a in question.agencies))
    if question.numbers:
        # The number itself is all that such a question asks for.
        held = any(_squeeze(n) in _squeeze(clause.text) for n in question.numbers)
        found["covered"] = 1.0 if held else found["covered"]
        found["number"] = float(held)
    if clause.breadcrumb:
        found["titled"] = coverage(wanted, [(clause.breadcrumb[-1], 1.0)], marks_count=marks)
    if clause.kind is Kind.HEADING:
        found["heading"] = 1.0
    if clause.kind in (Kind.SIGNATURE, Kind.RECIPIENTS) and question.wanted is not Wanted.META:
        found["aside"] = 1.0
    if reading.is_aim(clause):
        found["aim"] = 1.0
    return found


def said(clause: Clause, wanted: Wanted) -> tuple[str, str]:
    """What a clause says to such a question: in its own words, and in cells taken over from above.

    A row says who and when of all that it takes over; a figure or a cited document it says only
    where that stands, and a figure only with the words of its own cell.
    """
    if clause.kind is not Kind.ROW:
        return clause.text, ""
    if wanted is Wanted.TARGET:
        own = [c.text for c in clause.cells if not c.inherited and reading.figure_in(c.text)]
        return " ".join(own), ""
    taken = [c.text for c in clause.cells if c.inherited] if wanted is not Wanted.BASIS else []
    return " ".join(c.text for c in clause.cells if not c.inherited), " ".join(taken)


def is_marked(question: Question) -> bool:
    """Whether the asker types tone marks, so that marks tell words apart."""
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
    if kind is Wanted.TARGET:
        return {"kind.figure" if reading.has_figure(clause) else "kind.no_figure": 1.0}
    if kind is Wanted.OWNER:
        return {
            "kind.owned": float(reading.is_owned(clause)),
            "kind.lead": float(reading.says_lead(clause)),
        }
    if kind is Wanted.DUTIES:
        return {"kind.owned": float(reading.is_owned(clause))}
    if kind is Wanted.DEADLINE:
        return {"kind.dated" if reading.has_date(clause) else "kind.undated": 1.0}
    if kind is Wanted.REPORT:
        return {"kind.cycle": float(reading.has_cycle(clause))}
    if kind is Wanted.BASIS:
        return {"kind.cited" if reading.cites_document(clause) else "kind.uncited": 1.0}
    if kind is Wanted.META:
        return {"kind.aside": float(clause.kind is Kind.SIGNATURE)}
    return {"kind.figure": float(reading.has_figure(clause))}


def _squeeze(text: str) -> str:
    return fold(text).replace(" ", "")
