"""`/gioi-thieu`: what the assistant can and cannot do, and what becomes of what is typed."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from bot.pages.site import render, shelf

router = APIRouter(include_in_schema=False)


@router.get("/gioi-thieu")
def about(request: Request) -> Response:
    """The page about the assistant."""
    kept = request.app.state.state.retention
    with shelf(request) as held:
        return render(request, "about.html", shelf=held, kept=kept)
