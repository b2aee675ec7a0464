"""Who wrote, where, and whether the bot is spoken to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType

from bot.telegram.desk import Context


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is to be answered, and where. `conversation` is "" where the state cannot be read."""

    chat: int
    user: int
    private: bool
    conversation: str
    lang: str = "vi"
    thread: int | None = None
    message: int | None = None


def asker_of(update: Update, context: Context) -> Asker:
    """Who sent an update; only for updates that come from a chat."""
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    if chat is None:
        raise ValueError("no chat")
    number = user.id if user else chat.id
    private = chat.type == ChatType.PRIVATE
    conversation = context.desk.conversation(chat.id, number)
    topic = isinstance(message, Message) and message.is_topic_message
    return Asker(
        chat=chat.id,
        user=number,
        private=private,
        conversation=conversation,
        lang=str(recalled(context, conversation, "lang") or "vi"),
        thread=message.message_thread_id if isinstance(message, Message) and topic else None,
        message=message.message_id if message else None,
    )


def recalled(context: Context, conversation: str, name: str) -> Any:
    """What is remembered of a conversation; None where nothing is, or the state cannot be read."""
    desk = context.desk
    return desk.quietly(None, desk.state.memory.get, conversation, name) if conversation else None


def remember(context: Context, conversation: str, name: str, value: Any) -> None:
    """Remember something of a conversation, where the state can be written."""
    if conversation:
        desk = context.desk
        desk.quietly(None, desk.state.memory.put, conversation, name, value)


def addressed(message: Message, me: int, username: str) -> bool:
    """Whether a message is for the bot: any in private; in a group a reply to it or its name."""
    if message.chat.type == ChatType.PRIVATE:
        return True
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == me:
        return True
    found = {**message.parse_entities(), **message.parse_caption_entities()}
    return any(
        (entity.type == MessageEntity.MENTION and words.lower() == f"@{username}".lower())
        or (entity.type == MessageEntity.TEXT_MENTION and entity.user and entity.user.id == me)
        for entity, words in found.items()
    )


def words_of(message: Message, username: str) -> str:
    """What a message asks, without the bot's name; what it replies to, where it says no more."""
    name = re.compile(rf"@{re.escape(username)}\b", re.IGNORECASE)
    text = name.sub(" ", message.text or message.caption or "")
    said = " ".join(text.split()) if message.chat.type != ChatType.PRIVATE else text.strip()
    replied = message.reply_to_message
    if not said and replied and replied.from_user and not replied.from_user.is_bot:
        return (replied.text or replied.caption or "").strip()
    return said
