"""What goes wrong: a friendly line to whoever asked, the rest to the log without their words."""

from __future__ import annotations

import secrets
import traceback
from contextlib import suppress

from telegram import Update
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.telegram.asker import asker_of
from bot.telegram.desk import LOG, Context
from bot.telegram.outbox import tell
from bot.telegram.presses import settle
from bot.telegram.words import say
from ingest.errors import BadInput, NeedsIngest, Unavailable


async def failed(update: object, context: Context) -> None:
    """An error that a handler let out."""
    error = context.error
    if isinstance(error, Forbidden):
        # Blocked, or put out of the group: there is nobody to tell.
        return
    code = secrets.token_hex(3)
    if not isinstance(error, BadInput):
        # What was typed wrong is its writer's to know, and the words are theirs.
        _log(code, error)
    if not isinstance(update, Update) or update.inline_query is not None:
        return
    asker = asker_of(update, context) if update.effective_chat else None
    if asker is None:
        return
    words = _words(error, code, asker.lang)
    with suppress(TelegramError):
        if update.callback_query is not None:
            await settle(update.callback_query)
        await tell(context, asker, words)


def _words(error: Exception | None, code: str, lang: str) -> str:
    if isinstance(error, NeedsIngest):
        return say("error.no_index", lang)
    if isinstance(error, BadInput):
        return str(error)
    return say("error.again", lang, code=code)


def _log(code: str, error: Exception | None) -> None:
    """Where it happened, and of its own errors what: another's message may hold the question."""
    told = f": {error}" if isinstance(error, NeedsIngest | Unavailable | BadRequest) else ""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    places = " < ".join(
        f"{f.filename.rpartition('/')[2]}:{f.lineno} {f.name}" for f in frames[::-1]
    )
    LOG.error("lỗi %s: %s%s [%s]", code, type(error).__name__, told, places)
