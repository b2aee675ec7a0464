"""The register of commitments: rows as JSON, or as a file by `?format=`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from bot import export
from bot.export.records import comparison_record, finding_record, target_record, task_record
from bot.settings import Settings
from bot.web.api.documents import Slug, missing
from bot.web.api.filters import AskedComparison, AskedForm, AskedTargets, AskedTasks
from bot.web.api.rows import Comparison, Finding, Target, Task
from bot.web.api.schemas import refusals
from bot.web.lazy import LazyAssistant
from bot.web.principal import principal
from ingest.index import Index
from retrieval import register
from retrieval.model import Principal

FILES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}
_FILE = {"schema": {"type": "string", "format": "binary"}}
_OK: dict[int | str, dict[str, Any]] = {
    200: {"content": {name.partition(";")[0]: _FILE for name in FILES.values()}}
}

router = APIRouter(tags=["Chỉ tiêu và nhiệm vụ"], responses={**refusals(401, 422, 503), **_OK})
Who = Annotated[Principal, Depends(principal)]


@dataclass(frozen=True, slots=True)
class Rows:
    """What was found, in each form that it may leave in."""

    name: str
    records: Sequence[dict[str, Any]]
    sheet: Callable[[], export.Sheet]
    events: Callable[[datetime], str] | None = None


def _answer(
    request: Request, who: Principal, form: str, find: Callable[[Index, export.Labels], Rows]
) -> Response:
    """Find the rows in the index as it now is, and send them as asked."""
    assistant: LazyAssistant = request.app.state.assistant
    settings: Settings = request.app.state.settings
    with assistant.reading() as index:
        labels = export.Labels.of(register.readable(index, who), settings.public_url)
        rows = find(index, labels)
    if form == "json":
        return JSONResponse(list(rows.records))
    name = f'attachment; filename="{rows.name}.{form}"'
    return Response(
        _file(rows, form, settings), media_type=FILES[form], headers={"Content-Disposition": name}
    )


def _file(rows: Rows, form: str, settings: Settings) -> bytes:
    if form == "xlsx":
        return export.workbook([rows.sheet()])
    if form == "ics" and rows.events is not None:
        return rows.events(_now(settings)).encode()
    return export.comma_separated(rows.sheet()).encode()


def _now(settings: Settings) -> datetime:
    today = settings.today
    return datetime.now(UTC) if today is None else datetime.combine(today, time(), UTC)


def _slugs(places: Sequence[str], labels: export.Labels) -> set[str] | None:
    held = list(labels.documents.values())
    return {slug for place in places for slug in register.documents_of(place, held)} or None


@router.get("/targets", response_model=list[Target])
def targets(request: Request, who: Who, asked: Annotated[AskedTargets, Query()]) -> Response:
    """Các chỉ tiêu mà kế hoạch đặt ra, mỗi chỉ tiêu kèm khoản mục."""

    def find(index: Index, labels: export.Labels) -> Rows:
        rows = register.targets(
            index,
            who,
            places=_slugs(asked.place, labels),
            years=asked.year,
            levels=asked.level,
            topic=asked.topic,
            measure_key=asked.measure,
            agency=asked.agency,
        )
        return Rows(
            "chi-tieu",
            [target_record(row) for row in rows],
            lambda: export.targets(rows, labels),
            lambda now: export.calendar((), rows, labels, now),
        )

    return _answer(request, who, asked.format, find)


@router.get("/tasks", response_model=list[Task])
def tasks(request: Request, who: Who, asked: Annotated[AskedTasks, Query()]) -> Response:
    """Các nhiệm vụ: ai chủ trì, ai phối hợp, sản phẩm, thời hạn."""

    def find(index: Index, labels: export.Labels) -> Rows:
        rows = register.tasks(
            index,
            who,
            places=_slugs(asked.place, labels),
            years=asked.year,
            agency=asked.agency,
            role=asked.role,
            due=asked.due,
            topic=asked.topic,
        )
        return Rows(
            "nhiem-vu",
            [task_record(row) for row in rows],
            lambda: export.tasks(rows, labels),
            lambda now: export.calendar(rows, (), labels, now),
        )

    return _answer(request, who, asked.format, find)


@router.get("/compare", response_model=list[Comparison])
def compare(request: Request, who: Who, asked: Annotated[AskedComparison, Query()]) -> Response:
    """Chỉ tiêu của các nơi đặt cạnh nhau; nơi thứ nhất so với nơi thứ hai."""

    def find(index: Index, labels: export.Labels) -> Rows:
        held = list(labels.documents.values())
        slugs = [register.document_of(one, held, asked.year) for one in asked.place]
        rows = register.compare(index, who, slugs, topic=asked.topic, years=asked.year)
        return Rows(
            "so-sanh",
            [comparison_record(row) for row in rows],
            lambda: export.comparisons(rows, list(dict.fromkeys(slugs)), labels),
        )

    return _answer(request, who, asked.format, find)


@router.get("/check/{slug}", response_model=list[Finding], responses=refusals(404))
def check(request: Request, who: Who, slug: Slug, asked: Annotated[AskedForm, Query()]) -> Response:
    """Chỗ văn bản không thống nhất, hoặc thấp hơn kế hoạch cấp trên."""

    def find(index: Index, labels: export.Labels) -> Rows:
        if slug not in labels.documents:
            raise missing("văn bản")
        rows = register.check(index, who, slug)
        return Rows(
            f"kiem-tra-{slug}",
            [finding_record(row) for row in rows],
            lambda: export.checks(rows, labels),
        )

    return _answer(request, who, asked.format, find)
