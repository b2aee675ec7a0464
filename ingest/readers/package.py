"""Office files as what they are, packages of XML: opened only where that is safe."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ingest.readers.formats import MB
from ingest.readers.model import Refusal

_MOST_PARTS = 5_000
_LARGEST_PART = 64 * MB
_LARGEST = 256 * MB
_TIGHTEST = 250
"""How much smaller than its content an honest part may be."""
_SAVE_AGAIN = "Hãy mở tệp bằng phần mềm đã tạo ra nó, lưu lại thành tệp mới rồi nạp lại."
_MACRO = re.compile(r"(?i)vba(?:project|data)|macrosheets/|/activex/")
# The workbook behind a chart is data that Office itself puts there.
_EMBEDDED = re.compile(r"(?i)/embeddings/(?!.*\.xlsx$).+")
_OUTSIDE = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:|\x00")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Package:
    """The parts of an Office file.

    Raises:
        Refusal: it is broken, has a password, unpacks to too much, holds macros or other files.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
            parts = self._zip.infolist()
        except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise Refusal("tệp hỏng: không mở được gói.", _SAVE_AGAIN) from error
        _check(parts)
        self._parts = {part.filename: part for part in parts}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._parts)

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            with self._zip.open(self._parts[name]) as part:
                found = part.read(_LARGEST_PART + 1)
        except (BadZipFile, EOFError, RuntimeError, ValueError, OSError, NotImplementedError) as e:
            raise Refusal(f"tệp hỏng: không đọc được phần {name[:80]}.", _SAVE_AGAIN) from e
        except Exception as error:
            if type(error).__module__ != "zlib":
                raise
            raise Refusal(f"tệp hỏng: không đọc được phần {name[:80]}.", _SAVE_AGAIN) from error
        if len(found) > _LARGEST_PART:
            raise _bomb()
        return found

    def xml(self, name: str) -> Element | None:
        """A part as XML; None where there is none of that name."""
        if name not in self._parts:
            return None
        raw = self.read(name)
        if _DOCTYPE.search(raw.replace(b"\x00", b"")[:4096]):
            raise _entities()
        try:
            root: Element = fromstring(raw, forbid_dtd=True)
        except DefusedXmlException as error:
            raise _entities() from error
        except (ParseError, ValueError, LookupError) as error:
            raise Refusal(f"tệp hỏng: phần {name[:80]} sai cú pháp.", _SAVE_AGAIN) from error
        return root


def _check(parts: list[ZipInfo]) -> None:
    if len(parts) > _MOST_PARTS:
        raise _bomb()
    whole = 0
    for part in parts:
        whole += part.file_size
        tight = part.file_size > MB and part.file_size > _TIGHTEST * max(part.compress_size, 1)
        if part.file_size > _LARGEST_PART or whole > _LARGEST or tight:
            raise _bomb()
        if part.flag_bits & 0x1:
            raise Refusal("tệp có mật khẩu.", "Hãy bỏ mật khẩu rồi nạp lại.")
        if _OUTSIDE.search(part.filename):
            raise Refusal("bên trong có phần mang đường dẫn ra ngoài tệp.", _SAVE_AGAIN)
        if _MACRO.search(part.filename):
            raise Refusal(
                "tệp có macro.", "Hãy lưu lại dưới dạng .docx hay .xlsx (không macro) rồi nạp lại."
            )
        if _EMBEDDED.search(part.filename):
            raise Refusal(
                "tệp có nhúng tệp khác bên trong.",
                "Hãy bỏ đối tượng nhúng (hoặc dán thành bảng, thành ảnh), lưu lại rồi nạp lại.",
            )


def _bomb() -> Refusal:
    return Refusal("bung ra quá lớn so với tệp.", _SAVE_AGAIN)


def _entities() -> Refusal:
    return Refusal(
        "có khai báo DTD hay thực thể XML, Office không bao giờ ghi như vậy.", _SAVE_AGAIN
    )
