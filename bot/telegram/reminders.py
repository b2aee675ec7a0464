"""Reminders: set, listed, stopped, and sent by the job queue from what the state holds.

Nothing is scheduled that a restart could lose: each round asks of every subscription what is due
to be said, and the state knows what has been.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from telegram import InlineKeyboardMarkup, Update
from telegram.error import ChatMigrated, Forbidden, TelegramError

from bot.clock import today
from bot.failures import told
from bot.state import Subscription
from bot.telegram import CHANNEL
from bot.telegram.asker import Asker, asker_of
from bot.telegram.desk import LOG, Context, Desk, Library
from bot.telegram.keys import STOP, button
from bot.telegram.listing import apart, cut, last_day, of_deadlines
from bot.telegram.markup import Block, block, bold
from bot.telegram.outbox import send, tell
from bot.telegram.presses import pressed, settle
from bot.telegram.request import Request
from bot.telegram.words import say
from ingest.address import label
from ingest.errors import BadInput, CchcError
from ingest.extract.model import Assignment
from retrieval.model import Principal
from retrieval.register import tasks

# Days before a deadline at which it is spoken of, beside those that a subscription itself names.
_SOON = 3
# A deadline that passed while the bot was down is still told of, this many days long.
_LATE = 7


async def subscribe(update: Update, context: Context) -> None:
    """The button under `/han`: remind of what that list is about."""
    query, (identity,) = pressed(update)
    asker, desk = asker_of(update, context), context.desk
    record = await desk.work(desk.quietly, None, desk.state.memory.get, identity, "list")
    if record is None:
        await settle(query, say("list.gone", asker.lang), alert=True)
        return
    lines = await desk.work(_subscribed, desk, asker, Request.of(record["request"]))
    await settle(query)
    await tell(context, asker, "\n".join(lines))


def _subscribed(desk: Desk, asker: Asker, request: Request) -> list[str]:
    who = desk.principal(asker.chat)
    made: list[Subscription] = []
    agency = " ".join(word for word in request.words.split() if not word[:2].isdecimal())
    for slug in request.places or ("",):
        made.append(
            desk.state.subscriptions.add(
                CHANNEL, str(asker.chat), str(asker.user), doc=slug, agency=agency
            )
        )
    with desk.library(who) as library:
        what = "; ".join(_named(one, library, asker.lang) for one in made)
        listing = of_deadlines(desk, library, who, Request(request.places, (), agency), asker.lang)
    lines = [say("due.on", asker.lang, what=what, ahead=made[0].ahead)]
    return lines if listing.ahead else [*lines, say("due.on_past", asker.lang)]


def _named(one: Subscription, library: Library, lang: str) -> str:
    doc = library.name(one.doc) if one.doc else say("due.all", lang)
    return say("due.of", lang, agency=one.agency, doc=doc) if one.agency else doc


async def listed(update: Update, context: Context) -> None:
    """`/nhac`: one's reminders in this chat, each with a button that stops it."""
    asker, desk = asker_of(update, context), context.desk
    held = await desk.work(desk.state.subscriptions.of, CHANNEL, str(asker.chat), str(asker.user))
    if not held:
        await tell(context, asker, say("due.empty", asker.lang))
        return
    names = await desk.work(_names, desk, asker, held)
    rows = [
        [button(say("due.stop", asker.lang, what=name), STOP, one.id)]
        for one, name in zip(held, names, strict=True)
    ]
    lines = "\n".join(f"• {name}" for name in names)
    blocks = [block(say("due.list", asker.lang), f"\n{lines}")]
    await send(context, asker, blocks, InlineKeyboardMarkup(rows))


def _names(desk: Desk, asker: Asker, held: Sequence[Subscription]) -> list[str]:
    with desk.library(desk.principal(asker.chat)) as library:
        return [_named(one, library, asker.lang) for one in held]


