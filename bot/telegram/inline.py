"""`@bot câu hỏi` in any chat: cards with the answer and with each of its sources."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.error import BadRequest

from bot.questions import checked
from bot.telegram.desk import Context, Desk
from bot.telegram.draw import answer_blocks, source_blocks
from bot.telegram.keys import link
from bot.telegram.markup import parts
from bot.telegram.sources import address_of
from bot.telegram.words import say
from ingest.errors import CchcError
from retrieval.model import ANYONE, Status

# A question comes letter by letter: it is answered once the typing pauses.
_PAUSE_S = 0.35
_SHORTEST = 6
_CACHE_S = 60
_LINE = 120


async def offer(update: Update, context: Context) -> None:
    """Answer what has been typed so far, if nothing more is typed."""
    query = update.inline_query
    if query is None:
        return
    typed: dict[int, str] = context.bot_data.setdefault("typed", {})
    typed[query.from_user.id] = query.id
    await asyncio.sleep(_PAUSE_S)
    if typed.get(query.from_user.id) != query.id:
        return
    typed.pop(query.from_user.id, None)
    desk, text = context.desk, query.query.strip()
    admitted = await desk.work(desk.admits, query.from_user.id)
    cards: list[InlineQueryResultArticle] = []
    if admitted and len(text) >= _SHORTEST:
        with suppress(CchcError):
            cards = await desk.work(_cards, desk, text)
    words = say("inline.private" if cards else "inline.short")
    # A query that waited too long is forgotten by Telegram, and by its asker.
    with suppress(BadRequest):
        await query.answer(
            cards, cache_time=_CACHE_S, button=InlineQueryResultsButton(words, start_parameter="i")
        )


def _cards(desk: Desk, text: str) -> list[InlineQueryResultArticle]:
    """The answer's card, then a card for each source. Only of what everyone may see: a card goes
    to whichever chat its asker likes.
    """
    question = checked(text)
    lang = desk.assistant.opened().understood(question, principal=ANYONE).lang
    answer = desk.assistant.ask(question, principal=ANYONE)
    if answer.status in (Status.ERROR, Status.INSTRUCTION, Status.PERSONAL):
        return []
    cards = []
    with desk.library(ANYONE) as library:
        whole = parts(answer_blocks(answer, library, lang, ""))[0]
        cards.append(_card("0", answer.answer, question, whole, ""))
        for citation in answer.citations[:20]:
            name, address = library.name(citation.doc), address_of(desk, citation)
            title = say("inline.source", lang, n=citation.number, label=citation.label)
            told = parts(source_blocks(citation, name, address))[0]
            cards.append(_card(str(citation.number), title, citation.quote, told, address))
    return cards


def _card(
    identity: str, title: str, description: str, html: str, address: str
) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        identity,
        " ".join(title.split())[:_LINE],
        InputTextMessageContent(html),
        description=" ".join(description.split())[:_LINE],
        reply_markup=link(say("answer.open"), address) if address else None,
    )
