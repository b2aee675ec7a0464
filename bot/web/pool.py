"""The threads that questions are answered in, so that the event loop never waits for one.

Answering is work for the processor: more threads than a few only make all of them later, so the
others wait in line, and past a full line a visitor is asked to come back.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.web.problems import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _End:
    """What follows a stream's last piece: nothing, or what broke it off."""

    error: Exception | None = None


class Pool:
    """Runs `threads` calls at a time, lets `waiting` more wait, each for `seconds` in all."""

    def __init__(self, threads: int, waiting: int, seconds: float) -> None:
        self._threads = ThreadPoolExecutor(threads, "ask")
        self._most = threads + waiting
        self._seconds = seconds
        self.busy = 0

    async def run(self, call: Callable[[], T]) -> T:
        """What the call returns. A call still in line when its caller leaves is never begun.

        Raises Problem: 503 where the line is full, 504 where the time is over.
        """
        future = self._submit(call)
        try:
            return await asyncio.wait_for(future, self._seconds)
        except TimeoutError as error:
            raise _late() from error

    async def stream(self, make: Callable[[], Generator[T]]) -> AsyncIterator[T]:
        """The pieces that a generator makes, as they come; raises what it raises, and as `run`.

        Where the reader leaves, the generator is closed at its next piece.
        """
        pieces: asyncio.Queue[T | _End] = asyncio.Queue()
        pump = _Pump(make, pieces, asyncio.get_running_loop())
        future = self._submit(pump.run)
        last = time.monotonic() + self._seconds
        try:
            while True:
                try:
                    piece = await asyncio.wait_for(pieces.get(), max(0, last - time.monotonic()))
                except TimeoutError as error:
                    raise _late() from error
                if isinstance(piece, _End):
                    if piece.error is not None:
                        raise piece.error
                    return
                yield piece
        finally:
            pump.gone.set()
            future.cancel()

    def _submit(self, call: Callable[[], T]) -> asyncio.Future[T]:
        if self.busy >= self._most:
            raise _full()
        future = asyncio.get_running_loop().run_in_executor(self._threads, call)
        self.busy += 1
        future.add_done_callback(self._done)
        return future

    def _done(self, _: object) -> None:
        self.busy -= 1

    def close(self) -> None:
        """Begin nothing more; what is running ends by itself."""
        self._threads.shutdown(wait=True, cancel_futures=True)


class _Pump(Generic[T]):
    """Carries pieces from a thread to the event loop until they end or nobody reads them."""

    def __init__(
        self,
        make: Callable[[], Generator[T]],
        pieces: asyncio.Queue[T | _End],
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self.gone = threading.Event()
        self._make = make
        self._pieces = pieces
        self._loop = loop

    def run(self) -> None:
        """Until the end."""
        try:
            self._all()
        except Exception as error:  # noqa: BLE001 - raised again where the pieces are read
            self._put(_End(error))
        else:
            self._put(_End())

    def _all(self) -> None:
        made = self._make()
        try:
            for piece in made:
                if self.gone.is_set():
                    return
                self._put(piece)
        finally:
            made.close()

    def _put(self, piece: T | _End) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._pieces.put_nowait, piece)


def _full() -> Problem:
    return Problem(
        503,
        "busy",
        "Đang có quá nhiều câu hỏi.",
        "Hãy thử lại sau vài giây.",
        headers={"Retry-After": "5"},
    )


def _late() -> Problem:
    return Problem(504, "timeout", "Câu hỏi mất quá nhiều thời gian.", "Hãy hỏi ngắn lại.")
