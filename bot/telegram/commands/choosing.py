"""`/vanban`: which plan questions are about, and what becomes of a choice from any menu."""

from __future__ import annotations

from telegram import Update
from telegram.error import BadRequest

from bot.telegram import menus, opinions
from bot.telegram.asker import Asker, asker_of, recalled, remember
from bot.telegram.asking import ask
from bot.telegram.commands import registers
from bot.telegram.desk import Context, Desk
from bot.telegram.outbox import tell
from bot.telegram.presses import pressed, settle
from bot.telegram.words import say
from retrieval.model import Principal
from retrieval.register import documents_of


async def choose(update: Update, context: Context) -> None:
    """Choose a plan: by its place's name, or from a menu."""
    asker, desk = asker_of(update, context), context.desk
    who = await desk.work(desk.principal, asker.chat)
    typed = " ".join(context.args or ())
    found = await desk.work(_documents, desk, who, typed)
    if not found:
        await tell(context, asker, say("place.none", asker.lang))
    elif typed and len(found) == 1:
        await chosen(context, asker, found[0][1], found[0][0])
    else:
        now = recalled(context, asker.conversation, "place") or ""
        options = [(f"✓ {name}" if slug == now else name, slug) for name, slug in found]
        every = say("place.all", asker.lang)
        options.append((every if now else f"✓ {every}", ""))
        await menus.offer(context, asker, "place", say("place.ask", asker.lang), options)


def _documents(desk: Desk, who: Principal, typed: str) -> list[tuple[str, str]]:
    """Name and slug of each document, of those that the words name; BadInput where none does."""
    with desk.library(who) as library:
        slugs = [d.slug for d in library.documents]
        if typed:
            slugs = list(documents_of(typed, library.documents))
        return [(library.name(slug), slug) for slug in slugs]


async def chosen(context: Context, asker: Asker, slug: str, name: str) -> None:
    """Ask within a plan from now on; the turns before were about something else."""
    desk = context.desk
    await desk.work(remember, context, asker.conversation, "place", slug)
    if asker.conversation:
        await desk.work(desk.quietly, None, desk.state.conversations.forget, asker.conversation)
    words = (
        say("place.chosen", asker.lang, doc=name) if slug else say("place.chosen_all", asker.lang)
    )
    await tell(context, asker, words)


async def pick(update: Update, context: Context) -> None:
    """An option of a menu was pressed: whoever offered it goes on."""
    query, (identity, number) = pressed(update)
    asker = asker_of(update, context)
    menu = await menus.kept(context, identity)
    if menu is None or not int(number) < len(menu["options"]):
        await settle(query, say("list.gone", asker.lang), alert=True)
        return
    value = menu["options"][int(number)]
    if menu["do"] == "remark":
        await opinions.remark_chosen(context, asker, query, menu, value)
        return
    await settle(query)
    try:
        if menu["do"] == "place":
            label = menu["labels"][int(number)].removeprefix("✓ ")
            await chosen(context, asker, value, label)
        elif menu["do"] == "ask":
            await ask(update, context, value, pressed=True)
        else:
            await registers.picked(context, asker, menu, value)
    except BadRequest as error:
        if "not modified" not in error.message:
            raise


async def suggestion(update: Update, context: Context) -> None:
    """A suggestion under an answer was pressed: ask it."""
    query, (identity, number) = pressed(update)
    desk = context.desk
    kept = await desk.work(desk.quietly, None, desk.state.answers.get, identity)
    if kept is None or not int(number) < len(kept.suggestions):
        await settle(query, say("source.gone", asker_of(update, context).lang), alert=True)
        return
    await settle(query)
    await ask(update, context, kept.suggestions[int(number)], pressed=True)
