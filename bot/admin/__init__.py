"""What administrators do over the web: a page that works without script, and the same as an API."""

from __future__ import annotations

from fastapi import APIRouter

from bot.admin import api, page

router = APIRouter(include_in_schema=False)
router.include_router(api.router)
router.include_router(page.router)

__all__ = ["router"]
