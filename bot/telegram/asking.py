"""A question in, an answer out: after the conversation's earlier turns, in the plan chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup, Update

from bot.questions import checked
from bot.telegram import CHANNEL
from bot.telegram.asker import Asker, asker_of, recalled, remember
from bot.telegram.desk import Context, Desk
from bot.telegram.draft import Draft
from bot.telegram.draw import answer_blocks
from bot.telegram.keys import answer_keys
from bot.telegram.markup import Block, block, italic
from bot.telegram.outbox import send, typing
from bot.telegram.words import say
from ingest.errors import BadInput
from retrieval.model import Answer, Principal, Status

# Answers of these kinds are no turns of a conversation: nothing follows from them.
_NO_TURN = {Status.SMALLTALK, Status.PERSONAL, Status.INSTRUCTION, Status.ERROR}


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes out for a question."""

    answer: Answer
    blocks: list[Block]
    keyboard: InlineKeyboardMarkup | None
    lang: str


async def ask(
    update: Update, context: Context, question: str, *, edited: bool = False, pressed: bool = False
) -> None:
    """Answer a question that somebody typed, or changed, or pressed a button for.

    One behind a button is repeated above its answer, since nobody typed it.
    """
    asker = asker_of(update, context)
    who = await context.desk.work(context.desk.principal, asker.chat)
    place = recalled(context, asker.conversation, "place") or ""
    async with typing(context, asker), Draft(context, asker) as draft:
        try:
            reply = await context.desk.work(
                _answered, context.desk, asker, who, question, str(place), draft.add
            )
        except BadInput as error:
            await send(context, asker, [block(str(error))])
            return
    blocks = list(reply.blocks)
    if edited:
        blocks.insert(0, block(italic(say("answer.edited", reply.lang))))
    elif pressed:
        blocks.insert(0, block(italic(f"“{question}”")))
    await send(context, asker, blocks, reply.keyboard, reply=True if edited else None)
    # Only what was understood tells a language; an odd word does not.
    if reply.lang != asker.lang and reply.answer.citations:
        await context.desk.work(remember, context, asker.conversation, "lang", reply.lang)


def _answered(
    desk: Desk,
    asker: Asker,
    who: Principal,
    question: str,
    place: str,
    piece: Callable[[str], None],
) -> Reply:
    """Answer, keep what the buttons need, and draw; in a thread."""
    text = checked(question)
    none: tuple[str, ...] = ()
    talk = asker.conversation
    history = desk.quietly(none, desk.state.conversations.turns, talk) if talk else none
    understood = desk.assistant.opened().understood(text, history, principal=who)
    # A place that the question names goes before the plan chosen: its answer must be that place's.
    within = place if place and not (understood.places or understood.unknown) else ""
    answer = None
    for part in desk.assistant.stream(text, history=history, place=within or None, principal=who):
        if isinstance(part, Answer):
            answer = part
        else:
            piece(part)
    if answer is None:
        raise RuntimeError("an answer without its end")
    if talk and answer.status not in _NO_TURN:
        desk.quietly(None, desk.state.conversations.add, talk, text)
    keyboard = _kept(desk, asker, answer, text, history, within, understood.lang)
    with desk.library(who) as library:
        asked_in = library.name(within) if within and answer.citations else ""
        blocks = answer_blocks(answer, library, understood.lang, asked_in)
    return Reply(answer, blocks, keyboard, understood.lang)


def _kept(
    desk: Desk,
    asker: Asker,
    answer: Answer,
    question: str,
    history: tuple[str, ...],
    place: str,
    lang: str,
) -> InlineKeyboardMarkup | None:
    """The buttons under an answer; none where there is nothing to judge, or it was not kept."""
    if answer.status in _NO_TURN:
        return None
    keep = desk.state.answers.keep
    identity = desk.quietly(
        "", keep, answer, CHANNEL, question=question, history=history, place=place
    )
    kept = desk.quietly(None, desk.state.answers.get, identity) if identity else None
    if kept is None:
        return None
    if asker.conversation:
        desk.quietly(None, desk.state.memory.put, asker.conversation, "answer", identity)
    return answer_keys(kept, lang)
