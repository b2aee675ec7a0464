"""What was asked before in a conversation, so that "thế còn 2030?" can be understood."""

from __future__ import annotations

from bot.masking import masked
from bot.state.database import Database
from bot.state.identity import fresh, pseudonym, well_formed
from bot.state.retention import Clock, Retention
from ingest.errors import BadInput

TURNS = 10


class Conversations:
    """The askers' turns; a conversation is its id, and whoever has the id may go on with it."""

    def __init__(self, db: Database, retention: Retention, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._kept = retention.conversations

    def new(self) -> str:
        """The id of a conversation that begins."""
        return fresh()

    def of(self, channel: str, *parts: str) -> str:
        """The id of a chat's conversation: the same for the same parts, telling nothing of them."""
        secret: bytes = self._db.rows("SELECT value FROM secret")[0][0]
        return pseudonym(secret, channel, *parts)

    def turns(self, conversation: str) -> tuple[str, ...]:
        """The last turns, oldest first; none of a conversation that is unknown or has expired."""
        asked = "SELECT question, at FROM turns WHERE conversation = ? ORDER BY n DESC LIMIT ?"
        found = self._db.rows(asked, conversation, TURNS)
        if not found or found[0][1] <= self._clock() - self._kept:
            return ()
        return tuple(question for question, _ in reversed(found))

    def add(self, conversation: str, question: str) -> None:
        """Add a turn. BadInput for an id that is none."""
        if not well_formed(conversation):
            raise BadInput("Mã cuộc hỏi đáp không đúng dạng.", "Bỏ mã ấy đi để bắt đầu cuộc mới.")
        now = self._clock()
        with self._db.write() as db:
            db.execute(
                "DELETE FROM turns WHERE conversation = ?1 AND ("
                " n <= (SELECT n FROM turns WHERE conversation = ?1 ORDER BY n DESC"
                "       LIMIT 1 OFFSET ?2)"
                " OR (SELECT max(at) FROM turns WHERE conversation = ?1) <= ?3)",
                (conversation, TURNS - 1, now - self._kept),
            )
            db.execute(
                "INSERT INTO turns (conversation, at, question) VALUES (?, ?, ?)",
                (conversation, now, masked(question)),
            )

    def forget(self, conversation: str) -> None:
        """Drop every turn."""
        with self._db.write() as db:
            db.execute("DELETE FROM turns WHERE conversation = ?", (conversation,))
