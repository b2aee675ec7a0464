"""What people send that is no command: questions, and all that cannot be read."""

from __future__ import annotations

from telegram import Message, Update

from bot.telegram.asker import addressed, asker_of, words_of
from bot.telegram.asking import ask
from bot.telegram.desk import Context
from bot.telegram.outbox import tell
from bot.telegram.words import say


async def message(update: Update, context: Context) -> None:
    """Answer a message that asks something, say of any other what to do instead."""
    told, edited = update.effective_message, update.edited_message is not None
    if told is None or not addressed(told, context.bot.id, context.bot.username):
        return
    if told.via_bot and told.via_bot.id == context.bot.id:
        # One of our own cards, sent by whoever asked for it.
        return
    words = words_of(told, context.bot.username)
    if words:
        await ask(update, context, words, edited=edited)
    elif not edited:
        asker = asker_of(update, context)
        sample = say("other.sample", asker.lang)
        await tell(context, asker, say(_instead(told), asker.lang, sample=sample))


def _instead(told: Message) -> str:
    """The key of what is said of a message without words."""
    if told.voice or told.audio or told.video_note:
        return "other.voice"
    if told.photo or told.video or told.story:
        return "other.picture"
    if told.contact or told.location or told.venue:
        return "other.contact"
    # An animation is a document as well, and no file that anyone meant.
    if told.document and not told.animation:
        return "other.file"
    return "other.empty" if told.text is not None or told.reply_to_message else "other.anything"


async def no_command(update: Update, context: Context) -> None:
    """A command that there is none of; in a group it may be meant for another bot."""
    told = update.effective_message
    if told is None or told.text is None:
        return
    typed = told.text.split()[0]
    mine = typed.lower().endswith(f"@{context.bot.username}".lower())
    asker = asker_of(update, context)
    if asker.private or mine:
        name = typed.partition("@")[0][:40]
        await tell(context, asker, say("other.command", asker.lang, command=name))
