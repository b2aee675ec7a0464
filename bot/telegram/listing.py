"""The register's rows as items that read on a narrow screen, each with its clause."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.clock import today
from bot.export.sheet import compared, figure, told
from bot.telegram.desk import Desk, Library
from bot.telegram.markup import Run, bold, italic
from bot.telegram.request import Request
from bot.telegram.words import say
from ingest.errors import BadInput
from ingest.extract.model import Assignment, Target
from retrieval.model import Principal
from retrieval.register import Comparison, Verdict, compare, targets, tasks, window

AHEAD_DAYS = 90
_LONGEST = 420


@dataclass(frozen=True, slots=True)
class Item:
    """One row as runs of text, with the clauses that it stands on."""

    runs: tuple[Run | str, ...]
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A heading and the rows below it; `empty` says what there is none of."""

    title: str
    items: tuple[Item, ...]
    empty: str
    ahead: bool = True


Source = Callable[[Desk, Library, Principal, Request, str], Listing]


def where(library: Library, request: Request, lang: str) -> str:
    """What a list is about, in words."""
    names = [library.name(slug) for slug in request.places]
    about = "; ".join(names) if 0 < len(names) <= 3 else say("list.everywhere", lang)
    return ", ".join([about, *map(str, request.years), *([request.words] if request.words else [])])


def of_targets(
    desk: Desk, library: Library, who: Principal, request: Request, lang: str
) -> Listing:
    """The targets of these documents, of these years, about these words."""
    rows = targets(
        library.index, who, places=_slugs(request), years=request.years, topic=request.words
    )
    named = len({row.doc for row in rows}) > 1
    items = tuple(_target(row, library, lang, named=named) for row in rows)
    about = where(library, request, lang)
    title = f"{say('list.targets', lang)}: {about}"
    return Listing(title, items, say("list.empty_targets", lang, where=about))


def _target(row: Target, library: Library, lang: str, *, named: bool) -> Item:
    place = f"{library.labels.place(row.doc)}: " if named else ""
    told = [_figure(row)]
    told += [f"cấp {row.level.value}"] if row.level else []
    told += [say("list.year", lang, year=row.year)] if row.year else []
    told += [] if row.firm else [say("list.strive", lang)]
    head = ", ".join(told)
    return Item((bold(head), f"\n{place}{cut(row.measure or row.text)}"), (row.clause,))


def _figure(row: Target) -> str:
    """A target's figure, without the sign that goes without saying."""
    return figure(row).removeprefix("= ")


def of_tasks(desk: Desk, library: Library, who: Principal, request: Request, lang: str) -> Listing:
    """The tasks of an agency, or about these words where they name none."""
    slugs = _slugs(request)
    try:
        rows = tasks(library.index, who, places=slugs, years=request.years, agency=request.words)
    except BadInput:
        rows = tasks(library.index, who, places=slugs, years=request.years, topic=request.words)
        if not rows:
            raise
    return _tasks(rows, library, request, lang)


def _tasks(rows: Sequence[Assignment], library: Library, request: Request, lang: str) -> Listing:
    named = len({row.doc for row in rows}) > 1
    items = tuple(_task(row, library, lang, named=named) for row in rows)
    about = where(library, request, lang)
    title = f"{say('list.tasks', lang)}: {about}"
    return Listing(title, items, say("list.empty_tasks", lang, where=about))


def _task(row: Assignment, library: Library, lang: str, *, named: bool) -> Item:
    place = f"{library.labels.place(row.doc)}: " if named else ""
    role = "do" if row.role == "support" and row.lead else row.role
    lines = [
        (f"list.{role if role != 'support' else 'lead'}", "; ".join(row.lead)),
        ("list.support", "; ".join(row.support)),
        ("list.deliverable", row.deliverable),
        ("list.deadline", row.deadline),
    ]
    runs: list[Run | str] = [f"{place}{cut(row.task)}"]
    runs += [italic(f"\n{say(key, lang)}: {cut(words, 160)}") for key, words in lines if words]
    return Item(tuple(runs), (row.clause,))


def of_comparison(
    desk: Desk, library: Library, who: Principal, request: Request, lang: str
) -> Listing:
    """The targets of the first places, measure by measure."""
    slugs = list(request.places)
    rows = compare(library.index, who, slugs, topic=request.words, years=request.years)
    # What only one of them sets is compared with nothing: it comes after what can be.
    rows.sort(key=lambda row: -len(row.cells))
    items = tuple(_comparison(row, slugs, library) for row in rows)
    about = where(library, request, lang)
    title = f"{say('list.compare', lang)}: {about}"
    return Listing(title, items, say("list.empty_compare", lang, where=about))


