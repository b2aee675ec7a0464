"""The parts of a document that are not its clauses: recipients, signature, what comes after them."""

from __future__ import annotations

import re

from ingest.clean import clean

_RECIPIENTS = re.compile(r"(?i)\W*nơi nhận\b")
_ON_BEHALF = re.compile(r"\W*(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\b\s*[./]?\s*\w*")
_OFFICE = re.compile(
    r"\W*(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|CHỦ NHIỆM|BÍ THƯ|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC"
    r"|CỤC TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG (?:BAN|PHÒNG)|TỔNG (?:BÍ THƯ|GIÁM ĐỐC))\b"
)
_ANNEX = re.compile(r"\W*(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+)?([IVX]+|\d{1,2}|[A-H]))?\b")
_PLACEHOLDER = re.compile(r"\W*(?:#\w+|\[?daky\]?|\(đã ký\)|đã ký)\W*$", re.IGNORECASE)


def is_recipients(text: str) -> bool:
    """Whether a line opens the list of recipients ("Nơi nhận:")."""
    return _RECIPIENTS.match(clean(text)) is not None


def is_signature(text: str) -> bool:
    """Whether a line opens a signature: on whose behalf, or the office, in capitals."""
    line = clean(text)
    if len(line) > 80 or not line.isupper():
        return False
    return bool(_ON_BEHALF.match(line) or _OFFICE.match(line))


def is_signed_line(text: str) -> bool:
    """Whether a line can stand inside a signature: capitals, a person's name or a placeholder."""
    line = clean(text)
    words = line.split()
    if not words or _PLACEHOLDER.match(line):
        return True
    if _ANNEX.match(line):
        return False
    if is_signature(line):
        return True
    return 2 <= len(words) <= 6 and all(w[0].isupper() for w in words) and len(line) <= 60


def is_name(text: str) -> bool:
    """Whether a line looks like a person's name: two to six capitalised words, not all capitals."""
    words = clean(text).split()
    return (
        2 <= len(words) <= 6
        and all(w[0].isupper() and w.isalpha() for w in words)
        and not clean(text).isupper()
    )


def annex_number(text: str) -> str | None:
    """The number of the annex that a line opens: "" for a lone one, None where it opens none."""
    line = clean(text)
    match = _ANNEX.match(line)
    if match is None or len(line) > 160 or line.endswith((".", ";")):
        return None
    return match.group(1) or ""
