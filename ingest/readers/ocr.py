"""Scanned pages: drawn by PDFium, recognised by Tesseract with the Vietnamese data."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from functools import cache

from ingest.readers.layout import PageLayout, Word
from ingest.readers.model import Refusal

_DPI = 200
_LARGEST_SIDE = 5_000
_SECONDS = 120
_LEAST_SURE = 20.0
# The first roman numeral looks like an l, an L or a bar; before a title in capitals it is none.
_ONE = re.compile(r"(?m)^[Ll|1]\s?[.,]?\s+(?=[^\W\d_a-z]{2,}[^\n]*$)")
INSTALL = (
    "Hãy cài tesseract-ocr và tesseract-ocr-vie rồi nạp lại, hoặc nạp bản Word hay PDF có chữ."
)


def check() -> None:
    """Refuse where Tesseract or its Vietnamese data is not installed."""
    if not available():
        raise Refusal("PDF là bản quét ảnh, không có lớp chữ.", INSTALL)


@cache
def available() -> bool:
    """Whether this machine can recognise Vietnamese."""
    command = shutil.which("tesseract")
    if command is None:
        return False
    try:
        told = subprocess.run(
            [command, "--list-langs"], capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "vie" in told.stdout.decode("utf-8", "replace").split()


def mend(text: str) -> str:
    """What Tesseract takes a heading's first roman numeral for, put right."""
    return _ONE.sub(lambda m: "I. " if _loud(m) else m.group(), text)


def _loud(found: re.Match[str]) -> bool:
    line = found.string[found.end() :].split("\n", 1)[0]
    return line.isupper()


def recognise(data: bytes, page: int) -> PageLayout:
    """The words of one page."""
    picture, width, height, scale = _draw(data, page)
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "1", "tsv"]
    try:
        told = subprocess.run(
            command, input=picture, capture_output=True, timeout=_SECONDS, check=True
        )
    except subprocess.TimeoutExpired:
        raise Refusal(
            f"trang quét {page + 1} nhận dạng quá lâu.", "Hãy quét lại rõ hơn, 200-300 dpi."
        ) from None
    except (OSError, subprocess.CalledProcessError):
        raise Refusal(f"không nhận dạng được trang quét {page + 1}.", INSTALL) from None
    found = words(told.stdout.decode("utf-8", "replace"), scale)
    return PageLayout(width, height, found, scanned=True)


def words(table: str, scale: float) -> list[Word]:
    """The words of Tesseract's table, in points; every line's words are of that line's height."""
    made: list[Word] = []
    heights: dict[tuple[str, ...], tuple[float, float]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        key = tuple(row.get(name) or "" for name in ("block_num", "par_num", "line_num"))
        try:
            x0, top, wide, high = (
                float(row[k]) / scale for k in ("left", "top", "width", "height")
            )
            sure = float(row["conf"])
        except (KeyError, TypeError, ValueError):
            continue
        if row.get("level") == "4":
            heights[key] = (top, top + high)
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text or sure < _LEAST_SURE:
            continue
        upper, lower = heights.get(key, (top, top + high))
        made.append(Word(text, x0, x0 + wide, upper, lower, 0.75 * (lower - upper)))
    return made


def _draw(data: bytes, page: int) -> tuple[bytes, float, float, float]:
    """A page as a grey picture (PGM), its size in points, and pixels to a point."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        width, height = document[page].get_size()
        scale = min(_DPI / 72, _LARGEST_SIDE / max(width, height, 1))
        bitmap = document[page].render(scale=scale, grayscale=True)
        picture = bitmap.to_pil().convert("L")
        header = f"P5 {picture.width} {picture.height} 255\n".encode()
        return header + picture.tobytes(), width, height, scale
    finally:
        document.close()
