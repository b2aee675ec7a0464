"""The switch of light and dark: a cookie, so that it holds without script and never flashes."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from bot.pages.forms import fields
from bot.pages.site import THEME, THEMES

router = APIRouter(include_in_schema=False)
_YEAR = 365 * 24 * 60 * 60


@router.post("/giao-dien")
async def choose(request: Request) -> Response:
    """Keep the choice and go back to where it was made; anything else follows the device again."""
    form = await fields(request)
    page = RedirectResponse(_local(form.get("back", "/")), 303)
    theme = form.get("theme", "")
    if theme in THEMES:
        page.set_cookie(THEME, theme, max_age=_YEAR, samesite="lax")
    else:
        page.delete_cookie(THEME, samesite="lax")
    return page


def _local(back: str) -> str:
    """A path of this site: never another host's, whatever the form says."""
    plain = back.startswith("/") and not back.startswith("//") and "\\" not in back
    return back if plain and back.isprintable() else "/"
