"""Sending: blocks as one message or several, buttons under the last, a reply where others read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from telegram import InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.telegram.asker import Asker
from bot.telegram.desk import Context
from bot.telegram.markup import Block, block, parts

_TYPING_S = 4.5
_MANY_BUTTONS = 100


async def send(
    context: Context,
    to: Asker,
    blocks: Sequence[Block],
    keyboard: InlineKeyboardMarkup | None = None,
    *,
    reply: bool | None = None,
    gap: str = "\n\n",
) -> Message | None:
    """Send what the blocks say; the last message. In a group it replies, so that it is clear whom.

    `reply` says whether to reply whatever the chat.
    """
    replies = (not to.private) if reply is None else reply
    texts = parts(blocks, gap=gap)
    last: Message | None = None
    for at, text in enumerate(texts):
        final = at == len(texts) - 1
        last = await context.bot.send_message(
            to.chat,
            text,
            message_thread_id=to.thread,
            reply_markup=keyboard if final else None,
            reply_parameters=_reply(to) if replies and at == 0 else None,
        )
    return last


def _reply(to: Asker) -> ReplyParameters | None:
    if to.message is None:
        return None
    return ReplyParameters(to.message, allow_sending_without_reply=True)


async def tell(
    context: Context, to: Asker, words: str, keyboard: InlineKeyboardMarkup | None = None
) -> Message | None:
    """Send one plain line."""
    return await send(context, to, [block(words)], keyboard)


async def redraw(
    context: Context, to: Asker, message: int, blocks: Sequence[Block], keyboard: object
) -> None:
    """Put something else into a message of the bot's; as a new one where that cannot be."""
    markup = keyboard if isinstance(keyboard, InlineKeyboardMarkup) else None
    text = parts(blocks)[0]
    try:
        await context.bot.edit_message_text(text, to.chat, message, reply_markup=markup)
    except BadRequest as error:
        if "not modified" in error.message:
            return
        await send(context, to, blocks, markup)


@asynccontextmanager
async def typing(context: Context, to: Asker) -> AsyncIterator[None]:
    """Show that the bot is typing for as long as the block takes."""

    async def show() -> None:
        while True:
            with suppress(TelegramError):
                await context.bot.send_chat_action(
                    to.chat, ChatAction.TYPING, message_thread_id=to.thread
                )
            await asyncio.sleep(_TYPING_S)

    task = asyncio.create_task(show())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
