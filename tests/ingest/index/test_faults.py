"""Every foreign error that can enter has its place in the program's own tree."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
from chromadb.errors import ChromaError, InternalError, NotFoundError

from ingest.errors import BadInput, CchcError, Unavailable
from ingest.index.faults import reading, writing

HOME = Path("index")


def _oserror(number: int) -> OSError:
    return OSError(number, "told by the system")


@pytest.mark.parametrize(
    ("error", "kind", "word"),
    [
        (_oserror(errno.ENOSPC), Unavailable, "đã đầy"),
        (_oserror(errno.EDQUOT), Unavailable, "đã đầy"),
        (_oserror(errno.EFBIG), Unavailable, "đã đầy"),
        (_oserror(errno.EROFS), Unavailable, "quyền ghi"),
        (_oserror(errno.EACCES), Unavailable, "quyền ghi"),
        (_oserror(errno.EIO), Unavailable, "Không ghi được"),
        (sqlite3.OperationalError("database or disk is full"), Unavailable, "đã đầy"),
        (
            sqlite3.OperationalError("attempt to write a readonly database"),
            Unavailable,
            "quyền ghi",
        ),
        (sqlite3.OperationalError("disk I/O error"), Unavailable, "disk I/O error"),
        (sqlite3.DatabaseError("database disk image is malformed"), BadInput, "bị hỏng"),
        (InternalError("(code: 13) database or disk is full"), Unavailable, "đã đầy"),
        (InternalError("first line\nsecond line"), Unavailable, "first line"),
        (NotFoundError(""), Unavailable, "NotFoundError"),
    ],
)
def test_while_building(error: Exception, kind: type[CchcError], word: str) -> None:
    with pytest.raises(kind) as caught, writing(HOME):
        raise error
    assert word in str(caught.value)
    assert "cchc ingest" in caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (PermissionError(errno.EACCES, "no"), Unavailable),
        (FileNotFoundError(errno.ENOENT, "no"), BadInput),
        (sqlite3.DatabaseError("file is not a database"), BadInput),
        (ValueError("cannot reshape"), BadInput),
        (KeyError("format"), BadInput),
        (EOFError(), BadInput),
    ],
)
def test_while_reading(error: Exception, kind: type[CchcError]) -> None:
    with pytest.raises(kind) as caught, reading(HOME):
        raise error
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_our_own_errors_and_mistakes_pass_unchanged() -> None:
    for error in (BadInput("a", "b"), ZeroDivisionError(), sqlite3.IntegrityError("twice")):
        with pytest.raises(type(error)) as caught, writing(HOME):
            raise error
        assert caught.value is error


def test_chroma_is_told_by_its_module() -> None:
    kinds = [ChromaError, *ChromaError.__subclasses__()]
    assert {kind.__module__.partition(".")[0] for kind in kinds} == {"chromadb"}


def test_a_disk_without_room_is_named_whatever_chroma_says() -> None:
    # A file system that never has room.
    with pytest.raises(Unavailable, match="đã đầy"), writing(Path("/proc")):
        raise InternalError("Error in compaction: Failed to apply logs")
