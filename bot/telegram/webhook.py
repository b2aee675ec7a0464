"""The bot inside `cchc serve`: updates come by HTTP and must bring the secret."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from telegram import Update
from telegram.error import TelegramError

from bot.failures import told
from bot.settings import Settings
from bot.telegram.app import UPDATES, Bot, build
from bot.telegram.desk import LOG, Desk
from bot.telegram.run import close, reach
from ingest.errors import CchcError

PATH = "/telegram/webhook"
_HEADER = "x-telegram-bot-api-secret-token"

router = APIRouter()


@router.post(PATH, include_in_schema=False)
async def receive(request: Request) -> Response:
    """Take an update in. It is answered later: Telegram waits for no answer here.

    403 without the secret, 503 until the bot has met Telegram, which then sends it again.
    """
    settings: Settings = request.app.state.settings
    brought = request.headers.get(_HEADER, "").encode("utf-8", "replace")
    if not hmac.compare_digest(brought, settings.telegram_secret.encode()):
        return Response(status_code=403)
    application: Bot | None = getattr(request.app.state, "telegram", None)
    if application is None or not application.running:
        return Response(status_code=503, headers={"Retry-After": "5"})
    update = _update(await request.body(), application)
    if update is None:
        return Response(status_code=400)
    await application.update_queue.put(update)
    return Response(status_code=200)


def _update(body: bytes, application: Bot) -> Update | None:
    """The update in a body; None where it holds none."""
    try:
        data: Any = json.loads(body)
        numbered = isinstance(data, dict) and isinstance(data.get("update_id"), int)
        return Update.de_json(data, application.bot) if numbered else None
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        # All of these the library lets out of what is an update in its outline only.
        return None


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[None]:
    """The bot beside the pages for as long as the block lasts, with the pages' assistant."""
    settings: Settings = app.state.settings
    stopping = asyncio.Event()
    with ThreadPoolExecutor(settings.web_threads, "telegram") as threads:
        desk = Desk(settings, app.state.assistant, app.state.state, threads)
        task = asyncio.create_task(_beside(app, desk, stopping))
        try:
            yield
        finally:
            stopping.set()
            await task


async def _beside(app: FastAPI, desk: Desk, stopping: asyncio.Event) -> None:
    """Meet Telegram, tell it where to send, answer until told to stop, and what came by then."""
    application = build(desk)
    try:
        if not await reach(application, stopping):
            return
        await application.start()
        app.state.telegram = application
        await _announce(application, desk.settings)
        await stopping.wait()
    except CchcError as error:
        LOG.error("Telegram: %s", told(error))
    finally:
        app.state.telegram = None
        if application.running:
            await application.stop()
        await close(application)


async def _announce(application: Bot, settings: Settings) -> None:
    """Tell Telegram the address. Without a public one, that is left to whoever runs it."""
    if not settings.public_url:
        LOG.warning("Chưa đặt CCHC_PUBLIC_URL nên chưa báo địa chỉ webhook cho Telegram.")
        return
    try:
        await application.bot.set_webhook(
            f"{settings.public_url}{PATH}",
            secret_token=settings.telegram_secret,
            allowed_updates=UPDATES,
            drop_pending_updates=False,
        )
    except TelegramError as error:
        LOG.error("Telegram không nhận địa chỉ webhook (%s).", type(error).__name__)
