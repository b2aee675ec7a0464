"""The last resort: an error that nobody expected ends here, told without what a visitor typed."""

from __future__ import annotations

import logging
import traceback

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web import problems

_LOG = logging.getLogger("cchc.web")


class BrokenOff(RuntimeError):
    """A response that had begun could not be ended."""


class LastResort:
    """Answers an unexpected error with a problem, and logs where it came from.

    The server's own log would hold the error's message, and that may hold a question.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001 - whatever it is, the server serves on
            _LOG.error("%s", where(error))
            if started:
                raise BrokenOff from None
            await problems.answer(problems.of(error))(scope, receive, send)


def where(error: Exception) -> str:
    """The error's type and the lines that it passed through, without its message."""
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    lines = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {lines}"
