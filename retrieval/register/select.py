"""Targets and tasks by place, year, level, topic, agency, role and due date."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from ingest.errors import BadInput
from ingest.extract.agencies import agency_key, same_agency
from ingest.extract.measures import measures
from ingest.extract.model import Assignment, Target
from ingest.index import Index
from ingest.model import Card, Level
from ingest.tokens import fold
from retrieval.model import Principal
from retrieval.register.due import Window, window
from retrieval.register.rows import Slugs, readable, target_rows, task_rows
from retrieval.register.topic import Topic

ROLES = ("lead", "support", "any")
_NAMED = 12


def targets(
    index: Index,
    principal: Principal,
    *,
    places: Slugs = None,
    years: Collection[int] = (),
    levels: Collection[Level] = (),
    topic: str = "",
    measure_key: str = "",
    agency: str = "",
) -> list[Target]:
    """The targets of these documents (None: of all) that fit every filter given.

    A target without a year counts for its plan's last one. `agency` keeps those whose clause is
    that agency's task. Raises BadInput for an agency that no task names.
    """
    subject = Topic.of(topic)
    cards = {d.slug: d.card for d in readable(index, principal, places)}
    theirs = (
        {task.clause for task in tasks(index, principal, places=places, agency=agency)}
        if agency
        else None
    )
    return [
        row
        for row in target_rows(index, principal, places)
        if (not years or year_of(row, cards[row.doc]) in years)
        and (not levels or row.level in levels)
        and (not measure_key or row.measure_key == measure_key)
        and (theirs is None or row.clause in theirs)
        and subject.fits(about(row))
    ]


def year_of(target: Target, card: Card) -> int | None:
    """The year that a target is to be reached by, or its plan's last one."""
    return target.year if target.year is not None else card.last_year


def about(target: Target) -> str:
    """What a target speaks of, in its clause's words and in the shared name."""
    return f"{target.text} . {target.measure} . {measures().name(target.measure_key)}"


def tasks(
    index: Index,
    principal: Principal,
    *,
    places: Slugs = None,
    years: Collection[int] = (),
    agency: str = "",
    role: str = "any",
    due: str = "",
    topic: str = "",
) -> list[Assignment]:
    """The tasks of these documents (None: of all) that fit every filter given.

    `role`: "lead" is who answers for a task, "support" who only helps; without an agency, that
    there is one. `due`: the deadline's last day lies in it; a task without a date falls due never.
    `years`: the deadline touches one, or the plan covers one where the task has no date. Raises
    BadInput for an agency that no task names, a role or a window that is none.
    """
    if role not in ROLES:
        raise BadInput(f"Không có vai trò {role!r}.", f"Hãy chọn {', '.join(ROLES)}.")
    when = window(due) if due else None
    subject = Topic.of(topic)
    cards = {d.slug: d.card for d in readable(index, principal, places)}
    rows = list(task_rows(index, principal, places))
    names = _known(agency, rows, index, principal) if agency else None
    return [
        row
        for row in rows
        if _does(row, role, names)
        and (when is None or _falls_due(row, when))
        and (not years or _in_years(row, years, cards))
        and subject.fits(f"{row.task} . {row.deliverable} . {row.goal} . {row.section}")
    ]


def _does(row: Assignment, role: str, names: Collection[str] | None) -> bool:
    held = {"lead": row.lead, "support": row.support}.get(role, (*row.lead, *row.support))
    if names is None:
        return role == "any" or bool(held)
    return any(name in names for name in held)


def _falls_due(row: Assignment, when: Window) -> bool:
    last = row.due_to or row.due_from
    return bool(last) and when[0] <= date.fromisoformat(last) <= when[1]


def _in_years(row: Assignment, years: Collection[int], cards: Mapping[str, Card]) -> bool:
    dates = [text for text in (row.due_from, row.due_to) if text]
    if dates:
        first, last = int(dates[0][:4]), int(dates[-1][:4])
    else:
        card = cards[row.doc]
        if card.first_year is None or card.last_year is None:
            return False
        first, last = card.first_year, card.last_year
    return any(first <= year <= last for year in years)


def _known(
    agency: str, rows: Iterable[Assignment], index: Index, principal: Principal
) -> frozenset[str]:
    """The spellings, in these rows, of the agency meant."""
    found = _meant(agency, _names(rows))
    if found:
        return found
    everywhere = _names(task_rows(index, principal))
    if _meant(agency, everywhere):
        return frozenset()
    raise BadInput(f"Không nhiệm vụ nào nêu “{agency}”.", _offer(agency, everywhere))


def _names(rows: Iterable[Assignment]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in (*row.lead, *row.support)))


def _meant(agency: str, names: Iterable[str]) -> frozenset[str]:
    """The names that are the agency; where none is, those that hold its words together."""
    asked = fold(agency_key(agency))
    if not asked:
        return frozenset()
    exact = {n for n in names if same_agency(n, agency) or fold(agency_key(n)) == asked}
    typed = _plain(agency)
    within = (
        name
        for name in names
        if f" {asked} " in f" {fold(agency_key(name))} " or f" {typed} " in f" {_plain(name)} "
    )
    return frozenset(exact or within)


def _plain(name: str) -> str:
    """The name's folded words as they stand: short forms typed in small letters meet themselves."""
    return " ".join(word for word in re.findall(r"\w+", fold(name)) if word != "va")


def _offer(agency: str, names: Collection[str]) -> str:
    """The agencies that there are, those with words of the one asked for first."""
    asked = set(fold(agency).split())
    one_each = {agency_key(name): name for name in reversed(list(names))}
    ordered = sorted(one_each.values(), key=lambda n: (-len(asked & set(fold(n).split())), n))
    more = f" và {len(ordered) - _NAMED} tên khác" if len(ordered) > _NAMED else ""
    return f"Có: {'; '.join(ordered[:_NAMED])}{more}." if ordered else "Chưa có nhiệm vụ nào."
