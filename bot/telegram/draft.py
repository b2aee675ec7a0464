"""An answer shown while it is being written, in private chats, where the Bot API server can."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Self

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.telegram.asker import Asker
from bot.telegram.desk import Context
from bot.telegram.markup import block, parts

# An answer that is ready sooner needs no draft, and drafts come no faster than this.
_FIRST_S = 0.7
_EVERY_S = 1.0
# A draft is only a preview and must leave room: the whole answer follows.
_LONGEST = 3_500


class Draft:
    """Pieces from a thread, shown now and then; a draft that cannot be shown is no loss."""

    def __init__(self, context: Context, to: Asker) -> None:
        self._context = context
        self._to = to
        self._loop = asyncio.get_running_loop()
        self._text = ""
        self._task: asyncio.Task[None] | None = None

    def add(self, piece: str) -> None:
        """A piece more; from any thread."""
        self._loop.call_soon_threadsafe(self._append, piece)

    def _append(self, piece: str) -> None:
        self._text += piece

    async def __aenter__(self) -> Self:
        if self._to.private and self._context.desk.drafts and self._to.message:
            self._task = asyncio.create_task(self._show())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _show(self) -> None:
        await asyncio.sleep(_FIRST_S)
        shown: str | None = None
        while True:
            if self._text != shown:
                shown = self._text
                if not await self._sent(shown):
                    return
            await asyncio.sleep(_EVERY_S)

    async def _sent(self, text: str) -> bool:
        """Show what there is, a sign of thought where there is nothing; whether to go on."""
        made = parts([block(text)], _LONGEST)
        try:
            await self._context.bot.send_message_draft(
                self._to.chat,
                self._to.message or 1,
                # The library makes of an empty text something that is none.
                made[0] if made else None,
                message_thread_id=self._to.thread,
            )
        except (BadRequest, InvalidToken):
            # A server from before drafts answers an unknown method with 404.
            self._context.desk.drafts = False
            return False
        except TelegramError:
            return False
        return True
