"""Files made to hurt: each is refused in one line that names it, and the rest goes on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ingest.errors import BadInput
from ingest.pipeline import ingest
from ingest.read import read
from ingest.readers.box import read_apart
from ingest.readers.formats import FORMATS
from ingest.readers.model import Refusal
from tests.ingest.readers.packages import docx, p, package

_LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE w [{_LAUGHS}]><w>&l9;</w>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
DOCUMENT = "word/document.xml"
MANY = {DOCUMENT: "", **{f"p{i}": "" for i in range(6000)}}


def _with(name: str) -> bytes:
    """A package with another part in it."""
    return package({DOCUMENT: "<w/>", name: "x"})


def _of_zeros(name: str, size: int) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as out:
        out.writestr(DOCUMENT, "<w/>")
        with out.open(name, "w", force_zip64=True) as part:
            for _ in range(size // 1_000_000):
                part.write(bytes(1_000_000))
    return made.getvalue()


def _deep(levels: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * levels + p("x") + "</w:tc></w:tr></w:tbl>" * levels


def _encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


LOOP = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [2 0 R 2 0 R] /Count 9 /Parent 2 0 R>> endobj
trailer <</Root 1 0 R>>
%%EOF"""

HOSTILE: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("a zip bomb", "a.docx", lambda: _of_zeros("word/media/a.bin", 90_000_000), "quá lớn"),
    ("too many parts", "a.docx", lambda: package(MANY), "quá lớn"),
    ("a bomb of entities", "a.docx", lambda: package({DOCUMENT: BOMB}), "DTD"),
    ("an entity from outside", "a.docx", lambda: package({DOCUMENT: OUTSIDE}), "DTD"),
    ("entities in the numbering", "a.docx", lambda: docx(p("x"), numbering=BOMB), "DTD"),
    ("entities in a workbook", "a.xlsx", lambda: package({"xl/workbook.xml": BOMB}), "DTD"),
    ("macros", "a.docx", lambda: _with("word/vbaProject.bin"), "macro"),
    ("macros by name", "a.docm", lambda: docx(p("x")), "chưa đọc được loại tệp này"),
    ("a program inside", "a.docx", lambda: _with("word/embeddings/a.exe"), "nhúng"),
    ("a path out of the package", "a.docx", lambda: _with("../../etc/x"), "đường dẫn"),
    ("a password", "a.docx", _encrypted, "mật khẩu"),
    ("cut short", "a.docx", lambda: docx(p("x") * 99)[:-60], "tệp nén"),
    ("no body", "a.docx", lambda: package({DOCUMENT: "<w/>"}), "thiếu phần thân"),
    ("XML that is none", "a.docx", lambda: package({DOCUMENT: "<w"}), "sai cú pháp"),
    ("nothing to read", "a.docx", lambda: docx(p(" ")), "không có chữ nào"),
    ("an archive", "a.docx", lambda: package({"ghi-chu.txt": "x"}), "tệp nén"),
    ("a workbook named .docx", "a.docx", lambda: package({"xl/workbook.xml": "<x/>"}), ".xlsx"),
    ("a Word file named .txt", "a.txt", lambda: docx(p("x")), "Word"),
    ("a page named .txt", "a.txt", lambda: b"<!DOCTYPE html><p>x", "trang web"),
    ("an old Word file", "a.docx", lambda: _encrypted()[:500], "Word hay Excel"),
    ("a picture", "a.pdf", lambda: b"\x89PNG\r\n\x1a\n\x00", "ảnh"),
    ("a PDF of nothing", "a.pdf", lambda: b"%PDF-1.7\n%%EOF", "PDF"),
    ("a PDF cut short", "a.pdf", lambda: _pdf()[:900], "PDF"),
    ("a loop of pages", "a.pdf", lambda: LOOP, "PDF"),
]  # fmt: skip


def _pdf() -> bytes:
    return (Path(__file__).parent / "office" / "thang-binh-2021-2025.pdf").read_bytes()


@pytest.mark.parametrize(("trap", "name", "make", "said"), HOSTILE, ids=[c[0] for c in HOSTILE])
def test_refused(
    trap: str, name: str, make: Callable[[], bytes], said: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    with pytest.raises(BadInput) as raised:
        read(path)
    told = str(raised.value)
    assert said in told, (trap, told)
    assert name in told
    assert raised.value.remedy
    assert "\n" not in told
    assert "Traceback" not in told


def test_tables_in_tables_do_not_exhaust_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(_deep(30)))
    assert read(path).text.strip() == "x"
    path.write_bytes(docx(_deep(3000) + p("y")))
    assert read(path).text.strip().endswith("y")


def test_a_reader_that_takes_too_long_is_killed() -> None:
    slow = replace(FORMATS[".txt"], limits=replace(FORMATS[".txt"].limits, seconds=0.05))
    began = time.monotonic()
    with pytest.raises(Refusal, match="quá lâu"):
        read_apart(b"x" * 5_000_000, slow)
    assert time.monotonic() - began < 20


def test_a_reader_that_takes_too_much_memory_is_stopped() -> None:
    form = FORMATS[".txt"]
    tight = replace(form, limits=replace(form.limits, memory=300_000_000))
    with pytest.raises(Refusal, match=r"bộ nhớ|quá lớn"):
        read_apart("số hóa ".encode() * 12_000_000, tight)


def test_the_rest_of_the_batch_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "tot.docx").write_bytes(docx(p("KẾ HOẠCH") + p("1. Số hóa 80% hồ sơ.")))
    (folder / "xau.docx").write_bytes(package({DOCUMENT: BOMB}))
    (folder / "~$tot.docx").write_bytes(b"x")
    report = ingest([folder], tmp_path / "index")
    assert report.added == ("tot",)
    assert [path.name for path, _ in report.failed] == ["xau.docx"]


def test_a_name_cannot_lead_out(tmp_path: Path) -> None:
    path = tmp_path / "..%2f..%2fetc; rm -rf $(x) `y`.txt"
    path.write_text("Kế hoạch số hóa", encoding="utf-8")
    assert read(path).text == "Kế hoạch số hóa"
