"""Small things to remember: the plan that somebody chose, what a list's buttons stand for."""

from __future__ import annotations

import json
from typing import Any

from bot.state.database import Database
from bot.state.identity import fresh
from bot.state.retention import Clock, Retention


class Memory:
    """Values that JSON can hold, by an owner's id and a name. Text from a user comes masked."""

    def __init__(self, db: Database, retention: Retention, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._kept = retention.memory

    def put(self, owner: str, name: str, value: Any) -> None:
        """Remember a value in place of the one before."""
        told = json.dumps(value, ensure_ascii=False)
        with self._db.write() as db:
            asked = "INSERT OR REPLACE INTO memory VALUES (?, ?, ?, ?)"
            db.execute(asked, (owner, name, told, self._clock()))

    def get(self, owner: str, name: str) -> Any:
        """The value; None where there is none, or none any more."""
        asked = "SELECT value FROM memory WHERE owner = ? AND name = ? AND at > ?"
        found = self._db.rows(asked, owner, name, self._clock() - self._kept)
        return json.loads(found[0][0]) if found else None

    def keep(self, name: str, value: Any) -> str:
        """Remember a value under an id of its own, which nobody can guess."""
        owner = fresh()
        self.put(owner, name, value)
        return owner

    def forget(self, owner: str) -> None:
        """Drop all that an owner has."""
        with self._db.write() as db:
            db.execute("DELETE FROM memory WHERE owner = ?", (owner,))
