"""Plain text and Markdown: the file decoded, and nothing else changed."""

from __future__ import annotations

import codecs

from ingest.readers.legacy import NAMES, decode, mend
from ingest.readers.model import Reading, Refusal
from ingest.readers.sniff import looks_utf16

_SAVE_AS = "Hãy lưu lại tệp dưới dạng văn bản UTF-8 rồi nạp lại."


def read(data: bytes) -> Reading:
    """The text of a file of UTF-8, UTF-16 or an old Vietnamese encoding."""
    text, encoding = decoded(data)
    note = (
        f"Đã chuyển từ bảng mã {NAMES[encoding]} sang Unicode: hãy xem lại vài đoạn."
        if encoding
        else ""
    )
    return Reading(text, warnings=(note,) if note else ())


def decoded(data: bytes) -> tuple[str, str]:
    """The text, and the old encoding that it was in ("" for one of Unicode)."""
    if wide := _wide(data):
        try:
            return mend(data.decode(wide))
        except UnicodeDecodeError as error:
            raise _refused("UTF-16", error) from None
    try:
        return mend(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if old := decode(data):
            return old
        raise _refused("UTF-8", error) from None


def _wide(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return looks_utf16(data)


def _refused(name: str, error: UnicodeDecodeError) -> Refusal:
    return Refusal(f"không phải {name} (byte thứ {error.start + 1}).", _SAVE_AS)
