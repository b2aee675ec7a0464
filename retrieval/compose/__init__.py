"""From what was found to a draft: which documents answer, in which layout, or why none does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.extract.agencies import agencies
from ingest.extract.grid import entries
from ingest.model import Clause, Place
from retrieval import reading, typed
from retrieval.anchors import bare_numbers
from retrieval.compose import yesno
from retrieval.compose.context import Context
from retrieval.compose.figures import aligned, figure
from retrieval.compose.lists import asks_when, listing
from retrieval.compose.meta import meta
from retrieval.compose.owners import duties, duties_of, owner, post_asked, tells_holder
from retrieval.compose.places import side_by_side, which
from retrieval.compose.quotes import basis, deadline, quote, report
from retrieval.compose.refusals import refuse_agency, refuse_not_stated, refuse_year
from retrieval.compose.sections import section
from retrieval.compose.statement import Draft, Statement
from retrieval.config import cue, weight
from retrieval.ground import facts
from retrieval.model import Status, Wanted

Composer = Callable[[Context, str], list[Statement]]

_BY_KIND: dict[Wanted, Composer] = {
    Wanted.TARGET: figure,
    Wanted.OWNER: owner,
    Wanted.DUTIES: duties,
    Wanted.DEADLINE: deadline,
    Wanted.REPORT: report,
    Wanted.BASIS: basis,
    Wanted.META: meta,
    Wanted.TASK: quote,
}
# Kinds whose question a clause may answer that has nothing of the kind in its form.
_PLAINLY = (Wanted.OWNER, Wanted.DEADLINE, Wanted.REPORT, Wanted.TARGET)
_CONTACTS = ("phone", "mail")
_RELATED = {Wanted.TARGET: "related_figure", Wanted.OWNER: "related_owner"}
_MOST_PLACES = 8
_LOOK_AT = 10
_NEAR = 4
# Numbers of so many digits are hardly ever the same in two plans.
_TELLING = 3


def compose(context: Context, slugs: Sequence[str]) -> Draft:
    """The draft answer from these documents (those asked about, or all that may be seen)."""
    named = bool(context.question.places)
    slugs = _in_force(context, slugs if named else _of_level(context, slugs))
    refusal = _out_of_reach(context, slugs) if named else None
    if refusal is not None:
        return refusal
    if not _can_hold(context):
        return refuse_not_stated(context, slugs)
    # Where no place is named, a document that the search left out has nothing to say.
    said = _said(context, slugs if named else [s for s in slugs if context.of(s)])
    said = {slug: _of_sort(context, lines) for slug, lines in said.items()}
    said = {slug: _for_the_year(context, slug, lines) for slug, lines in said.items()}
    said = _of_one_place(context, said) if named else _to_the_point(context, said)
    slugs = [slug for slug in slugs if slug in said] if named else slugs
    answering = [slug for slug in slugs if said.get(slug)]
    if not answering:
        return refuse_not_stated(context, slugs)
    said = {slug: _mend_premise(context, slug, lines) for slug, lines in said.items()}
    said = {slug: yesno.answered(context, slug, lines) for slug, lines in said.items()}
    if named and len({context.card(slug).place for slug in slugs}) == 1 and len(answering) == 1:
        slugs = answering
        return Draft(_status(said[slugs[0]]), tuple(said[slugs[0]]))
    if not named and len(answering) > _MOST_PLACES:
        return which(context, answering)
    return side_by_side(context, slugs if named else answering, said)


def _said(context: Context, slugs: Sequence[str]) -> dict[str, list[Statement]]:
    """What each document says to the question, in the way its kind is answered."""
    wanted = context.question.wanted
    compared = wanted is Wanted.TASK and "compare" in context.question.also
    if (wanted is Wanted.TARGET or compared) and len(slugs) > 1:
        figures = aligned(context, slugs)
        # "So sánh … về thanh toán trực tuyến" is about figures where every side has one.
        if wanted is Wanted.TARGET:
            return {s: _rather(context, s, lines) for s, lines in figures.items()}
        if all(any(x.lead for x in figures[s]) for s in slugs):
            return figures
    return {slug: _of_kind(context, slug) for slug in slugs}


def _of_kind(context: Context, slug: str) -> list[Statement]:
    """What a document says in the way of the kind asked for, or else plainly."""
    question = context.question
    alone = question.agencies and "kind" not in question.also and not asks_when(question)
    # An agency and nothing else: what it has to do.
    found = duties_of(context, slug) if question.wanted is Wanted.TASK and alone else []
    found = found or listing(context, slug)
    yes_or_no = cue("also.yesno").search(question.asking) is not None
    if not found and question.wanted in (Wanted.TASK, Wanted.DUTIES) and not yes_or_no:
        found = section(context, slug)
    return found or _rather(context, slug, _BY_KIND[question.wanted](context, slug))


def _rather(context: Context, slug: str, found: list[Statement]) -> list[Statement]:
    """Instead of nothing, or of a clause that has clearly less of the question: the best clause,
    if it says the kind of thing that is asked for in words that no form of ours has.
    """
    ranked = context.of(slug)
    if not ranked or context.question.wanted not in _PLAINLY:
        return found
    least = weight("answer.as_likely") * ranked[0].score
    near = (c for c in ranked if c is ranked[0] or c.score >= least)
    best = max(near, key=lambda c: c.parts["coverage"])
    told = {clause.id for line in found for clause in line.clauses}
    rested = [c.parts["coverage"] for c in ranked if c.clause.id in told]
    if found and (not rested or max(rested) >= weight("answer.loose") * best.parts["coverage"]):
        return found
    figure = context.question.wanted is Wanted.TARGET
    enough = best.parts["covered"] >= weight(
        f"answer.covered_{'plainly' if figure else 'in_words'}"
    )
    plainly = quote(context, slug) if enough and _may_say(context, best.clause) else []
    return _for_the_year(context, slug, plainly) or found


def _may_say(context: Context, clause: Clause) -> bool:
    """Whether a clause holds anything of the kind asked for: a number, a name, a time."""
    question = context.question
    if question.wanted is Wanted.OWNER:
        post = post_asked(question.asking)
        named = bool(agencies(clause.text)) or reading.done_by(clause.text)
        return tells_holder(post, clause) if post else named
    if question.wanted is Wanted.DEADLINE:
        return reading.has_number(clause) or reading.has_date(clause)
    if question.wanted is Wanted.TARGET and "loose" not in question.also:
        if sort := typed.asked(question.asking):
            return typed.holds(sort, clause)
        percent = cue("typed.percent").search(question.asking) is not None
        return "%" in clause.text if percent else reading.has_number(clause)
    return True


def _mend_premise(context: Context, slug: str, lines: list[Statement]) -> list[Statement]:
    """Where the question holds a figure that the plan does not set here: that first, plainly."""
    figures = context.question.figures
    told = facts(" ".join(line.text for line in lines))
    if not lines or context.question.wanted is not Wanted.TARGET or not figures:
        return lines
    wrong = [figure for figure in figures if not facts(figure) <= told]
    if not wrong:
        return lines
    text = context.say("note.premise", place=context.place(slug), figure=f"{wrong[0]}%")
    return [Statement(text, echo=(f"{wrong[0]}%",)), *lines]


def _can_hold(context: Context) -> bool:
    """Whether anything found holds the kind of thing asked for: a telephone number, an amount."""
    asked = context.question.asking
    if context.question.wanted in (Wanted.REPORT, Wanted.DEADLINE):
        return True
    kind = typed.asked(asked)
    return kind is None or any(typed.holds(kind, c.clause) for c in context.ranked[:_LOOK_AT])


def _of_sort(context: Context, lines: list[Statement]) -> list[Statement]:
    """Of lines that should give a telephone number or an address of mail, those that do."""
    kind = typed.asked(context.question.asking)
    if kind not in _CONTACTS:
        return lines
    return [line for line in lines if any(typed.holds(kind, c) for c in line.clauses)]


def _in_force(context: Context, slugs: Sequence[str]) -> list[str]:
    """Of several plans of a place, those for the year asked, where there is one."""
    years = context.question.years

    def holds(slug: str) -> bool:
        card = context.card(slug)
        first, last = card.first_year, card.last_year
        return first is not None and last is not None and any(first <= y <= last for y in years)

    held = {context.card(slug).place for slug in slugs if holds(slug)}
    return [slug for slug in slugs if holds(slug) or context.card(slug).place not in held]


def _of_level(context: Context, slugs: Sequence[str]) -> Sequence[str]:
    """Where the question names a tier and no place ("cấp tỉnh, ai …"): the plans of that tier."""
    levels = context.question.levels
    if not levels or context.question.wanted not in (Wanted.OWNER, Wanted.DUTIES):
        return slugs
    own = [s for s in slugs if context.card(s).place.level in levels]
    best = {s: max((c.score for c in context.of(s)[:1]), default=0.0) for s in slugs}
    near = max((best[s] for s in own), default=0.0) >= weight("answer.of_level") * max(
        best.values()
    )
    # "Cấp xã" may be a word of a district's task as well.
    return own if own and near else slugs


def _status(lines: Sequence[Statement]) -> Status:
    return Status.PARTIAL if any(line.more for line in lines) else Status.ANSWERED


def _out_of_reach(context: Context, slugs: Sequence[str]) -> Draft | None:
    """A refusal where the plans asked about do not reach to the year, or know no such agency."""
    years = context.question.years
    beyond = all(not any(context.card(s).reaches(y) for y in years) for s in slugs)
    if years and beyond and not _told_of(context, slugs, set(years)):
        return refuse_year(context, slugs[0], years[0])
    if context.question.wanted is Wanted.DUTIES:
        for agency in context.question.agencies:
            if not any(context.knows_agency(agency, slug) for slug in slugs):
                return refuse_agency(context, slugs[0], agency)
    return None


def _told_of(context: Context, slugs: Sequence[str], years: set[int]) -> bool:
    """Whether a plan speaks of a year that it does not plan for: "hồ sơ còn tồn từ năm 2022"."""
    near = [c for slug in slugs for c in context.of(slug)[:_NEAR] if context.holds(c)]
    return any(_names(c.clause, years) for c in near)


def _names(clause: Clause, years: set[int]) -> bool:
    """Whether a clause, or a column of it, names one of the years."""
    return any(str(y) in clause.text for y in years) or any(
        entry.year in years for entry in entries(clause)
    )


def _for_the_year(context: Context, slug: str, lines: list[Statement]) -> list[Statement]:
    """Only what speaks for the year asked; clauses of another year answer another question.

    Beside another place, a plan that does not reach that year is shown with the year that it has.
    """
    years = set(context.question.years)
    beside = len({context.card(slug).place for slug in context.question.places}) > 1
    if not years or (beside and not any(context.card(slug).reaches(year) for year in years)):
        return lines
    return [line for line in lines if _speaks_for(context, line, years)]


def _speaks_for(context: Context, line: Statement, years: set[int]) -> bool:
    for clause in line.clauses:
        own = set(context.years_of(clause))
        card = context.card(clause.doc)
        if own & years or _names(clause, years):
            return True
        first, last = card.first_year, card.last_year
        within = first is not None and last is not None and any(first <= y <= last for y in years)
        if not own and within:
            return True
    return False


def _to_the_point(context: Context, said: dict[str, list[Statement]]) -> dict[str, list[Statement]]:
    """Without a place in the question: the documents whose answer is near the best of all."""
    known = _known(context) if context.question.wanted is Wanted.TASK else 0.0
    best = {
        slug: _score(context, slug, lines)
        for slug, lines in said.items()
        if lines and max(c.parts["covered"] for c in context.of(slug)[:3]) >= known
    }
    if not best:
        return {}
    counted = _by_count(context, said)
    if counted:
        return counted
    if context.question.numbers:
        holding = {c.clause.doc for c in context.ranked if c.parts.get("number")}
        return {slug: lines for slug, lines in said.items() if slug in holding and lines}
    wanted = context.question.wanted
    floor = weight(f"answer.{_RELATED.get(wanted, 'related_best')}") * max(best.values())
    near = sorted((s for s in best if best[s] >= floor), key=lambda s: -best[s])
    held = {slug: _held(context, slug, said[slug]) for slug in near}
    least = weight("answer.related_covered") * max(held.values())
    return {slug: said[slug] for slug in near if held[slug] >= least}


def _by_count(context: Context, said: dict[str, list[Statement]]) -> dict[str, list[Statement]]:
    """The documents that give a number of the question, where others do not: "846 hồ sơ tồn"."""
    asked = {n for n in bare_numbers(context.question.text) if len(n) >= _TELLING}
    holding = {
        slug: lines
        for slug, lines in said.items()
        if lines and asked & {n for c in lines[0].clauses for n in bare_numbers(c.text)}
    }
    return holding if asked and len(holding) < sum(map(bool, said.values())) else {}


def _known(context: Context) -> float:
    """How much of a question a clause must have that nothing but its words ties to it.

    Less will do where one clause stands out from all others.
    """
    first, second = [c.score for c in context.ranked[:2]] + [0.0] * (2 - len(context.ranked[:2]))
    alone = first - second >= weight("answer.stands_out")
    return weight("answer.covered_alone" if alone else "answer.covered_anywhere")


def _held(context: Context, slug: str, lines: Sequence[Statement]) -> float:
    """How much of the question the clauses have that a document answers with."""
    told = {clause.id for line in lines for clause in line.clauses}
    return max((c.parts["covered"] for c in context.of(slug) if c.clause.id in told), default=0.0)


def _of_one_place(context: Context, said: dict[str, list[Statement]]) -> dict[str, list[Statement]]:
    """Of several plans of a place, on several subjects, those that are near the best of them."""
    best = {slug: _score(context, slug, lines) if lines else 0.0 for slug, lines in said.items()}
    top: dict[Place, float] = {}
    for slug, score in best.items():
        place = context.card(slug).place
        top[place] = max(top.get(place, 0.0), score)
    near = weight("answer.one_place")
    return {s: said[s] for s in said if best[s] >= near * top[context.card(s).place]}


def _score(context: Context, slug: str, lines: Sequence[Statement]) -> float:
    """The score of the best clause that an answer rests on."""
    told = {clause.id for line in lines for clause in line.clauses}
    return max((c.score for c in context.of(slug) if c.clause.id in told), default=0.0)
