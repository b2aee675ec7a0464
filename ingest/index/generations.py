"""The folders of an index: which one is current, who may build, what is kept and swept.

home/generations/NNNNNN/   one generation; it has a manifest once it is complete and verified
home/current               the name of the one in use
home/lock                  held by the one builder
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import Unavailable
from ingest.index import manifest
from ingest.index.faults import reading

_CURRENT = "current"


def folder(home: Path, name: str) -> Path:
    """Where the generation of this name lies."""
    return home / "generations" / name


def current(home: Path) -> str | None:
    """The name of the generation in use, or None where there is no index."""
    with reading(home):
        try:
            return (home / _CURRENT).read_text(encoding="ascii").strip()
        except (FileNotFoundError, NotADirectoryError):
            return None


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Be the one builder, or raise Unavailable at once. The system frees it when a process dies."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Unavailable(
                f"Một tiến trình khác đang dựng chỉ mục tại {home}.",
                "Hãy chờ nó xong rồi chạy lại `cchc ingest`.",
            ) from error
        yield


def begin(home: Path) -> str:
    """Sweep what crashes left half-built, and make the next generation's folder; its name."""
    (home / "generations").mkdir(exist_ok=True)
    # Complete ones stay until a later one is current, so a name that a reader holds never returns.
    name = f"{max((int(n) for n in _names(home)), default=0) + 1:06d}"
    for old in _names(home):
        if not (folder(home, old) / manifest.NAME).exists():
            shutil.rmtree(folder(home, old), ignore_errors=True)
    folder(home, name).mkdir()
    return name


def switch(home: Path, name: str) -> None:
    """Make a generation the current one, in one step that a crash cannot halve."""
    draft = home / f"{_CURRENT}.new"
    with draft.open("w", encoding="ascii") as file:
        file.write(f"{name}\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(home / _CURRENT)
    _sync(home)


def sweep(home: Path, keep: Collection[str | None]) -> None:
    """Remove every generation but these."""
    for name in _names(home):
        if name not in keep:
            shutil.rmtree(folder(home, name), ignore_errors=True)


def discard(home: Path, name: str) -> None:
    """Remove a generation that failed, unless it is already the current one."""
    if current(home) != name:
        shutil.rmtree(folder(home, name), ignore_errors=True)


def settle(path: Path) -> None:
    """Force a generation's files out to the disk, so that a switch never points at lost ones."""
    for file in sorted(path.rglob("*")):
        _sync(file)
    _sync(path)
    _sync(path.parent)


def _names(home: Path) -> list[str]:
    return sorted(p.name for p in (home / "generations").iterdir() if p.name.isdigit())


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
