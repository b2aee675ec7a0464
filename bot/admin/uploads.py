"""Files handed in over the web: kept by what they hold, under a name that nobody else chooses."""

from __future__ import annotations

import hashlib
import os
import re
import time
from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import NamedTemporaryFile

from fastapi import UploadFile

from ingest.errors import BadInput
from ingest.read import SUFFIXES, check_slug, slug_of

LARGEST = 25 * 1024 * 1024
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}--[0-9a-f]{12}\.[a-z0-9]{1,8}")
_A_DAY = 24 * 60 * 60


def keep(home: Path, upload: UploadFile, slug: str = "") -> tuple[str, str]:
    """The slug that a file is for, and the name that it is kept under until it goes in.

    Of the client's name only the stem and the suffix are looked at. Raises BadInput.
    """
    given = PureWindowsPath(PurePosixPath(upload.filename or "").name).name
    suffix = Path(given).suffix.lower()
    if suffix not in SUFFIXES:
        kinds = ", ".join(SUFFIXES)
        raise BadInput(f"Chưa đọc được loại tệp “{suffix or given}”.", f"Đọc được: {kinds}.")
    name = check_slug(slug) if slug else slug_of(Path(given))
    data = upload.file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise BadInput(f"Tệp lớn hơn {LARGEST // 2**20} MB.", "Hãy tách tệp ra.")
    kept = f"{name}--{hashlib.sha256(data).hexdigest()[:12]}{suffix}"
    folder = _folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / kept, data)
    return name, kept


def found(home: Path, kept: str) -> tuple[str, Path]:
    """The slug and the path of a file that was kept. Raises BadInput where there is none."""
    path = _folder(home) / kept
    if not _NAME.fullmatch(kept) or not path.is_file():
        raise BadInput("Không còn giữ tệp đã tải lên.", "Hãy tải lên lại.")
    return kept.partition("--")[0], path


def sweep(home: Path, sources: set[str]) -> None:
    """Remove what was looked at a day ago and never put in; `sources` are in the index."""
    folder = _folder(home)
    if not folder.is_dir():
        return
    before = time.time() - _A_DAY
    for path in folder.iterdir():
        with suppress(OSError):
            if str(path.resolve()) not in sources and path.stat().st_mtime < before:
                path.unlink()


def _folder(home: Path) -> Path:
    return home / "uploads"


def _write(path: Path, data: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        try:
            draft.write(data)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).replace(path)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
