"""Answers that are a figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.extract.grid import entries
from ingest.model import Clause, Kind
from retrieval import anchors, reading, typed
from retrieval.compose.columns import across, in_cells, of_quarter
from retrieval.compose.context import Context, Row
from retrieval.compose.phrases import telling
from retrieval.compose.statement import Statement, plain, shorten, whole_row
from retrieval.compose.unit import shown_unit
from retrieval.config import cue, weight
from retrieval.contrast import opposed
from retrieval.ground.evidence import Evidence
from retrieval.retrieve import Candidate
from retrieval.terms import focus, gain, matches, share

_LOOK_AT = 8
_NEAREST = 3
# A word so far matched is said.
_SAID = 0.4
_SHOWN = 330
# A figure within so many characters of the start is not said before it once more.
_AT_ONCE = 26
# Fewer words than this may leave out what they are about.
_ALONE = 9
_AS_WELL = 0.97
# One place in the order, and no group of the first ("nhóm 10").
_PLACE = re.compile(r"\b(?:thứ|hạng|vị trí)\s+(?:từ\s+)?(\d{1,2})\b", re.IGNORECASE)
_LEADS = {
    ">=": "at_least",
    ">": "more_than",
    "=": "exactly",
    "<=": "at_most",
    "<": "less_than",
    "range": "range",
}


def figure(context: Context, slug: str) -> list[Statement]:
    """The figure that a document sets for what is asked, or nothing where it sets none."""
    return _told(context, slug, _scored(context, slug))


def aligned(context: Context, slugs: Sequence[str]) -> dict[str, list[Statement]]:
    """The figures of several documents, of one and the same measure where they all have it."""
    lowest = weight("answer.covered_measure")
    scored = {slug: _scored(context, slug, lowest) for slug in slugs}
    worth: Counter[str] = Counter()
    for rows in scored.values():
        best: dict[str, float] = {}
        for score, row in rows:
            key = str(row["measure_key"])
            best[key] = max(best.get(key, 0.0), score)
        worth.update(best)
    common = max(worth, key=lambda key: worth[key], default="")
    chosen = {slug: _of_measure(rows, common) for slug, rows in scored.items()}
    for slug, rows in chosen.items():
        # The measure itself vouches for a clause that says it in words unlike the question's.
        if not rows or rows[0][1]["measure_key"] != common:
            chosen[slug] = _scored(context, slug)
    return {slug: _told(context, slug, rows) for slug, rows in chosen.items()}


def by_figure(context: Context, slug: str) -> list[Statement]:
    """The target that sets a figure of the question ("70% … đến năm nào?")."""
    asked = {float(figure.replace(",", ".")) for figure in context.question.figures}
    if not asked:
        return []
    rows = [row for _, row in _scored(context, slug) if float(str(row["value"])) in asked]
    return [_statement(context, row) for row in rows[:1] if row["year"] or _in_row(context, row)]


def _in_row(context: Context, row: Row) -> bool:
    clause = context.index.clause(str(row["clause"]))
    return clause is not None and clause.cell("deadline") is not None


def _of_measure(rows: list[tuple[float, Row]], key: str) -> list[tuple[float, Row]]:
    """The rows of a measure, if it is nearly as much to the point here as the best one."""
    own = [(score, row) for score, row in rows if row["measure_key"] == key]
    return own if own and own[0][0] >= rows[0][0] - weight("answer.same_measure") else rows


def _told(context: Context, slug: str, scored: list[tuple[float, Row]]) -> list[Statement]:
    if (reached := _in_the_past(context, slug)) is not None:
        return [reached]
    if not scored:
        found = _telling(context, slug, weight("answer.covered_figure")) or _numbered(context, slug)
        return [_quoted(context, found[0].clause)] if found else []
    if (clause := _unregistered(context, slug, scored)) is not None:
        return [_quoted(context, clause)]
    levels = context.question.levels
    rows = [row for _, row in scored]
    asked = context.question.asking
    rows = [row for row in rows if typed.counts_in(asked, str(row["text"]))] or rows
    if typed.asked(asked) == "place":
        # A clause that sets a rank sets its points or its steps up as well.
        ranking = {row["clause"] for row in rows if row["value_kind"] == "rank"}
        rows = [r for r in rows if r["value_kind"] == "rank" or r["clause"] not in ranking]
    named = anchors.numbered(asked)
    rows = [row for row in rows if anchors.among(named, str(row["text"]))] or rows
    rows = [row for row in rows if not levels or row["level"] in (*levels, None)] or rows
    rows = of_quarter(context, rows)
    if (line := across(context, rows[0])) is not None:
        return [line]
    chosen: list[Row] = []
    against: list[Row] = []
    years = context.question.years
    if not any(row["year"] in (year, None) for row in rows for year in years):
        years = ()
    for year in years or (None,):
        fitting = _for_year(rows, year)
        chosen += [row for row in _group(context, fitting) if row not in chosen]
        against += _conflicts(context, fitting[0], fitting) if fitting else []
    told = [_statement(context, row) for row in chosen]
    if not against:
        return told
    differ = [_statement(context, row) for row in against if row not in chosen]
    return [Statement(context.say("figure.conflict")), *told, *differ]


def _in_the_past(context: Context, slug: str) -> Statement | None:
    """What a column says was reached in the year asked, where no goal is set for that year."""
    years = context.question.years
    for candidate in _telling(context, slug, weight("answer.covered_figure"))[:1] if years else ():
        found = [e for e in entries(candidate.clause) if e.year in years]
        if found and all(entry.reached for entry in found):
            return Statement(found[0].spelt, (candidate.clause,))
    return None


def _unregistered(
    context: Context, slug: str, scored: Sequence[tuple[float, Row]]
) -> Clause | None:
    """The clause that tells what is asked for where no row of the register does."""
    found = [c.clause for c in _telling(context, slug, weight("answer.covered_figure"))]
    rows = [row for _, row in scored]
    return _sum(context, found, rows) or _count(context, found, rows)


def _sum(context: Context, found: Sequence[Clause], rows: Sequence[Row]) -> Clause | None:
    """The best clause, where it holds a sum asked for: a plan's own sums are no targets."""
    if typed.asked(context.question.asking) != "money" or not found:
        return None
    registered = any(row["clause"] == found[0].id for row in rows)
    return found[0] if typed.holds("money", found[0]) and not registered else None


