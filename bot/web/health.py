"""`/healthz`: the process runs. `/readyz`: it can answer."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from bot.web.lazy import LazyAssistant

router = APIRouter(tags=["vận hành"])


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """Tiến trình đang chạy."""
    return {"status": "ok"}


@router.get("/readyz")
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
