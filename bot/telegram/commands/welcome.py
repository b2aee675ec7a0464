"""`/start`, `/huongdan` and what is said where the bot is added."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.state.retention import DAY, HOUR
from bot.telegram.asker import Asker, asker_of
from bot.telegram.desk import Context, Desk
from bot.telegram.keys import MENU, button
from bot.telegram.markup import block, bold
from bot.telegram.outbox import send, tell
from bot.telegram.words import say, under
from ingest.errors import CchcError
from retrieval.model import Principal

# Asked of whichever documents there are; tried out by a test on those in the box.
_SAMPLES = (
    "{place}: tỷ lệ hồ sơ trực tuyến bao nhiêu?",
    "Ai chủ trì cải cách thể chế ở {place}?",
    "{place} báo cáo kết quả bao lâu một lần?",
)
_NAMED = 6


async def start(update: Update, context: Context) -> None:
    """Who this is, what there is, how to begin."""
    asker, desk = asker_of(update, context), context.desk
    who = await desk.work(desk.principal, asker.chat)
    names, samples = await desk.work(_offer, desk, who)
    lang = asker.lang
    have = say("start.have", lang, count=len(names), names=_listed(names))
    blocks = [block(say("start.hello", lang)), block(have if names else say("start.none", lang))]
    blocks.append(block(say("start.privacy", lang)))
    if samples:
        blocks.append(block(say("start.try", lang)))
    await send(context, asker, blocks, await _samples(desk, samples))


def _offer(desk: Desk, who: Principal) -> tuple[list[str], list[str]]:
    """The documents' names, and questions to try; none of either where there is no index."""
    try:
        with desk.library(who) as library:
            names = [library.name(d.slug) for d in library.documents]
            places = list(dict.fromkeys(library.labels.place(d.slug) for d in library.documents))
    except CchcError:
        return [], []
    if not places:
        return names, []
    return names, [q.format(place=places[n % len(places)]) for n, q in enumerate(_SAMPLES)]


def _listed(names: list[str]) -> str:
    more = f" … (+{len(names) - _NAMED})" if len(names) > _NAMED else ""
    return "; ".join(names[:_NAMED]) + more


async def _samples(desk: Desk, questions: list[str]) -> InlineKeyboardMarkup | None:
    """The questions as buttons that ask them."""
    menu = {"do": "ask", "labels": questions, "options": questions}
    identity = await desk.work(desk.quietly, "", desk.state.memory.keep, "menu", menu)
    if not questions or not identity:
        return None
    return InlineKeyboardMarkup([[button(q, MENU, identity, n)] for n, q in enumerate(questions)])


async def guide(update: Update, context: Context) -> None:
    """How to ask, the commands, groups, privacy."""
    asker = asker_of(update, context)
    lang, bot = asker.lang, f"@{context.bot.username}"
    kept = context.desk.state.retention
    hours, days = kept.conversations // HOUR, kept.answers // DAY
    commands = "\n".join(f"/{name}: {words}" for name, words in under("command", lang).items())
    blocks = [
        block(say("help.ask", lang, sample=say("other.sample", lang))),
        block(say("help.source", lang)),
        block(bold(say("help.commands", lang)), f"\n{commands}"),
        block(say("help.group", lang, bot=bot)),
        block(say("help.inline", lang, bot=bot)),
        block(say("help.privacy", lang, hours=hours, days=days)),
    ]
    await send(context, asker, blocks)


async def added(update: Update, context: Context) -> None:
    """The bot was added to a group, or can write to somebody no more."""
    change, desk = update.my_chat_member, context.desk
    if change is None:
        return
    chat, now = change.chat, change.new_chat_member.status
    if now in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT):
        await desk.work(desk.quietly, 0, desk.state.subscriptions.leave, "telegram", str(chat.id))
        return
    before = change.old_chat_member.status
    was_in = before not in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    if chat.type in (ChatType.GROUP, ChatType.SUPERGROUP) and not was_in:
        asker = Asker(chat.id, change.from_user.id, private=False, conversation="")
        await tell(context, asker, say("start.group", bot=f"@{context.bot.username}"))
