"""`/xuat`: the register as a spreadsheet, or its deadlines as a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time

from telegram import InputFile, Update
from telegram.constants import ChatAction

from bot import export
from bot.telegram.asker import asker_of
from bot.telegram.commands.registers import requested
from bot.telegram.desk import Context, Desk
from bot.telegram.listing import where
from bot.telegram.markup import block, html
from bot.telegram.outbox import tell
from bot.telegram.request import Request
from bot.telegram.words import say
from ingest.errors import BadInput
from retrieval.model import Principal
from retrieval.register import targets, tasks

_CALENDAR = ("lich", "lịch", "ics", "calendar")
_CAPTION = 1_000


@dataclass(frozen=True, slots=True)
class File:
    """A file to send, and the words under it."""

    name: str
    content: bytes
    caption: str


async def send_file(update: Update, context: Context) -> None:
    """Send the targets and tasks of the chosen plan, or of the places and words typed."""
    asker, desk = asker_of(update, context), context.desk
    typed = [word for word in context.args or () if word.lower() not in _CALENDAR]
    calendar = len(typed) < len(context.args or ())
    try:
        request = await requested(context, asker, " ".join(typed))
        if request.unknown:
            raise BadInput(f"Không có văn bản nào về “{', '.join(request.unknown)}”.", "/vanban")
        who = await desk.work(desk.principal, asker.chat)
        await context.bot.send_chat_action(asker.chat, ChatAction.UPLOAD_DOCUMENT)
        made = await desk.work(_made, desk, who, request, asker.lang, calendar=calendar)
    except BadInput as error:
        await tell(context, asker, str(error))
        return
    await context.bot.send_document(
        asker.chat,
        InputFile(made.content, made.name),
        caption=html([block(made.caption[:_CAPTION])]),
        message_thread_id=asker.thread,
    )


def _made(desk: Desk, who: Principal, request: Request, lang: str, *, calendar: bool) -> File:
    """The file; BadInput where there would be nothing in it."""
    with desk.library(who) as library:
        slugs, years, topic = request.places or None, request.years, request.words
        goals = targets(library.index, who, places=slugs, years=years, topic=topic)
        work = tasks(library.index, who, places=slugs, years=years, topic=topic)
        about = where(library, request, lang)
        stem = request.places[0] if len(request.places) == 1 else "cac-ke-hoach"
        dated = [row for row in work if row.due_to or row.due_from]
        if not (dated if calendar else goals or work):
            raise BadInput(say("due.none" if calendar else "export.none", lang, where=about))
        if calendar:
            content = export.calendar(dated, (), library.labels, _now(desk)).encode()
            return File(f"{stem}.ics", content, say("export.calendar", lang, what=about))
        sheets = [export.targets(goals, library.labels), export.tasks(work, library.labels)]
        content = export.workbook(sheets)
    return File(f"{stem}.xlsx", content, say("export.caption", lang, what=about))


def _now(desk: Desk) -> datetime:
    day = desk.settings.today
    return datetime.combine(day, time(), UTC) if day else datetime.now(UTC)
