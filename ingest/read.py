"""A file to its text, or one line that says why not and what to do."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import BadInput
from ingest.tokens import fold

SUFFIXES = (".txt", ".md")
LARGEST = 20 * 1024 * 1024
"""The most bytes that one document may have."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_SAVE_AS = "Hãy lưu lại tệp dưới dạng văn bản UTF-8 rồi nạp lại."


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its resolved path, the SHA-256 of its bytes, and its text, unchanged."""

    path: Path
    sha256: str
    text: str


def read(path: Path) -> Source:
    """Read one document.

    Raises:
        BadInput: it is missing, a folder, empty, too large, of a kind not read here, or not text.
    """
    data = _bytes(path)
    if not data.strip():
        raise BadInput(f"{path.name}: tệp trống.", "Hãy kiểm tra lại tệp gốc.")
    text = _decode(path, data)
    if not any(c.isalnum() for c in text):
        raise BadInput(f"{path.name}: tệp không có chữ nào.", "Hãy kiểm tra lại tệp gốc.")
    return Source(path.resolve(), hashlib.sha256(data).hexdigest(), text)


def slug_of(path: Path) -> str:
    """The document's name in ids and links: the file's stem, folded and hyphenated where needed."""
    stem = path.stem
    if _SLUG.fullmatch(stem):
        return stem
    slug = re.sub(r"[^a-z0-9]+", "-", fold(stem)).strip("-")[:80].strip("-")
    if not slug:
        raise BadInput(f"{path.name}: tên tệp không có chữ hay số.", "Hãy đặt tên bằng --slug.")
    return slug


def check_slug(slug: str) -> str:
    """The slug itself, if it is one; else BadInput."""
    if not _SLUG.fullmatch(slug):
        raise BadInput(
            f"--slug {slug!r}: chỉ gồm chữ thường không dấu, số và gạch nối, tối đa 80 ký tự.",
            "Ví dụ: --slug tan-binh-2025",
        )
    return slug


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() not in SUFFIXES:
        kinds = ", ".join(SUFFIXES)
        raise BadInput(f"{path.name}: chưa đọc được loại tệp này.", f"Các loại đọc được: {kinds}.")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            limit = LARGEST // (1024 * 1024)
            raise BadInput(f"{path.name}: tệp lớn hơn {limit} MB.", "Hãy tách tệp ra.")
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"{path}: không có tệp này.", "Hãy kiểm tra đường dẫn.") from None
    except OSError as error:
        raise BadInput(
            f"{path}: không mở được ({error.strerror}).", "Hãy xem quyền đọc."
        ) from error


def _decode(path: Path, data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif _BINARY.search(data):
        raise BadInput(f"{path.name}: đây không phải là tệp văn bản.", _SAVE_AS)
    else:
        encoding = "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            f"{path.name}: không phải UTF-8 (byte thứ {error.start + 1}).", _SAVE_AS
        ) from None
