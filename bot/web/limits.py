"""How many questions one visitor, and all of them, may ask in a minute."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address, ip_network

from fastapi import Request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool

from bot.settings import Settings
from bot.web import shared_limits
from bot.web.problems import Problem
from ingest.errors import BadInput

_LOG = logging.getLogger("cchc.web")
_EVERYONE = "all"
# A home is given a whole network of IPv6 addresses.
_IPV6_HOME = 64


class Limits:
    """Counts questions by visitor and in all.

    Where the store of the counts cannot be reached, this process counts by itself: a service that
    fails with its counter would be worse than a limit that is loose for a while.
    """

    def __init__(self, settings: Settings) -> None:
        self._each = RateLimitItemPerMinute(settings.asks_per_minute)
        self._all = RateLimitItemPerMinute(settings.asks_per_minute_total)
        self._off = settings.limits == "off"
        # Whether counting waits for nothing: a turn of a thread costs more than the counting.
        self.quick = not settings.limits.startswith("redis")
        self._own = MovingWindowRateLimiter(MemoryStorage())
        self._shared = self._own if self._off else MovingWindowRateLimiter(_store(settings.limits))

    def count(self, visitor: str, what: str = "ask") -> None:
        """One more question of this visitor, or of `what` else each may do as often.

        Raises Problem (429) where that is one too many.
        """
        if self._off:
            return
        try:
            self._count(self._shared, what, visitor)
        except StorageError as error:
            _LOG.warning("limits: %s; counting in this process", type(error).__name__)
            self._count(self._own, what, visitor)

    def _count(self, limiter: MovingWindowRateLimiter, *keys: str) -> None:
        if not limiter.hit(self._each, *keys):
            raise _too_many(limiter, self._each, keys, "Bạn gửi nhanh quá.")
        if not limiter.hit(self._all, *keys[:-1], _EVERYONE):
            told = "Đang có quá nhiều người hỏi."
            raise _too_many(limiter, self._all, (*keys[:-1], _EVERYONE), told)


def limit(request: Request) -> None:
    """Count a question of this request's visitor, before it is asked."""
    limits: Limits = request.app.state.limits
    limits.count(visitor(request))


async def limited(request: Request) -> None:
    """The same as a dependency of every route that asks."""
    limits: Limits = request.app.state.limits
    if limits.quick:
        limits.count(visitor(request))
    else:
        await run_in_threadpool(limits.count, visitor(request))


async def limited_feedback(request: Request) -> None:
    """The same for opinions, counted apart from questions."""
    limits: Limits = request.app.state.limits
    await run_in_threadpool(limits.count, visitor(request), "feedback")


def visitor(request: Request) -> str:
    """Who asks, as far as the connection tells: an address, or an IPv6 home's network."""
    if request.client is None:
        return "local"
    try:
        address = ip_address(request.client.host)
    except ValueError:
        # A forwarding header may say anything; what is no address is one visitor together.
        return "unknown"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ip_network((address.packed, _IPV6_HOME), strict=False))
    return str(address)


def _store(address: str) -> Storage:
    if address == "memory":
        return MemoryStorage()
    if address.startswith(shared_limits.SCHEME):
        return shared_limits.SharedStorage(address, wrap_exceptions=True)
    try:
        store = storage_from_string(address, wrap_exceptions=True)
    except Exception as error:
        raise BadInput(
            f"Không dùng được CCHC_LIMITS ({type(error).__name__}).",
            "Cài thêm cchc[redis] và kiểm tra địa chỉ, hoặc đặt CCHC_LIMITS=memory.",
        ) from error
    if not isinstance(store, Storage):
        raise BadInput("CCHC_LIMITS không hợp lệ.", "Đặt memory, off hoặc redis://….")
    return store


def _too_many(
    limiter: MovingWindowRateLimiter, item: RateLimitItem, keys: Sequence[str], detail: str
) -> Problem:
    free = limiter.get_window_stats(item, *keys).reset_time
    seconds = max(1, math.ceil(free - time.time()))
    return Problem(
        429,
        "too-many",
        detail,
        f"Hãy thử lại sau {seconds} giây.",
        headers={"Retry-After": str(seconds)},
    )
