"""Which of a channel's numbered messages have been dealt with, in case one comes twice."""

from __future__ import annotations

from bot.state.database import Database
from bot.state.retention import Clock


class Seen:
    """Numbers that a channel gives its messages."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    def has(self, channel: str, number: int) -> bool:
        """Whether a message has been dealt with."""
        asked = "SELECT 1 FROM seen WHERE channel = ? AND number = ?"
        return bool(self._db.rows(asked, channel, number))

    def add(self, channel: str, number: int) -> None:
        """Note that a message has been dealt with."""
        with self._db.write() as db:
            asked = "INSERT OR IGNORE INTO seen VALUES (?, ?, ?)"
            db.execute(asked, (channel, number, self._clock()))
