"""HTTP on loopback, by hand, so that a connection can also be dropped in the middle."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

import h11


@dataclass(slots=True)
class Call:
    """A method called: its name, its parameters, the files that came with it."""

    method: str
    token: str
    parameters: dict[str, Any]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back; `drop` closes the connection instead."""

    status: int
    body: dict[str, Any]
    drop: bool = False


Answer = Callable[[Call], Awaitable[Reply]]


class Server:
    """Runs in a thread of its own, so that the bot's loop and the test's are nobody's business."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.port = 0

    def start(self) -> None:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self.loop).result(10)

    def stop(self) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)
        self.loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._open.add(task)
            task.add_done_callback(self._open.discard)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while await self._exchange(reader, writer):
                pass
        with suppress(ConnectionError):
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; whether the connection stays open."""
        head = await reader.readuntil(b"\r\n\r\n")
        machine = h11.Connection(h11.SERVER)
        machine.receive_data(head)
        request = machine.next_event()
        if not isinstance(request, h11.Request):
            return False
        headers = {name.decode(): value.decode() for name, value in request.headers}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        path = request.target.decode().partition("?")[0]
        reply = await self._answer(call_of(path, headers.get("content-type", ""), body))
        if reply.drop:
            writer.transport.abort()
            return False
        told = json.dumps(reply.body).encode()
        line = f"HTTP/1.1 {reply.status} X\r\ncontent-type: application/json\r\n"
        writer.write(f"{line}content-length: {len(told)}\r\n\r\n".encode() + told)
        await writer.drain()
        return True


def call_of(path: str, kind: str, body: bytes) -> Call:
    """`/bot<token>/<method>` and its form, as the server reads them."""
    _, token, method = path.split("/", 2)
    call = Call(method, token.removeprefix("bot"), {})
    if kind.startswith("multipart/"):
        head = f"content-type: {kind}\r\n\r\n".encode()
        message = BytesParser(policy=HTTP).parsebytes(head + body)
        for part in message.iter_parts():
            name = str(part.get_param("name", header="content-disposition"))
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            if part.get_filename():
                call.files[name] = (str(part.get_filename()), content)
            else:
                call.parameters[name] = content.decode()
    elif kind.startswith("application/json"):
        call.parameters = json.loads(body)
    else:
        call.parameters = dict(parse_qsl(body.decode(), keep_blank_values=True))
    return call
