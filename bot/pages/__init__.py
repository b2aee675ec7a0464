"""The pages: questions, targets, tasks, comparison, documents. They work without script."""

from __future__ import annotations

from fastapi import APIRouter

from bot.pages import about, ask, assets, compare, library, reader, register, theme
from bot.pages.problem import draw

router = APIRouter(include_in_schema=False)
for part in (ask, register, compare, library, reader, about, theme, assets):
    router.include_router(part.router)

__all__ = ["draw", "router"]
