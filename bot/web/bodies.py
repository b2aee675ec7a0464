"""How long a request may take to arrive."""

from __future__ import annotations

import asyncio
import time

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BodyDeadline:
    """Ends a request whose body has not arrived whole after some seconds, with 408."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, its body under the clock."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        last = time.monotonic() + self._seconds
        whole = False

        async def receiving() -> Message:
            nonlocal whole
            if whole:
                # What comes now is only that the client has left, which may take any time.
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(0, last - time.monotonic()))
            except TimeoutError as error:
                raise HTTPException(408, headers={"Connection": "close"}) from error
            whole = not message.get("more_body", False)
            return message

        await self._app(scope, receiving, send)
