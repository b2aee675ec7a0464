"""A bot over the five plans, polling the fake server, in the test's own loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.telegram import pace, run
from bot.telegram.desk import Desk
from tests.bot.telegram.fake import TOKEN, Fake
from tests.bot.telegram.people import Person

Start = Callable[..., Awaitable[Desk]]


@pytest.fixture(autouse=True)
def _unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message a second would make the tests last; the pace has tests of its own."""
    monkeypatch.setattr(pace, "_PRIVATE", (1000, 1.0))
    monkeypatch.setattr(pace, "_OVERALL", (1000, 1.0))


@pytest.fixture
def fake() -> Iterator[Fake]:
    with Fake() as server:
        yield server


@pytest.fixture
def settings(fake: Fake, tmp_path: Path) -> Settings:
    return Settings(
        home=tmp_path,
        telegram_token=TOKEN,
        telegram_api=fake.url,
        public_url="https://cchc.vi-du.vn",
        web_threads=2,
    )


@asynccontextmanager
async def running(settings: Settings, index: Path) -> AsyncIterator[Desk]:
    """A bot that polls, for as long as the block lasts."""
    told = asyncio.Event()
    with run.desk_of(settings, index) as desk:
        task = asyncio.create_task(run.poll(desk, told))
        try:
            yield desk
        finally:
            told.set()
            await asyncio.wait_for(task, 30)


@pytest.fixture
async def bot(settings: Settings, built_index: Path) -> AsyncIterator[Start]:
    """Starts the bot, with other settings where some are named."""
    async with AsyncExitStack() as stack:

        async def start(**changed: object) -> Desk:
            wanted = replace(settings, **changed)  # type: ignore[arg-type]
            return await stack.enter_async_context(running(wanted, built_index))

        yield start


@pytest.fixture
def an(fake: Fake) -> Person:
    """Somebody in private."""
    return Person(fake, 7)
