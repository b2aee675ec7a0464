"""Old Vietnamese encodings: recognised by what they say, converted letter by letter."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ingest.read import read
from ingest.readers import legacy
from ingest.readers.legacy import NAMES
from tests.ingest.documents import text_of

TEXT = unicodedata.normalize("NFC", text_of("tu-ky-2021-2025"))[:6000]


def _old(text: str, encoding: str) -> str:
    """Text as an old encoding writes it, seen as Latin; TCVN3 has no capitals with marks."""
    table = legacy._data()[encoding]
    back = {letter: code for code, letter in reversed(table.items())}
    return "".join(back.get(c, back.get(c.lower(), c)) for c in text)


def _bytes(encoding: str) -> bytes:
    code = "cp1252" if encoding == "vni" else "latin-1"
    return _old(TEXT, encoding).encode(code, "ignore")


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii"])
def test_a_file_in_an_old_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(_bytes(encoding))
    source = read(path)
    wanted, found = TEXT.lower().split(), source.text.lower().split()
    alike = sum(a == b for a, b in zip(wanted, found, strict=False)) / len(wanted)
    assert alike > 0.98, [(a, b) for a, b in zip(wanted, found, strict=False) if a != b][:9]
    assert NAMES[encoding] in source.warnings[0]


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_old_letters_saved_as_unicode(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(_old(TEXT, encoding), encoding="utf-8")
    assert legacy.vietnamese(read(path).text) > 0.25


CONVERTED = [
    ("tcvn3", "Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("tcvn3", "KÕ HO¹CH C¶I C¸CH", "KẾ HOẠCH CẢI CÁCH"),
    ("vni", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("vni", "ÑOÄC LAÄP - TÖÏ DO", "ĐỘC LẬP - TỰ DO"),
]


@pytest.mark.parametrize(("encoding", "old", "now"), CONVERTED)
def test_convert(encoding: str, old: str, now: str) -> None:
    assert legacy.convert(old, encoding) == now


@pytest.mark.parametrize("text", [TEXT, "Résumé à la carte, déjà vu", "Plain English text", ""])
def test_what_reads_well_is_left_alone(text: str) -> None:
    assert legacy.mend(text) == (text, "")


FONTS = [
    (".VnTime", ("tcvn3", False)),
    (".VnArial-Bold", ("tcvn3", False)),
    ("ABCDEF+.VnTimeH", ("tcvn3", True)),
    ("VNI-Times", ("vni", False)),
    ("Times New Roman", None),
    ("", None),
]


@pytest.mark.parametrize(("font", "coding"), FONTS)
def test_fonts(font: str, coding: tuple[str, bool] | None) -> None:
    assert legacy.of_font(font) == coding
