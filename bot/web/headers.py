"""The headers that every response carries: what a browser may do with it."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing inline, nothing from elsewhere: a page's scripts and styles are files of its own.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_ONLY_HERE = ("Cross-Origin-Resource-Policy", "same-origin")
_A_YEAR = 365 * 24 * 60 * 60


class SecurityHeaders:
    """Adds each header that the response does not set itself.

    What lies below `embedded` (the widget's files) may be loaded by other sites.
    """

    def __init__(self, app: ASGIApp, https: bool, embedded: str = "/widget") -> None:
        self._app = app
        self._embedded = embedded
        self._always = dict(_ALWAYS)
        if https:
            self._always["Strict-Transport-Security"] = f"max-age={_A_YEAR}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the response back with its headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self._app(scope, receive, sending)

    def _add(self, headers: MutableHeaders, path: str) -> None:
        for name, value in self._always.items():
            headers.setdefault(name, value)
        if not path.startswith(self._embedded):
            headers.setdefault(*_ONLY_HERE)
        if path.startswith("/api/"):
            # An answer may be for one group's eyes.
            headers.setdefault("Cache-Control", "no-store")
