"""A Bot API server: it keeps chats, hands out updates, and refuses what Telegram's refuses."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from tests.bot.telegram.entities import Entity, Parsed, Refused, parsed, units
from tests.bot.telegram.wire import Call, Reply, Server

TOKEN = "123456:" + "A" * 35
BOT = {"id": 123456, "is_bot": True, "first_name": "CCHC", "username": "cchc_bot"}
_ENDLESS = {"sendChatAction", "sendMessageDraft"}


@dataclass(slots=True)
class Sent:
    """A message of the bot's as it stands now."""

    number: int
    chat: int
    text: str
    entities: list[Entity]
    keyboard: list[list[dict[str, Any]]]
    reply_to: int | None
    at: float
    file: tuple[str, bytes] | None = None
    thread: str | None = None
    edits: int = 0

    def button(self, words: str) -> dict[str, Any]:
        """The first button whose label holds these words."""
        found = [one for row in self.keyboard for one in row if words in one["text"]]
        labels = [one["text"] for row in self.keyboard for one in row]
        assert found, f"no button {words!r} among {labels}"
        return found[0]

    def spans(self, kind: str) -> list[str]:
        """The stretches of the text that have a style."""
        raw = self.text.encode("utf-16-le")
        held = [e for e in self.entities if e.kind == kind]
        return [raw[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le") for e in held]


@dataclass(slots=True)
class Fault:
    """What the server does instead, the next `times` that a method is called."""

    method: str
    reply: Reply
    times: int = 1
    after: bool = False
    chat: int | None = None


@dataclass(slots=True)
class Fake:
    """The server; `url` is what CCHC_TELEGRAM_API is set to."""

    poll_limit: float = 25.0
    drafts: bool = True
    calls: list[tuple[float, Call]] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    pressed: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    inline: dict[str, dict[str, Any]] = field(default_factory=dict)
    webhook: dict[str, Any] = field(default_factory=dict)
    _updates: list[dict[str, Any]] = field(default_factory=list)
    _next: int = 1000
    _number: int = 0
    _news: asyncio.Event | None = None
    _server: Server | None = None

    def __enter__(self) -> Self:
        self._server = Server(self._answer)
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.stop()

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.port}"

    def number(self) -> int:
        """The next message number. One count for all chats is as good as one for each."""
        self._number += 1
        return self._number

    def update(self, **content: Any) -> dict[str, Any]:
        """An update with the next number, not handed out yet."""
        self._next += 1
        return {"update_id": self._next, **content}

    def push(self, *updates: dict[str, Any]) -> None:
        """Hand updates out, in this order."""
        assert self._server is not None

        def add() -> None:
            self._updates += updates
            if self._news is not None:
                self._news.set()

        self._server.loop.call_soon_threadsafe(add)

    def fail(self, method: str, status: int, **more: Any) -> None:
        """Refuse the next calls of a method; 429 with `retry_after`, 0 drops the connection.

        `after`: only once it has been done, as where the answer is lost on its way.
        """
        times, after = more.pop("times", 1), more.pop("after", False)
        chat = more.pop("chat", None)
        description = more.pop("description", f"fault {status}")
        body = {"ok": False, "error_code": status, "description": description}
        if more:
            body["parameters"] = more
        reply = Reply(status or 500, body, drop=status == 0)
        self.faults.append(Fault(method, reply, times, after, chat))

    def called(self, method: str) -> list[Call]:
        return [call for _, call in self.calls if call.method == method]

    def messages(self, chat: int) -> list[Sent]:
        return [one for one in list(self.sent) if one.chat == chat]

    async def until(self, true: Callable[[], object], seconds: float = 20.0) -> None:
        """Wait until something holds."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, "waited in vain"
            await asyncio.sleep(0.01)

    async def _answer(self, call: Call) -> Reply:
        self.calls.append((time.monotonic(), call))
        if call.token != TOKEN:
            return _refusal(401, "Unauthorized")
        method = getattr(self, f"_{_snake(call.method)}", None)
        if method is None or (call.method == "sendMessageDraft" and not self.drafts):
            return _refusal(404, "Not Found")
        fault = self._fault(call)
        if fault is not None and not fault.after:
            return fault.reply
        try:
            done = await method(call)
        except Refused as error:
            return _refusal(400, f"Bad Request: {error}")
        return fault.reply if fault is not None else Reply(200, {"ok": True, "result": done})

    def _fault(self, call: Call) -> Fault | None:
        for fault in self.faults:
            chat = call.parameters.get("chat_id")
            if fault.method == call.method and fault.chat in (None, chat and int(chat)):
                fault.times -= 1
                if not fault.times:
                    self.faults.remove(fault)
                return fault
        return None

    async def _get_me(self, call: Call) -> Any:
        return BOT | {"can_join_groups": True, "supports_inline_queries": True}

    async def _get_updates(self, call: Call) -> Any:
        if self.webhook.get("url"):
            raise Refused("can't use getUpdates method while webhook is active")
        offset = int(call.parameters.get("offset", 0))
        wait = min(float(call.parameters.get("timeout", 0)), self.poll_limit)
        self._updates = [one for one in self._updates if one["update_id"] >= offset]
        if not self._updates and wait:
            self._news = asyncio.Event()
            try:
                await asyncio.wait_for(self._news.wait(), wait)
            except TimeoutError:
                return []
        return self._updates[: int(call.parameters.get("limit", 100))]

    async def _set_webhook(self, call: Call) -> Any:
        self.webhook = dict(call.parameters)
        return True

    async def _delete_webhook(self, call: Call) -> Any:
        self.webhook = {}
        return True

    async def _set_my_commands(self, call: Call) -> Any:
        for one in json.loads(call.parameters["commands"]):
            name = one["command"]
            if not (name.isascii() and name.replace("_", "").isalnum() and name == name.lower()):
                raise Refused("BOT_COMMAND_INVALID")
            if not 1 <= len(name) <= 32 or not 1 <= len(one["description"]) <= 256:
                raise Refused("BOT_COMMAND_DESCRIPTION_INVALID")
        return True

    async def _send_chat_action(self, call: Call) -> Any:
        return True

    async def _send_message_draft(self, call: Call) -> Any:
        if int(call.parameters["chat_id"]) < 0 or not int(call.parameters["draft_id"]):
            raise Refused("DRAFT_INVALID")
        _text(call.parameters.get("text", ""), empty=True)
        return True

    async def _send_message(self, call: Call) -> Any:
        return self._keep(call, _text(call.parameters["text"]))

    async def _send_document(self, call: Call) -> Any:
        caption = _text(call.parameters.get("caption", ""), limit=1024, empty=True)
        file = next(iter(call.files.values()))
        if not file[1]:
            raise Refused("file must be non-empty")
        return self._keep(call, caption, file)

    def _keep(self, call: Call, text: Parsed, file: tuple[str, bytes] | None = None) -> Any:
        given = call.parameters
        reply = json.loads(given.get("reply_parameters", "{}"))
        sent = Sent(
            number=self.number(),
            chat=int(given["chat_id"]),
            text=text.text.strip(),
            entities=text.entities,
            keyboard=_keyboard(given),
            reply_to=reply.get("message_id"),
            at=time.monotonic(),
            file=file,
            thread=given.get("message_thread_id"),
        )
        self.sent.append(sent)
        return self.shown(sent)

    def shown(self, sent: Sent) -> dict[str, Any]:
        """A message of the bot's as an update has it."""
        kind = "private" if sent.chat > 0 else "supergroup"
        markup = {"inline_keyboard": sent.keyboard} if sent.keyboard else None
        body: dict[str, Any] = {
            "message_id": sent.number,
            "date": int(time.time()),
            "chat": {"id": sent.chat, "type": kind, "title": "Nhóm"},
            "from": BOT,
            "text": sent.text,
        }
        return body | ({"reply_markup": markup} if markup else {})

    async def _edit_message_text(self, call: Call) -> Any:
        sent, text = self._of(call), _text(call.parameters["text"])
        keyboard = _keyboard(call.parameters)
        if (sent.text, sent.keyboard) == (text.text.strip(), keyboard):
            raise Refused("message is not modified")
        sent.text, sent.entities, sent.keyboard = text.text.strip(), text.entities, keyboard
        sent.edits += 1
        return self.shown(sent)

    async def _edit_message_reply_markup(self, call: Call) -> Any:
        sent, keyboard = self._of(call), _keyboard(call.parameters)
        if sent.keyboard == keyboard:
            raise Refused("message is not modified")
        sent.keyboard = keyboard
        sent.edits += 1
        return self.shown(sent)

    def _of(self, call: Call) -> Sent:
        number = int(call.parameters["message_id"])
        found = next((one for one in self.sent if one.number == number), None)
        if found is None:
            raise Refused("message to edit not found")
        return found

    async def _answer_callback_query(self, call: Call) -> Any:
        identity = call.parameters["callback_query_id"]
        if identity not in self.pressed or self.pressed[identity] is not None:
            raise Refused("query is too old and response timeout expired or query ID is invalid")
        if len(call.parameters.get("text", "")) > 200:
            raise Refused("MESSAGE_TOO_LONG")
        self.pressed[identity] = dict(call.parameters)
        return True

    async def _answer_inline_query(self, call: Call) -> Any:
        results = json.loads(call.parameters["results"])
        names = [one["id"] for one in results]
        if len(results) > 50 or len(set(names)) < len(names):
            raise Refused("RESULTS_INVALID")
        for one in results:
            content = one["input_message_content"]
            content["parsed"] = _text(content["message_text"], content.get("parse_mode"))
            _checked(one.get("reply_markup", {}).get("inline_keyboard", []))
        self.inline[call.parameters["inline_query_id"]] = {"results": results} | {
            "button": json.loads(call.parameters.get("button", "{}"))
        }
        return True


def _refusal(status: int, words: str) -> Reply:
    return Reply(status, {"ok": False, "error_code": status, "description": words})


def _snake(method: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in method)


def _text(source: str, mode: str | None = "HTML", limit: int = 4096, empty: bool = False) -> Parsed:
    assert mode == "HTML"
    found = parsed(source)
    if not found.text.strip() and not empty:
        raise Refused("message text is empty")
    if units(found.text) > limit:
        raise Refused("message is too long" if limit == 4096 else "message caption is too long")
    if len(found.entities) > 100:
        raise Refused("entities past the hundredth would be lost")
    return found


def _keyboard(given: dict[str, Any]) -> list[list[dict[str, Any]]]:
    keyboard: list[list[dict[str, Any]]] = json.loads(given.get("reply_markup", "{}")).get(
        "inline_keyboard", []
    )
    _checked(keyboard)
    return keyboard


def _checked(keyboard: list[list[dict[str, Any]]]) -> None:
    buttons = [one for row in keyboard for one in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in keyboard):
        raise Refused("reply markup is too long")
    for one in buttons:
        if not one["text"].strip():
            raise Refused("BUTTON_TEXT_INVALID")
        if "callback_data" in one and not 1 <= len(one["callback_data"].encode()) <= 64:
            raise Refused("BUTTON_DATA_INVALID")
        if "url" in one and "." not in one["url"].partition("://")[2].partition("/")[0]:
            raise Refused("BUTTON_URL_INVALID")
