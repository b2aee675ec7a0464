"""How long each kind of thing is kept. What is past its time is neither shown nor left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

from bot.state.database import Database

Clock = Callable[[], int]
HOUR = 3600
DAY = 24 * HOUR

# Whose age each kind is told by; a conversation goes by turn, the last of which came last.
_AGED = {
    "conversations": "turns",
    "answers": "answers",
    "feedback": "feedback",
    "people": "people",
    "pairings": "pairings",
    "reminded": "reminded",
    "log": "log",
    "memory": "memory",
    "seen": "seen",
}


@dataclass(frozen=True, slots=True)
class Retention:
    """Seconds from the last use of each kind to its end. Subscriptions last until stopped.

    `answers` bounds how long a source's button works. `people` counts from the day of approval.
    """

    conversations: int = DAY
    answers: int = 90 * DAY
    feedback: int = 730 * DAY
    people: int = 730 * DAY
    pairings: int = HOUR
    reminded: int = 400 * DAY
    log: int = 730 * DAY
    memory: int = 90 * DAY
    seen: int = 2 * DAY


def purge(db: Database, retention: Retention, now: int) -> dict[str, int]:
    """Delete what is past its time; how many rows of each kind went."""
    gone: dict[str, int] = {}
    with db.write() as connection:
        for one in fields(retention):
            before = now - getattr(retention, one.name)
            asked = f"DELETE FROM {_AGED[one.name]} WHERE at <= ?"
            gone[one.name] = connection.execute(asked, (before,)).rowcount
    return gone
