"""The errors of disks, SQLite, numpy and Chroma, translated once into the program's own."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import BadInput, CchcError, Unavailable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# SQLite says so in words, and copying a folder puts the system's words into a list of its own.
_SAID_FULL = ("disk is full", *(os.strerror(number) for number in _FULL))
_BARRED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
# Chroma tells of a full disk in many ways, and SQLite in two, so room is also looked for.
_ROOM = 4 << 20
_AGAIN = "rồi chạy lại `cchc ingest`; chỉ mục đang dùng vẫn nguyên vẹn."


@contextmanager
def writing(home: Path) -> Iterator[None]:
    """Around a build: whatever the disk or an engine raises becomes Unavailable with a remedy."""
    try:
        yield
    except CchcError:
        raise
    except (OSError, sqlite3.OperationalError) as error:
        raise _unwritten(home, error) from error
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        raise damaged(home, str(error)) from error
    except Exception as error:
        if not is_chroma(error):
            raise
        raise _unwritten(home, error) from error


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Around opening a generation: whatever shows that its files are damaged becomes BadInput."""
    try:
        yield
    except PermissionError as error:
        problem = f"Không có quyền đọc chỉ mục tại {folder}."
        raise Unavailable(problem, "Hãy cấp quyền đọc thư mục này.") from error
    except (OSError, sqlite3.Error, ValueError, LookupError, TypeError, EOFError) as error:
        raise damaged(folder, str(error)) from error


def damaged(folder: Path, detail: str) -> BadInput:
    """The error for a generation whose files cannot be relied on."""
    first = detail.splitlines()[0] if detail else "không đọc được"
    return BadInput(
        f"Chỉ mục tại {folder} bị hỏng ({first}).",
        "Hãy dựng lại bằng `cchc ingest --rebuild TỆP…`, kể cả mọi văn bản đã nạp thêm.",
    )


def unverified(folder: Path, detail: str) -> Unavailable:
    """The error for a new generation that does not hold what it should."""
    if _no_room(folder):
        return Unavailable(f"Ổ đĩa chứa {folder} đã đầy.", f"Hãy giải phóng dung lượng {_AGAIN}")
    return Unavailable(
        f"Chỉ mục mới không qua được kiểm tra: {detail}.",
        "Chỉ mục đang dùng vẫn nguyên vẹn; hãy chạy `cchc ingest --rebuild`.",
    )


def _no_room(path: Path) -> bool:
    try:
        return shutil.disk_usage(path).free < _ROOM
    except OSError:
        return False


def is_chroma(error: BaseException) -> bool:
    """Whether Chroma raised it; told by its module, so that Chroma need not be imported."""
    return type(error).__module__.partition(".")[0] in ("chromadb", "chromadb_rust_bindings")


def _unwritten(home: Path, error: Exception) -> Unavailable:
    number = error.errno if isinstance(error, OSError) else None
    detail = str(error).splitlines()[0] if str(error) else type(error).__name__
    if number in _FULL or any(words in detail for words in _SAID_FULL) or _no_room(home):
        return Unavailable(f"Ổ đĩa chứa {home} đã đầy.", f"Hãy giải phóng dung lượng {_AGAIN}")
    if number in _BARRED or "readonly" in detail:
        return Unavailable(
            f"Không ghi được vào thư mục chỉ mục {home}.",
            "Hãy chạy `cchc ingest` bằng tài khoản có quyền ghi, hoặc chọn nơi khác: --index DIR.",
        )
    return Unavailable(
        f"Không ghi được chỉ mục tại {home} ({detail}).",
        f"Hãy kiểm tra ổ đĩa và dung lượng trống {_AGAIN}",
    )
