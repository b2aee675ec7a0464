"""`/so-sanh`: two places measure by measure, with what follows in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from bot.export.sheet import compared, told
from bot.pages.site import Shelf, render, shelf
from bot.pages.words import upper
from ingest.extract.model import Target
from retrieval.register import Comparison, Verdict, compare

router = APIRouter(include_in_schema=False)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Side:
    """One place's figure: as words, and its place on the scale from 0 to 100 where it has one."""

    target: Target
    figure: str
    at: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of both places; a side that sets nothing is None."""

    row: Comparison
    measure: str
    about: str
    first: Side | None
    second: Side | None
    verdict: str


@router.get("/so-sanh")
def comparison(
    request: Request, a: str = "", b: str = "", topic: str = "", both: str = ""
) -> Response:
    """The choice of two places and, once they are chosen, their targets side by side."""
    with shelf(request) as held:
        slugs = held.slug(a), held.slug(b)
        topic = topic.strip()[:_LONGEST]
        ready = all(slugs) and slugs[0] != slugs[1]
        rows = compare(held.index, held.principal, slugs, topic=topic) if ready else []
        lines = [_line(row, slugs, held) for row in rows]
        shared = [line for line in lines if line.first and line.second]
        return render(
            request,
            "compare.html",
            shelf=held,
            a=slugs[0],
            b=slugs[1],
            topic=topic,
            both=bool(both),
            ready=ready,
            lines=shared if both else lines,
            shared=len(shared),
            alone=len(lines) - len(shared),
            counts=Counter(line.row.verdict for line in shared),
            verdicts=Verdict,
        )


def _line(row: Comparison, slugs: Sequence[str], held: Shelf) -> Line:
    cells = {cell.doc: cell for cell in row.cells}
    about = (
        f"cấp {row.level.value}" if row.level else "",
        f"đến năm {row.year}" if row.year else "",
    )
    first, second = (_side(cells.get(slug), row) for slug in slugs)
    return Line(
        row,
        upper(row.measure),
        upper(", ".join(part for part in about if part)),
        first,
        second,
        _verdict(row, slugs, held),
    )


def _verdict(row: Comparison, slugs: Sequence[str], held: Shelf) -> str:
    """Who promises more, by name."""
    place = held.labels.place(slugs[0])
    if row.verdict in (Verdict.AHEAD, Verdict.BEHIND):
        return upper(f"{place} {told(row, slugs, held.labels)}")
    lacking = [s for s in slugs if s not in {cell.doc for cell in row.cells}]
    if row.verdict is Verdict.NOT_COMPARABLE and lacking:
        return upper(f"{held.labels.place(lacking[0])} không đặt cho mốc này")
    return upper(told(row, slugs, held.labels))


def _side(cell: Target | None, row: Comparison) -> Side | None:
    if cell is None:
        return None
    on_scale = cell.value_kind == "percent" and 0 <= cell.value <= 100
    return Side(cell, compared(cell, row).removeprefix("= "), cell.value if on_scale else None)
