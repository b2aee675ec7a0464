"""The threads that questions are answered in, so that the event loop never waits for one.

Answering is work for the processor: more threads than a few only make all of them later, so the
others wait in line, and past a full line a visitor is asked to come back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.web.problems import Problem

T = TypeVar("T")


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
        if self.busy >= self._most:
            raise Problem(
                503,
                "busy",
                "Đang có quá nhiều câu hỏi.",
                "Hãy thử lại sau vài giây.",
                headers={"Retry-After": "5"},
            )
        future = asyncio.get_running_loop().run_in_executor(self._threads, call)
        self.busy += 1
        future.add_done_callback(self._done)
        try:
            return await asyncio.wait_for(future, self._seconds)
        except TimeoutError as error:
            raise Problem(504, "timeout", "Câu hỏi mất quá nhiều thời gian.") from error

    def _done(self, _: object) -> None:
        self.busy -= 1

    def close(self) -> None:
        """Begin nothing more; what is running ends by itself."""
        self._threads.shutdown(wait=True, cancel_futures=True)
