"""One exchange with a model: text as it comes, never past a deadline, whatever the server does.

The client's iterator runs in a thread of its own, because a server that falls silent in the middle
of a stream would hold whoever reads it; the reader here waits for a queue, and leaves in time.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langsmith import tracing_context

from ingest.errors import BadInput, Unavailable
from retrieval.llm.limits import Counter, Meter, exhausted
from retrieval.llm.settings import ModelSettings

_TRIES = 3
_FIRST_WAIT_S = 0.2
_AT_ONCE = 8
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LETTERS_PER_TOKEN = 3
_LONGEST_WAIT_S = 5.0


class Failed(Exception):
    """An exchange that came to nothing; `outcome` says why in one word."""

    def __init__(self, outcome: str, detail: str = "") -> None:
        super().__init__(outcome)
        self.outcome = outcome
        self.detail = detail


@dataclass(slots=True)
class Exchange:
    """What one exchange has come to so far."""

    attempts: int = 0
    tokens: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """How long it has taken."""
        return time.monotonic() - self.began


class Chat:
    """A chat model of LangChain's, behind a deadline and the day's limits."""

    def __init__(self, settings: ModelSettings, meter: Meter | None = None) -> None:
        """Load the provider's client; nothing is contacted yet.

        Raises:
            BadInput: the provider or the model's name is none.
            Unavailable: the provider's package is not installed.
        """
        self.settings = settings
        self._meter = meter or Counter()
        self._places = threading.BoundedSemaphore(_AT_ONCE)
        self._model = _loaded(settings)

    def stream(
        self, system: str, user: str, until: float, exchange: Exchange | None = None
    ) -> Iterator[str]:
        """The reply's text as it comes, until the clock (`time.monotonic`) says `until`.

        Raises:
            Failed: "limit", "busy", "late" or "failed"; what came before it is as it was.
        """
        exchange = exchange or Exchange()
        if exhausted(self.settings, self._meter.spent()):
            raise Failed("limit")
        exchange.tokens += _tokens(system) + _tokens(user)
        try:
            yield from self._tried([("system", system), ("user", user)], until, exchange)
        finally:
            self._meter.spend(exchange.tokens, exchange.seconds)

    def reply(self, system: str, user: str, until: float, exchange: Exchange | None = None) -> str:
        """The whole reply.

        Raises:
            Failed: as `stream`.
        """
        return "".join(self.stream(system, user, until, exchange))

    def close(self) -> None:
        """Let go of the connections that the provider's client keeps."""
        for name in ("root_client", "_client"):
            client = getattr(self._model, name, None)
            # Ollama's client wraps the one that holds the connections.
            for one in (client, getattr(client, "_client", None)):
                if callable(shut := getattr(one, "close", None)):
                    shut()

    def _tried(
        self, messages: list[tuple[str, str]], until: float, exchange: Exchange
    ) -> Iterator[str]:
        """The stream, begun anew after an error that may pass; not once anything has come."""
        while True:
            exchange.attempts += 1
            begun = False
            try:
                for text in self._once(messages, until):
                    begun = True
                    exchange.tokens += _tokens(text)
                    yield text
                    if exchange.tokens > self._most(messages):
                        return
                return
            except _Passing as error:
                wait = error.wait or _FIRST_WAIT_S * 2**exchange.attempts * random.uniform(0.5, 1)
                left = until - time.monotonic()
                if begun or exchange.attempts >= _TRIES:
                    raise Failed("failed", error.detail) from None
                if wait >= min(left, _LONGEST_WAIT_S):
                    raise Failed("failed", error.detail) from None
                time.sleep(wait)

    def _most(self, messages: list[tuple[str, str]]) -> int:
        """What one exchange may come to: a server need not keep to the limit that it was given."""
        return sum(_tokens(text) for _, text in messages) + 2 * self.settings.tokens

    def _once(self, messages: list[tuple[str, str]], until: float) -> Iterator[str]:
        if not self._places.acquire(blocking=False):
            raise Failed("busy")
        came: SimpleQueue[str | BaseException | None] = SimpleQueue()
        stop = threading.Event()
        pump = threading.Thread(target=self._pump, args=(messages, came, stop), daemon=True)
        pump.start()
        try:
            while True:
                try:
                    item = came.get(timeout=max(0.0, until - time.monotonic()))
                except Empty:
                    raise Failed("late") from None
                if item is None:
                    return
                if isinstance(item, BaseException):
                    raise _translated(item) from None
                yield item
                if time.monotonic() >= until:
                    raise Failed("late")
        finally:
            stop.set()

    def _pump(
        self,
        messages: list[tuple[str, str]],
        came: SimpleQueue[str | BaseException | None],
        stop: threading.Event,
    ) -> None:
        try:
            # What is asked here is nobody's but the office's, whatever the environment traces.
            with tracing_context(enabled=False), closing(_chunks(self._model, messages)) as chunks:
                for chunk in chunks:
                    if stop.is_set():
                        return
                    came.put(chunk)
            came.put(None)
        except Exception as error:  # noqa: BLE001  (providers raise what they like)
            came.put(error)
        finally:
            self._places.release()


