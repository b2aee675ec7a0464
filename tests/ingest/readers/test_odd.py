"""PDF files with a trap of layout each, read as the text beside them says."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from ingest.index import open_index
from ingest.pipeline import ingest
from ingest.read import read
from ingest.readers import ocr
from ingest.readers.model import Refusal
from retrieval.assistant import Assistant
from tests.ingest.readers.odd import ODD

FILES = sorted(ODD.glob("*.pdf"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_reads_as(path: Path) -> None:
    source = read(path)
    # A page on its side and a picture of a page say what the page says.
    alike = path.stem if path.stem in ("columns", "unruled") else "letterhead"
    wanted = (ODD / f"{alike}.txt").read_text(encoding="utf-8")
    assert source.ocr == (path.stem == "scan")
    if source.ocr:
        assert SequenceMatcher(None, wanted, source.text).ratio() > 0.95, source.text
        assert "máy nhận dạng" in source.warnings[0]
    else:
        assert source.text == wanted


def test_a_scan_is_marked_in_every_citation(tmp_path: Path) -> None:
    ingest([ODD / "scan.pdf"], tmp_path)
    index = open_index(tmp_path)
    assert index.documents[0].card.scanned
    index.close()
    answer = Assistant.open(tmp_path).ask("ai chủ trì theo dõi, đôn đốc việc thực hiện kế hoạch?")
    assert answer.citations
    assert all("bản quét" in c.label for c in answer.citations)


def test_where_tesseract_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    ocr.available.cache_clear()
    with pytest.raises(Refusal) as raised:
        ocr.check()
    ocr.available.cache_clear()
    assert "quét" in raised.value.problem
    assert "tesseract-ocr-vie" in raised.value.remedy


MENDED = [
    ("L MỤC TIÊU", "I. MỤC TIÊU"),
    ("l. MỤC ĐÍCH, YÊU CẦU", "I. MỤC ĐÍCH, YÊU CẦU"),
    ("L Mục tiêu", "L Mục tiêu"),
    ("1 Mục tiêu", "1 Mục tiêu"),
    ("LƯU Ý", "LƯU Ý"),
]


@pytest.mark.parametrize(("seen", "meant"), MENDED)
def test_a_first_numeral_that_looks_like_a_letter(seen: str, meant: str) -> None:
    assert ocr.mend(seen) == meant
