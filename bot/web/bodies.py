"""How large a request may be, and how long it may take to arrive."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What is left of the body would else be taken for the next request.
_CLOSE = {"Connection": "close"}


class BodyLimits:
    """Ends a request whose body is over so many bytes (413), or not whole after a while (408).

    `larger` holds the bytes of those paths, by how they begin, that take more than `most`.
    """

    def __init__(
        self, app: ASGIApp, most: int, seconds: float, larger: Mapping[str, int] | None = None
    ) -> None:
        self._app = app
        self._most = most
        self._seconds = seconds
        self._larger = dict(larger or {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, its body counted and under the clock."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(scope, receive, self._most_of(scope["path"]), self._seconds)
        await self._app(scope, body.receive, send)

    def _most_of(self, path: str) -> int:
        allowed = (most for start, most in self._larger.items() if path.startswith(start))
        return max((self._most, *allowed))


class _Body:
    """One request's body on its way in."""

    def __init__(self, scope: Scope, receive: Receive, most: int, seconds: float) -> None:
        self._receive = receive
        self._most = most
        self._last = time.monotonic() + seconds
        self._whole = False
        length = Headers(scope=scope).get("content-length", "")
        self._bytes = 0
        self._told = int(length) if length.isdecimal() else 0

    async def receive(self) -> Message:
        """The next part of it."""
        if self._whole:
            # What comes now is only that the client has left, which may take any time.
            return await self._receive()
        if self._told > self._most:
            raise HTTPException(413, headers=_CLOSE)
        left = max(0, self._last - time.monotonic())
        try:
            message = await asyncio.wait_for(self._receive(), left)
        except TimeoutError as error:
            raise HTTPException(408, headers=_CLOSE) from error
        self._whole = not message.get("more_body", False)
        self._bytes += len(message.get("body", b""))
        if self._bytes > self._most:
            raise HTTPException(413, headers=_CLOSE)
        return message
