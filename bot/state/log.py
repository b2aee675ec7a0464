"""What administrators did: who, what, to what, when."""

from __future__ import annotations

from dataclasses import dataclass

from bot.state.database import Database
from bot.state.retention import Clock


@dataclass(frozen=True, slots=True)
class Entry:
    """One act; `at` is seconds since 1970."""

    at: int
    who: str
    act: str
    subject: str


class Log:
    """Acts in the order in which they were done. Nothing here changes one."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    def add(self, who: str, act: str, subject: str = "") -> None:
        """Note an act."""
        with self._db.write() as db:
            db.execute(
                "INSERT INTO log (at, who, act, subject) VALUES (?, ?, ?, ?)",
                (self._clock(), who, act, subject),
            )

    def recent(self, limit: int = 100) -> list[Entry]:
        """The latest acts, latest first."""
        asked = "SELECT at, who, act, subject FROM log ORDER BY n DESC LIMIT ?"
        return [Entry(*row) for row in self._db.rows(asked, limit)]
