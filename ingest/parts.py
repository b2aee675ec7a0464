"""What of a document is not clauses: recipients, signature, and where an annex begins."""

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
ANNEX = "PL"
"""What an annex is called in paths."""
# What is issued with a decision and follows its signature is a text of its own, not an annex.
_ATTACHED = (
    ("KẾ HOẠCH", "KH"),
    ("CHƯƠNG TRÌNH", "CT"),
    ("ĐỀ ÁN", "DA"),
    ("QUY CHẾ", "QC"),
    ("QUY ĐỊNH", "QD"),
)
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
_CLOSING = re.compile(
    r"(?:Trên đây là|Trong quá trình (?:tổ chức |triển khai )*thực hiện"
    r"|(?:Kế hoạch|Chương trình(?: hành động)?|Quyết định|Nghị quyết|Chỉ thị|Đề án) này)\b"
)
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


def goes_on_signing(text: str) -> bool:
    """Whether a line is the rest of one in capitals that a wrap cut ("TM. ỦY BAN NHÂN ⏎ DÂN")."""
    line = clean(text)
    return line.isupper() and len(line) <= 60 and _ANNEX.match(line) is None


def is_closing(text: str) -> bool:
    """Whether clean text closes a document ("Trên đây là Kế hoạch …"); only its end can tell."""
    return _CLOSING.match(text) is not None


def root_name(title: str) -> str:
    """What the part after a signature is called in paths, by its title: "KH", or "PL" for an annex.

    "CC" are footnotes gathered at the end.
    """
    if _FOOTNOTE.match(title):
        return "CC"
    return next((name for kind, name in _ATTACHED if title.startswith(kind)), ANNEX)


def is_annex_alone(text: str) -> bool:
    """Whether clean text names an annex and nothing else, so that its title is still to come."""
    return _ANNEX.fullmatch(text.rstrip(" .:*")) is not None


def annex_number(text: str) -> str | None:
    """The number of the annex that a line opens: "" for a lone one, None where it opens none."""
    line = clean(text)
    match = _ANNEX.match(line)
    if match is None or len(line) > 160 or line.endswith((".", ";")):
        return None
    return match.group(1) or ""
