"""How fast the bot speaks: inside Telegram's limits, and again where a limit or a fault was met.

Each chat has its own pace, so that one that is told to wait keeps no other waiting.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

LOG = logging.getLogger("cchc.telegram")
Call = Callable[..., Coroutine[Any, Any, Any]]

# Of Telegram's own FAQ: messages a second in all and to a chat, and messages a minute to a group.
_OVERALL = (30, 1.0)
_PRIVATE = (1, 1.0)
_GROUP = (20, 60.0)
# What only passes by: lost without harm, so it neither waits for a place nor is tried again.
_PASSING = frozenset({"sendChatAction", "sendMessageDraft"})
# What is called at the start, by loops of their own that can be told to stop.
_ONCE = _PASSING | {"getMe", "setMyCommands"}
_PACED = ("send", "edit", "copy", "forward")
_MANY_CHATS = 2_000


class Pace(BaseRateLimiter[int]):
    """Waits for a place, then calls; what was refused for haste or by a fault is called again."""

    def __init__(self, attempts: int = 6, first_pause: float = 0.5) -> None:
        self._attempts = attempts
        self._first_pause = first_pause
        self._overall = AsyncLimiter(*_OVERALL)
        self._chats: dict[str, AsyncLimiter] = {}
        self._open: dict[str, asyncio.Event] = {}

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    async def process_request(
        self,
        callback: Call,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Make the call in its turn; `rate_limit_args` may set how often it is tried."""
        if not endpoint.startswith(_PACED) or endpoint in _PASSING:
            attempts = 1 if endpoint in _ONCE else rate_limit_args or self._attempts
            return await self._tried("", endpoint, attempts, callback, args, kwargs)
        chat = str(data.get("chat_id", data.get("inline_message_id", "")))
        attempts = rate_limit_args or self._attempts
        return await self._tried(chat, endpoint, attempts, callback, args, kwargs)

    async def _tried(
        self, chat: str, endpoint: str, attempts: int, callback: Call, args: Any, kwargs: Any
    ) -> Any:
        for attempt in range(1, attempts + 1):
            await self._turn(chat)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                if attempt == attempts:
                    raise
                await self._wait(chat, endpoint, _seconds(error) + 0.1)
            except BadRequest:
                # The library's own tree makes of it a network fault, which it is not.
                raise
            except NetworkError as error:
                # After a time-out it may have arrived: once more rather than silence, no oftener.
                if attempt == attempts or (isinstance(error, TimedOut) and attempt > 1):
                    raise
                LOG.warning("%s: lỗi mạng (%s), gọi lại.", endpoint, type(error).__name__)
                await asyncio.sleep(min(self._first_pause * 2 ** (attempt - 1), 8.0))
        raise AssertionError(attempts)

    async def _turn(self, chat: str) -> None:
        if not chat:
            return
        if chat in self._open:
            await self._open[chat].wait()
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self._limiter(chat))
            await stack.enter_async_context(self._overall)

    def _limiter(self, chat: str) -> AsyncLimiter:
        if chat not in self._chats:
            if len(self._chats) >= _MANY_CHATS:
                # Those with a place left are at rest: they begin anew and lose nothing.
                self._chats = {k: v for k, v in self._chats.items() if not v.has_capacity()}
            self._chats[chat] = AsyncLimiter(*(_GROUP if chat.startswith("-") else _PRIVATE))
        return self._chats[chat]

    async def _wait(self, chat: str, endpoint: str, seconds: float) -> None:
        """Keep a chat's calls back for as long as Telegram asked."""
        LOG.warning("%s: Telegram bảo chờ %.0f giây.", endpoint, seconds)
        gate = self._open.setdefault(chat, asyncio.Event())
        gate.clear()
        try:
            await asyncio.sleep(seconds)
        finally:
            gate.set()
            self._open.pop(chat, None)


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return float(after if isinstance(after, int) else after.total_seconds())
