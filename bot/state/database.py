"""The file itself: opened, brought up to date, read and written by many at once."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bot.state.migrations import MIGRATIONS
from ingest.errors import BadInput, CchcError, Unavailable

# How long a writer waits for another process's.
_PATIENCE_S = 10.0
_RESTORE = "Dời tệp ấy sang chỗ khác rồi chép bản sao lưu gần nhất (cchc backup) vào chỗ đó."


class Database:
    """One connection, taken in turns by this process's threads; other processes have their own."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, made and brought up to date as needed; `None` for one in memory.

        Raises:
            BadInput: the file is broken, or of a newer version of the program.
            Unavailable: it cannot be written, or another process holds it.
        """
        self.path = path
        self._lock = threading.RLock()
        with self._translated():
            self._db = self._connect()
        try:
            with self._translated():
                self._migrate()
        except CchcError:
            self._db.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        if self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():
                # What is kept here is nobody's but the account's that runs the program.
                self.path.touch(mode=0o600)
        name = ":memory:" if self.path is None else str(self.path)
        return sqlite3.connect(
            name, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False
        )

    def _migrate(self) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            self._db.execute(f"PRAGMA {pragma}")
        if self._version() == len(MIGRATIONS):
            # Says whether the file can be written, and by that whether it is worth using.
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("ROLLBACK")
            return
        with self.write() as db:
            # Read again under the lock: another process may have done it meanwhile.
            done = self._version()
            if done > len(MIGRATIONS):
                raise BadInput(
                    f"{self.path} do một bản mới hơn của chương trình ghi (dạng {done}).",
                    "Hãy nâng cấp cchc, hoặc dùng lại bản sao lưu trước khi nâng cấp.",
                )
            for script in MIGRATIONS[done:]:
                for statement in script.split(";"):
                    db.execute(statement)
            db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    @property
    def version(self) -> int:
        """How many migrations the file has had."""
        with self._lock, self._translated():
            return self._version()

    def rows(self, asked: str, *values: object) -> list[tuple[Any, ...]]:
        """What a SELECT finds."""
        with self._lock, self._translated():
            return self._db.execute(asked, values).fetchall()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is kept, or none."""
        with self._lock, self._translated():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise

    def copy(self, target: Path) -> None:
        """Copy the file as it is now, while others go on writing; whole or not at all."""
        beside = target.with_name(f".{target.name}.part")
        with self._translated():
            try:
                beside.unlink(missing_ok=True)
                beside.touch(mode=0o600)
                # A connection of its own, so that this process's threads are not kept waiting.
                source = self._db if self.path is None else sqlite3.connect(self.path)
                sink = sqlite3.connect(beside)
                try:
                    source.backup(sink, pages=256)
                finally:
                    sink.close()
                    if source is not self._db:
                        source.close()
                beside.replace(target)
            finally:
                with suppress(OSError):
                    beside.unlink()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """SQLite's and the system's errors as the program's own."""
        try:
            yield
        except sqlite3.Error as error:
            raise _told(self.path, error) from error
        except OSError as error:
            reason = error.strerror or type(error).__name__
            problem = f"Không ghi được {error.filename or self.path}: {reason}."
            raise Unavailable(problem, "Cấp quyền ghi thư mục ấy, hoặc đổi CCHC_HOME.") from error


def _told(path: Path | None, error: sqlite3.Error) -> CchcError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Unavailable(f"{path} đang bận.", "Thử lại sau ít giây; xem có tiến trình nào treo.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return Unavailable(f"Không ghi được {path}.", "Cấp quyền ghi tệp và thư mục chứa nó.")
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return Unavailable(f"Không ghi được {path}: đĩa đầy hoặc lỗi.", "Dọn đĩa rồi thử lại.")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return BadInput(f"{path} hỏng.", _RESTORE)
    return Unavailable(f"{path}: lỗi SQLite ({type(error).__name__}).", _RESTORE)