class _Passing(Exception):
    """An error that may pass: `wait` is what the server asks for, 0 where it does not say."""

    def __init__(self, detail: str, wait: float) -> None:
        super().__init__(detail)
        self.detail = detail
        self.wait = wait


def _chunks(model: BaseChatModel, messages: list[tuple[str, str]]) -> Generator[str]:
    for chunk in model.stream(messages):
        if text := str(chunk.text):
            yield text


def _translated(error: BaseException) -> Exception:
    """A provider's error as ours, named by its class and status: its words may hold the key."""
    status = getattr(error, "status_code", None)
    detail = f"{type(error).__name__} {status or ''}".strip()
    names = {kind.__name__ for kind in type(error).__mro__}
    broken = names & {"TransportError", "APIConnectionError", "ConnectionError"}
    if status in _PASSING or (broken and not names & {"TimeoutException", "APITimeoutError"}):
        return _Passing(detail, _asked_wait(error))
    return Failed("failed", detail)


def _asked_wait(error: BaseException) -> float:
    headers = getattr(getattr(error, "response", None), "headers", {})
    with suppress(ValueError, TypeError):
        return float(headers.get("retry-after") or 0.0)
    return 0.0


def _loaded(settings: ModelSettings) -> BaseChatModel:
    extra: dict[str, Any] = {"temperature": 0}
    timeout = settings.seconds + 1.0
    if settings.provider == "ollama":
        extra |= {"num_predict": settings.tokens, "client_kwargs": {"timeout": timeout}}
    else:
        extra |= {"max_tokens": settings.tokens, "timeout": timeout, "max_retries": 0}
    if settings.base_url:
        extra["base_url"] = settings.base_url
    if settings.key:
        extra["api_key"] = settings.key
    elif settings.provider == "openai" and settings.base_url and not settings.remote:
        # A server in the office's own room asks for none, and the client insists on one.
        extra["api_key"] = "none"
    try:
        loaded = init_chat_model(settings.model, **extra)
    except ImportError as error:
        remedy = f"Chạy pip install 'cchc[{settings.provider}]'."
        raise Unavailable(f"Chưa cài gói cho mô hình “{settings.provider}”.", remedy) from error
    except Exception as error:
        remedy = "CCHC_LLM có dạng nhà_cung_cấp:mô_hình (openai:…, ollama:…); khóa ở CCHC_LLM_KEY."
        raise BadInput(f"Không dùng được mô hình “{settings.model}”.", remedy) from error
    assert isinstance(loaded, BaseChatModel)
    return loaded


def _tokens(text: str) -> int:
    """About how many tokens a text is; no two models agree, and limits need no more."""
    return 1 + len(text) // _LETTERS_PER_TOKEN