def _count(context: Context, found: Sequence[Clause], rows: Sequence[Row]) -> Clause | None:
    """The clause that counts what is to be counted, where no row does.

    Nor does a row that counts the same in another phrase of that clause.
    """
    asked = context.question.asking
    first = next((clause for clause in found if typed.counted(asked, clause)), None)
    counting = [row for row in rows if typed.counts_in(asked, str(row["text"]))]
    if first is None or not counting:
        return first
    said = telling(first.body, context.terms_in(first.doc), marks=context.marks, whole=0)
    elsewhere = all(row["clause"] == first.id and str(row["text"]) not in said for row in counting)
    return first if elsewhere and typed.counts_in(asked, said) else None


def _for_year(rows: Sequence[Row], year: int | None) -> list[Row]:
    """The rows of a year, and of no year where their measure has none for that year."""
    if year is None:
        return list(rows)
    dated = {(row["clause"], row["measure_key"]) for row in rows if row["year"] == year}
    return [
        row
        for row in rows
        if row["year"] == year
        or (row["year"] is None and (row["clause"], row["measure_key"]) not in dated)
    ]


def _scored(context: Context, slug: str, lowest: float | None = None) -> list[tuple[float, Row]]:
    """The targets in a document's best clauses, the one most to the point first."""
    found = _telling(context, slug, lowest or weight("answer.covered_figure"))
    kind = typed.asked(context.question.asking)
    percent = typed.share_asked(context.question.asking)
    scored = [
        (_score(context, candidate, row), row)
        for candidate in found
        for row in context.register("target", candidate.clause)
        if kind is None or typed.holds_in(kind, str(row["text"]))
        if not percent or row["value_kind"] == "percent"
    ]
    return sorted(scored, key=lambda pair: -pair[0])


def _group(context: Context, rows: Sequence[Row]) -> list[Row]:
    """The row most to the point, and what else of its clause is asked for."""
    if not rows:
        return []
    best = rows[0]
    near = [r for r in rows[1:] if r["clause"] == best["clause"]]
    twins = [r for r in near if _same(r, best) and r["level"] != best["level"]]
    asked = _also_asked(context, best, near)
    chosen = [best, *asked, *([] if context.question.levels else twins)]
    kept = [row for at, row in enumerate(chosen) if row not in chosen[:at]]
    return sorted(kept, key=lambda row: int(row["start"]))


