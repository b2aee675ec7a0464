"""`/moi`, `/xoa` and `/ghepma`: a new conversation, nothing kept, more to see."""

from __future__ import annotations

from telegram import Update

from bot.telegram import CHANNEL
from bot.telegram.asker import Asker, asker_of
from bot.telegram.desk import Context, Desk
from bot.telegram.outbox import tell
from bot.telegram.words import say


async def new(update: Update, context: Context) -> None:
    """Forget the conversation's turns; the chosen plan stays chosen."""
    asker, desk = asker_of(update, context), context.desk
    await desk.work(desk.state.conversations.forget, asker.conversation)
    await tell(context, asker, say("new.done", asker.lang))


async def erase(update: Update, context: Context) -> None:
    """Delete all that is kept of somebody."""
    asker = asker_of(update, context)
    await context.desk.work(_erased, context.desk, asker)
    await tell(context, asker, say("erase.done", asker.lang))


def _erased(desk: Desk, asker: Asker) -> None:
    state = desk.state
    # A group's rights are the group's: one member's wish does not take them from the others.
    state.people.forget(CHANNEL, str(asker.user))
    state.conversations.forget(asker.conversation)
    state.memory.forget(asker.conversation)
    own = desk.conversation(asker.user, asker.user)
    state.conversations.forget(own)
    state.memory.forget(own)


async def pair(update: Update, context: Context) -> None:
    """A code that lets this chat see more, once an administrator approves it."""
    asker, desk = asker_of(update, context), context.desk
    code = await desk.work(desk.state.people.request, CHANNEL, str(asker.chat))
    minutes = desk.state.retention.pairings // 60
    lines = [say("access.code", asker.lang, code=code, minutes=minutes)]
    who = await desk.work(desk.principal, asker.chat)
    groups = sorted(who.groups - {"public"})
    if groups:
        lines.append(say("access.have", asker.lang, groups=", ".join(groups)))
    await tell(context, asker, "\n\n".join(lines))
