"""Reading a file: its text unchanged, or one line that says why not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import BadInput
from ingest.read import check_slug, read, slug_of
from ingest.readers.formats import FORMATS


def test_the_text_is_the_file_decoded_and_no_more(tmp_path: Path) -> None:
    raw = "\ufeff KẾ HOẠCH\r\n\tSố hoà \u0301\f".encode()
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(raw)
    source = read(path)
    assert source.text.encode() in (raw, raw.removeprefix("\ufeff".encode()))
    assert source.sha256 == hashlib.sha256(raw).hexdigest()
    assert source.path == path.resolve()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read_by_its_mark(tmp_path: Path, encoding: str) -> None:
    mark = {"utf-16": "", "utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}[encoding]
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes((mark + "Kế hoạch số hóa").encode(encoding))
    assert read(path).text.removeprefix("\ufeff") == "Kế hoạch số hóa"


def _file(name: str, data: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return make


def _folder(folder: Path) -> Path:
    path = folder / "ke-hoach.txt"
    path.mkdir()
    return path


BAD = [
    ("missing", lambda folder: folder / "ke-hoach.txt", "không có tệp này"),
    ("a folder", _folder, "không mở được"),
    ("empty", _file("a.txt", b""), "tệp trống"),
    ("nothing but blanks", _file("a.txt", b" \n\t\r\n"), "tệp trống"),
    ("no letter in it", _file("a.txt", b"--- | ***"), "không có chữ nào"),
    ("binary", _file("a.txt", b"\x00\x01\x02abc"), "không phải là tệp văn bản"),
    ("an archive under another name", _file("a.txt", b"PK\x03\x04\x00\x00abc"), "tệp nén"),
    ("a PDF under another name", _file("a.md", b"%PDF-1.7\n\x00\x01"), "nội dung là PDF"),
    ("UTF-8 cut short", _file("a.txt", "Kế hoạch".encode()[:-1] + b"\xe1"), "không phải UTF-8"),
    ("no language in any code page", _file("a.txt", b"caf\xe9 d\xe9j\xe0 vu"), "UTF-8"),
    ("UTF-16 cut short", _file("a.txt", b"\xff\xfeK\x00\x01"), "không phải UTF-"),
    ("another kind", _file("a.exe", b"abc"), "chưa đọc được loại tệp này"),
    ("no suffix", _file("a", b"abc"), "chưa đọc được loại tệp này"),
]


@pytest.mark.parametrize(("trap", "make", "said"), BAD, ids=[c[0] for c in BAD])
def test_bad_input_is_one_line_with_a_remedy(
    trap: str, make: Callable[[Path], Path], said: str, tmp_path: Path
) -> None:
    path = make(tmp_path)
    with pytest.raises(BadInput) as raised:
        read(path)
    assert said in raised.value.problem, trap
    assert path.name in raised.value.problem
    assert raised.value.remedy
    assert "\n" not in str(raised.value)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = replace(FORMATS[".txt"].limits, bytes=8)
    monkeypatch.setitem(FORMATS, ".txt", replace(FORMATS[".txt"], limits=small))
    path = tmp_path / "a.txt"
    path.write_bytes(b"just fit")
    assert read(path).text == "just fit"
    path.write_bytes(b"too large")
    with pytest.raises(BadInput, match="lớn hơn"):
        read(path)


SLUGS = [
    ("as it stands", "tan-binh-2024.md", "tan-binh-2024"),
    ("tone marks and blanks", "Kế hoạch Tân Bình 2024.txt", "ke-hoach-tan-binh-2024"),
    ("đ and Đ", "Đồng Đăng.txt", "dong-dang"),
    ("signs are one hyphen", "KH__56 (bản cuối).txt", "kh-56-ban-cuoi"),
    ("no hyphen at either end", "--a--.txt", "a"),
    ("a dot inside the stem", "kh.56.txt", "kh-56"),
    ("letters in pieces", "Bi\u0300nh.txt", "binh"),
    ("cut at eighty", "a" * 90 + ".txt", "a" * 80),
    ("no hyphen where it is cut", "a" * 79 + " b.txt", "a" * 79),
]


@pytest.mark.parametrize(("trap", "name", "slug"), SLUGS, ids=[c[0] for c in SLUGS])
def test_slug(trap: str, name: str, slug: str) -> None:
    assert slug_of(Path(name)) == slug, trap
    assert check_slug(slug) == slug


def test_a_stem_without_letters_has_no_slug() -> None:
    with pytest.raises(BadInput) as raised:
        slug_of(Path("---.txt"))
    assert "--slug" in raised.value.remedy


@pytest.mark.parametrize("slug", ["", "-a", "A", "kế", "a b", "a" * 81, "a/b", "a\n", "../a"])
def test_no_slug(slug: str) -> None:
    with pytest.raises(BadInput):
        check_slug(slug)
