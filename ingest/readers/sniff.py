"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import codecs
import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

# The first bytes that tell, in the order in which they are tried.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
)
_HTML = re.compile(rb"(?is)\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html\b)")
_MHTML = re.compile(rb"(?im)^MIME-Version:")
_PDF_WITHIN = 1024
_BINARY = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Letters of two alphabets share bytes with controls: VISCII keeps six capitals there.
_VISCII = re.compile(rb"[\x02\x05\x06\x14\x19\x1e]")

NAMES = {
    "pdf": "PDF",
    "docx": "Word (.docx)",
    "docm": "Word có macro (.docm)",
    "xlsx": "Excel (.xlsx)",
    "html": "trang web (.html)",
    "text": "văn bản thuần (.txt)",
    "zip": "tệp nén (.zip)",
    "archive": "tệp nén",
    "rtf": "RTF",
    "ole": "Word hay Excel đời cũ (.doc, .xls)",
    "encrypted": "Office có mật khẩu",
    "mhtml": "trang web lưu một tệp (.mht)",
    "image": "ảnh",
    "program": "chương trình máy tính",
    "binary": "dữ liệu không phải văn bản",
}
"""Each kind as a sentence names it."""


def sniff(data: bytes) -> str:
    """The kind of a file: one of the keys of NAMES."""
    found = next((kind for magic, kind in _MAGIC if data.startswith(magic)), "")
    if found == "zip":
        return _package(data)
    if found == "ole":
        return "encrypted" if _ENCRYPTED in data else "ole"
    if found in ("image", "program") and not _is_binary(data):
        found = ""  # "BM" and "MZ" begin words as well
    if found:
        return found
    # A viewer takes a PDF whose header is not quite at the start, and so must this.
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    return _text(data)


def _text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or looks_utf16(data):
        return "text"
    head = data.removeprefix(codecs.BOM_UTF8)[:8192]
    if _HTML.match(head):
        return "html"
    if _MHTML.search(head[:300]):
        return "mhtml"
    return "binary" if _is_binary(data) else "text"


def _is_binary(data: bytes) -> bool:
    controls = len(_BINARY.findall(data))
    if b"\x00" in data:
        return True
    # A text in VISCII has a few of them, and letters above 0x80 beside.
    return controls > len(_VISCII.findall(data)) or (
        controls > 0 and not re.search(rb"[\x80-\xff]", data)
    )


def looks_utf16(data: bytes) -> str:
    """The byte order of UTF-16 without its mark, or ""."""
    if len(data) < 8 or len(data) % 2:
        return ""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.02 * half else ""


def _package(data: bytes) -> str:
    try:
        with ZipFile(BytesIO(data)) as package:
            names = set(package.namelist()[:20_000])
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return "zip"
    if "word/document.xml" in names:
        return "docm" if any(n.endswith("vbaProject.bin") for n in names) else "docx"
    return "xlsx" if "xl/workbook.xml" in names else "zip"
