"""Who may see more than the public: groups of a channel's users, and codes to ask for them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from bot.state.database import Database
from bot.state.retention import Clock, Retention
from ingest.errors import BadInput

# Without letters and digits that are taken for one another when read aloud or copied by hand.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Pairing:
    """A code that somebody was given and nobody has approved yet."""

    code: str
    channel: str
    person: str
    at: int


class People:
    """The users of a channel by their number there; no names."""

    def __init__(self, db: Database, retention: Retention, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._pairing = retention.pairings
        self._kept = retention.people

    def groups(self, channel: str, person: str) -> frozenset[str]:
        """The groups that somebody was let into; none for a stranger."""
        asked = "SELECT groups FROM people WHERE channel = ? AND person = ? AND at > ?"
        found = self._db.rows(asked, channel, person, self._clock() - self._kept)
        return frozenset(json.loads(found[0][0])) if found else frozenset()

    def known(self, channel: str, person: str) -> bool:
        """Whether an administrator has let somebody in, into whatever group."""
        asked = "SELECT 1 FROM people WHERE channel = ? AND person = ? AND at > ?"
        return bool(self._db.rows(asked, channel, person, self._clock() - self._kept))

    def grant(self, channel: str, person: str, groups: Iterable[str]) -> None:
        """Let somebody into these groups and no others."""
        with self._db.write() as db:
            db.execute(
                "INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?)",
                (channel, person, json.dumps(sorted(set(groups))), self._clock()),
            )

    def revoke(self, channel: str, person: str) -> bool:
        """Let somebody into nothing any more; whether they were in."""
        with self._db.write() as db:
            asked = "DELETE FROM people WHERE channel = ? AND person = ?"
            return db.execute(asked, (channel, person)).rowcount > 0

    def listed(self) -> list[tuple[str, str, frozenset[str]]]:
        """Everyone who was let in: channel, number, groups."""
        found = self._db.rows("SELECT channel, person, groups FROM people ORDER BY at")
        return [(channel, person, frozenset(json.loads(g))) for channel, person, g in found]

    def request(self, channel: str, person: str) -> str:
        """A code for an administrator to approve; asked again, the same one until it expires."""
        now = self._clock()
        with self._db.write() as db:
            db.execute("DELETE FROM pairings WHERE at <= ?", (now - self._pairing,))
            asked = "SELECT code FROM pairings WHERE channel = ? AND person = ?"
            found = db.execute(asked, (channel, person)).fetchone()
            if found:
                return str(found[0])
            code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
            db.execute("INSERT INTO pairings VALUES (?, ?, ?, ?)", (code, channel, person, now))
        return code

    def pending(self) -> list[Pairing]:
        """The codes that wait for an administrator, oldest first."""
        asked = "SELECT code, channel, person, at FROM pairings WHERE at > ? ORDER BY at"
        return [Pairing(*row) for row in self._db.rows(asked, self._clock() - self._pairing)]

    def approve(self, code: str, groups: Iterable[str]) -> Pairing:
        """Let in whoever holds the code. BadInput for one that is none or has expired."""
        wanted = code.strip().upper()
        found = next((one for one in self.pending() if one.code == wanted), None)
        if found is None:
            raise BadInput(f"Không có mã “{code}”, hoặc mã đã quá hạn.", "Bảo người ấy xin mã mới.")
        self.grant(found.channel, found.person, groups)
        with self._db.write() as db:
            db.execute("DELETE FROM pairings WHERE code = ?", (wanted,))
        return found

    def forget(self, channel: str, person: str) -> None:
        """Delete all that is kept here of somebody, subscriptions too."""
        with self._db.write() as db:
            for table in ("people", "pairings", "subscriptions"):
                asked = f"DELETE FROM {table} WHERE channel = ? AND person = ?"
                db.execute(asked, (channel, person))
