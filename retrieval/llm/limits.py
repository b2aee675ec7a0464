"""How much a model may be used in a day, over all answers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from retrieval.llm.settings import ModelSettings


@dataclass(frozen=True, slots=True)
class Spent:
    """What the day's exchanges came to."""

    tokens: int = 0
    seconds: float = 0.0


class Meter(Protocol):
    """Counts what is spent, for one process or for all that share a state."""

    def spent(self) -> Spent:
        """What has been spent today."""

    def spend(self, tokens: int, seconds: float) -> None:
        """Count an exchange."""


class Counter:
    """Counts within this process."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        self._today = today
        self._lock = threading.Lock()
        self._day = today()
        self._spent = Spent()

    def spent(self) -> Spent:
        """What has been spent today."""
        with self._lock:
            self._turn()
            return self._spent

    def spend(self, tokens: int, seconds: float) -> None:
        """Count an exchange."""
        with self._lock:
            self._turn()
            self._spent = Spent(self._spent.tokens + tokens, self._spent.seconds + seconds)

    def _turn(self) -> None:
        if self._day != self._today():
            self._day, self._spent = self._today(), Spent()


def exhausted(settings: ModelSettings, spent: Spent) -> bool:
    """Whether nothing more may be spent today."""
    return (0 < settings.day_tokens <= spent.tokens) or (0 < settings.day_seconds <= spent.seconds)
