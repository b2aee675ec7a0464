"""A connection that does not wait for ever for the head of a request, nor read it without end.

The server times idle connections between requests, but not one whose first bytes never end. And a
connection is ended after some requests: whichever process is free takes the next one up, so that
clients that stay do not all stay with the same process.
"""

from __future__ import annotations

import asyncio
import random
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

from bot.web.problems import Problem, answer

_SECONDS = 10
_LARGEST_HEAD = 64 * 1024
_REQUESTS = (64, 128)
_Base: Any = AutoHTTPProtocol


class BoundedProtocol(_Base):  # type: ignore[misc]
    """The server's own protocol, under a clock until each request's head is there."""

    _timer: asyncio.TimerHandle | None = None
    _head = 0
    _last: object = None
    _left = 0

    def connection_made(self, transport: asyncio.Transport) -> None:
        """The connection is there, and has the time of a head to say what it wants."""
        super().connection_made(transport)
        # Not of one number for all, or all would come again at once.
        self._left = random.randint(*_REQUESTS)
        self._start()

    def data_received(self, data: bytes) -> None:
        """Some bytes more, of a head or of a body."""
        super().data_received(data)
        if self._under_way():
            self._stop()
            self._count()
            return
        self._head += len(data)
        self._start()
        if self._head > _LARGEST_HEAD:
            self._cut(431, "Phần đầu yêu cầu quá lớn.")

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        self._stop()
        super().connection_lost(exc)

    def _under_way(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _count(self) -> None:
        if self.cycle is not self._last:
            self._last = self.cycle
            self._left -= 1
        if self._left <= 0:
            self.cycle.keep_alive = False

    def _start(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_SECONDS, self._late)

    def _stop(self) -> None:
        self._head = 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _late(self) -> None:
        if self._head:
            self._cut(408, "Phần đầu yêu cầu gửi quá chậm.")
        elif not self.transport.is_closing():
            self.transport.close()

    def _cut(self, status: int, detail: str) -> None:
        self._stop()
        if self.transport.is_closing():
            return
        response = answer(Problem(status, "head", detail, headers={"Connection": "close"}))
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}".encode()]
        lines += [name + b": " + value for name, value in response.raw_headers]
        self.transport.write(b"\r\n".join((*lines, b"", bytes(response.body))))
        self.transport.close()
