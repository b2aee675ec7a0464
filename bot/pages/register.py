"""`/chi-tieu` and `/nhiem-vu`: the register as lists to filter, sort, search and take away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from fastapi import APIRouter, Request, Response

from bot.pages.chart import chart, comparable_measures
from bot.pages.filters import Filters, agencies_of, measures_of, years_of
from bot.pages.paging import paged
from bot.pages.site import Shelf, render, shelf
from bot.pages.words import measure
from ingest.errors import BadInput
from ingest.extract.model import Assignment, Target
from ingest.model import Level
from ingest.tokens import fold
from retrieval.register import targets, tasks

router = APIRouter(include_in_schema=False)
Row = TypeVar("Row", Target, Assignment)
Key = Callable[[Any], Any]
_LAST = "9999"


@router.get("/chi-tieu")
def target_page(request: Request, sort: str = "", page: str = "1") -> Response:
    """The targets, with a chart of one measure over the places that set it."""
    with shelf(request) as held:
        filters = Filters.of(request, held)
        every = targets(held.index, held.principal)
        rows, problem = _asked(lambda: _targets(held, filters))
        orders: Mapping[str, Key] = {
            "place": lambda row: held.labels.place(row.doc),
            "measure": lambda row: fold(measure(row)),
            "year": lambda row: row.year or 0,
        }
        return render(
            request,
            "targets.html",
            shelf=held,
            **_listed(rows, filters, orders, sort, page),
            problem=problem,
            years=years_of(row.year for row in every),
            levels=[one.value for one in Level if any(row.level is one for row in every)],
            measures=measures_of(every),
            agencies=agencies_of(tasks(held.index, held.principal)),
            chart=chart(every, filters.measure, held.labels),
            charted=comparable_measures(every),
        )


@router.get("/nhiem-vu")
def task_page(request: Request, sort: str = "", page: str = "1") -> Response:
    """The tasks: who does what, by when."""
    with shelf(request) as held:
        filters = Filters.of(request, held)
        every = tasks(held.index, held.principal)
        rows, problem = _asked(lambda: _tasks(held, filters))
        orders: Mapping[str, Key] = {
            "place": lambda row: held.labels.place(row.doc),
            "lead": lambda row: fold(" ".join(row.lead)) or "~",
            "due": lambda row: row.due_to or row.due_from or _LAST,
        }
        return render(
            request,
            "tasks.html",
            shelf=held,
            **_listed(rows, filters, orders, sort, page),
            problem=problem,
            dues=years_of(_due_year(row) for row in every),
            agencies=agencies_of(every),
        )


def _targets(held: Shelf, filters: Filters) -> list[Target]:
    return targets(
        held.index,
        held.principal,
        places=filters.places,
        years=filters.years,
        levels=filters.levels,
        topic=filters.topic,
        measure_key=filters.measure,
        agency=filters.agency,
    )


def _tasks(held: Shelf, filters: Filters) -> list[Assignment]:
    return tasks(
        held.index,
        held.principal,
        places=filters.places,
        years=filters.years,
        topic=filters.topic,
        agency=filters.agency,
        role=filters.role or "any",
        due=filters.due,
    )


def _asked(find: Callable[[], list[Row]]) -> tuple[list[Row], BadInput | None]:
    """The rows, or what is wrong with what was asked for: the page shows it above its form."""
    try:
        return find(), None
    except BadInput as error:
        return [], error


def _listed(
    rows: Sequence[Row], filters: Filters, orders: Mapping[str, Key], sort: str, page: str
) -> dict[str, Any]:
    """The page's rows in order; a name with "-" before it sorts from the end."""
    name = sort.removeprefix("-")
    if name in orders:
        rows = sorted(rows, key=orders[name], reverse=sort.startswith("-"))
    number = int(page) if page.isdecimal() and len(page) < 9 else 1
    return {
        "filters": filters,
        "sort": sort if name in orders else "",
        "orders": tuple(orders),
        "listed": paged(rows, number),
    }


def _due_year(row: Assignment) -> int | None:
    last = row.due_to or row.due_from
    return int(last[:4]) if last else None
