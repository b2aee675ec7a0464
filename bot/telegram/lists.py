"""Lists by pages: drawn from the register each time, with a button for every row's clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram import InlineKeyboardMarkup, Update

from bot.telegram.asker import Asker, asker_of
from bot.telegram.desk import Context, Desk
from bot.telegram.keys import IDLE, PAGE, REMIND, ROW, Row, button
from bot.telegram.listing import SOURCES, Listing
from bot.telegram.markup import Block, block, bold, italic, parts
from bot.telegram.outbox import redraw, send
from bot.telegram.presses import pressed, settle
from bot.telegram.request import Request
from bot.telegram.sources import show_clause
from bot.telegram.words import say
from retrieval.model import Principal

_A_PAGE = 5
_A_ROW = 4


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it goes out; `clauses` are those that its buttons open, in the buttons' order."""

    blocks: list[Block]
    keyboard: InlineKeyboardMarkup | None


async def begin(context: Context, asker: Asker, kind: str, request: Request) -> None:
    """Send the first page of a list. BadInput where it asks for what there is not."""
    desk = context.desk
    who = await desk.work(desk.principal, asker.chat)
    page = await desk.work(_first, desk, who, kind, request, asker.lang)
    await send(context, asker, page.blocks, page.keyboard)


def _first(desk: Desk, who: Principal, kind: str, request: Request, lang: str) -> Page:
    listing = _listing(desk, who, kind, request, lang)
    record = {"kind": kind, "request": request.record(), "clauses": []}
    identity = desk.quietly("", desk.state.memory.keep, "list", record) if listing.items else ""
    return _page(desk, identity, record, listing, 0, lang)


def _listing(desk: Desk, who: Principal, kind: str, request: Request, lang: str) -> Listing:
    with desk.library(who) as library:
        return SOURCES[kind](desk, library, who, request, lang)


def _page(
    desk: Desk, identity: str, record: dict[str, Any], listing: Listing, number: int, lang: str
) -> Page:
    """A page, and in the state what its buttons open."""
    if not listing.items:
        keys = _remind(identity, record, lang)
        return Page([block(listing.empty)], InlineKeyboardMarkup([keys]) if keys else None)
    pages = -(-len(listing.items) // _A_PAGE)
    number = min(max(number, 0), pages - 1)
    shown = listing.items[number * _A_PAGE : (number + 1) * _A_PAGE]
    clauses = list(dict.fromkeys(clause for item in shown for clause in item.clauses))
    marks = {clause: at for at, clause in enumerate(clauses, 1)}
    count = say("list.count", lang, count=len(listing.items))
    blocks = [block(bold(listing.title), italic(f"\n{count}"))]
    for item in shown:
        cited = "".join(f" [{marks[clause]}]" for clause in item.clauses)
        blocks.append(block(*item.runs, cited))
    if not identity:
        return Page(blocks, None)
    desk.quietly(
        None, desk.state.memory.put, identity, "list", record | {"clauses": clauses, "page": number}
    )
    return Page(_fitting(blocks), _keys(identity, record, len(clauses), number, pages, lang))


def _fitting(blocks: list[Block]) -> list[Block]:
    """What one message holds: a page is edited in place and cannot run over into a second."""
    while len(parts(blocks)) > 1 and len(blocks) > 2:
        blocks = blocks[:-1]
    return blocks


def _keys(
    identity: str, record: dict[str, Any], sources: int, number: int, pages: int, lang: str
) -> InlineKeyboardMarkup:
    keys = [
        button(say("answer.source_short", lang, n=n), ROW, identity, n)
        for n in range(1, sources + 1)
    ]
    rows = [keys[at : at + _A_ROW] for at in range(0, len(keys), _A_ROW)]
    if pages > 1:
        rows.append(_turns(identity, number, pages, lang))
    remind = _remind(identity, record, lang)
    return InlineKeyboardMarkup([*rows, remind] if remind else rows)


def _turns(identity: str, number: int, pages: int, lang: str) -> Row:
    row = [button(say("list.page", lang, page=number + 1, pages=pages), IDLE)]
    if number:
        row.insert(0, button(say("list.previous", lang), PAGE, identity, number - 1))
    if number < pages - 1:
        row.append(button(say("list.next", lang), PAGE, identity, number + 1))
    return row


def _remind(identity: str, record: dict[str, Any], lang: str) -> Row:
    if record["kind"] != "due" or not identity:
        return []
    return [button(say("due.subscribe", lang), REMIND, identity)]


async def turn(update: Update, context: Context) -> None:
    """Another page of a list, in place of this one."""
    query, (identity, number) = pressed(update)
    asker, desk = asker_of(update, context), context.desk
    record = await desk.work(desk.quietly, None, desk.state.memory.get, identity, "list")
    if record is None or query.message is None:
        await settle(query, say("list.gone", asker.lang), alert=True)
        return
    await settle(query)
    who = await desk.work(desk.principal, asker.chat)
    page = await desk.work(_again, desk, who, identity, record, int(number), asker.lang)
    await redraw(context, asker, query.message.message_id, page.blocks, page.keyboard)


def _again(
    desk: Desk, who: Principal, identity: str, record: dict[str, Any], number: int, lang: str
) -> Page:
    request = Request.of(record["request"])
    listing = _listing(desk, who, record["kind"], request, lang)
    return _page(desk, identity, record, listing, number, lang)


async def open_row(update: Update, context: Context) -> None:
    """Open the clause of a row."""
    query, (identity, number) = pressed(update)
    asker, desk = asker_of(update, context), context.desk
    record = await desk.work(desk.quietly, None, desk.state.memory.get, identity, "list")
    clauses = record["clauses"] if record else []
    if not 1 <= int(number) <= len(clauses):
        await settle(query, say("list.gone", asker.lang), alert=True)
        return
    shown = await show_clause(context, asker, int(number), clauses[int(number) - 1])
    await settle(query, "" if shown else say("source.closed", asker.lang), alert=not shown)
