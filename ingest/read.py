"""A file to its text, or one line that says why not and what to do."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import BadInput
from ingest.readers.box import read_apart
from ingest.readers.formats import FORMATS, MB, Format
from ingest.readers.model import Refusal
from ingest.readers.sniff import NAMES, sniff
from ingest.tokens import fold

SUFFIXES = tuple(FORMATS)
OTHER_SUFFIXES = (".doc", ".docm", ".rtf", ".odt", ".xls", ".xlsm", ".mht")
"""What somebody may well hand in as a document, and is told what to make of it."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_SAVE_TEXT = "Hãy lưu lại tệp dưới dạng văn bản UTF-8 rồi nạp lại."
_SAVE_WORD = "Hãy mở bằng Word hay LibreOffice, lưu lại thành .docx rồi nạp lại."
# What can be done about a kind of file that no reader takes.
_REMEDIES = {
    "ole": _SAVE_WORD,
    "rtf": _SAVE_WORD,
    "mhtml": _SAVE_WORD,
    "docm": "Hãy lưu lại thành .docx (không macro) rồi nạp lại.",
    "encrypted": "Hãy mở tệp, bỏ mật khẩu, lưu lại rồi nạp lại.",
    "image": "Hãy quét hoặc lưu ảnh thành PDF rồi nạp lại.",
    "archive": "Hãy giải nén rồi nạp từng tệp bên trong.",
    "zip": "Hãy giải nén rồi nạp từng tệp bên trong.",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its resolved path, the SHA-256 of its bytes, and its text, unchanged.

    `ocr` says that some of it was recognised from pictures of pages; `warnings` are lines for
    whoever handed the file in.
    """

    path: Path
    sha256: str
    text: str
    ocr: bool = False
    warnings: tuple[str, ...] = ()


def read(path: Path) -> Source:
    """Read one document, in a process of its own.

    Raises:
        BadInput: it is missing, a folder, empty, too large, broken, not what its name says, or of
            a kind not read here.
        Unavailable: no process can be started to read it.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise _unread(path)
    data = _bytes(path, form)
    if not data.strip():
        raise BadInput(f"{path.name}: tệp trống.", "Hãy kiểm tra lại tệp gốc.")
    _check_kind(path, form, sniff(data))
    try:
        reading = read_apart(data, form)
    except Refusal as refusal:
        raise BadInput(f"{path.name}: {refusal.problem}", refusal.remedy) from None
    if not any(c.isalnum() for c in reading.text):
        raise BadInput(f"{path.name}: tệp không có chữ nào.", "Hãy kiểm tra lại tệp gốc.")
    digest = hashlib.sha256(data).hexdigest()
    return Source(path.resolve(), digest, reading.text, reading.ocr, reading.warnings)


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


def _unread(path: Path) -> BadInput:
    kinds = ", ".join(SUFFIXES)
    old = path.suffix.lower() in OTHER_SUFFIXES
    remedy = _SAVE_WORD if old else f"Các loại đọc được: {kinds}."
    return BadInput(f"{path.name}: chưa đọc được loại tệp này.", remedy)


def _bytes(path: Path, form: Format) -> bytes:
    most = form.limits.bytes
    try:
        if path.stat().st_size > most:
            raise BadInput(f"{path.name}: tệp lớn hơn {most // MB} MB.", "Hãy tách tệp ra.")
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"{path}: không có tệp này.", "Hãy kiểm tra đường dẫn.") from None
    except OSError as error:
        raise BadInput(
            f"{path}: không mở được ({error.strerror}).", "Hãy xem quyền đọc."
        ) from error


def _check_kind(path: Path, form: Format, kind: str) -> None:
    """Refuse a file that is not what its name says, and say what it is."""
    if kind == form.kind:
        return
    if kind == "binary":
        raise BadInput(f"{path.name}: đây không phải là tệp văn bản.", _SAVE_TEXT)
    suffix = next((s for s, f in FORMATS.items() if f.kind == kind), "")
    if suffix:
        remedy = f"Hãy đổi đuôi tệp thành {suffix} rồi nạp lại."
    else:
        remedy = _REMEDIES.get(kind, "Hãy kiểm tra lại tệp gốc.")
    raise BadInput(f"{path.name}: nội dung là {NAMES[kind]}, không đúng với đuôi tệp.", remedy)
