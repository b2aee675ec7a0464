"""The bot put together: every handler in its place, the pace, the order, the jobs, the menu."""

from __future__ import annotations

import logging
from datetime import time
from typing import Any, TypeAlias, cast

from telegram import BotCommand, BotCommandScopeAllGroupChats, LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    Defaults,
    ExtBot,
    InlineQueryHandler,
    JobQueue,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.clock import VIETNAM
from bot.telegram import CHANNEL, inline, keys, lists, menus, opinions, presses, reminders, sources
from bot.telegram.commands import choosing, export, own, registers, welcome
from bot.telegram.desk import Context, Desk
from bot.telegram.errors import failed
from bot.telegram.gate import flooded, gate
from bot.telegram.messages import message, no_command
from bot.telegram.order import InOrder
from bot.telegram.pace import Pace
from bot.telegram.words import under

Bot: TypeAlias = Application[
    ExtBot[int], Context, dict[Any, Any], dict[Any, Any], dict[Any, Any], JobQueue[Context]
]

COMMANDS = {
    "start": welcome.start,
    "huongdan": welcome.guide,
    "vanban": choosing.choose,
    "chitieu": registers.targets,
    "nhiemvu": registers.tasks_of,
    "sosanh": registers.compare,
    "han": registers.due,
    "nhac": reminders.listed,
    "xuat": export.send_file,
    "gopy": opinions.remark,
    "moi": own.new,
    "ghepma": own.pair,
    "xoa": own.erase,
}
PRESSES = {
    keys.SOURCE: sources.open_source,
    keys.USEFUL: opinions.useful,
    keys.WRONG: opinions.wrong,
    keys.VERDICT: opinions.verdict,
    keys.BACK: opinions.back,
    keys.ASK: choosing.suggestion,
    keys.PAGE: lists.turn,
    keys.ROW: lists.open_row,
    keys.MENU: choosing.pick,
    keys.MENU_PAGE: menus.turn,
    keys.REMIND: reminders.subscribe,
    keys.STOP: reminders.stop,
    keys.IDLE: presses.idle,
}
# What a group's menu leaves out: what is somebody's own.
_PRIVATE = frozenset({"start", "xoa"})
UPDATES = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]
_MORNING = time(7, 30, tzinfo=VIETNAM)
_ROUND_S = 3600
_POOL = 64


def build(desk: Desk) -> Bot:
    """The bot at a desk, not yet started."""
    api = desk.settings.telegram_api

    async def known(number: int) -> bool:
        return await desk.work(desk.quietly, False, desk.state.seen.has, CHANNEL, number)

    async def note(number: int) -> None:
        await desk.work(desk.quietly, None, desk.state.seen.add, CHANNEL, number)

    async def too_fast(update: Update) -> None:
        await flooded(application.bot, update)

    builder = (
        Application.builder()
        .token(desk.settings.telegram_token)
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .context_types(ContextTypes(context=Context))
        .rate_limiter(Pace())
        .concurrent_updates(InOrder(known, note, too_fast))
        .connection_pool_size(_POOL)
        .pool_timeout(30)
        .defaults(
            Defaults(
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                tzinfo=VIETNAM,
            )
        )
    )
    # The builder forgets what context the job queue will give its jobs.
    application = cast("Bot", builder.build())
    application.bot_data["desk"] = desk
    _handlers(application)
    _jobs(application)
    quieten()
    return application


def _handlers(application: Bot) -> None:
    application.add_handler(TypeHandler(Update, gate), group=-1)
    # One that was corrected is obeyed as corrected.
    typed = filters.UpdateType.MESSAGES
    for name, do in COMMANDS.items():
        application.add_handler(CommandHandler(name, do, filters=typed))
    for letter, press in PRESSES.items():
        form = f":{keys.FORMS[letter]}" if letter in keys.FORMS else ""
        application.add_handler(CallbackQueryHandler(press, pattern=rf"^{letter}{form}$"))
    application.add_handler(CallbackQueryHandler(presses.unknown))
    application.add_handler(InlineQueryHandler(inline.offer))
    application.add_handler(ChatMemberHandler(welcome.added, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.COMMAND & typed, no_command))
    service = filters.StatusUpdate.ALL
    spoken = typed & ~filters.COMMAND & ~service
    application.add_handler(MessageHandler(spoken, message))
    application.add_error_handler(failed)


def _jobs(application: Bot) -> None:
    jobs = application.job_queue
    if jobs is None:
        raise RuntimeError("python-telegram-bot without its job queue")
    jobs.run_daily(reminders.round_of, _MORNING, name="reminders")
    # What a morning that was slept through should have said.
    jobs.run_once(reminders.round_of, 5, name="reminders missed")
    jobs.run_repeating(_purge, _ROUND_S, first=60, name="purge")


async def _purge(context: Context) -> None:
    desk = context.desk
    await desk.work(desk.quietly, {}, desk.state.purge)


async def introduce(application: Bot) -> None:
    """Put the commands into Telegram's menu, in Vietnamese and in English."""
    for code in (None, "en"):
        words = under("command", code or "vi")
        commands = [BotCommand(name, words[name]) for name in COMMANDS]
        await application.bot.set_my_commands(commands, language_code=code)
        common = [one for one in commands if one.command not in _PRIVATE]
        await application.bot.set_my_commands(
            common, scope=BotCommandScopeAllGroupChats(), language_code=code
        )


def quieten() -> None:
    """Keep out of the log what has no place there: each request's address holds the token."""
    for name in ("httpx", "httpcore", "apscheduler"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # It logs whole updates and whole answers at some levels, and tracebacks at others.
    logging.getLogger("telegram").setLevel(logging.CRITICAL)
