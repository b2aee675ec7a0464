"""The API, version 1: every path below `/api/v1`."""

from __future__ import annotations

from fastapi import APIRouter

from bot.web.api import ask

router = APIRouter(prefix="/api/v1")
router.include_router(ask.router)

__all__ = ["router"]