def _also_asked(context: Context, best: Row, near: Sequence[Row]) -> list[Row]:
    """Rows of the same clause that fit the question as well, or have words of it that are left."""
    have = _matched(context, best)
    terms = context.terms_in(str(best["doc"]))
    as_well = _AS_WELL * share(terms, have)
    found: list[Row] = []
    for row in near:
        more = _matched(context, row)
        fits = share(terms, more) >= as_well
        if fits or gain(terms, have, more) >= weight("answer.also_asked"):
            found.append(row)
            have = [max(m, h) for m, h in zip(more, have, strict=True)]
    return found


def _matched(context: Context, row: Row) -> list[float]:
    said = _named(row)
    return matches(context.terms, said, marks_count=context.marks)


def _telling(context: Context, slug: str, lowest: float) -> list[Candidate]:
    """The document's best clauses that set a figure and have enough of the question."""
    return [
        candidate
        for candidate in context.of(slug)[:_LOOK_AT]
        if candidate.parts["covered"] >= lowest
        and _has_figure(context, candidate.clause)
        and _says_what(context, candidate.clause)
    ]


def _says_what(context: Context, clause: Clause) -> bool:
    """Whether a clause speaks at all of what "bao nhiêu" counts."""
    thing = typed.thing(context.question.asking)
    asked = [t for t in context.terms if thing and " ".join(t.folded).startswith(thing)]
    text = f"{clause.text} {' '.join(clause.breadcrumb)}"
    return not asked or max(matches(asked, text, marks_count=context.marks)) >= _SAID


def _numbered(context: Context, slug: str) -> list[Candidate]:
    """The best clauses that hold some number in a unit that no list of ours has."""
    if typed.asked(context.question.asking) or cue("typed.percent").search(context.question.asking):
        return []
    near = [c for c in context.of(slug)[:_NEAREST] if context.holds(c)]
    asked = context.question.asking
    return [c for c in near if reading.has_number(c.clause) and typed.counts(asked, c.clause)]


def _has_figure(context: Context, clause: Clause) -> bool:
    """Whether a clause sets a figure, of the kind asked for where one is."""
    kind = typed.asked(context.question.asking)
    if typed.share_asked(context.question.asking):
        return "%" in clause.text or any("%" in entry.text for entry in entries(clause))
    return typed.holds(kind, clause) if kind else reading.has_figure(clause)


def _score(context: Context, candidate: Candidate, row: Row) -> float:
    terms = context.terms_in(str(row["doc"]))
    words = share(terms, _matched(context, row))
    exact = focus(terms, str(row["measure"]))
    years, levels = context.question.years, context.question.levels
    year = 0.0 if not years or row["year"] is None else (0.5 if row["year"] in years else -0.7)
    level = 0.0 if not levels or not row["level"] else (0.4 if row["level"] in levels else -0.4)
    against = -0.7 if opposed(context.question.text, str(row["measure"])) else 0.0
    return candidate.score + 2.0 * words + 0.8 * exact + year + level + against


def _same(one: Row, other: Row) -> bool:
    """Whether two rows set the same measure for the same year."""
    if one["measure_key"] != other["measure_key"] or one["value_kind"] != other["value_kind"]:
        return False
    if opposed(str(one["measure"]), str(other["measure"])):
        return False
    return one["year"] == other["year"] or None in (one["year"], other["year"])


def _of_one_table(context: Context, one: str, other: str) -> bool:
    """Whether two clauses are one, or rows of one table: those set figures for different things."""
    rows = [c for c in (context.index.clause(one), context.index.clause(other)) if c]
    tables = {c.path.rpartition(".")[0] for c in rows if c.kind is Kind.ROW}
    return one == other or (len(tables) == 1 and all(c.kind is Kind.ROW for c in rows))


def _conflicts(context: Context, best: Row, rows: Sequence[Row]) -> list[Row]:
    """Other clauses of the document that set the same measure otherwise."""
    told = {(best["value"], best["value_max"])}
    found: list[Row] = []
    for row in rows[1:]:
        value = (row["value"], row["value_max"])
        level = row["level"] == best["level"] or None in (row["level"], best["level"])
        apart = not _of_one_table(context, str(row["clause"]), str(best["clause"]))
        if _same(row, best) and level and apart and value not in told:
            told.add(value)
            found.append(row)
    return found


