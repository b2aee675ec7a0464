"""A store for `limits` that the processes of one machine share: a small SQLite file.

The library's own store in memory counts in each process apart, so that a visitor would have as
many questions as there are processes; Redis would be a service more to run for one machine.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing

from limits.storage import MovingWindowSupport, Storage

SCHEME = "cchc+sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS hits (key TEXT NOT NULL, at REAL NOT NULL, until REAL NOT NULL);
CREATE INDEX IF NOT EXISTS hits_of_key ON hits (key, at);
CREATE INDEX IF NOT EXISTS hits_by_end ON hits (until);
"""


class SharedStorage(Storage, MovingWindowSupport):
    """Hits in a moving window, in the file that the address names after its scheme."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - as the library declares it

    def __init__(self, uri: str, wrap_exceptions: bool = False, **_: float | str | bool) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        path = uri.removeprefix(f"{SCHEME}://")
        self._lock = threading.Lock()
        self._db = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
        # The counts of a minute need not outlive the machine.
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.executescript(_SCHEMA)

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the store itself may raise."""
        return sqlite3.Error

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Whether so many more hits fit into the window; where they do, they are in."""
        if amount > limit:
            return False
        with self._lock, closing(self._db.cursor()) as rows:
            rows.execute("BEGIN IMMEDIATE")
            try:
                now = time.time()
                rows.execute("DELETE FROM hits WHERE until <= ?", (now,))
                asked = "SELECT count(*) FROM hits WHERE key = ? AND at > ?"
                (held,) = rows.execute(asked, (key, now - expiry)).fetchone()
                fits: bool = held + amount <= limit
                if fits:
                    hit = (key, now, now + expiry)
                    rows.executemany("INSERT INTO hits VALUES (?, ?, ?)", [hit] * amount)
            except BaseException:
                rows.execute("ROLLBACK")
                raise
            rows.execute("COMMIT")
        return fits

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the window's first hit was, and how many there are."""
        now = time.time()
        asked = "SELECT min(at), count(*) FROM hits WHERE key = ? AND at > ?"
        with self._lock:
            first, held = self._db.execute(asked, (key, now - expiry)).fetchone()
        return (now if first is None else first), held

    def check(self) -> bool:
        """Whether the file can be read."""
        with self._lock:
            self._db.execute("SELECT count(*) FROM hits").fetchone()
        return True

    def reset(self) -> int | None:
        """Forget every hit."""
        with self._lock:
            return self._db.execute("DELETE FROM hits").rowcount

    def clear(self, key: str) -> None:
        """Forget a key's hits."""
        with self._lock:
            self._db.execute("DELETE FROM hits WHERE key = ?", (key,))

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Not for moving windows."""
        raise NotImplementedError

    def get(self, key: str) -> int:
        """Not for moving windows."""
        raise NotImplementedError

    def get_expiry(self, key: str) -> float:
        """Not for moving windows."""
        raise NotImplementedError