def _comparison(row: Comparison, slugs: Sequence[str], library: Library) -> Item:
    held = {cell.doc: cell for cell in row.cells}
    year = f" ({row.year})" if row.year else ""
    level = f", cấp {row.level.value}" if row.level else ""
    runs: list[Run | str] = [bold(f"{row.measure}{level}{year}")]
    for slug in slugs:
        shown = compared(held[slug], row).removeprefix("= ") if slug in held else "–"
        runs.append(f"\n{library.labels.place(slug)}: {shown}")
    one_sided = row.verdict in (Verdict.AHEAD, Verdict.BEHIND)
    first = f"{library.labels.place(slugs[0])} " if one_sided else ""
    runs.append(italic(f"\n→ {first}{told(row, slugs, library.labels)}"))
    return Item(tuple(runs), tuple(cell.clause for cell in row.cells))


def of_deadlines(
    desk: Desk, library: Library, who: Principal, request: Request, lang: str
) -> Listing:
    """What falls due in the window typed; else what lies ahead; else the latest past."""
    (agency, when), head = _window(request.words), ""
    asked = Request(request.places, (), agency)
    dated = _dated(library, who, asked)
    empty = say("due.none", lang, where=where(library, asked, lang))
    if not dated and request.places:
        # Nothing in the chosen plan: those of the others are better than none.
        asked = Request((), (), agency)
        dated = _dated(library, who, asked)
        head = f"{empty} "
    about = where(library, asked, lang)
    now = today(desk.settings)
    found: Sequence[Assignment]
    if when:
        first, last = window(when)
        title, found = say("due.window", lang, when=when), _between(dated, first, last)
        empty = say("due.none_window", lang, when=when)
    else:
        title, found = _nearest(dated, now, lang)
    items = tuple(_due(row, library, lang, now) for row in found)
    ahead = any(last_day(row) >= now for row in dated)
    return Listing(f"{head}{title}: {about}", items, empty, ahead)


def _dated(library: Library, who: Principal, request: Request) -> list[Assignment]:
    """The tasks that have a date, by it."""
    rows = tasks(library.index, who, places=_slugs(request), agency=request.words)
    return sorted((row for row in rows if row.due_to or row.due_from), key=last_day)


def _nearest(dated: Sequence[Assignment], now: date, lang: str) -> tuple[str, Sequence[Assignment]]:
    soon = _between(dated, now, now + timedelta(AHEAD_DAYS))
    if soon:
        return say("due.ahead", lang, days=AHEAD_DAYS), soon
    later = [row for row in dated if last_day(row) > now]
    if later:
        return say("due.later", lang, days=AHEAD_DAYS), later
    return say("due.past", lang), list(reversed(dated))


def _between(rows: Sequence[Assignment], first: date, last: date) -> list[Assignment]:
    return [row for row in rows if first <= last_day(row) <= last]


def last_day(row: Assignment) -> date:
    """A deadline's last day; `date.min`, which is never, where it has none."""
    last = row.due_to or row.due_from
    return date.fromisoformat(last) if last else date.min


def _due(row: Assignment, library: Library, lang: str, now: date) -> Item:
    item = _task(row, library, lang, named=True)
    day = last_day(row)
    return Item((bold(f"{day:%d/%m/%Y} ({apart(day, now, lang)})"), "\n", *item.runs), item.clauses)


def apart(day: date, now: date, lang: str) -> str:
    """How far a day is off, in words."""
    days = (day - now).days
    if days < 0:
        return say("due.over", lang, days=-days)
    near = {0: "due.day", 1: "due.tomorrow"}.get(days)
    return say(near, lang) if near else say("due.days", lang, days=days)


def _window(words: str) -> tuple[str, str]:
    """An agency and a window of due dates, of which either may be missing."""
    kept, when = [], ""
    for word in words.split():
        try:
            window(word)
        except BadInput:
            kept.append(word)
        else:
            when = word
    return " ".join(kept), when


def _slugs(request: Request) -> Sequence[str] | None:
    return request.places or None


def cut(text: str, limit: int = _LONGEST) -> str:
    """The text on one line, its beginning where it is long; the whole is behind its button."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit].rsplit(' ', 1)[0]} …"


SOURCES: Mapping[str, Source] = {
    "targets": of_targets,
    "tasks": of_tasks,
    "compare": of_comparison,
    "due": of_deadlines,
}