def _statement(context: Context, row: Row) -> Statement:
    """ "Tối thiểu 90%, đến năm 2025: mức độ hài lòng … đạt 90% trở lên"; the figure said once."""
    clause = context.index.clause(str(row["clause"]))
    assert clause is not None
    figure, year = _figure(context, row), row["year"]
    phrase = shorten(_named(row), _SHOWN)
    card = context.card(clause.doc)
    key = "figure.in_year" if card.first_year == card.last_year else "figure.by_year"
    named = Evidence((clause,), ()).years
    # A plan's year is not that of a figure which stands beside another ("năm 2025 đạt …").
    told = year and str(year) not in phrase and (not named or str(year) in named)
    by_year = context.say(key, year=year) if told else ""
    value = _value(row)
    if phrase.startswith(value) and "trở lên" not in phrase[: len(value) + 9]:
        phrase = figure + phrase.removeprefix(value)
    if value in phrase[:_AT_ONCE] or phrase.startswith(f"{plain(str(row['measure']))}: "):
        text = f"{phrase} ({by_year})" if by_year else phrase
    else:
        text = f"{figure}, {by_year}: {phrase}" if by_year else f"{figure}: {phrase}"
    comparable = row["value_kind"] != "rank" and row["comparator"] not in ("<", "<=")
    return Statement(
        text[:1].upper() + text[1:],
        (clause,),
        lead=figure,
        value=float(str(row["value"])),
        measures=(str(row["measure_key"]), _unit(row)) if comparable else None,
    )


def _named(row: Row) -> str:
    """The row's words; where they leave its measure to the words before them, with that."""
    phrase = plain(str(row["text"]).removeprefix("trong đó").lstrip(", "))
    measure = plain(str(row["measure"]))
    if len(phrase.split()) < _ALONE and measure.lower() not in phrase.lower():
        return f"{measure}: {phrase}"
    return phrase


def _figure(context: Context, row: Row) -> str:
    """ "Tối thiểu 90%", from the register's row; "From 1 to 2 initiatives" names its unit once."""
    lang = context.question.lang
    value, upper = _value(row, lang), ""
    if row["value_max"] is not None:
        upper = f"{_number(row['value_max'])}{_unit(row, lang)}"
        value = _number(row["value"]) if lang == "en" and not upper.endswith("%") else value
    if row["value_kind"] == "rank":
        placed = _PLACE.search(str(row["text"]))
        if placed is None or float(placed[1]) != float(str(row["value"])):
            return context.say("figure.rank", value=value)
        last = _number(row["value_max"]) if row["value_max"] is not None else ""
        return context.say("figure.place", value=f"{_number(row['value'])}{last and f'-{last}'}")
    return context.say(f"figure.{_LEADS[str(row['comparator'])]}", value=value, value_max=upper)


def _unit(row: Row, lang: str = "vi") -> str:
    if row["value_kind"] == "percent":
        return "%"
    count = float(str(row["value_max"] or row["value"]))
    return f" {shown_unit(str(row['unit'] or ''), count, lang)}".rstrip()


def _value(row: Row, lang: str = "vi") -> str:
    """ "90%", "4 lần"."""
    return f"{_number(row['value'])}{_unit(row, lang)}"


def _number(value: object) -> str:
    number = float(str(value))
    return str(int(number)) if number == int(number) else f"{number:g}".replace(".", ",")


def _quoted(context: Context, clause: Clause) -> Statement:
    body = clause.body if not clause.cells else _goal(context, clause)
    terms = context.terms_in(clause.doc)
    told = telling(body, terms, marks=context.marks, whole=_SHOWN)
    return Statement(shorten(told, _SHOWN), (clause,))


def _goal(context: Context, clause: Clause) -> str:
    """The cell that sets a figure, an amount with its task; else the row whole."""
    if alone := in_cells(context, clause):
        return alone
    goal, task = clause.cell("goal"), clause.cell("task")
    amounts = [c.text for c in clause.cells if not c.inherited and reading.is_amount(c.text)]
    counted = [text for text in amounts if typed.counts_in(context.question.asking, text)]
    if task and counted:
        return f"{plain(task.text)}: {counted[0]}"
    told = next((c.text for c in (goal, task) if c and reading.figure_in(c.text)), "")
    if told or not (task and amounts):
        return told or whole_row(clause)
    return f"{plain(task.text)}: {'; '.join(amounts)}"
