"""Who wants to be reminded of which deadlines, and of which they have been."""

from __future__ import annotations

from dataclasses import dataclass

from bot.state.database import Database
from bot.state.retention import Clock

_COLUMNS = "id, channel, chat, person, doc, agency, ahead"


@dataclass(frozen=True, slots=True)
class Subscription:
    """The deadlines of a document ("": of all) and an agency ("": of all).

    `ahead` is how many days before a deadline the first reminder goes out.
    """

    id: int
    channel: str
    chat: str
    person: str
    doc: str
    agency: str
    ahead: int


class Subscriptions:
    """Subscriptions by id."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock

    def add(
        self,
        channel: str,
        chat: str,
        person: str,
        *,
        doc: str = "",
        agency: str = "",
        ahead: int = 14,
    ) -> Subscription:
        """Subscribe; to the same again changes only `ahead`."""
        with self._db.write() as db:
            (identity,) = db.execute(
                "INSERT INTO subscriptions (channel, chat, person, doc, agency, ahead, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (channel, chat, person, doc, agency)"
                " DO UPDATE SET ahead = excluded.ahead RETURNING id",
                (channel, chat, person, doc, agency, ahead, self._clock()),
            ).fetchone()
        return Subscription(identity, channel, chat, person, doc, agency, ahead)

    def all(self, channel: str) -> list[Subscription]:
        """Every subscription of a channel, oldest first."""
        asked = f"SELECT {_COLUMNS} FROM subscriptions WHERE channel = ? ORDER BY id"
        return [Subscription(*row) for row in self._db.rows(asked, channel)]

    def of(self, channel: str, chat: str, person: str) -> list[Subscription]:
        """Somebody's subscriptions in a chat, oldest first."""
        return [s for s in self.all(channel) if (s.chat, s.person) == (chat, person)]

    def stop(self, identity: int, channel: str, chat: str, person: str) -> bool:
        """Stop one of somebody's own; whether there was one."""
        with self._db.write() as db:
            return (
                db.execute(
                    "DELETE FROM subscriptions"
                    " WHERE id = ? AND channel = ? AND chat = ? AND person = ?",
                    (identity, channel, chat, person),
                ).rowcount
                > 0
            )

    def leave(self, channel: str, chat: str) -> int:
        """Stop everything for a chat that can be reached no more; how many there were."""
        with self._db.write() as db:
            asked = "DELETE FROM subscriptions WHERE channel = ? AND chat = ?"
            return db.execute(asked, (channel, chat)).rowcount

    def reminded(self, identity: int) -> frozenset[str]:
        """What has gone out under a subscription."""
        asked = "SELECT what FROM reminded WHERE subscription = ?"
        return frozenset(what for (what,) in self._db.rows(asked, identity))

    def mark(self, identity: int, what: str) -> bool:
        """Note that a reminder goes out; False where it has already, by whichever process."""
        with self._db.write() as db:
            found = db.execute("SELECT 1 FROM subscriptions WHERE id = ?", (identity,)).fetchone()
            if found is None:
                return False
            asked = "INSERT OR IGNORE INTO reminded VALUES (?, ?, ?)"
            return db.execute(asked, (identity, what, self._clock())).rowcount > 0

    def unmark(self, identity: int, what: str) -> None:
        """Take a note back: the reminder did not go out."""
        with self._db.write() as db:
            asked = "DELETE FROM reminded WHERE subscription = ? AND what = ?"
            db.execute(asked, (identity, what))
