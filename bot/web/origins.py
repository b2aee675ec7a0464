"""Which other sites' pages may call the API: those that the settings let embed the widget."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.problems import Problem, answer

_SAFE = {"GET", "HEAD"}


class Origins:
    """Refuses what a browser sends for a page of a site that was not allowed.

    A browser names the page's origin itself; a program that is no browser names none, and what
    it may do its token says.
    """

    def __init__(self, app: ASGIApp, allowed: Collection[str]) -> None:
        self._app = app
        self._allowed = frozenset(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http" and scope["method"] not in _SAFE:
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin is not None and not self._may(origin.lower(), headers):
                await answer(_refused())(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _may(self, origin: str, headers: Headers) -> bool:
        # The scheme is left out of it: behind a proxy the page's is https and ours is not.
        try:
            here = urlsplit(origin).netloc == headers.get("host", "").lower()
        except ValueError:
            return False
        return here or origin in self._allowed


def _refused() -> Problem:
    return Problem(
        403,
        "origin",
        "Trang này không được phép gọi trợ lý.",
        "Người quản trị thêm địa chỉ của trang vào CCHC_WIDGET_ORIGINS.",
    )
