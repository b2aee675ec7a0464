"""What users say of answers: a thumb, what was wrong, a remark. No name is kept with it."""

from __future__ import annotations

from contextlib import suppress
from typing import cast

from telegram import CallbackQuery, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.masking import masked
from bot.state import Kept
from bot.telegram.asker import Asker, asker_of, recalled
from bot.telegram.desk import Context
from bot.telegram.keys import (
    MENU,
    WRONGS,
    answer_keys,
    button,
    noted_row,
    wrong_keys,
)
from bot.telegram.markup import block, italic
from bot.telegram.outbox import send, tell
from bot.telegram.presses import pressed, settle
from bot.telegram.words import say
from ingest.errors import CchcError


async def useful(update: Update, context: Context) -> None:
    """The answer was right."""
    query, (identity,) = pressed(update)
    await _note(update, context, query, identity, "useful")


async def wrong(update: Update, context: Context) -> None:
    """It was not: ask what."""
    query, (identity,) = pressed(update)
    lang = asker_of(update, context).lang
    await settle(query, say("feedback.ask", lang))
    await _keys(query, wrong_keys(identity, lang))


async def back(update: Update, context: Context) -> None:
    """Nothing after all."""
    query, (identity,) = pressed(update)
    asker = asker_of(update, context)
    await settle(query)
    kept = await _kept(context, identity)
    if kept is not None:
        await _keys(query, answer_keys(kept, asker.lang))


async def verdict(update: Update, context: Context) -> None:
    """What was wrong."""
    query, (identity, said) = pressed(update)
    await _note(update, context, query, identity, said)


async def _note(
    update: Update, context: Context, query: CallbackQuery, identity: str, said: str
) -> None:
    asker = asker_of(update, context)
    kept = await _kept(context, identity)
    if kept is None:
        await settle(query, say("source.gone", asker.lang), alert=True)
        return
    noted = await _add(context, asker, identity, said, "")
    await settle(query, say("feedback.thanks" if noted else "feedback.lost", asker.lang))
    if noted:
        # In a group the answer belongs to all: one's verdict is not shown as everyone's.
        row = noted_row(identity, said, asker.lang) if asker.private else None
        await _keys(query, answer_keys(kept, asker.lang, row))


async def _kept(context: Context, identity: str) -> Kept | None:
    desk = context.desk
    return await desk.work(desk.quietly, None, desk.state.answers.get, identity)


async def _add(context: Context, asker: Asker, identity: str, said: str, remark: str) -> bool:
    """Note a verdict; whether it could be noted."""
    desk = context.desk
    try:
        await desk.work(
            desk.state.feedback.add, identity, said, remark, voter=f"telegram {asker.user}"
        )
    except CchcError:
        return False
    return True


async def _keys(query: CallbackQuery, keyboard: InlineKeyboardMarkup) -> None:
    """Change the buttons under a message; a message too old to be changed stays as it is."""
    with suppress(BadRequest):
        await query.edit_message_reply_markup(keyboard)


async def remark(update: Update, context: Context) -> None:
    """`/gopy`, alone or with a remark: about the last answer of the conversation."""
    asker = asker_of(update, context)
    identity = cast("str | None", recalled(context, asker.conversation, "answer"))
    kept = await _kept(context, identity) if identity else None
    if kept is None:
        await tell(context, asker, say("feedback.none", asker.lang))
        return
    words = masked(" ".join(context.args or ()))
    desk = context.desk
    options = {"do": "remark", "options": [*WRONGS, "useful"], "answer": kept.id, "remark": words}
    menu = await desk.work(desk.quietly, "", desk.state.memory.keep, "menu", options)
    if not menu:
        await tell(context, asker, say("feedback.lost", asker.lang))
        return
    rows = [
        [button(say(f"feedback.{one}", asker.lang), MENU, menu, n)]
        for n, one in enumerate((*WRONGS, "useful"))
    ]
    blocks = [block(say("feedback.about", asker.lang, question=kept.question))]
    if not words:
        blocks.append(block(italic(say("feedback.how", asker.lang))))
    await send(context, asker, blocks, InlineKeyboardMarkup(rows))


async def remark_chosen(
    context: Context, asker: Asker, query: CallbackQuery, menu: dict[str, str], said: str
) -> None:
    """What a remark is about was chosen: note both."""
    noted = await _add(context, asker, menu["answer"], said, menu["remark"])
    await settle(query)
    words = say("feedback.thanks" if noted else "feedback.lost", asker.lang)
    if query.message is not None:
        with suppress(BadRequest):
            await query.edit_message_text(words)
