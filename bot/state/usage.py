"""How much a language model was used on each day, by all processes together."""

from __future__ import annotations

from bot.state.database import Database

_KEPT_DAYS = 400


class Usage:
    """Tokens and seconds of a day."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, day: str) -> tuple[int, float]:
        """The tokens and seconds of a day (an ISO date)."""
        rows = self._db.rows("SELECT tokens, seconds FROM usage WHERE day = ?", day)
        return (int(rows[0][0]), float(rows[0][1])) if rows else (0, 0.0)

    def add(self, day: str, tokens: int, seconds: float) -> None:
        """Count an exchange; days long past are forgotten."""
        with self._db.write() as db:
            db.execute(
                "INSERT INTO usage VALUES (?, ?, ?) ON CONFLICT (day) DO UPDATE SET"
                " tokens = tokens + excluded.tokens, seconds = seconds + excluded.seconds",
                (day, tokens, seconds),
            )
            old = "DELETE FROM usage WHERE day < date(?, ?)"
            db.execute(old, (day, f"-{_KEPT_DAYS} days"))
