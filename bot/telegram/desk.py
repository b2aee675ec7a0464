"""What every handler works with: the assistant, the state, the settings, the threads."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from telegram import Bot
from telegram.ext import CallbackContext, ExtBot

from bot.export import Labels
from bot.failures import told
from bot.settings import Settings
from bot.state import State
from bot.telegram import CHANNEL
from bot.web.lazy import LazyAssistant
from ingest.errors import CchcError
from ingest.index import Index
from ingest.model import Document
from retrieval.model import ANYONE, Principal

P = ParamSpec("P")
T = TypeVar("T")
LOG = logging.getLogger("cchc.telegram")


@dataclass(slots=True)
class Desk:
    """One for each running bot. `drafts` goes off where the Bot API server has none."""

    settings: Settings
    assistant: LazyAssistant
    state: State
    threads: ThreadPoolExecutor
    drafts: bool = True
    latest: dict[int, str] = field(default_factory=dict)

    async def work(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a call returns that takes long or waits for a disk, made in a thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, functools.partial(call, *args, **kwargs))

    def quietly(self, otherwise: T, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a call to the state returns, or `otherwise`: an answer never waits for the state."""
        try:
            return call(*args, **kwargs)
        except CchcError as error:
            LOG.error("trạng thái: %s", told(error))
            return otherwise

    def principal(self, chat: int) -> Principal:
        """What a chat may see: the groups that it was let into, by list or by a pairing code.

        A private chat has its user's number; a group is its own, so that nothing which only some
        of its members may see is said in it.
        """
        listed = self.settings.telegram_groups.get(chat, frozenset())
        none: frozenset[str] = frozenset()
        let_in = self.quietly(none, self.state.people.groups, CHANNEL, str(chat))
        groups = listed | let_in
        return Principal(groups | ANYONE.groups) if groups else ANYONE

    def admits(self, *numbers: int) -> bool:
        """Whether the bot answers here: to anyone, or to a user or a chat that was let in."""
        if self.settings.telegram_access == "open":
            return True
        return any(
            number in self.settings.telegram_groups
            or self.quietly(False, self.state.people.known, CHANNEL, str(number))
            for number in numbers
        )

    def conversation(self, chat: int, user: int) -> str:
        """The id of a user's conversation in a chat; "" where the state cannot be read."""
        return self.quietly("", self.state.conversations.of, CHANNEL, str(chat), str(user))

    @contextmanager
    def library(self, who: Principal) -> Iterator[Library]:
        """The documents that somebody may see, open until the block ends."""
        from retrieval.register import readable

        with self.assistant.reading() as index:
            documents = readable(index, who)
            yield Library(index, documents, Labels.of(documents, self.settings.public_url))


@dataclass(frozen=True, slots=True)
class Library:
    """An index as somebody sees it."""

    index: Index
    documents: Sequence[Document]
    labels: Labels

    def name(self, slug: str) -> str:
        """What a document is called; its slug where it is not to be seen."""
        return self.labels.document(slug) if slug in self.labels.documents else slug


class Context(CallbackContext[ExtBot[int], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """A handler's context, with the desk."""

    @property
    def desk(self) -> Desk:
        """The desk of this bot."""
        desk: Desk = self.bot_data["desk"]
        return desk

    @property
    def me(self) -> Bot:
        """The bot that speaks."""
        return self.bot
