"""What every pressed button shares: it is answered, whatever comes of it, and its data is read."""

from __future__ import annotations

from contextlib import suppress

from telegram import CallbackQuery, Update
from telegram.error import BadRequest

from bot.telegram.desk import Context
from bot.telegram.words import say


def pressed(update: Update) -> tuple[CallbackQuery, list[str]]:
    """The press, and the parts of its data after the letter."""
    query = update.callback_query
    if query is None or query.data is None:
        raise ValueError("no press")
    return query, query.data.split(":")[1:]


async def settle(query: CallbackQuery, words: str = "", *, alert: bool = False) -> None:
    """Answer the press, with a short line or without; one that waited too long needs none."""
    with suppress(BadRequest):
        await query.answer(words or None, show_alert=alert)


async def unknown(update: Update, context: Context) -> None:
    """A button of an earlier version, or of another bot."""
    query, _ = pressed(update)
    await settle(query, say("other.button"), alert=True)


async def idle(update: Update, context: Context) -> None:
    """A button that only shows something."""
    query, _ = pressed(update)
    await settle(query)
