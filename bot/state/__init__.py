"""What must outlive an index: conversations, answers, feedback, people, subscriptions, the log."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from bot.failures import told
from bot.state.answers import Answers, Kept
from bot.state.conversations import Conversations
from bot.state.database import Database
from bot.state.feedback import VERDICTS, Feedback
from bot.state.log import Log
from bot.state.memory import Memory
from bot.state.people import People
from bot.state.retention import Retention, purge
from bot.state.seen import Seen
from bot.state.subscriptions import Subscription, Subscriptions
from bot.state.usage import Usage
from ingest.errors import CchcError

NAME = "state.db"

__all__ = [
    "NAME",
    "VERDICTS",
    "Kept",
    "Retention",
    "State",
    "Subscription",
]


class State:
    """One file with every kind in it, for all threads of a process and for other processes.

    `problem` says why this one is in memory only, where it had to be; "" otherwise.
    """

    def __init__(
        self,
        path: Path | None,
        *,
        retention: Retention | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Open `CCHC_HOME/state.db`; `None` for one in memory, gone when it is closed.

        Raises:
            BadInput: the file is broken, or of a newer version of the program.
            Unavailable: it cannot be written, or another process holds it.
        """
        self.problem = ""
        self._retention = retention or Retention()
        self._db = Database(path)

        def clock() -> int:
            return int(now())

        self._clock = clock
        shared = (self._db, self._retention, self._clock)
        self.conversations = Conversations(*shared)
        self.answers = Answers(*shared)
        self.feedback = Feedback(self._db, self.answers, self._clock)
        self.people = People(*shared)
        self.subscriptions = Subscriptions(self._db, self._clock)
        self.log = Log(self._db, self._clock)
        self.memory = Memory(*shared)
        self.seen = Seen(self._db, self._clock)
        self.usage = Usage(self._db)

    @classmethod
    def anyhow(cls, path: Path, *, retention: Retention | None = None) -> Self:
        """Open the file, or go on in memory with `problem` set: answers are not to wait for it."""
        try:
            return cls(path, retention=retention)
        except CchcError as error:
            state = cls(None, retention=retention)
            state.problem = told(error)
            return state

    @property
    def retention(self) -> Retention:
        """How long each kind is kept."""
        return self._retention

    @property
    def version(self) -> int:
        """How many migrations the file has had."""
        return self._db.version

    def purge(self) -> dict[str, int]:
        """Delete what is past its time; how many rows of each kind went."""
        return purge(self._db, self._retention, self._clock())

    def counts(self) -> dict[str, int]:
        """How many there are of each kind."""
        tables = {"answers": "answers", "feedback": "feedback", "people": "people"}
        counted = {name: f"count(*) FROM {table}" for name, table in tables.items()}
        counted["conversations"] = "count(DISTINCT conversation) FROM turns"
        counted["subscriptions"] = "count(*) FROM subscriptions"
        return {name: int(self._db.rows(f"SELECT {q}")[0][0]) for name, q in counted.items()}

    def backup(self, target: Path) -> None:
        """Copy the file while it is in use; `target` appears whole or not at all."""
        self._db.copy(target)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
