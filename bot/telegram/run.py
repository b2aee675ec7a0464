"""Running the bot by polling: begun when Telegram can be reached, ended when all is answered."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from telegram import Bot as TelegramBot
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.model import opened
from bot.settings import Settings, index_folder
from bot.state import NAME, State
from bot.telegram.app import UPDATES, Bot, build, introduce, quieten
from bot.telegram.desk import LOG, Desk
from bot.web.lazy import LazyAssistant
from ingest.errors import BadInput, CchcError

_LONGEST_PAUSE_S = 60.0
_POLL_S = 25


@contextmanager
def desk_of(settings: Settings, index: Path | None = None) -> Iterator[Desk]:
    """A desk of its own, with what it holds open until the block ends."""
    state = State.anyhow(settings.home / NAME)
    if state.problem:
        LOG.error("%s Bot vẫn trả lời, nhưng không nhớ gì sau khi tắt.", state.problem)
    folder = index_folder(index, settings)
    assistant = LazyAssistant(folder, lambda found: opened(settings, found, state))
    threads = ThreadPoolExecutor(settings.web_threads, "telegram")
    try:
        yield Desk(settings, assistant, state, threads)
    finally:
        threads.shutdown(wait=True)
        assistant.close()
        state.close()


def run(settings: Settings, index: Path | None = None) -> None:
    """Poll until told to stop by SIGTERM or SIGINT.

    Raises:
        BadInput: Telegram does not know the token.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    with desk_of(settings, index) as desk:
        asyncio.run(_until_told(desk))


async def _until_told(desk: Desk) -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    await poll(desk, told)


async def poll(desk: Desk, told: asyncio.Event) -> None:
    """Answer what comes until the event is set, then what has come by then."""
    application = build(desk)
    if not await reach(application, told):
        return
    updater = application.updater
    if updater is None:
        raise RuntimeError("a bot without its updater")
    try:
        await application.start()
        # A webhook that was set before would keep every update from here.
        await updater.start_polling(
            timeout=_POLL_S,
            allowed_updates=UPDATES,
            drop_pending_updates=False,
            bootstrap_retries=-1,
            error_callback=_complain,
        )
        warming = asyncio.create_task(_warm(desk))
        LOG.info("Bot @%s đang chạy. Dừng: Ctrl+C.", application.bot.username)
        await told.wait()
        LOG.info("Đang trả lời nốt rồi dừng.")
        await updater.stop()
        await application.stop()
        await warming
    finally:
        await close(application)


async def _warm(desk: Desk) -> None:
    """Ask once, so that the first user does not wait for what is opened late."""
    with suppress(CchcError):
        await desk.work(desk.assistant.ask, "mục tiêu cải cách thủ tục hành chính")


async def reach(application: Bot, told: asyncio.Event) -> bool:
    """Meet Telegram, however long that takes; False where told to stop before.

    Raises:
        BadInput: Telegram does not know the token.
    """
    pause = 1.0
    while not told.is_set():
        try:
            await application.initialize()
            await introduce(application)
            return True
        except InvalidToken as error:
            await close(application)
            raise _unknown_token() from error
        except (NetworkError, TelegramError) as error:
            LOG.warning("Chưa tới được Telegram (%s), thử lại.", type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)
    await close(application)
    return False


async def met(settings: Settings) -> str:
    """The bot's name, asked of Telegram; "" where that cannot be reached.

    Raises:
        BadInput: Telegram does not know the token.
    """
    quieten()
    bot = TelegramBot(settings.telegram_token, base_url=f"{settings.telegram_api}/bot")
    try:
        await bot.initialize()
        return str(bot.username)
    except InvalidToken as error:
        raise _unknown_token() from error
    except TelegramError:
        return ""
    finally:
        await bot.shutdown()


def _unknown_token() -> BadInput:
    remedy = "Lấy lại token ở @BotFather, sửa CCHC_TELEGRAM_TOKEN."
    return BadInput("Telegram không nhận token này.", remedy)


async def close(application: Bot) -> None:
    """Let go of the connections, those of a bot too that never got as far as to be one."""
    await application.shutdown()
    await application.bot.shutdown()


def _complain(error: TelegramError) -> None:
    """A fault while polling: the library goes on by itself, with longer and longer pauses."""
    if isinstance(error, Conflict):
        LOG.error(
            "Có tiến trình khác đang dùng token này (cchc telegram hay webhook). Tắt bớt một."
        )
    else:
        LOG.warning("Lỗi khi nhận tin (%s), thử lại.", type(error).__name__)
