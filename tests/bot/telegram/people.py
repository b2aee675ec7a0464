"""People of the fake server: they write, press and read, in private and in groups."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from tests.bot.telegram.fake import BOT, Fake, Sent

GROUP = -100123


@dataclass(slots=True)
class Person:
    """Somebody in a chat with the bot: in private, or in a group."""

    fake: Fake
    number: int
    group: int | None = None
    read: int = 0

    @property
    def chat(self) -> int:
        return self.group or self.number

    @property
    def who(self) -> dict[str, Any]:
        return {"id": self.number, "is_bot": False, "first_name": "N", "language_code": "vi"}

    def message(self, text: str | None = None, **more: Any) -> dict[str, Any]:
        """A message as an update has it, with what the client marks in a text."""
        chat = {"id": self.chat, "type": "supergroup" if self.group else "private"}
        body: dict[str, Any] = {
            "message_id": self.fake.number(),
            "date": int(time.time()),
            "chat": chat,
            "from": self.who,
        }
        if text is not None:
            body |= {"text": text, "entities": marked(text)}
        return body | more

    def writes(self, text: str | None = None, **more: Any) -> dict[str, Any]:
        """Send a message, without waiting; the update."""
        update = self.fake.update(message=self.message(text, **more))
        self.fake.push(update)
        return update

    async def says(self, text: str | None = None, **more: Any) -> Sent:
        """Send a message and wait for what comes back; the last of it."""
        self.writes(text, **more)
        return await self.hears()

    async def hears(self, count: int = 1) -> Sent:
        """Wait for messages not read yet."""
        await self.fake.until(lambda: len(self.fake.messages(self.chat)) >= self.read + count)
        self.read += count
        return self.fake.messages(self.chat)[self.read - 1]

    def hits(self, sent: Sent, words: str) -> str:
        """Press a button; the press's id."""
        return self.hits_data(sent, sent.button(words)["callback_data"])

    def hits_data(self, sent: Sent, data: str) -> str:
        identity = f"press-{self.fake.number()}"
        self.fake.pressed[identity] = None
        press = {
            "id": identity,
            "from": self.who,
            "chat_instance": "1",
            "data": data,
            "message": self.fake.shown(sent),
        }
        self.fake.push(self.fake.update(callback_query=press))
        return identity

    async def presses(self, sent: Sent, words: str) -> dict[str, Any]:
        """Press a button and wait until the press is answered; with what words."""
        return await self.answered(self.hits(sent, words))

    async def answered(self, identity: str) -> dict[str, Any]:
        await self.fake.until(lambda: self.fake.pressed[identity] is not None)
        return self.fake.pressed[identity] or {}

    async def types(self, text: str) -> dict[str, Any]:
        """Type an inline query and wait for its cards."""
        identity = self.types_on(text)
        await self.fake.until(lambda: identity in self.fake.inline)
        return self.fake.inline[identity]

    def types_on(self, text: str) -> str:
        identity = f"inline-{self.fake.number()}"
        query = {"id": identity, "from": self.who, "query": text, "offset": ""}
        self.fake.push(self.fake.update(inline_query=query))
        return identity

    def reply_to(self, sent: Sent) -> dict[str, Any]:
        return {"reply_to_message": self.fake.shown(sent)}


def marked(text: str) -> list[dict[str, Any]]:
    """The entities that a client sends with a text: a command at its head, mentions anywhere."""
    found = []
    if text.startswith("/"):
        found.append({"type": "bot_command", "offset": 0, "length": len(text.split()[0])})
    name = f"@{BOT['username']}"
    if name in text and not text.startswith("/"):
        at = len(text[: text.index(name)].encode("utf-16-le")) // 2
        found.append({"type": "mention", "offset": at, "length": len(name)})
    return found
