"""Order: a chat's updates one after another, by their numbers; chats side by side; none twice."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any, cast

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# Long enough for updates that come together to be put in order, too short to be noticed.
_SETTLE_S = 0.02
_REMEMBERED = 10_000
_AT_ONCE = 4_096
MOST_WAITING = 20

Known = Callable[[int], Awaitable[bool]]
Note = Callable[[int], Awaitable[None]]
Flooded = Callable[[Update], Awaitable[None]]


@dataclass(slots=True)
class _Line:
    """A chat's updates that wait, the lowest number first."""

    waiting: list[int] = field(default_factory=list)
    turn: asyncio.Condition = field(default_factory=asyncio.Condition)
    busy: bool = False
    flooded: bool = False


class InOrder(BaseUpdateProcessor):
    """Works each chat's updates in order, however they arrive.

    `known` tells of an update that was dealt with before a restart, `note` that one now is;
    `flooded` is called once for a chat in which too many wait, the rest of which are let go.
    """

    __slots__ = ("_flooded", "_known", "_lines", "_note", "_seen")

    def __init__(self, known: Known, note: Note, flooded: Flooded) -> None:
        super().__init__(_AT_ONCE)
        self._known = known
        self._note = note
        self._flooded = flooded
        self._lines: dict[str, _Line] = {}
        self._seen: OrderedDict[int, None] = OrderedDict()

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Work the update in its turn; an update that was worked already is let go."""
        work = cast("Coroutine[Any, Any, Any]", coroutine)
        try:
            if not isinstance(update, Update):
                await work
            elif not await self._again(update.update_id):
                await self._in_turn(update, work)
        finally:
            # Without effect on one that has run; one that has not would be complained about.
            work.close()

    async def _again(self, number: int) -> bool:
        if number in self._seen:
            return True
        self._seen[number] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return await self._known(number)

    async def _in_turn(self, update: Update, work: Coroutine[Any, Any, Any]) -> None:
        key, number = line_of(update), update.update_id
        line = self._lines.setdefault(key, _Line())
        if len(line.waiting) >= MOST_WAITING:
            await self._let_go(line, update)
            return
        heappush(line.waiting, number)
        await asyncio.sleep(_SETTLE_S)
        await self._take(line, number)
        try:
            await work
        finally:
            await self._done(line, key)
        # Not where the work was broken off: then it is to be done again after the restart.
        await self._note(number)

    async def _take(self, line: _Line, number: int) -> None:
        async with line.turn:
            await line.turn.wait_for(lambda: not line.busy and line.waiting[0] == number)
            heappop(line.waiting)
            line.busy = True

    async def _done(self, line: _Line, key: str) -> None:
        async with line.turn:
            line.busy = False
            line.turn.notify_all()
        if not line.waiting:
            line.flooded = False
            if self._lines.get(key) is line:
                del self._lines[key]

    async def _let_go(self, line: _Line, update: Update) -> None:
        if not line.flooded:
            line.flooded = True
            await self._flooded(update)
        await self._note(update.update_id)


def line_of(update: Update) -> str:
    """Which updates wait for one another: a chat's. A typed query waits for none."""
    if update.inline_query is not None:
        return f"inline {update.update_id}"
    chat = update.effective_chat
    if chat is not None:
        return str(chat.id)
    user = update.effective_user
    return f"user {user.id}" if user else ""
