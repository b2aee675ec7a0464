"""Menus: things to choose from, by pages, each menu kept so that its buttons outlive a restart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telegram import InlineKeyboardMarkup, Update

from bot.telegram.asker import Asker, asker_of
from bot.telegram.desk import Context
from bot.telegram.keys import IDLE, MENU, MENU_PAGE, button
from bot.telegram.markup import Block, block
from bot.telegram.outbox import send, tell
from bot.telegram.presses import pressed, settle
from bot.telegram.words import say

_A_PAGE = 8


async def offer(
    context: Context,
    asker: Asker,
    what: str,
    title: str,
    options: Sequence[tuple[str, str]],
    **more: Any,
) -> None:
    """Offer options, each a label and what it stands for; `what` says who hears of the choice."""
    desk = context.desk
    menu = {
        "do": what,
        "labels": [label for label, _ in options],
        "options": [value for _, value in options],
        **more,
    }
    identity = await desk.work(desk.quietly, "", desk.state.memory.keep, "menu", menu)
    if not identity:
        await tell(context, asker, title)
        return
    blocks: list[Block] = [block(title)]
    await send(context, asker, blocks, _keys(identity, menu["labels"], 0, asker.lang))


def _keys(identity: str, labels: Sequence[str], page: int, lang: str) -> InlineKeyboardMarkup:
    pages = max(1, -(-len(labels) // _A_PAGE))
    page = min(max(page, 0), pages - 1)
    first = page * _A_PAGE
    shown = enumerate(labels[first : first + _A_PAGE], first)
    rows = [[button(label, MENU, identity, n)] for n, label in shown]
    if pages > 1:
        row = [button(say("list.page", lang, page=page + 1, pages=pages), IDLE)]
        if page:
            row.insert(0, button(say("list.previous", lang), MENU_PAGE, identity, page - 1))
        if page < pages - 1:
            row.append(button(say("list.next", lang), MENU_PAGE, identity, page + 1))
        rows.append(row)
    return InlineKeyboardMarkup(rows)


async def turn(update: Update, context: Context) -> None:
    """Another page of a menu."""
    query, (identity, page) = pressed(update)
    lang = asker_of(update, context).lang
    menu = await kept(context, identity)
    if menu is None:
        await settle(query, say("list.gone", lang), alert=True)
        return
    await settle(query)
    await query.edit_message_reply_markup(_keys(identity, menu["labels"], int(page), lang))


async def kept(context: Context, identity: str) -> dict[str, Any] | None:
    """A menu as it was offered."""
    desk = context.desk
    found = await desk.work(desk.quietly, None, desk.state.memory.get, identity, "menu")
    return found if isinstance(found, dict) else None
