"""A source opened: the clause as it stands, its address, and the way to its page."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from bot.telegram.asker import Asker, asker_of
from bot.telegram.desk import Context, Desk
from bot.telegram.draw import source_blocks
from bot.telegram.keys import link
from bot.telegram.markup import Block
from bot.telegram.outbox import send
from bot.telegram.presses import pressed, settle
from bot.telegram.words import say
from ingest.address import label
from retrieval.model import Citation, Principal

# A second press within this many of a bot's last opened sources is a slip of the finger.
_RECENT = 200
Opened = tuple[list[Block], InlineKeyboardMarkup | None]


async def open_source(update: Update, context: Context) -> None:
    """Open a source of an answer: its words as they were quoted."""
    query, (identity, number) = pressed(update)
    asker, desk = asker_of(update, context), context.desk
    kept = await desk.work(desk.quietly, None, desk.state.answers.get, identity)
    citation = kept.citation(int(number)) if kept else None
    if kept is None or citation is None:
        await settle(query, say("source.gone", asker.lang), alert=True)
        return
    if _twice(desk, asker, f"{identity}:{number}"):
        await settle(query, say("source.twice", asker.lang))
        return
    who = await desk.work(desk.principal, asker.chat)
    opened = await desk.work(_of_answer, desk, who, citation, asker.lang)
    if opened is None:
        await settle(query, say("source.closed", asker.lang), alert=True)
        return
    await settle(query)
    await send(context, asker, *opened, reply=True)


def _of_answer(desk: Desk, who: Principal, citation: Citation, lang: str) -> Opened | None:
    """What is shown of a citation; None where its document is not to be seen (any more)."""
    with desk.library(who) as library:
        if citation.doc not in library.labels.documents:
            return None
        name = library.name(citation.doc)
    address = address_of(desk, citation)
    blocks = source_blocks(citation, name, address)
    return blocks, link(say("answer.open", lang), address)


def address_of(desk: Desk, citation: Citation) -> str:
    """The page with the clause marked, of the version that was quoted."""
    if not desk.settings.public_url:
        return ""
    path = citation.clause.partition(":")[2]
    version = f"@{citation.version}" if citation.version else ""
    return f"{desk.settings.public_url}/van-ban/{citation.doc}{version}#{path}"


async def show_clause(context: Context, asker: Asker, number: int, clause: str) -> bool:
    """Open a clause of a list; whether it is to be seen."""
    desk = context.desk
    who = await desk.work(desk.principal, asker.chat)
    opened = await desk.work(_of_clause, desk, who, number, clause, asker.lang)
    if opened is None:
        return False
    await send(context, asker, *opened, reply=True)
    return True


def _of_clause(desk: Desk, who: Principal, number: int, identity: str, lang: str) -> Opened | None:
    with desk.library(who) as library:
        clause = library.index.clause(identity)
        if clause is None or clause.doc not in library.labels.documents:
            return None
        version = library.labels.documents[clause.doc].version
    citation = Citation(
        *(number, clause.doc, version, clause.id, label(clause.path)),
        *(clause.start, clause.end, clause.text, clause.columns),
    )
    return _of_answer(desk, who, citation, lang)


def _twice(desk: Desk, asker: Asker, what: str) -> bool:
    """Whether this was the last source opened in the chat."""
    if desk.latest.get(asker.chat) == what:
        return True
    if len(desk.latest) > _RECENT:
        desk.latest.clear()
    desk.latest[asker.chat] = what
    return False