async def stop(update: Update, context: Context) -> None:
    """The button that stops a reminder; only one's own."""
    query, (identity,) = pressed(update)
    asker, desk = asker_of(update, context), context.desk
    chat, person = str(asker.chat), str(asker.user)
    held = await desk.work(desk.state.subscriptions.of, CHANNEL, chat, person)
    one = next((s for s in held if s.id == int(identity)), None)
    if one is None:
        await settle(query, say("due.gone", asker.lang), alert=True)
        return
    await desk.work(desk.state.subscriptions.stop, one.id, CHANNEL, chat, person)
    await settle(query)
    (name,) = await desk.work(_names, desk, asker, [one])
    await tell(context, asker, say("due.off", asker.lang, what=name))


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be said under a subscription, and the marks that it has been."""

    one: Subscription
    blocks: tuple[Block, ...]
    marks: tuple[str, ...]


async def round_of(context: Context) -> None:
    """Send what is due under every subscription. One that fails keeps no other back."""
    desk = context.desk
    try:
        held = await desk.work(desk.state.subscriptions.all, CHANNEL)
    except CchcError as error:
        LOG.error("nhắc hạn: %s", told(error))
        return
    for one in held:
        try:
            notice = await desk.work(_notice, desk, one)
            if notice is not None:
                await _send(context, notice)
        except (CchcError, TelegramError) as error:
            LOG.error("nhắc hạn %d: %s", one.id, type(error).__name__)


def _notice(desk: Desk, one: Subscription) -> Notice | None:
    """What a subscription has to hear today, of what its chat may see today."""
    who = desk.principal(int(one.chat))
    now = today(desk.settings)
    with desk.library(who) as library:
        rows = [row for row in _rows(library, who, one) if row.due_to or row.due_from]
        said = desk.state.subscriptions.reminded(one.id)
        marked = [(row, mark) for row in rows if (mark := _mark(row, now, one.ahead, said))]
        if not marked:
            return None
        marked.sort(key=lambda pair: last_day(pair[0]))
        blocks = [block(bold(f"{say('due.soon')}: {_named(one, library, 'vi')}"))]
        blocks += [_told(row, library, now) for row, _ in marked]
    return Notice(one, tuple(blocks), tuple(mark for _, mark in marked))


def _rows(library: Library, who: Principal, one: Subscription) -> list[Assignment]:
    try:
        return tasks(library.index, who, places=(one.doc,) if one.doc else None, agency=one.agency)
    except BadInput:
        # The documents have changed and name the agency no more.
        return []


def _mark(row: Assignment, now: date, ahead: int, said: frozenset[str]) -> str:
    """The mark of the step that a deadline has come to; "" where nothing is to be said."""
    day = last_day(row)
    left = (day - now).days
    if not -_LATE <= left <= ahead:
        return ""
    steps = [step for step in dict.fromkeys((ahead, _SOON, 0)) if left <= step]
    mark = f"{row.clause} {day.isoformat()} {min(steps)}"
    return "" if mark in said else mark


def _told(row: Assignment, library: Library, now: date) -> Block:
    day = last_day(row)
    who = "; ".join(row.lead or row.support)
    head = bold(f"{day:%d/%m/%Y} ({apart(day, now, 'vi')})")
    address = f"{label(row.clause.partition(':')[2])}, {library.name(row.doc)}"
    return block(head, f"\n{cut(row.task)}", f"\n{who}" if who else "", f"\n{address}")


async def _send(context: Context, notice: Notice) -> None:
    """Claim the marks, then send; what could not be sent is given back for the next round."""
    desk, one = context.desk, notice.one
    marks = desk.state.subscriptions
    if not all([await desk.work(marks.mark, one.id, what) for what in notice.marks]):
        return
    to = Asker(
        int(one.chat), int(one.person), private=not one.chat.startswith("-"), conversation=""
    )
    try:
        await send(context, to, notice.blocks)
    except Forbidden:
        await desk.work(marks.leave, CHANNEL, one.chat)
    except ChatMigrated as error:
        await desk.work(_moved, desk, one, error.new_chat_id)
    except TelegramError:
        for what in notice.marks:
            await desk.work(marks.unmark, one.id, what)
        raise


def _moved(desk: Desk, one: Subscription, chat: int) -> None:
    """A group became a supergroup, with another number: the next round reminds it there."""
    held = desk.state.subscriptions
    held.stop(one.id, CHANNEL, one.chat, one.person)
    held.add(CHANNEL, str(chat), one.person, doc=one.doc, agency=one.agency, ahead=one.ahead)
