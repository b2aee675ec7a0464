"""The API, version 1: every path below `/api/v1`."""

from __future__ import annotations

from fastapi import APIRouter

from bot.web.api import ask, documents, feedback, register

router = APIRouter(prefix="/api/v1")
for part in (ask, documents, register, feedback):
    router.include_router(part.router)

__all__ = ["router"]
