"""`/chitieu`, `/nhiemvu`, `/sosanh` and `/han`: the register as lists and menus."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from telegram import Update

from bot.telegram import lists, menus
from bot.telegram.asker import Asker, asker_of, recalled
from bot.telegram.desk import Context, Desk
from bot.telegram.outbox import tell
from bot.telegram.request import Request, read
from bot.telegram.words import say
from ingest.errors import BadInput
from ingest.extract.agencies import agency_key
from retrieval.model import Principal
from retrieval.register import tasks


async def targets(update: Update, context: Context) -> None:
    """The targets: of the chosen plan, or of the places, years and words typed."""
    asker = asker_of(update, context)
    request = await requested(context, asker, " ".join(context.args or ()))
    await _begin(context, asker, "targets", request)


async def tasks_of(update: Update, context: Context) -> None:
    """An agency's tasks; without a name, which agencies there are."""
    asker, desk = asker_of(update, context), context.desk
    request = await requested(context, asker, " ".join(context.args or ()))
    if request.words or request.unknown:
        await _begin(context, asker, "tasks", request)
        return
    who = await desk.work(desk.principal, asker.chat)
    names = await desk.work(_agencies, desk, who, request)
    if not names:
        await _begin(context, asker, "tasks", request)
        return
    title = f"{say('agency.ask', asker.lang)}\n{say('agency.again', asker.lang)}"
    options = [(f"{name} ({count})", name) for name, count in names]
    await menus.offer(context, asker, "agency", title, options, request=request.record())


def _agencies(desk: Desk, who: Principal, request: Request) -> list[tuple[str, int]]:
    """The agencies that have tasks, with how many, the busiest first."""
    with desk.library(who) as library:
        rows = tasks(library.index, who, places=request.places or None, years=request.years)
    spelt: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for row in rows:
        for name in {*row.lead, *row.support}:
            counted[spelt.setdefault(agency_key(name), name)] += 1
    return counted.most_common(80)


async def compare(update: Update, context: Context) -> None:
    """Two places side by side; a place too few is asked for."""
    asker, desk = asker_of(update, context), context.desk
    typed = " ".join(context.args or ())
    request = await requested(context, asker, typed, chosen=False)
    if request.unknown or len(request.places) > 1:
        await _begin(context, asker, "compare", request)
    else:
        who = await desk.work(desk.principal, asker.chat)
        await _second(context, asker, who, request)


async def _second(context: Context, asker: Asker, who: Principal, request: Request) -> None:
    names = await context.desk.work(_names, context.desk, who)
    if len(names) < 2:
        await tell(context, asker, say("compare.need", asker.lang, count=len(names)))
        return
    title = say("compare.first", asker.lang)
    if request.places:
        title = say("compare.second", asker.lang, first=names[request.places[0]])
    title += f"\n{say('compare.how', asker.lang)}"
    options = [(name, slug) for slug, name in names.items() if slug not in request.places]
    await menus.offer(context, asker, "compare", title, options, request=request.record())


def _names(desk: Desk, who: Principal) -> dict[str, str]:
    with desk.library(who) as library:
        return {d.slug: library.name(d.slug) for d in library.documents}


async def due(update: Update, context: Context) -> None:
    """What falls due: soon, else next, else the latest past; or in a window typed."""
    asker = asker_of(update, context)
    typed = " ".join(context.args or ())
    request = await requested(context, asker, typed, years=False)
    await _begin(context, asker, "due", request)


async def picked(context: Context, asker: Asker, menu: dict[str, Any], value: str) -> None:
    """An option of one of these menus was chosen."""
    request = Request.of(menu["request"])
    if menu["do"] == "agency":
        await _begin(context, asker, "tasks", replace(request, words=value))
        return
    request = replace(request, places=(*request.places, value))
    if len(request.places) > 1:
        await _begin(context, asker, "compare", request)
        return
    who = await context.desk.work(context.desk.principal, asker.chat)
    await _second(context, asker, who, request)


async def requested(
    context: Context, asker: Asker, typed: str, *, chosen: bool = True, years: bool = True
) -> Request:
    """What was typed after a command, within the chosen plan where it names no place."""
    desk = context.desk
    who = await desk.work(desk.principal, asker.chat)
    place = recalled(context, asker.conversation, "place") if chosen else None

    def work() -> Request:
        with desk.library(who) as library:
            return read(typed, library, [str(place)] if place else [], years=years)

    return await desk.work(work)


async def _begin(context: Context, asker: Asker, kind: str, request: Request) -> None:
    """Send a list, or in one line why there is none."""
    try:
        if request.unknown:
            names = await context.desk.work(_known, context, asker)
            raise BadInput(f"Không có văn bản nào về “{', '.join(request.unknown)}”.", names)
        await lists.begin(context, asker, kind, request)
    except BadInput as error:
        await tell(context, asker, str(error))


def _known(context: Context, asker: Asker) -> str:
    who = context.desk.principal(asker.chat)
    return f"Hiện có: {'; '.join(_names(context.desk, who).values())}."
