"""What stands before every handler: who is let in, what is too old, who sends too fast."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from telegram import Bot, Message, Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.clock import VIETNAM
from bot.telegram.asker import addressed, asker_of
from bot.telegram.desk import LOG, Context
from bot.telegram.outbox import tell
from bot.telegram.presses import settle
from bot.telegram.words import say

# A message that waited for longer, because the bot was down, is not answered as if nothing had
# been: who asked has gone elsewhere by then. They are told so, once, and may ask again.
OLD = timedelta(hours=1)
# What anyone may do, so that they can ask to be let in.
_OPEN_COMMAND = "/ghepma"


async def gate(update: Update, context: Context) -> None:
    """Stop an update that no handler is to see."""
    if update.inline_query or update.my_chat_member:
        return
    if update.callback_query and not update.callback_query.data:
        # A game's button, or nothing at all: the library would give it to any handler.
        await settle(update.callback_query, say("other.button"), alert=True)
        raise ApplicationHandlerStop
    told = update.effective_message
    if isinstance(told, Message) and not update.callback_query:
        if not _spoken_to(told, context):
            raise ApplicationHandlerStop
        if datetime.now(UTC) - _when(told) > OLD:
            await _too_old(update, context, told)
            raise ApplicationHandlerStop
    if not await _admitted(update, context):
        raise ApplicationHandlerStop


def _spoken_to(told: Message, context: Context) -> bool:
    """Whether a message is for the bot; a command always may be."""
    command = (told.text or "").startswith("/")
    return command or addressed(told, context.bot.id, context.bot.username)


def _when(told: Message) -> datetime:
    return told.edit_date or told.date


async def _too_old(update: Update, context: Context, told: Message) -> None:
    """Say once to a chat that its old messages were passed over."""
    said: set[int] = context.bot_data.setdefault("passed over", set())
    if told.chat.id in said:
        return
    said.add(told.chat.id)
    when = _when(told).astimezone(VIETNAM)
    asker = asker_of(update, context)
    await tell(context, asker, say("other.old", asker.lang, when=f"{when:%H:%M %d/%m}"))


async def _admitted(update: Update, context: Context) -> bool:
    """Whether the bot is for this user or chat; if not, they are told how to be let in."""
    desk = context.desk
    if desk.settings.telegram_access == "open":
        return True
    asker = asker_of(update, context)
    if await desk.work(desk.admits, asker.user, asker.chat):
        return True
    words = (update.message.text or "") if update.message else ""
    if words.startswith(_OPEN_COMMAND):
        return True
    if update.callback_query:
        await settle(update.callback_query, say("access.closed", asker.lang), alert=True)
    else:
        await tell(context, asker, say("access.closed", asker.lang))
    return False


async def flooded(bot: Bot, update: Update) -> None:
    """Tell somebody who sends faster than can be answered; the messages after are let go."""
    chat = update.effective_chat
    if chat is None:
        return
    try:
        await bot.send_message(chat.id, say("other.flood"))
    except TelegramError as error:
        LOG.warning("không báo được: %s", type(error).__name__)
