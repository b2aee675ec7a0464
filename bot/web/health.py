"""`/healthz`: the process runs. `/readyz`: it can answer."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.web import metrics
from bot.web.api.schemas import refusals
from bot.web.lazy import LazyAssistant

router = APIRouter(tags=["Vận hành"])


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """Tiến trình đang chạy."""
    return {"status": "ok"}


@router.get("/readyz", responses=refusals(503))
def readyz(request: Request) -> dict[str, Any]:
    """Chỉ mục đã mở, trả lời được; nếu chưa, 503 kèm cách khắc phục."""
    assistant: LazyAssistant = request.app.state.assistant
    with assistant.reading() as index:
        return {
            "status": "ready",
            "generation": index.generation,
            "documents": len(index.documents),
            "clauses": index.size,
        }


@router.get("/metrics", response_class=PlainTextResponse)
def counted() -> PlainTextResponse:
    """Số đếm cho Prometheus; không có nội dung câu hỏi."""
    return PlainTextResponse(metrics.text(), media_type=CONTENT_TYPE_LATEST)
