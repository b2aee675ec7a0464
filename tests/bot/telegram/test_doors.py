"""The two ways in: a process that polls, and the web server with its secret."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest
import uvicorn

from bot.health import _telegram
from bot.settings import Settings
from bot.telegram.app import COMMANDS
from bot.telegram.words import keys
from bot.web.app import create_app
from ingest.errors import BadInput
from tests.bot.telegram.fake import TOKEN, Fake
from tests.bot.telegram.people import Person

QUESTION = "Thăng Bình thanh toán trực tuyến đến 2025 bao nhiêu?"
SECRET = "mot-bi-mat_123"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def started(settings: Settings, index: Path, **environ: str) -> subprocess.Popen[str]:
    held = {
        "CCHC_HOME": str(settings.home),
        "CCHC_TELEGRAM_TOKEN": TOKEN,
        "CCHC_TELEGRAM_API": settings.telegram_api,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "telegram", "--index", str(index)],
        env=os.environ | held | environ,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


async def test_a_process_that_is_told_to_stop_answers_what_has_come(
    settings: Settings, built_index: Path, fake: Fake, an: Person
) -> None:
    process = started(settings, built_index)
    await fake.until(lambda: fake.called("getUpdates"), seconds=60)
    asked = [an.writes(QUESTION) for _ in range(3)]
    await fake.until(lambda: int(fake.called("getUpdates")[-1].parameters.get("offset", 0)) > 1)
    process.send_signal(signal.SIGTERM)
    _, said = await asyncio.to_thread(process.communicate, timeout=60)
    assert process.returncode == 0, said
    assert len(fake.messages(7)) == len(asked)
    assert "Traceback" not in said
    assert TOKEN not in said
    assert "Thăng Bình" not in said


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"CCHC_TELEGRAM_TOKEN": ""}, "@BotFather"),
        ({"CCHC_TELEGRAM_TOKEN": "9" + TOKEN}, "không nhận token"),
        ({"CCHC_TELEGRAM_TOKEN": "abc"}, "CCHC_TELEGRAM_TOKEN"),
        ({"CCHC_TELEGRAM_GROUPS": "noi-bo"}, "NHÓM:SỐ"),
    ],
)
async def test_what_is_set_wrong_is_one_line(
    settings: Settings, built_index: Path, environ: dict[str, str], words: str
) -> None:
    process = started(settings, built_index, **environ)
    _, said = await asyncio.to_thread(process.communicate, timeout=60)
    assert process.returncode == 1
    assert words in said
    assert len([line for line in said.splitlines() if line.startswith("cchc:")]) == 1
    assert "Traceback" not in said


@asynccontextmanager
async def served(settings: Settings, index: Path) -> AsyncIterator[str]:
    """The web application on a port of its own."""
    server = uvicorn.Server(
        uvicorn.Config(create_app(settings, index), port=0, log_level="error", lifespan="on")
    )
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}/telegram/webhook"
    finally:
        server.should_exit = True
        await task


async def test_the_webhook_takes_updates_that_bring_the_secret_and_no_others(
    settings: Settings, built_index: Path, fake: Fake, an: Person
) -> None:
    wanted = replace(settings, telegram_secret=SECRET)
    async with served(wanted, built_index) as url, httpx2.AsyncClient() as web:
        await fake.until(lambda: fake.webhook.get("url"))
        assert fake.webhook["url"] == "https://cchc.vi-du.vn/telegram/webhook"
        assert fake.webhook["secret_token"] == SECRET
        update = fake.update(message=an.message(QUESTION))
        for headers in ({}, {HEADER: "khác"}, {HEADER: SECRET[:-1]}, {HEADER: ""}):
            coded = [(name.encode(), value.encode()) for name, value in headers.items()]
            assert (await web.post(url, json=update, headers=coded)).status_code == 403
        right = {HEADER: SECRET}
        for body in (b"", b"{", b"[]", b"null", b'{"update_id": "x", "message": 3}'):
            refused = await web.post(url, content=body, headers=right)
            assert refused.status_code == 400, body
        assert (await web.post(url, json=update, headers=right)).status_code == 200
        assert (await web.post(url, json=update, headers=right)).status_code == 200
        assert "80%" in (await an.hears()).text
        long = fake.update(message=an.message("đ" * 4096, **_replied(an)))
        assert (await web.post(url, json=long, headers=right)).status_code == 200
        assert "tối đa" in (await an.hears()).text
    assert len(fake.messages(7)) == 2


def _replied(an: Person) -> dict[str, object]:
    return {"reply_to_message": an.message("ệ" * 4096)}


async def test_without_a_secret_there_is_no_webhook(
    settings: Settings, built_index: Path, fake: Fake
) -> None:
    async with served(settings, built_index) as url, httpx2.AsyncClient() as web:
        assert (await web.post(url, json={})).status_code in (404, 405)
    assert fake.calls == []


async def test_pages_are_served_while_telegram_cannot_be_reached(
    settings: Settings, built_index: Path, fake: Fake
) -> None:
    fake.fail("getMe", 502, times=1000)
    wanted = replace(settings, telegram_secret=SECRET)
    async with served(wanted, built_index) as url, httpx2.AsyncClient() as web:
        page = await web.get(url.replace("/telegram/webhook", "/api/v1/documents"))
        assert page.status_code == 200
        later = await web.post(url, json={"update_id": 1}, headers={HEADER: SECRET})
        assert later.status_code == 503


async def test_the_doctor_asks_telegram(settings: Settings, built_index: Path, fake: Fake) -> None:
    found = await asyncio.to_thread(_telegram, settings)
    assert (found.state, found.found.split(";")[0]) == ("ok", "@cchc_bot")
    with pytest.raises(BadInput, match="không nhận token"):
        await asyncio.to_thread(_telegram, replace(settings, telegram_token=f"9{TOKEN}"))
    fake.fail("getMe", 502)
    assert (await asyncio.to_thread(_telegram, settings)).state == "warning"


def test_both_languages_have_the_same_words() -> None:
    assert keys("vi") == keys("en")
    assert {key.removeprefix("command.") for key in keys("vi") if key.startswith("command.")} == {
        *COMMANDS
    }
